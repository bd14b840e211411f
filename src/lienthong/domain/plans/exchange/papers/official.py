"""An official paper as a Word file, part by part as Decree 30/2020/NĐ-CP, Appendix I, orders them.

The same ``OfficialPaper`` that is typeset as PDF, so that both say the same.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.spine.pdf import Appendix, Block, Heading, OfficialPaper, Table
from lienthong.spine.text import write_date

FONT = "Times New Roman"
UPRIGHT_MM, ACROSS_MM = 160, 250
_CENTRE, _LEFT, _RIGHT, _JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_ALIGNED = {"left": _LEFT, "center": _CENTRE, "right": _RIGHT}


def write_official_docx(paper: OfficialPaper) -> bytes:
    """Upright A4; each appendix on pages of its own, across where it says so."""
    document = Document()
    _set_type(document)
    _set_page(document.sections[0], across=False)
    _write_head(document, paper)
    _line(document, paper.kind.upper(), bold=True, align=_CENTRE)
    _line(document, paper.abstract, bold=True, align=_CENTRE, after=12)
    for words in paper.bases:
        _line(document, words, italic=True, indent=True)
    _write_blocks(document, paper.body, UPRIGHT_MM)
    _write_foot(document, paper)
    for appendix in paper.appendices:
        _write_appendix(document, appendix)
    document.core_properties.title = printable(f"{paper.kind} {paper.abstract}")[:255]
    document.core_properties.author = paper.agency[:255]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _set_type(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)


def _set_page(section: Section, *, across: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(27 if across else 30)


def _write_head(document: WordDocument, paper: OfficialPaper) -> None:
    """Of a draft the number is its sign alone; room is left for number, day and month."""
    number = f"        {paper.number}" if paper.number.startswith("/") else paper.number
    dated = f"ngày      tháng      năm {paper.day:%Y}" if paper.is_draft else write_date(paper.day)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Mm(66), Mm(94)
    _put(left, paper.superior.upper(), 12)
    _put(left, paper.agency.upper(), 12, bold=True, line=True)
    _put(left, f"Số: {number}", 13)
    _put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _put(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True, line=True)
    _put(right, f"{paper.place}, {dated}", 13, italic=True)
    _line(document, "")


def _put(
    cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False, line: bool = False
) -> WordParagraph | None:
    """A centred line of a cell; ``line``: underlined, as the issuer's name and the motto."""
    if not text:
        return None
    paragraph = cell.paragraphs[0] if not cell.paragraphs[0].text else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, line
    return paragraph


def _line(
    document: WordDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    indent: bool = False,
    align: WD_ALIGN_PARAGRAPH = _JUSTIFY,
    after: int = 6,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold, italic


def _write_blocks(document: WordDocument, blocks: Iterable[Block], width: int) -> None:
    for block in blocks:
        if isinstance(block, Table):
            _write_table(document, block, width)
        elif isinstance(block, Heading):
            _line(document, block.text, bold=True, italic=block.level == 3, indent=True)
        else:
            for words in block.text.split("\n"):
                _line(document, words, indent=True)


def _write_table(document: WordDocument, table: Table, width: int) -> None:
    if table.caption:
        _line(document, table.caption, italic=True, align=_CENTRE)
    drawn = document.add_table(rows=1, cols=len(table.columns))
    drawn.style, drawn.autofit = "Table Grid", False
    whole = sum(column.share for column in table.columns)
    widths = [width * column.share / whole for column in table.columns]
    _fill(drawn.rows[0], [column.title for column in table.columns], widths, None)
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    aligned = [_ALIGNED[column.align] for column in table.columns]
    for row in table.rows:
        added = drawn.add_row()
        if len(row) == 1:
            added.cells[0].merge(added.cells[-1])
            _put(added.cells[0], row[0], 12, bold=True)
        else:
            _fill(added, row, widths, aligned)
    _line(document, "")


def _fill(
    row: _Row, texts: Sequence[str], widths: Sequence[float], aligned: Sequence[WD_ALIGN_PARAGRAPH] | None
) -> None:
    """``aligned`` None: the head of a table."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = _put(cell, text, 12, bold=aligned is None)
        if paragraph and aligned:
            paragraph.alignment = aligned[place]


def _write_foot(document: WordDocument, paper: OfficialPaper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    if paper.recipients:
        _put(left, "Nơi nhận:", 12, bold=True, italic=True)
    for text in paper.recipients:
        _put(left, f"- {text}", 11)
    for paragraph in left.paragraphs:
        paragraph.alignment = _LEFT
    for text in (*paper.signature.authority, paper.signature.title):
        _put(right, text.upper(), 14, bold=True)
    if paper.signature.name:
        _put(right, "\n\n\n", 14)
        _put(right, paper.signature.name, 14, bold=True)


def _write_appendix(document: WordDocument, appendix: Appendix) -> None:
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), across=appendix.is_across)
    if appendix.number:
        _line(document, f"PHỤ LỤC {appendix.number}", bold=True, align=_CENTRE)
    _line(document, appendix.title, bold=True, align=_CENTRE, after=12)
    _write_blocks(document, appendix.body, ACROSS_MM if appendix.is_across else UPRIGHT_MM)
