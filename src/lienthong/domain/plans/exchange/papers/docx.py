"""The plan as a Word file in official layout: A4, the national title, the body upright, the appendix
across.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.exchange.papers.paper import (
    RULE,
    Paper,
    attachment_line,
    body_lines,
    head_lines,
    legal_bases,
    split_title,
    written_month,
)
from lienthong.domain.plans.exchange.papers.rows import table_rows
from lienthong.domain.plans.exchange.papers.table import draw_table

FONT = "Times New Roman"
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def write_docx(paper: Paper) -> bytes:
    """The number and day are those of the decision; the signature stands on the decision itself, so none
    is drawn.
    """
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
    cell = document.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = style
    cell.font.size = Pt(12)
    cell.paragraph_format.space_after = Pt(0)


def _set_page(section: Section, *, across: bool) -> None:
    """A4 with the margins of official papers; the page number stands in the middle above, from the second
    page.
    """
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
    _put(table.cell(0, 0), [(_issuer(paper), 13, True)])
    _put(table.cell(0, 1), [(_NATION, 13, True), (_MOTTO, 14, True)])
    _put(table.cell(1, 0), [(f"Số: {paper.document['number'] or ''}", 13, False)])
    place = paper.directory.home
    day = paper.issued_on
    when = f"ngày {day:%d} tháng {written_month(day)} năm {day:%Y}" if day else ""
    _put(table.cell(1, 1), [(f"{place}, {when}" if place else when.capitalize(), 14, False)])
    table.cell(1, 1).paragraphs[0].runs[0].italic = True


def _issuer(paper: Paper) -> str:
    """The full name in capitals above a decision; a plan with a number of its own keeps its own words."""
    own = paper.document["issuer"] or ""
    return (paper.issuer or own).upper() if paper.is_attached else own


def _put(cell: _Cell, lines: list[tuple[str, int, bool]]) -> None:
    """Centred lines of (words, size, bold)."""
    for place, (text, size, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(printable(text))
        run.font.size, run.bold = Pt(size), bold


def _write_title(document: WordDocument, paper: Paper) -> None:
    kind, subject = split_title(paper)
    for line in (kind, subject) if kind else (subject,):
        _centred(document, line, bold=True)
    under = attachment_line(paper) if paper.is_attached else RULE
    _centred(document, under, italic=paper.is_attached)


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
    document.add_paragraph()._p.addprevious(draw_table(list(table_rows(paper)), style="Cell"))
