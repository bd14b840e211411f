"""Word files: paragraphs with their automatic numbers, tables with their merged cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from lienthong.domain.plans.errors import FileTooLarge, UnreadableFile
from lienthong.domain.plans.exchange.archive import Archive
from lienthong.domain.plans.exchange.numbering import Numbering
from lienthong.domain.plans.rules.source import Cell, Line, Place, Row, Source, Table

MAIN_PART = "word/document.xml"
NUMBERING_PART = "word/numbering.xml"
STYLES_PART = "word/styles.xml"
MAX_CELLS = 400_000
MAX_COLUMNS = 64

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset(
    {
        f"{W}del",
        f"{W}instrText",
        f"{W}moveFrom",
        f"{W}pPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"})
_HEAD_ROWS = 4
_HEAD_COLUMNS = 2


@dataclass
class _Page:
    """What was read so far."""

    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    cells: int = 0


def read(archive: Archive) -> Source:
    """Lines and tables of a Word file. Raises UnreadableFile or FileTooLarge."""
    root = archive.xml(MAIN_PART)
    if root.tag.startswith(_STRICT):
        _as_transitional(root)
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableFile()
    page = _Page(Numbering(_part(archive, NUMBERING_PART), _part(archive, STYLES_PART)))
    for block in _blocks(body):
        _read_block(block, page)
    return Source(tuple(page.lines), tuple(page.tables))


def _part(archive: Archive, name: str) -> Element | None:
    return archive.xml(name) if name in archive else None


def _as_transitional(root: Element) -> None:
    """The strict form differs in its name only."""
    for element in root.iter():
        element.tag = element.tag.replace(_STRICT, W)
        element.attrib = {key.replace(_STRICT, W): value for key, value in element.attrib.items()}


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those in content controls."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _blocks(child)
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child


def _read_block(block: Element, page: _Page) -> None:
    if block.tag == f"{W}p":
        for text in _paragraph(block, page.numbering).split("\n"):
            page.lines.append(Line(text, Place(line=len(page.lines) + 1)))
        return
    rows = tuple(_rows(block, page))
    if _is_head(rows):
        texts = [
            text for row in rows for cell in row.cells for text in cell.text.split("\n") if not cell.merged
        ]
        page.lines.extend(Line(text, Place(line=len(page.lines) + 1)) for text in texts)
    elif rows:
        page.tables.append(Table(rows))


def _is_head(rows: tuple[Row, ...]) -> bool:
    """The borderless table with the agency's name, the nation's motto, number and date."""
    return len(rows) <= _HEAD_ROWS and max((len(row.cells) for row in rows), default=0) <= _HEAD_COLUMNS


def _rows(table: Element, page: _Page) -> Iterator[Row]:
    """Rows with every cell in its column; a cell that goes on downwards bears the words of the first."""
    above: dict[int, Cell] = {}
    for number, row in enumerate(_children(table, f"{W}tr"), 1):
        cells = list(_cells(row, page, Place(table=len(page.tables) + 1, row=number), above))
        page.cells += len(cells)
        if page.cells > MAX_CELLS:
            raise FileTooLarge()
        above = dict(enumerate(cells))
        yield Row(tuple(cells))


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child, tag)
        elif child.tag == tag:
            yield child


def _cells(row: Element, page: _Page, place: Place, above: dict[int, Cell]) -> Iterator[Cell]:
    column = 0
    for _ in range(_number(row, f"{W}trPr/{W}gridBefore", 0)):
        yield Cell("", replace(place, column=column + 1))
        column += 1
    for element in _children(row, f"{W}tc"):
        here = replace(place, column=column + 1)
        merge = element.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(f"{W}val", "continue") != "restart" and column in above:
            cell = replace(above[column], place=here, merged=True)
        else:
            cell = Cell(_cell_text(element, page.numbering), here)
        yield cell
        span = _number(element, f"{W}tcPr/{W}gridSpan", 1)
        yield from (
            Cell("", replace(place, column=column + 1 + more), spanned=True) for more in range(1, span)
        )
        column += span


def _number(element: Element, path: str, default: int) -> int:
    found = element.find(path)
    value = found.get(f"{W}val", "") if found is not None else ""
    return min(int(value), MAX_COLUMNS) if value.isdecimal() else default


def _cell_text(cell: Element, numbering: Numbering) -> str:
    """The cell's paragraphs, one a line; a table inside gives its cells as lines."""
    texts: list[str] = []
    for block in _blocks(cell):
        paragraphs = [block] if block.tag == f"{W}p" else block.iter(f"{W}p")
        texts.extend(_paragraph(paragraph, numbering) for paragraph in paragraphs)
    return "\n".join(texts)


def _paragraph(paragraph: Element, numbering: Numbering) -> str:
    """The words of a paragraph with its automatic number or bullet before them."""
    text = "".join(_runs(paragraph))
    return numbering.label(paragraph) + text if text.strip() else text


def _runs(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED and child.find(f"{W}rPr/{W}vanish") is None:
            yield from _runs(child)
