"""Table II.06a: what came in, was resolved and is pending, of any days, as known on any day (ADR 24).

A case counts in a period when it was received by its end and not resolved before it began; so it stands in one addend
of (3) and in one of (7) or (11). Late or not is said of the legal day; the signature resolves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from enum import StrEnum
from typing import Any, Final

from django.db import connection

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries import board_sql
from lienthong.domain.cases.rules.counting import COUNTINGS, Column, Counting
from lienthong.domain.cases.rules.periods import Period
from lienthong.domain.cases.rules.vocabulary import CHANNEL_LABELS, Channel
from lienthong.domain.organisations.queries import Level, get_names, get_tree, list_agencies, subtree_codes
from lienthong.domain.procedures.queries import Title, get_titles
from lienthong.spine import clock

NO_FIELD: Final = "-"
"""The key of cases whose procedure names no field."""


class By(StrEnum):
    """What a line of the table is. COMMUNE: the units at the level of communes, and no others."""

    UNIT = "unit"
    FIELD = "field"
    COMMUNE = "commune"
    PROCEDURE = "procedure"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Asked:
    """``until``: cases of those days as they stood then, at the latest at ``now``. ``known``: None for all that is
    known, else the last moment of the day whose knowledge is asked for. ``units``: None for all.
    """

    period: Period
    now: datetime
    known: datetime | None = None
    units: frozenset[str] | None = None
    counting: Sequence[Counting] = COUNTINGS

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.period.first, time(), clock.ZONE)

    @property
    def at(self) -> datetime:
        """The moment at which the table looks: what comes after it has not happened. On a day that is not over, now."""
        over = datetime.combine(self.period.last, time.max, clock.ZONE)
        return min(over, self.now, *([self.known] if self.known else []))


@dataclass(frozen=True, slots=True)
class Counts:
    """The columns (3) to (13), each counted on its own."""

    received: int = 0
    received_online: int = 0
    received_direct_post: int = 0
    carried_over: int = 0
    resolved: int = 0
    resolved_early: int = 0
    resolved_on_time: int = 0
    resolved_late: int = 0
    pending: int = 0
    pending_in_time: int = 0
    pending_late: int = 0

    def __getitem__(self, column: Column) -> int:
        return int(getattr(self, column.value))

    def as_data(self) -> dict[str, int]:
        return {column.value: self[column] for column in Column}


@dataclass(frozen=True, slots=True)
class Line:
    """``key``: an agency's or a procedure's code, a channel, the words of a field."""

    key: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Board:
    total: Counts
    lines: Sequence[Line]


def total(counts: Iterable[Counts]) -> Counts:
    rows = list(counts)
    return Counts(*(sum(row[column] for row in rows) for column in Column))


def get_board(asked: Asked, by: By = By.UNIT) -> Board:
    """Lines in the order of the tree, of names, of channels; those without any case are left out."""
    asked, by = _of_communes(asked, by)
    counts = _counted(asked, board_sql.KEYS[by.value])
    lines = _NAMED[by](asked, counts)
    return Board(total(line.counts for line in lines), lines)


def _of_communes(asked: Asked, by: By) -> tuple[Asked, By]:
    if by is not By.COMMUNE:
        return asked, by
    communes = list_agencies(asked.period.last, asked.known, level=Level.COMMUNE, limit=20_000)
    return narrowed(asked, (row.code for row in communes)), By.UNIT


def name_line(asked: Asked, by: By, key: str) -> str:
    """What a line of this key is called; the key itself where nobody knows it."""
    day, known = asked.period.last, asked.known
    match by:
        case By.UNIT | By.COMMUNE:
            return get_names([key], day, known).get(key, key)
        case By.PROCEDURE:
            title = get_titles([key], day).get(key)
            return title.name if title else key
        case By.CHANNEL:
            return str(CHANNEL_LABELS[Channel(key)]) if key in set(Channel) else key
        case By.FIELD:
            return key


def narrowed(asked: Asked, units: Iterable[str]) -> Asked:
    """The same question of some units only, within those it was asked of."""
    codes = frozenset(units) if asked.units is None else asked.units & frozenset(units)
    given = {one.name: getattr(asked, one.name) for one in fields(asked)}
    return Asked(**given | {"units": codes})


def units_below(code: str, period: Period, known: datetime | None = None) -> frozenset[str]:
    """A unit and what lay below it on the first or the last day; empty when it was in force on neither."""
    if "\x00" in code:
        return frozenset()
    ends = (period.first, period.last)
    return frozenset().union(*(subtree_codes(code, day, known) for day in ends))


@dataclass(frozen=True, slots=True)
class Picked:
    """A case behind a figure. ``how``: the column it stands in at the end, (8) to (10), (12) or (13)."""

    case: int
    number: str
    title: str
    applicant_name: str
    owner: str
    channel: str
    received_at: datetime
    legal_at: datetime | None
    how: Column


def pick_cases(
    asked: Asked,
    column: Column,
    *,
    by: By = By.UNIT,
    key: str | None = None,
    after: int = 0,
    limit: int = 50,
) -> list[Picked]:
    """The very cases that a figure counts, in the order of their ids; ``key`` None: of the row of sums."""
    asked, by = _of_communes(asked, by)
    sql, values = board_sql.pick(
        column,
        key=board_sql.KEYS[by.value],
        keys=None if key is None else _keys(asked, by, key),
        after=after,
        limit=limit,
        **given_of(asked),
    )
    rows = _rows(sql, values)
    cases = m.Case.objects.in_bulk([row[0] for row in rows])
    return [_picked(cases[case], *more) for case, *more in rows]


_HOW: Final = {code: column for column, code in board_sql.HOW.items()}


def _picked(case: m.Case, received_at: datetime, legal_at: datetime | None, how: int) -> Picked:
    return Picked(
        case=case.pk,
        number=case.number,
        title=case.title,
        applicant_name=case.applicant_name,
        owner=case.owner,
        channel=case.channel,
        received_at=received_at,
        legal_at=legal_at,
        how=_HOW[how],
    )


def _keys(asked: Asked, by: By, key: str) -> list[str]:
    """What the statement groups by: a field is the procedures that name it."""
    if by is not By.FIELD:
        return [key]
    codes = set(_counted(asked, board_sql.KEYS[by.value]))
    titles = get_titles(codes, asked.period.last)
    return [code for code in codes if field_of(titles.get(code)) == key]


def given_of(asked: Asked) -> dict[str, Any]:
    """What the statements ask for."""
    return {
        "begins": asked.begins,
        "at": asked.at,
        "known": asked.known,
        "late": _written_down_late(asked),
        "units": asked.units,
        "counting": asked.counting,
    }


def _written_down_late(asked: Asked) -> list[int]:
    if asked.known is None:
        return []
    return [case for (case,) in _rows(board_sql.LATE, {"known": asked.known, "at": asked.at})]


def _counted(asked: Asked, key: str) -> dict[str, Counts]:
    counted = {
        str(found): Counts(*map(int, numbers))
        for found, *numbers in _rows(*board_sql.count(key, **given_of(asked)))
    }
    return {found: counts for found, counts in counted.items() if counts.received}


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _units(asked: Asked, counts: Mapping[str, Counts]) -> list[Line]:
    """By level as the tree stands on the last day; agencies that are no more come last."""
    levels = {
        level.value: place for place, level in enumerate((Level.PROVINCE, Level.DISTRICT, Level.COMMUNE))
    }
    rows = [row.agency for row in get_tree(asked.period.last, asked.known)]
    places = {row.code: (levels.get(row.level, 0), place) for place, row in enumerate(rows)}
    names = get_names(counts, asked.period.last, asked.known)
    ordered = sorted(counts, key=lambda code: (places.get(code, (len(levels), 0)), code))
    return [Line(code, names.get(code, code), counts[code]) for code in ordered]


def _procedures(asked: Asked, counts: Mapping[str, Counts]) -> list[Line]:
    titles = get_titles(counts, asked.period.last)
    named = [Line(code, titles[code].name if code in titles else code, counts[code]) for code in counts]
    order = {code: title.sort_key for code, title in titles.items()}
    return sorted(named, key=lambda line: (order.get(line.key, ""), line.key))


def _fields(asked: Asked, counts: Mapping[str, Counts]) -> list[Line]:
    titles = get_titles(counts, asked.period.last)
    by_field: dict[str, list[Counts]] = {}
    for code, found in counts.items():
        by_field.setdefault(field_of(titles.get(code)), []).append(found)
    return [Line(name, name, total(rows)) for name, rows in sorted(by_field.items())]


def field_of(title: Title | None) -> str:
    return (title.field if title else "") or NO_FIELD


def _channels(_asked: Asked, counts: Mapping[str, Counts]) -> list[Line]:
    return [
        Line(one.value, str(CHANNEL_LABELS[one]), counts[one.value]) for one in Channel if one.value in counts
    ]


_NAMED: Final[Mapping[By, Any]] = {
    By.UNIT: _units,
    By.PROCEDURE: _procedures,
    By.FIELD: _fields,
    By.CHANNEL: _channels,
}
