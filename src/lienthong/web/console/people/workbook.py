"""The staff list as a workbook: an empty one with locked heads and lists to choose from, a filled one read.

Its words are Vietnamese, as the papers of an office are.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from lienthong.spine.text import clean, parse_date

HEADS: Final = (
    ("full_name", "Họ và tên", 28),
    ("username", "Tên đăng nhập", 22),
    ("email", "Thư công vụ", 30),
    ("agency", "Đơn vị", 40),
    ("title", "Chức danh", 28),
    ("role", "Vai trò", 28),
    ("on", "Từ ngày", 14),
)
ERRORS: Final = "Lỗi cần sửa"
SHEET, LISTS = "Danh sách", "Danh mục"
MOST_LINES = 500
_CODE = re.compile(r"\[([A-Z0-9-]+)\]\s*$")


class NotAStaffList(Exception):
    """The file cannot be opened, or its first row is not the heads of the template."""


@dataclass(frozen=True, slots=True)
class Written:
    """A filled line: ``row`` is its number in the sheet, ``cells`` texts by field; ``on`` a day or None."""

    row: int
    cells: dict[str, str]
    on: dt.date | None


def choice(name: str, code: str) -> str:
    """How an agency stands in the list to choose from: ``Sở Nội vụ [GL-SNV]``."""
    return f"{name} [{code}]"


def code_of(text: str) -> str:
    """The code in a choice; the text itself where there is none, so that a bare code is taken too."""
    found = _CODE.search(text)
    return found.group(1) if found else text.strip()


def write_template(agencies: Sequence[str], roles: Sequence[str]) -> bytes:
    """``agencies`` and ``roles`` are what may be chosen."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 2, "locked": True})
        free = book.add_format({"locked": False})
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LISTS)
        for column, (_field, label, width) in enumerate(HEADS):
            sheet.set_column(column, column, width, free)
            sheet.write_string(0, column, label, head)
        lists.write_column(0, 0, agencies)
        lists.write_column(0, 1, roles)
        lists.hide()
        _offer(sheet, 3, f"='{LISTS}'!$A$1:$A${max(1, len(agencies))}")
        _offer(sheet, 5, f"='{LISTS}'!$B$1:$B${max(1, len(roles))}")
        sheet.freeze_panes(1, 0)
        sheet.protect("", {"format_columns": True, "insert_rows": True, "delete_rows": True, "sort": True})
    return target.getvalue()


def _offer(sheet: Any, column: int, source: str) -> None:
    rule = {
        "validate": "list",
        "source": source,
        "error_title": "Chọn trong danh sách",
        "error_message": "Ô này chỉ nhận giá trị có trong danh sách.",
    }
    sheet.data_validation(1, column, MOST_LINES, column, rule)


def read_lines(content: BinaryIO) -> list[Written]:
    """The filled lines, at most 500; empty ones are passed over. Raises NotAStaffList."""
    sheet = _open(content).worksheets[0]
    rows = sheet.iter_rows(min_row=1, max_row=MOST_LINES + 1, max_col=len(HEADS), values_only=True)
    heads = [clean(str(value or "")) for value in next(rows, ())]
    if heads != [label for _field, label, _width in HEADS]:
        raise NotAStaffList
    written = (_written(number, values) for number, values in enumerate(rows, start=2))
    return [line for line in written if any(line.cells.values())]


def _open(content: BinaryIO) -> Any:
    try:
        return load_workbook(content)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fault:
        raise NotAStaffList from fault


def _written(row: int, values: Sequence[object]) -> Written:
    named = {field: value for (field, _label, _width), value in zip(HEADS, values, strict=True)}
    cells = {field: clean(str(value)) if value is not None else "" for field, value in named.items()}
    return Written(row, cells, _day(named["on"]))


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    try:
        return parse_date(str(value or ""))
    except ValueError:
        return None


def write_errors(content: BinaryIO, errors: dict[int, list[str]]) -> bytes:
    """The same workbook with one more column that says what is wrong in which row."""
    book = _open(content)
    sheet, column = book.worksheets[0], len(HEADS) + 1
    sheet.cell(1, column, ERRORS).font = Font(bold=True, color="A02A1B")
    sheet.column_dimensions[sheet.cell(1, column).column_letter].width = 60
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column, "; ".join(errors.get(row, [])) or None)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
