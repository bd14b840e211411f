"""Which column of a table says what: by its header row, else by what its cells hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lienthong.domain.plans.rules.source import Cell, Row
from lienthong.domain.plans.rules.words import fold, one_line, roman


class Role(StrEnum):
    """What a cell says about a task. The order is that of the usual appendix."""

    ORDINAL = "ordinal"
    AREA = "area"
    TITLE = "title"
    OUTPUT = "output"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    NOTE = "note"


@dataclass(frozen=True)
class Words:
    """What the reader can tell of a cell's words."""

    is_agencies: Callable[[str], bool]
    is_deadline: Callable[[str], bool]


_HEADER_WORDS = (
    (
        Role.DEADLINE,
        re.compile(r"thoi (?:gian|han|diem)|tien do|han hoan thanh|ngay hoan thanh|^hoan thanh$"),
    ),
    (Role.NOTE, re.compile(r"ghi chu|kinh phi|nguon")),
    (Role.COORDINATING, re.compile(r"phoi hop")),
    (
        Role.LEAD,
        re.compile(
            r"chu tri|(?:co quan|don vi)(?:,? don vi)? (?:thuc hien|chiu trach nhiem)|phu trach|^trach nhiem"
        ),
    ),
    (Role.OUTPUT, re.compile(r"san pham|ket qua|dau ra")),
    (Role.AREA, re.compile(r"^linh vuc")),
    (Role.TITLE, re.compile(r"nhiem vu|noi dung|cong viec|hoat dong")),
    (Role.ORDINAL, re.compile(r"^(?:s\.?\s*t\.?\s*t\.?|t\.?t\.?|so tt|so thu tu|stt)$")),
)
_HEADER_LENGTH = 70
_USUAL = (Role.TITLE, Role.OUTPUT, Role.LEAD, Role.COORDINATING, Role.DEADLINE)
_AREA = re.compile(r"(?:(?:linh\s+vuc|phan|muc)\s+)?(?P<numeral>[ivx]+)(?:\s*[./:–-]+\s*(?=\S)|\s*$)")
_BARE_AREA = re.compile(r"(?P<numeral>[IVX]+)\s+(?=[^\W\d_])")
_ORDINAL = re.compile(r"\d{1,3}(?:[.)]|\.\d{1,2}\.?)?")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_SAMPLE = 80


def area_heading(text: str) -> tuple[str, str] | None:
    """Numeral and title of "III. Cải cách tổ chức bộ máy"; None for other words."""
    text = one_line(text)
    found = _AREA.match(fold(text)) if len(text) < 250 else None
    if not found or not roman(found["numeral"]):
        return None
    return found["numeral"].upper(), text[found.end() :]


def whole_row_heading(text: str) -> tuple[str, str] | None:
    """As ``area_heading`` for words that fill a row: there a capital numeral needs no sign behind it."""
    found = _BARE_AREA.match(one_line(text))
    if found and roman(found["numeral"]):
        return found["numeral"], one_line(text)[found.end() :]
    return area_heading(text)


def header_roles(row: Row) -> tuple[Role | None, ...] | None:
    """The roles a header row gives its columns; None for a row that is no header."""
    roles = tuple(header_role(cell.text) for cell in row.cells)
    named = {role for role in roles if role}
    is_header = (
        len(named) >= 3 and Role.TITLE in named and named & {Role.LEAD, Role.DEADLINE, Role.COORDINATING}
    )
    return roles if is_header else None


def header_role(text: str) -> Role | None:
    """What a header cell says its column holds; None for other words."""
    words = fold(one_line(text)).strip(" .:")
    if not words or len(words) > _HEADER_LENGTH:
        return None
    return next((role for role, pattern in _HEADER_WORDS if pattern.search(words)), None)


def is_column_numbers(row: Row) -> bool:
    """True for the row "(1) (2) (3) ..." below a header."""
    texts = [one_line(cell.text) for cell in row.cells if one_line(cell.text)]
    return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def roles_by_content(rows: Sequence[Row], words: Words) -> tuple[Role, ...]:
    """The roles of columns without a header, from what most of their cells hold."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [_column(rows, place) for place in range(width)]
    if usual := _usual_roles(columns, words):
        return usual
    roles: list[Role | None] = [_plain_role(cells, place) for place, cells in enumerate(columns)]
    _assign(roles, columns, Role.DEADLINE, words.is_deadline)
    _assign(roles, columns, Role.LEAD, words.is_agencies)
    _assign(roles, columns, Role.COORDINATING, words.is_agencies)
    free = [place for place in range(width) if roles[place] is None]
    for place, role in zip(free, _text_roles(len(free), roles), strict=False):
        roles[place] = role
    return tuple(role or Role.NOTE for role in roles)


def _usual_roles(columns: list[list[Cell]], words: Words) -> tuple[Role, ...] | None:
    """The usual order, when nothing in the cells speaks against it; columns may then be empty."""
    before = len(columns) - len(_USUAL)
    if before not in (0, 1):
        return None
    first = tuple(_plain_role(cells, place) for place, cells in enumerate(columns[:before]))
    lead, coordinating, deadline = columns[-3:]
    fits = ((lead, words.is_agencies), (coordinating, words.is_agencies), (deadline, words.is_deadline))
    if None in first or not all(_mostly(cells, fit) for cells, fit in fits):
        return None
    return (*(role for role in first if role), *_USUAL)


def _mostly(cells: list[Cell], fits: Callable[[str], bool]) -> bool:
    """True when more than half of the filled cells fit, or none is filled."""
    texts = [cell.text for cell in cells if one_line(cell.text)]
    return not texts or 2 * sum(map(fits, texts)) > len(texts)


def _column(rows: Sequence[Row], place: int) -> list[Cell]:
    return [row.cells[place] for row in rows[:_SAMPLE] if place < len(row.cells)]


def _plain_role(cells: list[Cell], place: int) -> Role | None:
    """Ordinals and areas show by their form alone."""
    texts = [one_line(cell.text) for cell in cells if one_line(cell.text) and not cell.merged]
    if not texts or all(area_heading(text) for text in texts):
        return Role.NOTE if place else Role.AREA
    return Role.ORDINAL if all(_ORDINAL.fullmatch(text) or roman(text) for text in texts) else None


def _assign(
    roles: list[Role | None], columns: list[list[Cell]], role: Role, fits: Callable[[str], bool]
) -> None:
    """Give the role to the first free column most of whose cells fit."""
    for place, cells in enumerate(columns):
        if roles[place] is None and any(one_line(cell.text) for cell in cells) and _mostly(cells, fits):
            roles[place] = role
            return


def _text_roles(count: int, roles: list[Role | None]) -> tuple[Role, ...]:
    """What the columns left over say, in the usual order: task, output, then whatever of the rest is
    missing.
    """
    missing = tuple(role for role in _USUAL if role not in roles)
    return missing[:count] + (Role.NOTE,) * (count - len(missing))
