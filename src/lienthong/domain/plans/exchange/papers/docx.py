"""The plan as a Word file in official layout: A4, the national title, the body upright, the appendix across."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.exchange.papers.paper import (
    Paper,
    attachment_line,
    body_lines,
    head_lines,
    legal_bases,
    written_month,
)
from lienthong.domain.plans.exchange.papers.rows import HEAD, AreaRow, TaskRow, merged_spans, table_rows

FONT = "Times New Roman"
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_WIDTHS = (10, 74, 60, 34, 42, 32)  # mm, the inner width of an A4 page across
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def write_docx(paper: Paper) -> bytes:
    """The number and day are those of the decision; the signature stands on the decision itself, so none is drawn."""
    document = Document()
    _set_type(document)
    _set_page(document.sections[0], across=False)
    _write_head(document, paper)
    _write_title(document, paper)
    _write_body(document, paper)
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), across=True)
    _write_appendix(document, paper)
    document.core_properties.title = printable(paper.document["title"] or "")[:255]
    document.core_properties.author = paper.issuer[:255]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _set_type(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.15


def _set_page(section: Section, *, across: bool) -> None:
    """A4 with the margins of official papers; the page number stands in the middle above, from the second page."""
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(25), Mm(20)) if across else (Mm(30), Mm(20))
    section.different_first_page_header_footer = not across
    if not across:
        _write_page_number(section.header.paragraphs[0])


def _write_page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _write_head(document: WordDocument, paper: Paper) -> None:
    """Who issues and under which number at the left; nation, motto, place and day at the right."""
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for column, width in enumerate((68, 92)):
        for row in table.rows:
            row.cells[column].width = Mm(width)
    _put(table.cell(0, 0), [(paper.issuer or paper.document["issuer"] or "", 13, True)])
    _put(table.cell(0, 1), [(_NATION, 13, True), (_MOTTO, 14, True)])
    _put(table.cell(1, 0), [(f"Số: {paper.document['number'] or ''}", 13, False)])
    place = paper.directory.home
    day = paper.issued_on
    when = f"ngày {day:%d} tháng {written_month(day)} năm {day:%Y}" if day else ""
    _put(table.cell(1, 1), [(f"{place}, {when}" if place else when.capitalize(), 14, False)])
    table.cell(1, 1).paragraphs[0].runs[0].italic = True


def _put(cell: _Cell, lines: list[tuple[str, int, bool]]) -> None:
    """Centred lines of (words, size, bold)."""
    for place, (text, size, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(printable(text))
        run.font.size, run.bold = Pt(size), bold


def _write_title(document: WordDocument, paper: Paper) -> None:
    """The kind of document on a line of its own, its subject under it."""
    title = paper.document["title"] or ""
    for kind in ("KẾ HOẠCH ", "CHƯƠNG TRÌNH "):
        if title.upper().startswith(kind):
            _centred(document, title[: len(kind) - 1], bold=True)
            title = title[len(kind) :]
    _centred(document, title, bold=True)
    if paper.is_attached:
        _centred(document, attachment_line(paper), italic=True)


def _centred(document: WordDocument, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold, italic


def _write_body(document: WordDocument, paper: Paper) -> None:
    for line in legal_bases(paper):
        _paragraph(document, line).runs[0].italic = True
    for level, line in body_lines(paper):
        _paragraph(document, line).runs[0].bold = level in (1, 2) and len(line) < 120


def _paragraph(document: WordDocument, text: str) -> Paragraph:
    paragraph = document.add_paragraph(printable(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    return paragraph


def _write_appendix(document: WordDocument, paper: Paper) -> None:
    _centred(document, "PHỤ LỤC", bold=True)
    _centred(document, head_lines(paper)[-1] if paper.is_attached else "", italic=True)
    rows = list(table_rows(paper))
    table = document.add_table(rows=len(rows) + 1, cols=len(HEAD), style="Table Grid")
    grid = _Grid(table)
    grid.write_head()
    for place, row in enumerate(rows, 1):
        if isinstance(row, AreaRow):
            grid.write_area(place, row)
        else:
            grid.write_task(place, row)
    for first, last, column in merged_spans(rows):
        grid.merge(first + 1, last + 1, column)


class _Grid:
    """The cells of a table, taken once: asking python-docx for each anew takes time that grows with the square."""

    def __init__(self, table: Table) -> None:
        table.autofit = False
        self.rows: list[list[Any]] = [list(row.cells) for row in table.rows]
        self.lines = [row._tr for row in table.rows]
        for row in self.rows:
            for cell, width in zip(row, _WIDTHS, strict=True):
                cell.width = Mm(width)

    def write_head(self) -> None:
        """The head comes again on every page; no row is parted by the end of a page."""
        for cell, text in zip(self.rows[0], HEAD, strict=True):
            _fill(cell, text, bold=True)
        self.lines[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for line in self.lines:
            line.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def write_area(self, place: int, row: AreaRow) -> None:
        first, *others = self.rows[place]
        first._tc.grid_span = len(HEAD)
        for cell in others:
            self.lines[place].remove(cell._tc)
        _fill(first, row.text, bold=True)

    def write_task(self, place: int, row: TaskRow) -> None:
        for cell, text in zip(self.rows[place], row.cells, strict=True):
            _fill(cell, text or "")

    def merge(self, first: int, last: int, column: int) -> None:
        for place in range(first, last + 1):
            merge = OxmlElement("w:vMerge")
            merge.set(qn("w:val"), "restart" if place == first else "continue")
            self.rows[place][column]._tc.get_or_add_tcPr().append(merge)


def _fill(cell: Any, text: str, *, bold: bool = False) -> None:
    for place, line in enumerate(printable(text).split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size, run.bold = Pt(12), bold
