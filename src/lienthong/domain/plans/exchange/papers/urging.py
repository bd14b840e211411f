"""The letter that urges an agency, in the layout of official letters: as a paper to be typeset and as a Word file."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils import translation
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from lienthong.domain.organisations.queries import AgencyRow, get_agency
from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.exchange.telling import Workdays, name_period, say_done_about
from lienthong.domain.plans.queries import (
    HappeningRow,
    LetterRow,
    ObligationRow,
    PlanRow,
    list_happenings,
    list_overdue,
)
from lienthong.spine import clock
from lienthong.spine.pdf import Column, OfficialPaper, Paragraph, Signature, Table
from lienthong.spine.text import write_date

ABSTRACT = "đôn đốc thực hiện nhiệm vụ cải cách hành chính"
COLUMNS = (
    Column("TT", 0.35, "center"),
    Column("Nhiệm vụ", 0.75, "center"),
    Column("Sản phẩm", 2.6),
    Column("Thời hạn", 1, "center"),
    Column("Số ngày làm việc quá hạn", 0.9, "center"),
    Column("Việc đã làm", 1.9),
)
_COMMITTEE = "Ủy ban nhân dân tỉnh "
_FONT = "Times New Roman"
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


@dataclass(frozen=True, slots=True)
class LateLine:
    """A row of the letter: the duty, working days late, and what was done about it, in Vietnamese."""

    row: ObligationRow
    days: int
    done: str

    @property
    def product(self) -> str:
        return f"{self.row.title.rstrip(' .;')} {name_period(self.row)}".strip()


def letter_day(letter: LetterRow, today: dt.date) -> dt.date:
    """A draft says how things stand today; an issued or cancelled letter how they stood when it was closed."""
    closed = letter.sent_at or letter.cancelled_at
    return clock.local(closed).date() if closed else today


def late_lines(plan: PlanRow, letter: LetterRow, today: dt.date) -> list[LateLine]:
    """The rows of a letter that are late: of a draft today, of an issued one as they stood then."""
    day = letter_day(letter, today)
    rows = [row for row in list_overdue(plan, day, letter.agency) if row.id in set(letter.rows)]
    stories: dict[int, list[HappeningRow]] = defaultdict(list)
    for one in list_happenings([row.id for row in rows], as_of=day, known=letter.sent_at, limit=5_000):
        stories[one.obligation].append(one)
    workdays = Workdays(day)
    with translation.override("vi"):
        return [
            LateLine(row, max(workdays.between(row.agency, row.due or day, day), 1), _done(row, stories))
            for row in rows
        ]


def _done(row: ObligationRow, stories: dict[int, list[HappeningRow]]) -> str:
    return say_done_about(row, stories[row.id])


def urging_paper(
    plan: PlanRow, letter: LetterRow, lines: Sequence[LateLine], today: dt.date
) -> OfficialPaper:
    """A draft bears the sign of its agency without a number, and room for the day."""
    day = letter.issued_on or letter_day(letter, today)
    monitor, addressed = get_agency(plan.monitor, day), get_agency(letter.agency, day)
    superior = get_agency(monitor.parent, day) if monitor else None
    issuer, addressee = _name(monitor, plan.monitor), _name(addressed, letter.agency)
    above = _name(superior, "")
    return OfficialPaper(
        agency=issuer,
        superior=above,
        number=letter.number or f"/{plan.monitor.partition('-')[2] or plan.monitor}-CCHC",
        place=above.removeprefix(_COMMITTEE),
        day=day,
        abstract=ABSTRACT,
        addressees=(addressee,),
        body=[*_words(plan, letter, lines, issuer, addressee, letter_day(letter, today)), _table(lines)],
        signature=Signature("Giám đốc"),
        recipients=("Như trên;", "Ủy ban nhân dân tỉnh (báo cáo);", "Lưu: VT, CCHC."),
        is_draft=not letter.number,
    )


def _name(agency: AgencyRow | None, otherwise: str) -> str:
    return agency.name if agency else otherwise


def _words(
    plan: PlanRow, letter: LetterRow, lines: Sequence[LateLine], issuer: str, addressee: str, day: dt.date
) -> list[Paragraph]:
    asked = f"trước ngày {letter.answer_by:%d/%m/%Y}" if letter.answer_by else "trong thời gian sớm nhất"
    words = [
        f"Thực hiện Quyết định số {plan.number} ngày {plan.issued_on:%d/%m/%Y} của {plan.issuer} ban hành "
        f"Kế hoạch cải cách hành chính năm {plan.year}, {issuer} đã theo dõi và nhắc việc theo từng thời hạn. "
        f"Đến hết ngày {day:%d/%m/%Y}, {addressee} còn {len(lines)} nghĩa vụ quá hạn chưa hoàn thành.",
        letter.reason,
        f"{issuer} đề nghị {addressee} khẩn trương hoàn thành và gửi sản phẩm; trường hợp chưa hoàn thành, "
        f"báo cáo rõ nguyên nhân và thời gian hoàn thành, gửi về {issuer} {asked} để tổng hợp, "
        f"báo cáo {plan.issuer}.",
        "Các nghĩa vụ quá hạn:",
    ]
    return [Paragraph(text) for text in words if text]


def _table(lines: Sequence[LateLine]) -> Table:
    rows = [
        (
            str(place),
            line.row.ref or "Báo cáo đột xuất",
            line.product,
            f"{line.row.due:%d/%m/%Y}" if line.row.due else "",
            str(line.days),
            line.done,
        )
        for place, line in enumerate(lines, 1)
    ]
    return Table(COLUMNS, rows)


def write_letter_docx(paper: OfficialPaper) -> bytes:
    """Decree 30/2020/NĐ-CP, Appendix I: A4 upright, Times New Roman, agency at the left, nation at the right."""
    document = Document()
    _set_page(document)
    _write_head(document, paper)
    addressees = _paragraph(document, "Kính gửi: " + "; ".join(paper.addressees) + ".", align=_CENTRE)
    addressees.paragraph_format.space_before = addressees.paragraph_format.space_after = Pt(12)
    for block in paper.body:
        if isinstance(block, Paragraph):
            _paragraph(document, block.text, indent=True)
        elif isinstance(block, Table):
            _write_table(document, block)
    _write_foot(document, paper)
    document.core_properties.title = printable(f"V/v {paper.abstract}")
    document.core_properties.author = paper.agency[:255]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _set_page(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)


def _write_head(document: WordDocument, paper: OfficialPaper) -> None:
    """No space between number and sign; a draft leaves room for number, day and month."""
    number = paper.number if not paper.number.startswith("/") else f"      {paper.number}"
    dated = f"ngày      tháng      năm {paper.day:%Y}" if paper.is_draft else write_date(paper.day)
    head = document.add_table(rows=1, cols=2)
    head.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = head.rows[0].cells
    left.width, right.width = Mm(68), Mm(98)
    _put(left, paper.superior.upper(), 12)
    _put(left, paper.agency.upper(), 12, bold=True, line=True)
    _put(left, f"Số: {number}", 13)
    _put(left, f"V/v {paper.abstract}", 12)
    _put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _put(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True, line=True)
    _put(right, f"{paper.place}, {dated}", 13, italic=True)


def _put(
    cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False, line: bool = False
) -> None:
    """A centred line of a cell; ``line``: drawn under, as under the issuer's name and the motto."""
    first = cell.paragraphs[0]
    paragraph = first if not first.text else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if line:
        run.underline = True
        paragraph.paragraph_format.space_after = Pt(6)


