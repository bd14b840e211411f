"""Duties and how they stand on a day, to be taken away: a workbook, a Word table in official layout, JSON."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from xlsxwriter import Workbook

from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.queries import ObligationRow, PlanRow, Status

FONT = "Times New Roman"
HEAD = (
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Cơ quan thực hiện",
    "Thời hạn",
    "Tình trạng",
    "Ngày văn bản",
    "Ghi chú",
)
WIDTHS = (6, 12, 62, 34, 14, 20, 14, 46)
STATUSES = {
    Status.UNDATED: "Chưa có hạn",
    Status.NOT_DUE: "Chưa đến hạn",
    Status.DUE_SOON: "Sắp đến hạn",
    Status.DUE_TODAY: "Đến hạn hôm nay",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.SUBMITTED: "Đã nộp, chờ duyệt",
    Status.RETURNED: "Bị trả lại",
    Status.OVERDUE: "Quá hạn",
    Status.DONE: "Xong đúng hạn",
    Status.DONE_LATE: "Xong trễ",
    Status.NOT_APPLICABLE: "Không áp dụng",
    Status.DROPPED: "Đã bỏ khỏi kế hoạch",
}
"""Official words: papers are Vietnamese in every language of the pages."""
_RISKY = ("=", "+", "-", "@")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A duty, the name of the agency and a note: how late, what was done about it."""

    row: ObligationRow
    agency: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Duties as they stood at the end of ``day``; ``issuer`` is the agency that follows the plan."""

    plan: PlanRow
    day: dt.date
    issuer: str
    lines: Sequence[Line]

    @property
    def title(self) -> str:
        return f"Tình hình thực hiện kế hoạch cải cách hành chính năm {self.plan.year}"

    @property
    def subtitle(self) -> str:
        plan = self.plan
        return (
            f"Kèm theo Quyết định số {plan.number} ngày {plan.issued_on:%d/%m/%Y} của {plan.issuer}; "
            f"tính đến hết ngày {self.day:%d/%m/%Y}"
        )


def write_duties_xlsx(register: Register) -> bytes:
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        shared = {"font_name": FONT, "font_size": 12, "valign": "top", "text_wrap": True}
        framed = shared | {"border": 1}
        looks = {
            "title": book.add_format(shared | {"bold": True, "font_size": 14, "align": "center"}),
            "under": book.add_format(shared | {"italic": True, "align": "center"}),
            "head": book.add_format(framed | {"bold": True, "align": "center", "bg_color": "#EDEBE5"}),
            "text": book.add_format(framed),
            "risky": book.add_format(framed | {"quote_prefix": True}),
            "day": book.add_format(framed | {"num_format": "dd/mm/yyyy", "align": "center"}),
        }
        sheet = book.add_worksheet("Nghĩa vụ")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for place, (text, look) in enumerate(((register.title, "title"), (register.subtitle, "under"))):
            sheet.merge_range(place, 0, place, len(HEAD) - 1, printable(text), looks[look])
        for column, text in enumerate(HEAD):
            sheet.write_string(2, column, text, looks["head"])
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 0)
        for place, line in enumerate(register.lines, 1):
            _write_row(sheet, place + 2, _cells(place, line), looks)
        sheet.autofilter(2, 0, 2 + max(len(register.lines), 1), len(HEAD) - 1)
    return target.getvalue()


def _cells(place: int, line: Line) -> tuple[Any, ...]:
    row = line.row
    return (
        place,
        row.ref or "Ngoài kế hoạch",
        row.title,
        line.agency,
        row.due or "",
        STATUSES[row.status],
        row.evidence_on or "",
        line.note,
    )


def _write_row(sheet: Any, place: int, cells: Sequence[Any], looks: dict[str, Any]) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, dt.date):
            sheet.write_datetime(place, column, dt.datetime.combine(value, dt.time()), looks["day"])
        elif isinstance(value, int):
            sheet.write_number(place, column, value, looks["text"])
        else:
            words = printable(value)[:32_000]
            sheet.write_string(place, column, words, looks["risky" if words.startswith(_RISKY) else "text"])


def write_duties_docx(register: Register) -> bytes:
    """A4 across; who follows the plan at the left, nation and motto at the right, the table below."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    head = document.add_table(rows=1, cols=2)
    _put(head.cell(0, 0), [(register.issuer.upper(), True)])
    _put(
        head.cell(0, 1), [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]
    )
    document.add_paragraph()
    for text, bold in ((register.title.upper(), True), (f"({register.subtitle})", False)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(printable(text))
        run.bold, run.italic = bold, not bold
    document.add_paragraph()
    _draw_table(document, register)
    document.core_properties.title = printable(register.title)
    document.core_properties.author = register.issuer[:255]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _put(cell: _Cell, lines: Sequence[tuple[str, bool]]) -> None:
    for place, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(printable(text)).bold = bold


_COLUMNS = (10, 18, 74, 42, 22, 26, 22, 38)


def _draw_table(document: Any, register: Register) -> None:
    """Written cell by cell as elements: the library's own way takes seconds for a thousand rows."""
    table = document.add_table(rows=1, cols=len(HEAD))
    table.style = "Table Grid"
    table.autofit = False
    for cell, text, width in zip(table.rows[0].cells, HEAD, _COLUMNS, strict=True):
        cell.width = Mm(width)
        _put(cell, [(text, True)])
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for place, line in enumerate(register.lines, 1):
        table._tbl.append(_row(written_cells(place, line)))


def written_cells(place: int, line: Line) -> list[str]:
    """One row as words, as ``HEAD`` names them."""
    return [_written(value) for value in _cells(place, line)]


def _written(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else printable(str(value))


def _row(texts: Sequence[str]) -> Any:
    row = OxmlElement("w:tr")
    for text, width in zip(texts, _COLUMNS, strict=True):
        cell, paragraph, run, words = (OxmlElement(f"w:{name}") for name in ("tc", "p", "r", "t"))
        shape, size = OxmlElement("w:tcPr"), OxmlElement("w:tcW")
        size.set(qn("w:w"), str(round(width * 56.7)))
        size.set(qn("w:type"), "dxa")
        shape.append(size)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        paragraph.append(run)
        cell.append(shape)
        cell.append(paragraph)
        row.append(cell)
    return row


def duties_contract(register: Register) -> dict[str, Any]:
    """The same as JSON; days as ISO, statuses by their stable codes."""
    return {
        "plan": register.plan.slug,
        "version": register.plan.version,
        "as_of": register.day.isoformat(),
        "obligations": [duty_contract(line.row) | {"agency_name": line.agency} for line in register.lines],
    }


def duty_contract(row: ObligationRow) -> dict[str, Any]:
    """One duty with stable names; what is not known is null."""
    return {
        "id": row.id,
        "task": row.ref or None,
        "key": row.key,
        "part": row.part,
        "title": row.title,
        "outputs": list(row.outputs),
        "agency": row.agency,
        "kind": row.kind,
        "due": _iso(row.due),
        "first_due": _iso(row.first_due),
        "status": row.status.value,
        "on_time": row.on_time,
        "evidence_on": _iso(row.evidence_on),
        "submitted_at": _iso(row.submitted_at),
        "accepted_at": _iso(row.accepted_at),
    }


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
