"""Agencies as a page of a plan calls and orders them: those of the day in the order of the tree, read once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.queries import AgencyRow, Level

COMMITTEE = "UBND "
ORDER = {Level.PROVINCE.value: 0, Level.DISTRICT.value: 1, Level.COMMUNE.value: 2}


@dataclass
class Places:
    """``rows`` by code. An agency that is no more is looked up by itself."""

    day: dt.date
    known: dt.datetime | None
    rows: dict[str, AgencyRow]
    _others: dict[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The full name of a department, the usual short one of a People's Committee or of a group."""
        row = self.rows.get(code)
        if row is None:
            return self._other(code)
        if row.short_name.startswith(COMMITTEE):
            return row.short_name
        return row.name.replace("Ủy ban nhân dân", COMMITTEE.strip())

    def heading(self, code: str) -> str:
        """As a row of a table that speaks of committees anyway: “Huyện Kbang”."""
        words = self.name(code)
        bare = words.removeprefix(COMMITTEE)
        return bare[:1].upper() + bare[1:] if bare != words else words

    def level(self, code: str) -> str:
        row = self.rows.get(code)
        return row.level if row else Level.PROVINCE

    def sort(self, codes: Iterable[str]) -> list[str]:
        """By level, then as the tree stands."""
        places = {code: place for place, code in enumerate(self.rows)}
        return sorted(codes, key=lambda code: (ORDER.get(self.level(code), 0), places.get(code, len(places))))

    def parent(self, code: str) -> str:
        row = self.rows.get(code)
        return row.parent if row else ""

    @property
    def parents(self) -> dict[str, str]:
        return {code: row.parent for code, row in self.rows.items()}

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        return {code: self.name(code) for code in codes}

    def _other(self, code: str) -> str:
        if code not in self._others:
            groups = {group.code: group.name for group in organisations.list_groups()}
            gone = organisations.get_names([code], self.day, self.known)
            self._others |= groups | {code: gone.get(code, groups.get(code, code))}
        return self._others[code]


def places_on(day: dt.date, known: dt.datetime | None) -> Places:
    tree = organisations.get_tree(day, known)
    return Places(day, known, {row.agency.code: row.agency for row in tree})
