"""The measures of documents as a workbook."""

from collections.abc import Mapping, Sequence
from typing import Final

from lienthong.domain.correspondence.queries import MeasureRow
from lienthong.domain.documents.exchange import Heading, Layout, write_sheet

LAYOUT: Final = Layout(
    "Văn bản điện tử",
    "Văn bản điện tử",
    (
        Heading("Cơ quan", 3, 48),
        Heading("Văn bản đi đã phát hành", 1, 16),
        Heading("Có chữ ký số của cơ quan", 1, 16),
        Heading("Tỷ lệ ký số (%)", 1, 12),
        Heading("Đã gửi điện tử", 1, 14),
        Heading("Tỷ lệ gửi điện tử (%)", 1, 14),
        Heading("Văn bản đến", 1, 12),
        Heading("Nhận điện tử", 1, 12),
        Heading("Xử lý xong trên hệ thống", 1, 16),
        Heading("Tỷ lệ xử lý xong (%)", 1, 14),
        Heading("Xong sau hạn", 1, 12),
        Heading("Đã kết nối", 1, 12),
    ),
    "cơ quan",
)


def write_measures(rows: Sequence[MeasureRow], names: Mapping[str, str]) -> bytes:
    return write_sheet(LAYOUT, ([names.get(row.agency, row.agency), *_cells(row)] for row in rows))


def share(part: int, whole: int) -> str:
    """In per cent with one figure behind the comma, as Vietnamese write; "" of nothing."""
    return f"{100 * part / whole:.1f}".replace(".", ",") if whole else ""


def _cells(row: MeasureRow) -> list[str]:
    return [
        str(row.issued),
        str(row.sealed),
        share(row.sealed, row.issued),
        str(row.sent),
        share(row.sent, row.issued),
        str(row.came),
        str(row.received),
        str(row.ended),
        share(row.ended, row.came),
        str(row.late),
        "có" if row.is_linked else "chưa",
    ]
