"""A list as a workbook of one sheet. No cell is ever a formula."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

type Cell = str | date | int | None

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
PLAIN: Final[dict[str, Any]] = {"font_name": "Times New Roman", "font_size": 12}
FRAMED: Final[dict[str, Any]] = PLAIN | {"valign": "top", "text_wrap": True, "border": 1}


def write_sheet(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int],
) -> bytes:
    """One sheet: a title, heads, rows; days as days, numbers as numbers, all else as text."""
    target = BytesIO()
    with Workbook(target, OPTIONS) as book:
        sheet = book.add_worksheet()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 0)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        _fill(book, sheet, title, heads, rows)
    return target.getvalue()


def _fill(
    book: Workbook, sheet: Worksheet, title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> None:
    text, day, number = (
        book.add_format(FRAMED | look)
        for look in (
            {"quote_prefix": True},
            {"num_format": "dd/mm/yyyy", "align": "left"},
            {"num_format": "#,##0"},
        )
    )
    sheet.write_string(0, 0, title, book.add_format(PLAIN | {"bold": True, "font_size": 14}))
    for place, words in enumerate(heads):
        sheet.write_string(2, place, words, book.add_format(FRAMED | {"bold": True}))
    for line, row in enumerate(rows, 3):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(line, place, cell, number)
            elif cell:
                sheet.write_string(line, place, cell, text)
            else:
                sheet.write_blank(line, place, None, text)
