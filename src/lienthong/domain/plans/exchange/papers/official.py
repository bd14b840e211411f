"""An official paper as a Word file, part by part as Decree 30/2020/NĐ-CP, Appendix I, orders them.

The same ``OfficialPaper`` that is typeset as PDF, so that both say the same.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.exchange.papers.ruled import draw_ruled
from lienthong.spine.pdf import Appendix, Block, Heading, OfficialPaper, Table
from lienthong.spine.text import write_date

FONT: Final = "Times New Roman"
UPRIGHT_MM, ACROSS_MM = 165, 250
LEFT_MM, RIGHT_MM = 72, 93
_CENTRE, _LEFT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY


def write_official_docx(paper: OfficialPaper) -> bytes:
    """Upright A4; each appendix on pages of its own, across where it says so."""
    document = Document()
    _set_type(document)
    _set_page(document.sections[0], across=False)
    _write_head(document, paper)
    _line(document, paper.kind.upper(), bold=True, align=_CENTRE, after=0)
    _line(document, paper.abstract, bold=True, align=_CENTRE, after=0)
    _rule(document.add_paragraph(), (UPRIGHT_MM - 45) / 2, after=10)
    for words in paper.bases:
        _line(document, words, italic=True, indent=True)
    _write_blocks(document, paper.body, UPRIGHT_MM)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # who signs never stands alone on a page
    _write_foot(document, paper)
    for appendix in paper.appendices:
        _write_appendix(document, paper, appendix)
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
    """Each part counts its own pages; the number stands in the middle above, from the second page on."""
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(27), Mm(20)) if across else (Mm(30), Mm(15))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    _write_page_number(section.header.paragraphs[0])
    told = section._sectPr
    for old in told.findall(qn("w:pgNumType")):
        told.remove(old)  # a section is begun as a copy of the one before
    counted = OxmlElement("w:pgNumType")
    counted.set(qn("w:start"), "1")
    told.find(qn("w:cols")).addprevious(counted)  # Word reads them in the order of its schema alone


def _write_page_number(paragraph: WordParagraph) -> None:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _write_head(document: WordDocument, paper: OfficialPaper) -> None:
    """Of a draft the number is its sign alone; room is left for number, day and month."""
    number = f"        {paper.number}" if paper.number.startswith("/") else paper.number
    left, right = _two_columns(document, LEFT_MM, RIGHT_MM)
    if paper.superior:
        _put(left, paper.superior.upper(), 12)
    _put(left, paper.agency.upper(), 12, bold=True)
    _rule(left.add_paragraph(), (LEFT_MM - 25) / 2)
    _put(left, f"Số: {number}", 13)
    _put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _put(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    _rule(right.add_paragraph(), (RIGHT_MM - 60) / 2)
    _put(right, f"{paper.place}, {_dated(paper)}", 13, italic=True)
    _line(document, "")


def _dated(paper: OfficialPaper) -> str:
    return f"ngày      tháng      năm {paper.day:%Y}" if paper.is_draft else write_date(paper.day)


def _two_columns(document: WordDocument, left: float, right: float) -> tuple[_Cell, _Cell]:
    """Without margins. Their widths stand in the table and in its cells: programs differ in which of them they read."""
    table: WordTable = document.add_table(rows=1, cols=2)
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = column.cells[0].width = Mm(width)
    one, other = table.rows[0].cells
    return one, other


def _put(cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    """A centred line of a cell."""
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text else first
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(paragraph: WordParagraph, indent: float, after: int = 4) -> None:
    """A line drawn in the middle, ``indent`` millimetres from both sides: the border of a paragraph without words."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = Mm(indent)
    look.space_before, look.space_after, look.line_spacing = Pt(2), Pt(after), Pt(2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _line(
    document: WordDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    indent: bool = False,
    align: WD_ALIGN_PARAGRAPH = _JUSTIFY,
    after: int = 6,
) -> WordParagraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold, italic
    return paragraph


def _write_blocks(document: WordDocument, blocks: Iterable[Block], width: int) -> None:
    for block in blocks:
        if isinstance(block, Table):
            if block.caption:
                _line(document, block.caption, italic=True, align=_CENTRE)
            _line(document, "")._p.addprevious(draw_ruled(block, width))
        elif isinstance(block, Heading):
            heading = _line(document, block.text, bold=True, italic=block.level == 3, indent=True)
            heading.paragraph_format.keep_with_next = True
        else:
            for words in block.text.split("\n"):
                _line(document, words, indent=True)


def _write_foot(document: WordDocument, paper: OfficialPaper) -> None:
    left, right = _two_columns(document, UPRIGHT_MM / 2, UPRIGHT_MM / 2)
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


def _write_appendix(document: WordDocument, paper: OfficialPaper, appendix: Appendix) -> None:
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), across=appendix.is_across)
    _line(document, f"PHỤ LỤC {appendix.number}".strip(), bold=True, align=_CENTRE, after=0)
    _line(document, appendix.title, bold=True, align=_CENTRE, after=0)
    number = f"      {paper.number}" if paper.number.startswith("/") else f" {paper.number}"
    with_paper = f"(Kèm theo {paper.kind} số{number} {_dated(paper)} của {paper.agency})"
    _line(document, with_paper, italic=True, align=_CENTRE, after=12)
    _write_blocks(document, appendix.body, ACROSS_MM if appendix.is_across else UPRIGHT_MM)
