"""What a simulated year asks of the platform, read once: procedures, units, calendars, codes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.cases.rules.deadlines import Limit, waits_of, whole
from lienthong.domain.cases.rules.drawing import Place
from lienthong.domain.cases.rules.process import duration_of, time_of
from lienthong.domain.cases.rules.standing import Event
from lienthong.domain.cases.rules.terms import ONE_STOP
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
from lienthong.spine.calendar.queries import (
    PLAIN,
    Almanac,
    Calendar,
    CountingRule,
    Due,
    Ending,
    Step,
    StepKind,
    Unit,
    almanac,
    due_at,
    explain,
    places_of,
)
from lienthong.spine.clock import local


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


type Counted = dict[tuple[int, date, int, Unit, str, str], dict[str, Any]]
"""What a limit comes to that begins on a day, by calendar, amount and rule."""


@dataclass
class World:
    """``shares``: how often each procedure is asked for, by its code; ``year`` is the one that is played."""

    year: int
    shares: Mapping[str, float]

    def __post_init__(self) -> None:
        ends = (date(self.year, 1, 1), date(self.year, 12, 31))
        self._paths = Dated(_path, *ends)
        self._codes = Dated(_codes, *ends)
        self._homes: dict[str, str] = {}
        self.counted: Counted = {}

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

    def calendar(self, agency: str, day: date) -> Calendar:
        return self.almanac.calendar(*places_of(agency, self._paths(agency, day)[1:]))

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

    counted: Counted = field(default_factory=dict)
    _paths: dict[tuple[str, date], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def almanac(self) -> Almanac:
        return almanac()

    def calendar(self, agency: str, day: date) -> Calendar:
        if (agency, day) not in self._paths:
            self._paths[agency, day] = places_of(agency, _path(agency, day)[1:])
        return self.almanac.calendar(*self._paths[agency, day])


class PlayedClocks(Clocks):
    """The clocks of a moment, of calendars that were read once.

    What was received on one day falls due on one day, whatever the hour, unless it waits: such a day is counted once.
    """

    def __init__(self, at: datetime, world: World | Almanacs) -> None:
        super().__init__(at)
        self.world = world
        self.__dict__["almanac"] = world.almanac

    def calendar(self, agency: str) -> Calendar:
        return self.world.calendar(agency, self.day)

    def result(
        self, handling: Handling, channel: str, *, owner: str, received_at: datetime, events: Sequence[Event]
    ) -> dict[str, Any] | None:
        time = duration_of(handling, channel)
        if time is None or waits_of(events):
            return super().result(handling, channel, owner=owner, received_at=received_at, events=events)
        rule = self.almanac.rule(ONE_STOP, local(received_at).date())
        limit = Limit(*time, handling.code)
        return self._counted(owner, limit, rule, received_at) | {"decision": rule.basis.decision}

    def step(
        self,
        handling: Handling,
        row: int,
        channel: str,
        *,
        agency: str,
        entered_at: datetime,
        events: Sequence[Event] = (),
    ) -> dict[str, Any] | None:
        time = time_of(handling.steps[row - 1], channel) if 0 < row <= len(handling.steps) else None
        if time is None or waits_of(events):
            return super().step(handling, row, channel, agency=agency, entered_at=entered_at, events=events)
        return self._counted(agency, Limit(*time, handling.code), PLAIN, entered_at) | {"decision": ""}

    def _counted(self, agency: str, limit: Limit, rule: CountingRule, start: datetime) -> dict[str, Any]:
        calendar, (amount, unit) = self.calendar(agency), whole(limit.amount, limit.unit)
        is_by_day = unit is not Unit.WORKING_HOUR and rule.ending is Ending.CLOSING and rule.cut_off is None

        def count() -> Due:
            return due_at(
                calendar, start=start, amount=amount, unit=unit, rule=rule, procedure=limit.procedure
            )

        if not is_by_day:
            return count().as_data()
        procedure = limit.procedure if calendar.suspensions else ""
        key = (id(calendar), local(start).date(), amount, unit, rule.version, procedure)
        if key not in self.world.counted:
            self.world.counted[key] = _rest(count())
        began = Step(StepKind.STARTED, local(start).replace(tzinfo=None, microsecond=0), None, amount, unit)
        rest = self.world.counted[key]
        told = f"{explain([began])} {rest['explanation']}"
        return rest | {"explanation": told, "steps": [began.as_data(), *rest["steps"]]}


def _rest(due: Due) -> dict[str, Any]:
    """All of it but how it began."""
    rest = due.steps[1:]
    return due.as_data() | {"explanation": explain(rest), "steps": [step.as_data() for step in rest]}


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
