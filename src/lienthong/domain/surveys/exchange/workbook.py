"""The results of a period as .xlsx, for the head of an agency."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from lienthong.domain.surveys.queries import SATISFACTION_LABELS, QuestionTally, Tally

HEADS = ("Mã thủ tục", "Thủ tục", "Số lượt trả lời", "Hài lòng", "Tỷ lệ hài lòng (%)")


def write_results(
    title: str, rows: Sequence[Tally], total: Tally, questions: Sequence[QuestionTally]
) -> bytes:
    """Counts beside each share; nothing here names a person."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold, sheet = book.add_format({"bold": True, "text_wrap": True}), book.add_worksheet("Hài lòng")
        sheet.write(0, 0, title, bold)
        levels = [str(label) for label in reversed(SATISFACTION_LABELS.values())]
        for column, head in enumerate((*HEADS, *levels)):
            sheet.write(2, column, head, bold)
        for line, row in enumerate((*rows, total), 3):
            name = row.title if row is not total else "Cộng"
            for column, value in enumerate(
                (row.code, name, row.count, row.satisfied, row.share, *row.by_level)
            ):
                sheet.write(line, column, value)
        start = len(rows) + 6
        for line, one in enumerate(questions, start):
            for column, value in enumerate(("", one.text, one.count, one.satisfied, one.share)):
                sheet.write(line, column, value)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 9, 14)
        sheet.freeze_panes(3, 0)
    return buffer.getvalue()
