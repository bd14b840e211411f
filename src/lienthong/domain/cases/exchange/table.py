"""The lines of somebody else's file, as cells: CSV in the encoding that was told, or a workbook's sheet."""

import csv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from lienthong.domain.cases.errors import FileUnfit
from lienthong.domain.cases.exchange.mapping import FileMap, Rows

LARGEST: Final = 100 * 1024 * 1024
UNPACKED: Final = 1024 * 1024 * 1024
MOST: Final = 200_000
LONGEST: Final = {"number": 60, "unit": 40, "procedure": 40, "applicant": 300, "field": 200}
LONG: Final = 2_000
"""Lines of a file; signs of a cell, by field and of any other."""

type Cell = str | datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """``row`` as a spreadsheet counts it; ``cells`` by field. A formula is text that begins with an equals sign."""

    row: int
    cells: dict[str, Cell]


def read_lines(name: str, content: bytes, mapping: FileMap, *, most: int = MOST) -> list[Line]:
    """Raises FileUnfit."""
    if len(content) > LARGEST:
        raise FileUnfit(why=_("it is larger than 100 MB"))
    rows = _rows(name, content, mapping)
    try:
        head = next(rows)
    except StopIteration as end:
        raise FileUnfit(why=_("it is empty")) from end
    places = _places([_text(one) for one in head], mapping)
    lines = []
    for row, cells in enumerate(rows, 2):
        if any(cell not in (None, "") for cell in cells):
            lines.append(_line(row, cells, places))
        if len(lines) > most:
            raise FileUnfit(why=_("it has more than %(most)s rows") % {"most": most})
    if not lines:
        raise FileUnfit(why=_("it has no rows below its headings"))
    return lines


def read_table(name: str, content: bytes, columns: Mapping[str, str], *, most: int = MOST) -> list[Line]:
    """Of a file that says nothing of itself: ``columns`` are ours -> its heading. Raises FileUnfit."""
    return read_lines(name, content, FileMap(Rows.CASES, columns, delimiter=_delimiter(content)), most=most)


def peek(name: str, content: bytes, rows: int = 6) -> list[list[str]]:
    """The first rows as they stand, in UTF-8 or what is nearest to it; none of a file that cannot be read."""
    mapping = FileMap(Rows.CASES, {}, delimiter=_delimiter(content))
    try:
        found = list(islice(_rows(name, content, mapping), rows))
    except FileUnfit:
        return []
    return [[_text(cell)[:80] for cell in cells] for cells in found]


def _delimiter(content: bytes) -> str:
    head = content.partition(b"\n")[0]
    return max(",;\t", key=lambda sign: head.count(sign.encode()))


def _rows(name: str, content: bytes, mapping: FileMap) -> Iterator[Sequence[Any]]:
    return _workbook(content, mapping) if name.lower().endswith(".xlsx") else _csv(content, mapping)


def _places(head: Sequence[str], mapping: FileMap) -> dict[str, int]:
    keys = [one.casefold() for one in head]
    missing = [heading for heading in mapping.columns.values() if heading.casefold() not in keys]
    if missing:
        raise FileUnfit(why=_("no column is headed %(words)s") % {"words": "; ".join(missing)})
    if twice := [one for one in mapping.columns.values() if keys.count(one.casefold()) > 1]:
        raise FileUnfit(why=_("several columns are headed %(words)s") % {"words": "; ".join(twice)})
    return {name: keys.index(heading.casefold()) for name, heading in mapping.columns.items()}


def _line(row: int, cells: Sequence[Any], places: dict[str, int]) -> Line:
    found = {name: _cell(cells[place]) if place < len(cells) else None for name, place in places.items()}
    return Line(row, found)


def _cell(cell: Any) -> Cell:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    return _text(cell)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        cell = int(cell)
    return str(cell).strip()


def _csv(content: bytes, mapping: FileMap) -> Iterator[Sequence[Any]]:
    try:
        text = content.decode(mapping.encoding)
    except LookupError as fault:
        raise FileUnfit(why=_("there is no encoding %(name)s") % {"name": mapping.encoding}) from fault
    except UnicodeDecodeError as fault:
        row = content[: fault.start].count(b"\n") + 1
        told = {"row": row, "name": mapping.encoding}
        raise FileUnfit(why=_("row %(row)s is not written in %(name)s; save it as UTF-8") % told) from fault
    if "\0" in text:
        raise FileUnfit(why=_("it is no text"))
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=mapping.delimiter, strict=True)
    except csv.Error as fault:
        raise FileUnfit(why=_("a quotation mark is not closed, or a cell is too long")) from fault


def _workbook(content: bytes, mapping: FileMap) -> Iterator[Sequence[Any]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise FileUnfit(why=_("it is larger than it pretends"))
        book = load_workbook(BytesIO(content), read_only=True)
    except FileUnfit:
        raise
    except Exception as fault:  # openpyxl lets every kind of error through on a broken file
        raise FileUnfit(why=_("it is no workbook")) from fault
    if mapping.sheet and mapping.sheet not in book.sheetnames:
        raise FileUnfit(why=_("it has no sheet %(name)s") % {"name": mapping.sheet})
    sheet = book[mapping.sheet or book.sheetnames[0]]
    try:
        yield from sheet.iter_rows(values_only=True)
    finally:
        book.close()
