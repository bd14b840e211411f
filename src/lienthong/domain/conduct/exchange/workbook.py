"""What waits or was answered as .xlsx, for a report on responsibility (plan of the year, II.2.e)."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter

from lienthong.domain.conduct.queries import KIND_LABELS, MEASURE_LABELS, MatterRow

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS: Final = (
    ("Cơ quan", 40), ("Việc", 44), ("Từ ngày", 12), ("Đến ngày", 12), ("Số hồ sơ", 10), ("Kết quả xem xét", 60),
    ("Hình thức xử lý", 30), ("Người, bộ phận liên quan", 30), ("Quyết định, biên bản", 22), ("Ngày", 12),
    ("Người trả lời", 26), ("Trả lời ngày", 14),
)  # fmt: skip


def write_matters(rows: Sequence[MatterRow], names: Mapping[str, str]) -> bytes:
    """A line a matter; text stays text, whatever it begins with."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, sheet = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_worksheet("Việc cần làm rõ"),
        )
        for column, (head, width) in enumerate(HEADS):
            sheet.write(0, column, head, bold)
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(_cells(row, names)):
                sheet.write(line, column, value)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _cells(row: MatterRow, names: Mapping[str, str]) -> tuple[str | int, ...]:
    return (
        names.get(row.agency, row.agency),
        str(KIND_LABELS[row.kind]),
        f"{row.seen_from:%d/%m/%Y}",
        f"{row.seen_until:%d/%m/%Y}",
        len(row.cases),
        row.answer,
        str(MEASURE_LABELS[row.measure]) if row.measure else "",
        row.who,
        row.decision,
        f"{row.decided_on:%d/%m/%Y}" if row.decided_on else "",
        row.answerer,
        f"{row.answered_at:%d/%m/%Y}" if row.answered_at else "",
    )
