"""Differences as a workbook. No cell is ever a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

HEADINGS: Final = (
    ("Mã hồ sơ", 32), ("Thủ tục", 50), ("Cơ quan", 30), ("Ngày tiếp nhận", 14), ("Chênh lệch", 24),
    ("Trạng thái ở đây", 20), ("Trạng thái trên Cổng", 20), ("Lý do", 60),
)  # fmt: skip
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class GapLine:
    """One difference in the reader's words."""

    number: str
    procedure: str
    agency: str
    day: date | None
    gap: str
    here: str
    there: str
    why: str


def write_gaps(since: date, until: date, lines: Sequence[GapLine]) -> bytes:
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        book.set_calc_mode("manual")
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "quote_prefix": True, "valign": "top", "text_wrap": True})
        page = book.add_worksheet("Chenh lech")
        page.write_string(0, 0, f"Tiếp nhận từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}", text)
        page.freeze_panes(2, 0)
        for column, (heading, width) in enumerate(HEADINGS):
            page.set_column(column, column, width)
            page.write_string(1, column, heading, head)
        for row, one in enumerate(lines, 2):
            day = f"{one.day:%d/%m/%Y}" if one.day else ""
            cells = (one.number, one.procedure, one.agency, day, one.gap, one.here, one.there, one.why)
            for column, value in enumerate(cells):
                page.write_string(row, column, value, text)
    return target.getvalue()
