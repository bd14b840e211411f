"""The list of a closed till (bảng kê) and the book of receipts, as .xlsx."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from lienthong.domain.payments.queries import WAY_LABELS, ClosingRow, ReceiptRow, TillEntry
from lienthong.spine import clock

TILL = ("STT", "Giờ thu", "Số biên lai", "Mã hồ sơ", "Người nộp", "Hình thức", "Số tiền (đồng)")
BOOK = ("STT", "Ký hiệu, số", "Ngày", "Người nộp", "Hình thức", "Số tiền (đồng)", "Người thu", "Ghi chú")


def write_till(closing: ClosingRow, entries: Sequence[TillEntry]) -> bytes:
    rows = [
        (
            place,
            f"{clock.local(one.entry.at):%d/%m/%Y %H:%M}",
            one.receipt,
            one.case,
            one.payer,
            str(WAY_LABELS[one.entry.way]),
            one.entry.amount,
        )
        for place, one in enumerate(entries, 1)
    ]
    ends: list[tuple[str, int | str]] = [
        ("Tiền mặt", closing.cash),
        ("Thẻ", closing.card),
        ("Tiền mặt kiểm đếm", closing.counted),
    ]
    if closing.reason:
        ends.append(("Lý do chênh lệch", closing.reason))
    title = f"Bảng kê thu phí, lệ phí: {closing.name}, {clock.local(closing.closed_at):%d/%m/%Y %H:%M}"
    return _sheet(title, TILL, rows, ends)


def write_book(title: str, receipts: Sequence[ReceiptRow]) -> bytes:
    rows = [
        (
            place,
            one.label,
            f"{clock.local(one.issued_at):%d/%m/%Y}",
            one.payer,
            str(WAY_LABELS[one.way]),
            0 if one.cancelled_at else one.amount,
            one.name,
            f"Hủy: {one.reason}" if one.cancelled_at else "",
        )
        for place, one in enumerate(receipts, 1)
    ]
    total = sum(one.amount for one in receipts if one.cancelled_at is None)
    return _sheet(title, BOOK, rows, [("Cộng", total)])


def _sheet(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    ends: Sequence[tuple[str, int | str]],
) -> bytes:
    """Words stay words, whatever they begin with."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet("Bảng kê"), book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0"})
        sheet.set_column(1, len(heads) - 1, 22)
        sheet.write_string(0, 0, title, bold)
        for column, words in enumerate(heads):
            sheet.write_string(2, column, words, bold)
        for line, row in enumerate(rows, 3):
            for column, value in enumerate(row):
                _write(sheet, line, column, value, money)
        for line, (label, value) in enumerate(ends, 4 + len(rows)):
            sheet.write_string(line, 1, label, bold)
            _write(sheet, line, 2, value, money)
    return made.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    line: int,
    column: int,
    value: str | int,
    money: xlsxwriter.format.Format,
) -> None:
    if isinstance(value, int):
        sheet.write_number(line, column, value, money)
    else:
        sheet.write_string(line, column, value)
