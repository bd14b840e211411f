"""What reference files say, once read: rows with their line, and the faults rows have among themselves."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Protocol

from lienthong.domain.organisations.rules.period import Period
from lienthong.domain.organisations.rules.succession import Edge, doubled_heirs, unclaimed
from lienthong.domain.organisations.rules.tree import circles


@dataclass(frozen=True, slots=True)
class RowError:
    """A fault in a row: ``message`` names what is wrong in words an editor of the file understands."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a row stands and where its fact comes from; ``confirmed`` means that a source was read."""

    line: int = field(default=0, compare=False)
    decision: str = ""
    source: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class AgencyRow:
    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    kind: str
    level: str
    parent: str
    period: Period
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class GroupRow:
    code: str
    name: str
    aliases: tuple[str, ...]
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class MemberRow:
    group: str
    agency: str
    period: Period
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class CodeRow:
    agency: str
    scheme: str
    code: str
    period: Period
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    edge: Edge
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Reference:
    """All rows of one folder, in file order. ``errors`` lists every fault; a reference with any is never
    loaded.
    """

    agencies: tuple[AgencyRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    official_codes: tuple[CodeRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    errors: tuple[RowError, ...] = ()


class _Timed(Protocol):
    @property
    def period(self) -> Period: ...
    @property
    def origin(self) -> Origin: ...


def faults_among(reference: Reference) -> Iterator[RowError]:
    """Faults no single row shows: unknown codes, overlapping periods, circles, missing or doubled heirs."""
    yield from _unknown_codes(reference)
    yield from _overlaps("agencies.csv", reference.agencies, lambda row: row.code)
    yield from _overlaps("group_members.csv", reference.members, lambda row: (row.group, row.agency))
    yield from _overlaps("official_codes.csv", reference.official_codes, lambda row: (row.agency, row.scheme))
    yield from _overlaps("official_codes.csv", reference.official_codes, lambda row: (row.scheme, row.code))
    yield from _circles(reference.agencies)
    yield from _heirs(reference)


def _unknown_codes(reference: Reference) -> Iterator[RowError]:
    agencies = {row.code for row in reference.agencies}
    groups = {row.code for row in reference.groups}
    for file, line, code, known in _mentions(reference, agencies, groups):
        if code and code not in known:
            yield RowError(file, line, f"unknown code {code}")


def _mentions(
    reference: Reference, agencies: set[str], groups: set[str]
) -> Iterator[tuple[str, int, str, set[str]]]:
    for row in reference.agencies:
        yield "agencies.csv", row.origin.line, row.parent, agencies
    for member in reference.members:
        yield "group_members.csv", member.origin.line, member.group, groups
        yield "group_members.csv", member.origin.line, member.agency, agencies
    for code in reference.official_codes:
        yield "official_codes.csv", code.origin.line, code.agency, agencies
    for step in reference.successions:
        yield "successions.csv", step.origin.line, step.edge.predecessor, agencies
        yield "successions.csv", step.origin.line, step.edge.successor, agencies


def _overlaps[Row: _Timed](
    file: str, rows: Iterable[Row], key: Callable[[Row], object]
) -> Iterator[RowError]:
    """Two periods of one thing that share a day; within a key neighbours by start are enough to find any."""
    by_key: dict[object, list[Row]] = {}
    for row in rows:
        by_key.setdefault(key(row), []).append(row)
    for thing, versions in by_key.items():
        versions.sort(key=lambda row: row.period.start or date.min)
        for earlier, later in pairwise(versions):
            if earlier.period.overlaps(later.period):
                yield RowError(file, later.origin.line, f"overlaps line {earlier.origin.line} ({thing})")


def _circles(agencies: tuple[AgencyRow, ...]) -> Iterator[RowError]:
    days = {date.min} | {row.period.start for row in agencies if row.period.start}
    for day in sorted(days):
        rows = {row.code: row for row in agencies if row.period.holds(day)}
        for code in circles({row.code: row.parent for row in rows.values()}):
            yield RowError("agencies.csv", rows[code].origin.line, f"{code} hangs below itself")


def _heirs(reference: Reference) -> Iterator[RowError]:
    lines = {id(row.edge): row.origin.line for row in reference.successions}
    edges = [row.edge for row in reference.successions]
    for edge in doubled_heirs(edges):
        yield RowError("successions.csv", lines[id(edge)], f"{edge.predecessor} has two principal heirs")
    last: dict[str, AgencyRow] = {}
    for row in sorted(reference.agencies, key=lambda row: row.period.start or date.min):
        last[row.code] = row
    ended = [(row.code, row.period.end) for row in last.values() if row.period.end is not None]
    for code, _ in sorted(unclaimed(edges, ended)):
        yield RowError("agencies.csv", last[code].origin.line, f"{code} ends without a principal heir")
