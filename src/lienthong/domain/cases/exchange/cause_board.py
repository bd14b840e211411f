"""Late cases by unit and cause as a workbook. No cell is ever a formula."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from lienthong.domain.cases.exchange.telling import DAY
from lienthong.domain.cases.queries.causes_board import SILENT, CauseBoard, CauseLine
from lienthong.domain.cases.rules.periods import Period
from lienthong.spine import clock

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FIRST: Final = ("Đơn vị", "Hồ sơ trễ hạn")
_LAST: Final = "Thời gian vượt (ngày làm việc)"


@dataclass(frozen=True, slots=True)
class CauseSheet:
    """``agency`` reports; ``known``: up to when everything is told."""

    agency: str
    period: Period
    known: datetime
    board: CauseBoard


def write_causes(sheet: CauseSheet) -> bytes:
    target, board = BytesIO(), sheet.board
    heads = [
        *_FIRST,
        *("Chưa nêu nguyên nhân" if code == SILENT else words for code, words in board.columns),
        _LAST,
    ]
    with Workbook(target, _OPTIONS) as book:
        book.set_calc_mode("manual")
        base: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
        framed = base | {"border": 1, "text_wrap": True}
        plain, title = book.add_format(base), book.add_format(base | {"bold": True, "font_size": 14})
        head = book.add_format(framed | {"bold": True, "align": "center"})
        name = book.add_format(framed | {"quote_prefix": True})
        count = book.add_format(framed | {"num_format": "#,##0", "align": "right"})
        days = book.add_format(framed | {"num_format": "#,##0.0", "align": "right"})
        page = book.add_worksheet("Nguyen nhan tre han")
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 40)
        page.set_column(1, len(heads) - 1, 14)
        for row, words in enumerate(_titles(sheet)):
            page.write_string(row, 0, words, title if row == 1 else plain)
        for column, words in enumerate(heads):
            page.write_string(5, column, words, head)
        whole = CauseLine("", "Tổng cộng", board.total.cases, board.total.counts, board.total.over)
        for row, line in enumerate([*board.lines, whole], 6):
            page.write_string(row, 0, line.name, name)
            page.write_number(row, 1, line.cases, count)
            for column, (code, _words) in enumerate(board.columns, 2):
                page.write_number(row, column, line.counts.get(code, 0), count)
            page.write_number(row, len(heads) - 1, round(line.over / DAY, 1), days)
        page.freeze_panes(6, 1)
    return target.getvalue()


def _titles(sheet: CauseSheet) -> list[str]:
    first, last, known = sheet.period.first, sheet.period.last, clock.local(sheet.known)
    return [
        f"Đơn vị báo cáo: {sheet.agency}",
        "HỒ SƠ TRỄ HẠN THEO ĐƠN VỊ VÀ NGUYÊN NHÂN",
        f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}",
        f"Số liệu tính đến {known:%H:%M} ngày {known:%d/%m/%Y}",
    ]
