"""The register of copies: a workbook, and the book to print."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from lienthong.domain.copies.queries.rows import CopyRow
from lienthong.domain.copies.rules.kinds import Medium
from lienthong.domain.copies.rules.moves import State
from lienthong.domain.copies.rules.pages import write_pages
from lienthong.domain.documents.exchange.registers import Cell, Heading, Layout, write_sheet
from lienthong.domain.documents.exchange.registers import write_pages as write_book_pages

LAYOUT: Final = Layout(
    "Sổ bản sao",
    "Sổ đăng ký bản sao văn bản",
    (
        Heading("Số, ký hiệu bản sao", 1.5, 18),
        Heading("Ngày sao", 1.3, 13),
        Heading("Văn bản được sao", 2.6, 36),
        Heading("Trích yếu nội dung", 3, 50),
        Heading("Người ký, cho phép sao", 1.7, 24),
        Heading("Nơi nhận", 2, 32),
        Heading("Mục đích, người đề nghị", 2.2, 36),
        Heading("Bản", 1.1, 12),
        Heading("Ghi chú", 1.4, 24),
    ),
    "bản sao",
)


def write_workbook(rows: Iterable[CopyRow]) -> bytes:
    return write_sheet(LAYOUT, map(_cells, rows))


def write_book(rows: Iterable[CopyRow], agency: str, year: int, day: date) -> bytes:
    """Raises PaperTooLarge, PaperTookTooLong."""
    return write_book_pages(LAYOUT, map(_cells, rows), agency, year, day)


def _cells(row: CopyRow) -> list[Cell]:
    notes = [f"Trang {write_pages(row.pages)}" if row.pages else ""]
    if row.state is State.CANCELLED:
        notes.append(f"Số đã hủy: {row.note}")
    if row.state is State.NUMBERED:
        notes.append("Chưa tạo bản sao")
    return [
        row.code,
        row.dated,
        f"{row.source_title}, ngày {row.source_dated:%d/%m/%Y}, {row.source_author}",
        row.subject,
        row.signer_name,
        row.recipients_line,
        f"{row.purpose} ({row.asker_name})",
        "Điện tử" if row.medium is Medium.ELECTRONIC else f"Giấy, {row.sheets} bản",
        ". ".join(filter(None, notes)),
    ]
