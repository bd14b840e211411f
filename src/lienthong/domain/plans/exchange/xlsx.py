"""Workbooks: each visible sheet is running text and a table, with its merged cells."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from lienthong.domain.plans.errors import FileTooLarge, UnreadableFile
from lienthong.domain.plans.exchange.archive import Archive
from lienthong.domain.plans.rules.columns import area_heading
from lienthong.domain.plans.rules.source import Cell, Line, Place, Row, Source, Table

MAIN_PART = "xl/workbook.xml"
MAX_CELLS = 400_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([^\"']{1,40})[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_XML_PART = re.compile(r"(?:xl|_rels|docProps|\[Content_Types\])[^\n]*\.(?:xml|rels)")
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]")
_PERCENT_SIGN = "%"


def read(archive: Archive, content: bytes) -> Source:
    """Lines and tables of a workbook. Raises UnreadableFile or FileTooLarge."""
    _inspect(archive)
    try:
        book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception as fault:  # openpyxl lets every kind of error through on a broken file
        raise UnreadableFile() from fault
    lines: list[Line] = []
    tables: list[Table] = []
    for number, sheet in enumerate(sheets, 1):
        _read_sheet(sheet, number, lines, tables)
    return Source(tuple(lines), tuple(tables), tuple(filter(None, map(_hidden, sheets))))


def _hidden(sheet: Worksheet) -> str:
    """Rows with words and columns that the sheet does not show: "7, 9, G"."""
    rows = [
        str(number)
        for number, size in sorted(sheet.row_dimensions.items())
        if size.hidden and any(cell.value is not None for cell in sheet[number])
    ]
    columns = [letter for letter, size in sorted(sheet.column_dimensions.items()) if size.hidden]
    return ", ".join(rows + columns)


def _inspect(archive: Archive) -> None:
    """Refuse what would make the library build millions of cells, and every document type declaration."""
    cells = 0
    for name in archive.names:
        if not _XML_PART.fullmatch(name):
            continue
        archive.xml(name)
        if name.startswith("xl/worksheets/"):
            data = archive.part(name)
            cells += sum(1 for _ in _CELL.finditer(data)) + sum(
                _area(found[1]) for found in _MERGED.finditer(data)
            )
        if cells > MAX_CELLS:
            raise FileTooLarge()


def _area(reference: bytes) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
    except (ValueError, TypeError, UnicodeDecodeError) as fault:
        raise UnreadableFile() from fault
    return ((right or 1) - (left or 1) + 1) * ((bottom or 1) - (top or 1) + 1)


def _read_sheet(sheet: Worksheet, number: int, lines: list[Line], tables: list[Table]) -> None:
    """Rows with one text before the table are running text, all others are the table's."""
    if sheet.max_row * sheet.max_column > 5 * MAX_CELLS:
        raise FileTooLarge()
    rows: list[Row] = []
    for row in _rows(sheet, number):
        filled = [cell for cell in row.cells if cell.text.strip()]
        if not rows and len(filled) <= 2 and not any(cell.merged for cell in filled):
            texts = [text for cell in filled for text in cell.text.split("\n")]
            lines.extend(Line(text, filled[0].place) for text in texts)
        elif filled:
            rows.extend(_heading_above(lines, row) if not rows else ())
            rows.append(row)
    if rows:
        tables.append(Table(tuple(rows)))


def _heading_above(lines: list[Line], row: Row) -> Iterator[Row]:
    """The heading of the first area, when the line right above a table is one."""
    at = row.cells[0].place.row or 0
    if lines and lines[-1].place.row == at - 1 and area_heading(lines[-1].text):
        heading = lines.pop()
        yield Row((Cell(heading.text, heading.place), *(replace(cell, text="") for cell in row.cells[1:])))


def _rows(sheet: Worksheet, number: int) -> Iterator[Row]:
    """Rows of cells; those below the first of a merged range bear its words."""
    below: dict[int, tuple[int, Cell]] = {}
    spans = {
        (area.min_row, area.min_col): area.max_row
        for area in sheet.merged_cells.ranges
        if area.max_row > area.min_row
    }
    for row in sheet.iter_rows():
        cells = []
        for item in row:
            place = Place(table=number, row=item.row, column=item.column)
            last, first = below.get(item.column or 0, (0, None))
            if isinstance(item, MergedCell):
                carried = first and (item.row or 0) <= last
                spanned = Cell("", place, spanned=True)
                cells.append(replace(first, place=place, merged=True) if first and carried else spanned)
                continue
            cell = Cell(_text(item), place)
            cells.append(cell)
            below[item.column or 0] = (spans.get((item.row, item.column), 0), cell)
        yield Row(tuple(cells))


def _text(item: SheetCell) -> str:
    """A cell's value as it is shown: 1 for 1.0, 100% for 1 in per cent, dd/mm/yyyy for a day."""
    value = item.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return f"{value:{_day_form(item.number_format or '')}}"
    if isinstance(value, int | float):
        return _figure(float(value), item.number_format or "")
    return str(value)


def _day_form(number_format: str) -> str:
    """Which parts of a day are shown: only its year, its month and year, or all."""
    shown = _QUOTED.sub("", number_format).lower()
    if "d" in shown or "y" not in shown:
        return "%d/%m/%Y"
    return "%m/%Y" if "m" in shown else "%Y"


def _figure(value: float, number_format: str) -> str:
    sign = _PERCENT_SIGN if _PERCENT_SIGN in number_format else ""
    shown = f"{value * 100 if sign else value:.10g}"
    return shown.replace(".", ",") + sign
