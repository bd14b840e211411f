"""The register of incoming documents (Decree 30/2020/NĐ-CP, Appendix IV): a workbook, and the book to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.domain.correspondence.queries import IncomingRow, State
from lienthong.domain.documents.exchange import Cell, Heading, Layout, write_pages, write_sheet

LAYOUT: Final = Layout(
    "Sổ văn bản đến",
    "Sổ đăng ký văn bản đến",
    (
        Heading("Ngày đến", 1.4, 13),
        Heading("Số đến", 0.8, 9),
        Heading("Tác giả", 1.9, 34),
        Heading("Số, ký hiệu", 1.6, 20),
        Heading("Ngày văn bản", 1.4, 13),
        Heading("Tên loại và trích yếu nội dung", 3.6, 60),
        Heading("Đơn vị, người nhận", 1.7, 28),
        Heading("Hạn xử lý", 1.4, 13),
        Heading("Ký nhận", 0.9, 12),
        Heading("Ghi chú", 1.5, 30),
    ),
)
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
    return write_sheet(LAYOUT, (_cells(row, names) for row in rows))


def write_book(rows: Iterable[IncomingRow], names: Names, agency: str, year: int, day: date) -> bytes:
    """Raises PaperTooLarge, PaperTookTooLong."""
    return write_pages(LAYOUT, (_cells(row, names) for row in rows), agency, year, day)


def _cells(row: IncomingRow, names: Names) -> list[Cell]:
    ended = _ENDED.get(row.state, "")
    return [
        row.registered_on,
        f"{row.number:02}",
        row.sender,
        row.symbol,
        row.dated,
        f"{row.kind_name}: {row.subject}",
        names.receiver(row),
        row.due,
        "",
        f"{ended}: {row.note}" if ended else "",
    ]
