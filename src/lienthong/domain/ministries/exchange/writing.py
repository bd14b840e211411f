"""Waiting cases in the columns of the other system. No cell is ever a formula."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Final

from xlsxwriter import Workbook

from lienthong.domain.ministries.rules.fields import Filled

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write_tabs(card: Sequence[Filled]) -> str:
    """One line to be pasted into a row of a spreadsheet or a form that takes one."""
    return "\t".join(_harmless(one.value) for one in card)


def write_csv(headings: Sequence[str], rows: Sequence[Sequence[Filled]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    target = StringIO(newline="")
    written = csv.writer(target)
    written.writerow(map(_harmless, headings))
    written.writerows([_harmless(one.value) for one in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def write_xlsx(headings: Sequence[str], rows: Sequence[Sequence[Filled]]) -> bytes:
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        book.set_calc_mode("manual")
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "quote_prefix": True, "valign": "top"})
        page = book.add_worksheet("Cho nhap")
        page.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            page.set_column(column, column, min(max(len(heading) + 2, 14), 40))
            page.write_string(0, column, heading, head)
        for row, cells in enumerate(rows, 1):
            for column, one in enumerate(cells):
                page.write_string(row, column, one.value, text)
    return target.getvalue()


def _harmless(value: str) -> str:
    """An apostrophe before what would be a formula; a telephone that begins with + stays one for a reader."""
    return f"'{value}" if value.startswith(_DANGEROUS) else value
