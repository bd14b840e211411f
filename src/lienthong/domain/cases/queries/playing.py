"""What a simulated year asks of the platform, read once: procedures, units, calendars, codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.cases.rules.drawing import Place
from lienthong.domain.cases.rules.working import Days
from lienthong.domain.organisations.queries import (
    Level,
    get_agency,
    get_path,
    get_tree,
    list_groups_of,
    list_official_codes,
)
from lienthong.domain.procedures.queries import Handling, UnitRow, get_handling, list_units
from lienthong.domain.procedures.queries import list_versions as list_procedure_versions
from lienthong.spine.calendar.queries import Almanac, Calendar, almanac, places_of


@dataclass
class Dated[V]:
    """What is asked of an agency on a day; once a year where its first and last day agree."""

    read: Callable[[str, date], V]
    first: date
    last: date
    _known: dict[tuple[str, date | None], V] = field(default_factory=dict)

    def __call__(self, agency: str, day: date) -> V:
        if (agency, None) in self._known:
            return self._known[agency, None]
        if (agency, day) not in self._known:
            began, ended = self.read(agency, self.first), self.read(agency, self.last)
            key = (agency, None) if began == ended else (agency, day)
            self._known[key] = began if began == ended else self.read(agency, day)
            return self._known[key]
        return self._known[agency, day]


@dataclass
class World:
    """``shares``: how often each procedure is asked for, by its code; ``year`` is the one that is played."""

    year: int
    shares: Mapping[str, float]

    def __post_init__(self) -> None:
        ends = (date(self.year, 1, 1), date(self.year, 12, 31))
        self._paths = Dated(_path, *ends)
        self._codes = Dated(_codes, *ends)
        self._calendars: dict[tuple[str, ...], Calendar] = {}
        self._homes: dict[str, str] = {}

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @cached_property
    def almanac(self) -> Almanac:
        return almanac()

    @cached_property
    def units(self) -> dict[str, UnitRow]:
        return {unit.code: unit for unit in list_units(self.first)}

    @cached_property
    def handlings(self) -> dict[str, Handling]:
        """The version of each procedure in force on the year's first day."""
        found = {}
        for code in self.shares:
            for row in list_procedure_versions(code, drafts=False):
                handling = get_handling(row.id)
                if handling.is_in_force(self.first):
                    found[code] = handling
        return found

    @cached_property
    def _scopes(self) -> frozenset[str]:
        stops = (area for stop in self.almanac.suspensions for area in stop.areas)
        return frozenset({*(hours.scope for hours in self.almanac.hours), *stops})

    def calendar(self, agency: str, day: date) -> Calendar:
        """One for all agencies of which the almanac says the same."""
        path = self._paths(agency, day)
        places = tuple(place for place in places_of(agency, path[1:]) if place in self._scopes)
        if places not in self._calendars:
            self._calendars[places] = self.almanac.calendar(*places)
        return self._calendars[places]

    def path(self, agency: str) -> tuple[str, ...]:
        return self._paths(agency, self.first)

    def groups(self, agency: str) -> tuple[str, ...]:
        return tuple(group.code for group in list_groups_of(agency, self.first))

    def codes(self, agency: str, day: date) -> dict[str, str]:
        return self._codes(agency, day)

    def home(self, owner: str) -> str:
        """The owner where that is a commune itself."""
        if owner not in self._homes:
            found = get_agency(owner, self.first)
            self._homes[owner] = owner if found and found.level == Level.COMMUNE else ""
        return self._homes[owner]


def _path(agency: str, day: date) -> tuple[str, ...]:
    """The agency and those above it, nearest first."""
    return tuple(get_path(agency, day)[::-1])


def _codes(agency: str, day: date) -> dict[str, str]:
    return {row.scheme: row.code for row in list_official_codes([agency], day)[agency]}


@dataclass
class Almanacs:
    """Calendars read once for each agency and day that is asked for."""

    _paths: dict[tuple[str, date], tuple[str, ...]] = field(default_factory=dict)
    _calendars: dict[tuple[str, ...], Calendar] = field(default_factory=dict)

    @cached_property
    def almanac(self) -> Almanac:
        return almanac()

    def calendar(self, agency: str, day: date) -> Calendar:
        if (agency, day) not in self._paths:
            self._paths[agency, day] = places_of(agency, _path(agency, day)[1:])
        places = self._paths[agency, day]
        if places not in self._calendars:
            self._calendars[places] = self.almanac.calendar(*places)
        return self._calendars[places]


class PlayedClocks(Clocks):
    """The clocks of a moment, of calendars that were read once."""

    def __init__(self, at: datetime, world: World | Almanacs) -> None:
        super().__init__(at)
        self.world = world
        self.__dict__["almanac"] = world.almanac

    def calendar(self, agency: str) -> Calendar:
        return self.world.calendar(agency, self.day)


WEIGHTS = {Level.PROVINCE: 7.0, Level.DISTRICT: 12.0, Level.COMMUNE: 3.0}
CITIES, BUSIER = ("CITY", "TOWN"), 2.0
"""A city receives more than a district of its level."""


def list_places(world: World) -> list[tuple[Place, float]]:
    """Every agency that decides one of the procedures, by code, with its weight among all of them."""
    tree = {row.agency.code: row.agency for row in get_tree(world.first)}
    communes = sorted(code for code, row in tree.items() if row.level == Level.COMMUNE)
    found = []
    for code, row in sorted(tree.items()):
        handled = [(handling, world.shares[handling.code]) for handling in decided_at(world, code)]
        if handled:
            below = () if row.level == Level.COMMUNE else _below(code, communes, world)
            place = Place(
                code, handled, below, world.units, Days(world.calendar(code, world.first), world.year)
            )
            found.append((place, WEIGHTS[Level(row.level)] * (BUSIER if row.kind in CITIES else 1.0)))
    return found


def _below(code: str, communes: list[str], world: World) -> tuple[str, ...]:
    """Its own communes; of a department any of the province."""
    own = tuple(one for one in communes if code in world.path(one))
    return own or tuple(communes)


def decided_at(world: World, agency: str) -> list[Handling]:
    groups = world.groups(agency)
    return [one for one in world.handlings.values() if {agency, *groups} & set(one.agencies)]