def _paragraph(
    document: WordDocument, text: str, *, align: WD_ALIGN_PARAGRAPH | None = None, indent: bool = False
) -> WordParagraph:
    paragraph = document.add_paragraph(printable(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    paragraph.paragraph_format.space_after = Pt(6)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    return paragraph


def _write_table(document: WordDocument, table: Table) -> None:
    drawn = document.add_table(rows=1, cols=len(table.columns))
    drawn.style, drawn.autofit = "Table Grid", False
    whole = sum(column.share for column in table.columns)
    widths = [Mm(160 * column.share / whole) for column in table.columns]
    repeated = OxmlElement("w:tblHeader")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cell, column, width in zip(drawn.rows[0].cells, table.columns, widths, strict=True):
        cell.width = width
        _put(cell, column.title, 12, bold=True)
    for row in table.rows:
        cells = drawn.add_row().cells
        for cell, text, column, width in zip(cells, row, table.columns, widths, strict=True):
            cell.width = width
            _put(cell, text, 12)
            cell.paragraphs[0].alignment = _CENTRE if column.align == "center" else _LEFT


def _write_foot(document: WordDocument, paper: OfficialPaper) -> None:
    foot = document.add_table(rows=1, cols=2)
    left, right = foot.rows[0].cells
    for place, text in enumerate(["Nơi nhận:", *(f"- {one}" for one in paper.recipients)]):
        _put(left, text, 12 if place == 0 else 11, bold=place == 0, italic=place == 0)
    for paragraph in left.paragraphs:
        paragraph.alignment = _LEFT
    for text in (*paper.signature.authority, paper.signature.title.upper()):
        _put(right, text, 14, bold=True)
    left.paragraphs[0].paragraph_format.space_before = right.paragraphs[0].paragraph_format.space_before = Pt(
        12
    )
