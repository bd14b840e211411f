"""The register of incoming documents (Decree 30/2020/NĐ-CP, Appendix IV): a workbook, and the book to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from lienthong.domain.correspondence.queries import IncomingRow, State
from lienthong.domain.documents.queries import letterhead
from lienthong.spine.pdf import Column, OfficialPaper, Signature, Table, typeset

HEAD: Final = (
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu nội dung",
    "Đơn vị, người nhận", "Hạn xử lý", "Ký nhận", "Ghi chú",
)  # fmt: skip
_SHARES: Final = (1.4, 0.8, 1.9, 1.6, 1.4, 3.6, 1.7, 1.4, 0.9, 1.5)
_WIDTHS: Final = (13, 9, 34, 20, 13, 60, 28, 13, 12, 30)
_DAYS: Final = (0, 4, 7)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_RISKY: Final = ("=", "+", "-", "@")
_ENDED: Final = {
    State.RETURNED: "Đã chuyển trả",
    State.WITHDRAWN: "Nơi gửi thu hồi",
    State.CLOSED: "Không phải trả lời",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Full names of people by account, for who leads."""

    people: Mapping[str, str]

    def receiver(self, row: IncomingRow) -> str:
        return self.people.get(row.lead or row.holder, "")


def write_workbook(rows: Iterable[IncomingRow], names: Names) -> bytes:
    """One line a document, as the printed book has them. No cell is ever a formula."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        sheet = book.add_worksheet("Sổ văn bản đến")
        shared = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
        plain, quoted = book.add_format(shared), book.add_format(shared | {"quote_prefix": True})
        head, day = (
            book.add_format(shared | {"bold": True}),
            book.add_format(shared | {"num_format": "dd/mm/yyyy"}),
        )
        for column, (title, width) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(_cells(row, names)):
                sheet.write_string(place, column, cell, quoted if cell.startswith(_RISKY) else plain)
            for column, on in zip(_DAYS, (row.registered_on, row.dated, row.due), strict=True):
                if on:
                    sheet.write_datetime(place, column, on, day)
    return target.getvalue()


def write_book(rows: Iterable[IncomingRow], names: Names, agency: str, year: int, day: date) -> bytes:
    """The book as PDF. Raises PaperTooLarge, PaperTookTooLong."""
    head = letterhead(agency, day)
    columns = [Column(title, share) for title, share in zip(HEAD, _SHARES, strict=True)]
    lines = [_cells(row, names) for row in rows]
    paper = OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number="",
        place=head.place,
        day=day,
        abstract=f"Sổ đăng ký văn bản đến năm {year}",
        body=[Table(columns, lines)],
        signature=Signature(""),
    )
    note = f"{len(lines)} văn bản, in ngày {day:%d/%m/%Y}"
    return typeset("official_register", paper.data() | {"note": note})


def _cells(row: IncomingRow, names: Names) -> list[str]:
    ended = _ENDED.get(row.state, "")
    return [
        f"{row.registered_on:%d/%m/%Y}",
        f"{row.number:02}",
        row.sender,
        row.symbol,
        f"{row.dated:%d/%m/%Y}",
        f"{row.kind_name}: {row.subject}",
        names.receiver(row),
        f"{row.due:%d/%m/%Y}" if row.due else "",
        "",
        f"{ended}: {row.note}" if ended else "",
    ]
