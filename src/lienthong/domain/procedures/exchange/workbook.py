"""A version as a workbook, written and read back: one sheet for what stands once, one for each list.

Its words are Vietnamese, as the papers of an office are. What is read back is the whole of what it says, except the
electronic form, which no sheet holds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import load_workbook

from lienthong.domain.procedures.errors import MarkUnknown, WorkbookUnfit
from lienthong.domain.procedures.exchange.cells import Names, Table
from lienthong.domain.procedures.exchange.sheets import SCALARS, TABLES, read_rule
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.text import clean_lines, search_key

ONCE = "Nội dung"
MOST_ROWS = 500
LONGEST = 20_000


def write_workbook(record: Record, names: Names) -> bytes:
    target = BytesIO()
    with (
        override("vi"),
        xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book,
    ):
        head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        once = book.add_worksheet(ONCE)
        once.set_column(0, 0, 34, head)
        once.set_column(1, 1, 90, cell)
        for row, scalar in enumerate(SCALARS):
            once.write_string(row, 0, scalar.label, head)
            once.write_string(row, 1, scalar.write(record, names), cell)
        for table in TABLES:
            _write_table(book.add_worksheet(table.title), table, record, names, head, cell)
    return target.getvalue()


def _write_table(sheet: Any, table: Table, record: Record, names: Names, head: Any, cell: Any) -> None:
    for column, one in enumerate(table.columns):
        sheet.set_column(column, column, one.width)
        sheet.write_string(0, column, one.label, head)
    for row, item in enumerate(getattr(record, table.part), 1):
        written = table.write(item, row, names)
        for column, one in enumerate(table.columns):
            sheet.write_string(row, column, written.get(one.key, ""), cell)
    sheet.freeze_panes(1, 0)


def read_workbook(content: BinaryIO, now: Record, names: Names) -> Record:
    """What the workbook says, on top of ``now``; a sheet that is missing changes nothing. Raises WorkbookUnfit."""
    with override("vi"):
        book = _open(content)
        said = _read_once(book, names) if ONCE in book.sheetnames else {}
        for table in TABLES:
            if table.title in book.sheetnames:
                said[table.part] = tuple(_read_table(book[table.title], table, names))
    if not said:
        raise WorkbookUnfit(where=ONCE, what=_("it has none of the sheets of a procedure"))
    return replace(now, **said)


def _open(content: BinaryIO) -> Any:
    try:
        return load_workbook(content, read_only=True, data_only=True)
    except Exception as fault:  # openpyxl lets every kind of error through on a broken file
        raise WorkbookUnfit(where="xlsx", what=_("the file cannot be opened as a workbook")) from fault


def _read_once(book: Any, names: Names) -> dict[str, Any]:
    known = {search_key(scalar.label): scalar for scalar in SCALARS}
    said: dict[str, Any] = {}
    for number, cells in _rows(book[ONCE], 2):
        scalar = known.get(search_key(cells[0]))
        if scalar is not None:
            with _named(f"{ONCE}, {number}: {scalar.label}"):
                said |= scalar.read(cells[1], names)
    return _whole_rule(said)


def _whole_rule(said: dict[str, Any]) -> dict[str, Any]:
    """The rule for completion stands on four lines of the sheet."""
    with _named(ONCE):
        return read_rule(said)


def _read_table(sheet: Any, table: Table, names: Names) -> Iterator[Any]:
    rows = _rows(sheet, len(table.columns) + 5)
    heads = next((cells for _number, cells in rows), [])
    places = {search_key(head): place for place, head in enumerate(heads)}
    missing = [one.label for one in table.columns if search_key(one.label) not in places]
    if missing:
        raise WorkbookUnfit(
            where=table.title, what=_("the column %(column)s is missing") % {"column": missing[0]}
        )
    for number, cells in rows:
        row = {one.key: cells[places[search_key(one.label)]] for one in table.columns}
        if row[table.key]:
            with _named(f"{table.title}, {number}"):
                yield table.read(row, names)


def _rows(sheet: Any, columns: int) -> Iterator[tuple[int, list[str]]]:
    found = sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 1, max_col=columns, values_only=True)
    for number, values in enumerate(found, 1):
        cells = [_text(value) for value in values]
        yield number, [*cells, *[""] * (columns - len(cells))]


@contextmanager
def _named(where: str) -> Iterator[None]:
    """What is wrong inside is told with its place."""
    try:
        yield
    except MarkUnknown as refusal:
        raise WorkbookUnfit(where=where, what=str(refusal).rstrip(".")) from refusal
    except ValueError as fault:
        raise WorkbookUnfit(where=where, what=str(fault)) from fault


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return f"{value:%d/%m/%Y}"
        case bool():
            return "có" if value else ""
        case float() | int():
            return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
        case _:
            return clean_lines(str(value))[:LONGEST]
