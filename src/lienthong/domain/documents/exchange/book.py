"""The register of documents (Decree 30/2020/NĐ-CP, Appendix IV): a workbook, and the book to print."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from lienthong.domain.documents.exchange.registers import Cell, Heading, Layout, write_pages, write_sheet
from lienthong.domain.documents.queries import DocumentRow, State

LAYOUT: Final = Layout(
    "Sổ văn bản đi",
    "Sổ đăng ký văn bản đi",
    (
        Heading("Số, ký hiệu", 1.9, 18),
        Heading("Ngày văn bản", 1.4, 13),
        Heading("Tên loại và trích yếu nội dung", 3.8, 60),
        Heading("Người ký", 1.6, 24),
        Heading("Nơi nhận", 2.4, 40),
        Heading("Người lưu", 1.6, 24),
        Heading("Ghi chú", 1.6, 24),
    ),
)


def write_workbook(rows: Iterable[DocumentRow]) -> bytes:
    return write_sheet(LAYOUT, map(_cells, rows))


def write_book(rows: Iterable[DocumentRow], agency: str, year: int, day: date) -> bytes:
    """Raises PaperTooLarge, PaperTookTooLong."""
    return write_pages(LAYOUT, map(_cells, rows), agency, year, day)


def _cells(row: DocumentRow) -> list[Cell]:
    notes = [f"Kèm theo {len(row.attached):02} tệp"] if row.attached else []
    if row.state is State.CANCELLED:
        notes.append(f"Số đã hủy: {row.note}")
    if row.state is State.NUMBERED:
        notes.append("Chưa có chữ ký số của cơ quan")
    return [
        row.code,
        row.dated,
        f"{row.kind_name}: {row.subject}",
        row.signer_name,
        row.recipients,
        row.drafter_name,
        "; ".join(notes),
    ]
