"""Form II.06a/VPCP/KSTT of Circular 01/2020/TT-VPCP as a workbook. No cell is ever a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lienthong.domain.cases.queries import Column, Counts, Period
from lienthong.spine import clock

WIDTHS: Final = (5, 46, *(11 for _ in Column))
GROUPS: Final = (
    ("Số lượng hồ sơ tiếp nhận", 2, 5),
    ("Số lượng hồ sơ đã giải quyết", 6, 9),
    ("Số lượng hồ sơ đang giải quyết", 10, 12),
)
HEADS: Final = (
    "Tổng số", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "Từ kỳ trước",
    "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn",
    "Tổng số", "Trong hạn", "Quá hạn",
)  # fmt: skip
NUMBERS: Final = (
    "(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)",
    "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)", "(11)=(12)+(13)", "(12)", "(13)",
)  # fmt: skip
_TOP: Final = 8
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """``agency`` reports; ``known``: up to when everything is told; ``lines_are`` heads column (2)."""

    agency: str
    period: Period
    known: datetime
    lines_are: str
    lines: Sequence[tuple[str, Counts]]
    total: Counts


def write_board(sheet: Sheet) -> bytes:
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        book.set_calc_mode("manual")
        _write(book.add_worksheet("II.06a"), _looks(book), sheet)
    return target.getvalue()


def _looks(book: Workbook) -> dict[str, Format]:
    base: dict[str, Any] = {
        "font_name": "Times New Roman",
        "font_size": 12,
        "valign": "vcenter",
        "text_wrap": True,
    }
    framed = base | {"border": 1}
    looks = {
        "plain": base,
        "strong": base | {"bold": True},
        "title": base | {"bold": True, "font_size": 14, "align": "center"},
        "centred": base | {"align": "center"},
        "note": base | {"italic": True, "align": "right"},
        "head": framed | {"bold": True, "align": "center"},
        "numbering": framed | {"italic": True, "align": "center", "font_size": 10},
        "place": framed | {"align": "center"},
        "name": framed | {"quote_prefix": True},
        "count": framed | {"num_format": "#,##0", "align": "right"},
        "sum_name": framed | {"bold": True},
        "sum": framed | {"bold": True, "num_format": "#,##0", "align": "right"},
    }
    return {name: book.add_format(options) for name, options in looks.items()}


def _write(page: Worksheet, looks: dict[str, Format], sheet: Sheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    _write_title(page, looks, sheet)
    _write_head(page, looks, sheet.lines_are)
    for place, (name, counts) in enumerate(sheet.lines, 1):
        row = _TOP + 2 + place
        page.write_number(row, 0, place, looks["place"])
        page.write_string(row, 1, name, looks["name"])
        _write_counts(page, row, counts, looks["count"])
    last = _TOP + 3 + len(sheet.lines)
    page.write_blank(last, 0, None, looks["place"])
    page.write_string(last, 1, "Tổng cộng", looks["sum_name"])
    _write_counts(page, last, sheet.total, looks["sum"])


def _write_title(page: Worksheet, looks: dict[str, Format], sheet: Sheet) -> None:
    known = clock.local(sheet.known)
    page.merge_range(0, 0, 1, 1, "Biểu số II.06a/VPCP/KSTT", looks["strong"])
    page.merge_range(
        0,
        2,
        1,
        8,
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ\nTRỰC TIẾP GIẢI QUYẾT TTHC",
        looks["title"],
    )
    page.merge_range(0, 9, 1, 12, f"Đơn vị báo cáo: {sheet.agency}", looks["plain"])
    days = f"Từ ngày {sheet.period.first:%d/%m/%Y} đến ngày {sheet.period.last:%d/%m/%Y}"
    page.merge_range(3, 2, 3, 8, f"Kỳ báo cáo: {days}", looks["centred"])
    page.merge_range(4, 2, 4, 8, f"Số liệu tính đến {known:%H:%M} ngày {known:%d/%m/%Y}", looks["centred"])
    page.merge_range(6, 9, 6, 12, "Đơn vị tính: Số hồ sơ TTHC", looks["note"])


def _write_head(page: Worksheet, looks: dict[str, Format], lines_are: str) -> None:
    page.merge_range(_TOP - 1, 0, _TOP, 0, "STT", looks["head"])
    page.merge_range(_TOP - 1, 1, _TOP, 1, lines_are, looks["head"])
    for words, first, last in GROUPS:
        page.merge_range(_TOP - 1, first, _TOP - 1, last, words, looks["head"])
    for column, words in enumerate(HEADS, 2):
        page.write_string(_TOP, column, words, looks["head"])
    for column, words in enumerate(NUMBERS):
        page.write_string(_TOP + 1, column, words, looks["numbering"])
    page.repeat_rows(_TOP - 1, _TOP + 1)
    page.freeze_panes(_TOP + 2, 2)


def _write_counts(page: Worksheet, row: int, counts: Counts, look: Format) -> None:
    for place, column in enumerate(Column, 2):
        page.write_number(row, place, counts[column], look)
