"""The directory: every agency and group in force on a day, as name matching needs them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lienthong.domain.organisations.rules.reference import AgencyRow, Reference

GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One name to be found. ``kind`` is a Kind, or ``GROUP`` for a named set; ``codes`` are the official
    ones.
    """

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    kind: str
    level: str = ""
    parent: str = ""
    codes: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.kind == GROUP

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.short_name, *self.aliases)


def directory_of(reference: Reference, day: date) -> tuple[DirectoryRow, ...]:
    """The directory straight from reference files, agencies before groups, each by code."""
    codes: dict[str, list[str]] = {}
    for row in reference.official_codes:
        if row.period.holds(day):
            codes.setdefault(row.agency, []).append(row.code)
    agencies = sorted(_agencies(reference, day), key=lambda row: row.code)
    groups = sorted(reference.groups, key=lambda row: row.code)
    return tuple(
        DirectoryRow(
            r.code, r.name, r.short_name, r.aliases, r.kind, r.level, r.parent, tuple(codes.get(r.code, ()))
        )
        for r in agencies
    ) + tuple(DirectoryRow(g.code, g.name, g.name, g.aliases, GROUP) for g in groups)


def _agencies(reference: Reference, day: date) -> Iterator[AgencyRow]:
    return (row for row in reference.agencies if row.period.holds(day))
