"""The list of files of a year as a workbook: out as it stands, in with every wrong row named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lienthong.domain.documents.exchange import Cell, Heading, Layout, write_sheet
from lienthong.domain.workfiles.errors import KeeperUnfit, RetentionWrong, RowsWrong, WorkbookUnreadable
from lienthong.domain.workfiles.queries import Foreseen, LineRow, read_years
from lienthong.spine.errors import Refusal
from lienthong.spine.text import clean, search_key

LAYOUT: Final = Layout(
    "Danh mục hồ sơ",
    "Danh mục hồ sơ",
    (
        Heading("Đơn vị", 1.6, 26),
        Heading("Số và ký hiệu hồ sơ", 1.3, 18),
        Heading("Tiêu đề hồ sơ", 4, 70),
        Heading("Thời hạn bảo quản", 1.2, 16),
        Heading("Người lập hồ sơ", 1.8, 28),
        Heading("Ghi chú", 1.4, 26),
    ),
    "hồ sơ",
)
MOST_ROWS: Final = 3_000


def write_list(lines: Sequence[LineRow]) -> bytes:
    return write_sheet(LAYOUT, map(cells, lines))


def cells(line: LineRow) -> list[Cell]:
    return [line.unit, line.code, line.title, line.kept, line.keeper_name, line.note]


def read_list(content: BinaryIO, keepers: Mapping[str, str]) -> list[Foreseen]:
    """``keepers`` as ``queries.list_keepers`` names them. Raises WorkbookUnreadable, RowsWrong."""
    known: dict[str, str] = {}
    for account, words in keepers.items():
        known[search_key(words.partition(",")[0])] = account
    found: list[Foreseen] = []
    faults: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for number, row in _rows(content):
        try:
            one = _read(row, known).clean()
        except Refusal as refusal:
            faults.append((number, str(refusal)))
            continue
        if one.code in seen:
            faults.append((number, f"{LAYOUT.headings[1].title} {one.code}: dòng {seen[one.code]}"))
        seen.setdefault(one.code, number)
        found.append(one)
    if faults:
        raise RowsWrong(faults)
    return found


def _read(row: Sequence[str], known: Mapping[str, str]) -> Foreseen:
    unit, code, title, kept, keeper, note = row
    try:
        years = read_years(kept)
    except ValueError:
        raise RetentionWrong from None
    account = known.get(search_key(keeper))
    if account is None:
        raise KeeperUnfit
    return Foreseen(unit, code, title, years, account, note)


def _rows(content: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Those under the heading that say something, with their number in the sheet."""
    try:
        sheet = load_workbook(content, read_only=True, data_only=True).worksheets[0]
        table = [
            [_text(cell) for cell in row[:6]] for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS)
        ]
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError) as broken:
        raise WorkbookUnreadable from broken
    width = len(LAYOUT.headings)
    titles = [search_key(heading.title) for heading in LAYOUT.headings]
    told = [search_key(cell) for cell in table[0]] if table else []
    if told[:width] != titles:
        raise WorkbookUnreadable
    for number, row in enumerate(table[1:], 2):
        if any(row):
            yield number, row + [""] * (width - len(row))


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else clean(str(cell))
