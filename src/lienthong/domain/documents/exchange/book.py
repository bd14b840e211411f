"""The register of documents (Decree 30/2020/NĐ-CP, Appendix IV): a workbook, and the book to print."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from lienthong.domain.documents.queries import DocumentRow, State, letterhead
from lienthong.spine.pdf import Column, OfficialPaper, Signature, Table, typeset

HEAD: Final = (
    "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận",
    "Người lưu", "Ghi chú",
)  # fmt: skip
_SHARES: Final = (1.9, 1.4, 3.8, 1.6, 2.4, 1.6, 1.6)
_WIDTHS: Final = (18, 13, 60, 24, 40, 24, 24)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_RISKY: Final = ("=", "+", "-", "@")


def write_workbook(rows: Iterable[DocumentRow]) -> bytes:
    """One line a document, as the printed book has them. No cell is ever a formula."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        sheet = book.add_worksheet("Sổ văn bản đi")
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
            for column, cell in enumerate(_cells(row)):
                sheet.write_string(place, column, cell, quoted if cell.startswith(_RISKY) else plain)
            if row.dated:
                sheet.write_datetime(place, 1, row.dated, day)
    return target.getvalue()


def write_book(rows: Iterable[DocumentRow], agency: str, year: int, day: date) -> bytes:
    """The book as PDF. Raises PaperTooLarge, PaperTookTooLong."""
    head = letterhead(agency, day)
    columns = [Column(title, share) for title, share in zip(HEAD, _SHARES, strict=True)]
    lines = [_cells(row) for row in rows]
    paper = OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number="",
        place=head.place,
        day=day,
        abstract=f"Sổ đăng ký văn bản đi năm {year}",
        body=[Table(columns, lines)],
        signature=Signature(""),
    )
    note = f"{len(lines)} văn bản, in ngày {day:%d/%m/%Y}"
    return typeset("official_register", paper.data() | {"note": note})


def _cells(row: DocumentRow) -> list[str]:
    note = f"Số đã hủy: {row.note}" if row.state is State.CANCELLED else ""
    if row.state is State.NUMBERED:
        note = "Chưa có chữ ký số của cơ quan"
    return [
        row.code,
        f"{row.dated:%d/%m/%Y}" if row.dated else "",
        f"{row.kind_name}: {row.subject}",
        row.signer_name,
        row.recipients,
        row.drafter_name,
        note,
    ]
