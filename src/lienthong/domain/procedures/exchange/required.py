"""A list of services that must be online, from a workbook or a CSV file, as offices send them round."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import BinaryIO, Final
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from lienthong.domain.procedures.errors import ListEmpty, ListUnfit, ListWithoutHeads, UnreadableFile
from lienthong.domain.procedures.rules.online import Need
from lienthong.domain.procedures.rules.vocabulary import OnlineLevel
from lienthong.spine.text import clean, search_key

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
MOST, HEADS_WITHIN = 10_000, 20
LEVELS: Final = {
    "3": OnlineLevel.FILING,
    "muc do 3": OnlineLevel.FILING,
    "mot phan": OnlineLevel.FILING,
    "4": OnlineLevel.PAYMENT,
    "muc do 4": OnlineLevel.PAYMENT,
    "toan trinh": OnlineLevel.PAYMENT,
}
type Row = tuple[int, Sequence[str]]


def read_required(content: BinaryIO, name: str) -> tuple[Need, ...]:
    """In the order of the file. Raises UnreadableFile, ListWithoutHeads, ListEmpty, ListUnfit naming the row."""
    rows = _csv(content) if name.lower().endswith(".csv") else _xlsx(content)
    columns = _columns(rows)
    needs: dict[str, Need] = {}
    for place, cells in rows:
        code, title, level = (cells[column] if column < len(cells) else "" for column in columns)
        if not code and not level:
            continue
        if code in needs:
            raise ListUnfit(place=place, what=_("the code %(code)s stands above already") % {"code": code})
        needs[code] = _need(place, code, title, level)
        if len(needs) > MOST:
            raise ListUnfit(place=place, what=_("a list holds at most %(most)s procedures") % {"most": MOST})
    if not needs:
        raise ListEmpty
    return tuple(needs.values())


def _need(place: int, code: str, title: str, level: str) -> Need:
    if not CODE.fullmatch(code):
        raise ListUnfit(place=place, what=_("“%(code)s” is no code of a procedure") % {"code": code[:60]})
    found = LEVELS.get(search_key(level))
    if found is None:
        words = _("“%(level)s” is no level; write 3, 4, một phần or toàn trình") % {"level": level[:60]}
        raise ListUnfit(place=place, what=words)
    return Need(code, title, found)


def _columns(rows: Iterator[Row]) -> tuple[int, int, int]:
    """Where code, name and level stand, by the first row that names them; the rows below are left to be read."""
    for place, cells in rows:
        heads = [search_key(cell) for cell in cells]
        found = [_column(heads, start) for start in ("ma", "ten", "muc")]
        if None not in found:
            code, name, level = (one or 0 for one in found)
            return code, name, level
        if place >= HEADS_WITHIN:
            break
    raise ListWithoutHeads


def _column(heads: Sequence[str], start: str) -> int | None:
    return next((place for place, head in enumerate(heads) if head.split(" ")[0] == start), None)


def _csv(content: BinaryIO) -> Iterator[Row]:
    try:
        text = content.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableFile(why=_("it is not in UTF-8")) from fault
    between = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    try:
        for place, row in enumerate(csv.reader(StringIO(text), delimiter=between), 1):
            yield place, [clean(cell) for cell in row]
    except csv.Error as fault:
        raise UnreadableFile(why=str(fault)) from fault


def _xlsx(content: BinaryIO) -> Iterator[Row]:
    try:
        sheet = load_workbook(content, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as fault:
        raise UnreadableFile(why=_("it is no workbook")) from fault
    for place, row in enumerate(rows, 1):
        yield place, ["" if cell is None else clean(str(cell)) for cell in row]
