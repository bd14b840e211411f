"""The almanac of everything entered, and the calendar that holds for one agency."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from lienthong.spine.calendar.errors import NoWorkingTime
from lienthong.spine.calendar.rules.values import (
    PLAIN,
    Basis,
    CountingRule,
    Day,
    DayKind,
    OfficeHours,
    Session,
    Suspension,
)

FIRST_YEAR, LAST_YEAR = 1990, 2400
"""Counting ends here: a limit that reaches so far has no working time in front of it."""

FIXED_HOLIDAYS = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "Ngày Chiến thắng",
    (5, 1): "Ngày Quốc tế lao động",
    (9, 2): "Quốc khánh",
}
"""All that is known of a year whose calendar is not loaded, with Culture Day since 2026."""
_CULTURE_DAY, _CULTURE_DAY_SINCE = (11, 24), 2026
_FIXED_BASIS = Basis(decision="Bộ luật Lao động", confirmed=True)


@dataclass(frozen=True, slots=True)
class Year:
    """Working days of one year as ordinals, with the working seconds up to the end of each.

    And its days apart.
    """

    days: tuple[int, ...]
    ends: tuple[int, ...]
    apart: tuple[Day, ...]

    @property
    def seconds(self) -> int:
        return self.ends[-1] if self.ends else 0


@dataclass(frozen=True)
class Calendar:
    """Working time at one place.

    ``hours`` in order of precedence; ``years`` are those whose days are loaded.
    """

    days: dict[date, Day]
    hours: tuple[OfficeHours, ...]
    suspensions: tuple[Suspension, ...] = ()
    years: frozenset[int] = frozenset()
    _cache: dict[int, Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def day(self, on: date) -> Day | None:
        """The entry of a day; in a year that is not loaded, the holidays of fixed date."""
        return self.days.get(on) if on.year in self.years else _fixed_holiday(on)

    def sessions(self, on: date) -> tuple[Session, ...]:
        """Office hours of a day.

        Empty on a day off. A make-up day keeps the hours of the day it makes up for.
        """
        entry = self.day(on)
        if entry is None:
            hours = self._hours(on)
            return hours.week[on.weekday()] if hours else ()
        if entry.kind is DayKind.OFF:
            return ()
        return self.usual_sessions(on, like=entry.swapped_with)

    def usual_sessions(self, on: date, *, like: date | None = None) -> tuple[Session, ...]:
        """The hours of such a day when it is worked: of its weekday, else of the first worked weekday."""
        hours = self._hours(on)
        if hours is None:
            return ()
        ordinary = hours.week[(like or on).weekday()]
        return ordinary or next((sessions for sessions in hours.week if sessions), ())

    def is_working(self, on: date) -> bool:
        return bool(self.sessions(on))

    def closing(self, on: date) -> int:
        """Seconds of the day at which offices close.

        On a day off, when they usually do. Raises NoWorkingTime.
        """
        usual = self.sessions(on) or self.usual_sessions(on)
        if not usual:
            raise NoWorkingTime(day=on.isoformat())
        return usual[-1].closes

    def next_working(self, after: date) -> date:
        """The first working day later than ``after``. Raises NoWorkingTime."""
        for year in range(after.year, LAST_YEAR + 1):
            days = self.year(year).days
            place = bisect_right(days, after.toordinal())
            if place < len(days):
                return date.fromordinal(days[place])
        raise NoWorkingTime(day=after.isoformat())

    def last_working(self, before: date) -> date:
        """The last working day earlier than ``before``. Raises NoWorkingTime."""
        for year in range(before.year, FIRST_YEAR - 1, -1):
            days = self.year(year).days
            place = bisect_left(days, before.toordinal())
            if place:
                return date.fromordinal(days[place - 1])
        raise NoWorkingTime(day=before.isoformat())

    def year(self, year: int) -> Year:
        """The table of one year, made once."""
        if year not in self._cache:
            self._cache[year] = self._tabulate(year)
        return self._cache[year]

    def apart(self, first: date, last: date) -> Iterable[Day]:
        """Days off and make-up days from ``first`` to ``last``, in order."""
        for year in range(first.year, last.year + 1):
            yield from (day for day in self.year(year).apart if first <= day.on <= last)

    def _tabulate(self, year: int) -> Year:
        if year > LAST_YEAR:
            raise NoWorkingTime(day=f"{LAST_YEAR}-12-31")
        first = date(year, 1, 1)
        dates = [first + timedelta(days=place) for place in range(366)]
        worked = [(on, self.sessions(on)) for on in dates if on.year == year]
        lengths = [sum(s.closes - s.opens for s in sessions) for _, sessions in worked if sessions]
        apart = (self.day(on) for on, _ in worked)
        return Year(
            days=tuple(on.toordinal() for on, sessions in worked if sessions),
            ends=tuple(accumulate(lengths)),
            apart=tuple(day for day in apart if day is not None),
        )

    def _hours(self, on: date) -> OfficeHours | None:
        return next((hours for hours in self.hours if hours.holds_on(on)), None)


@dataclass(frozen=True)
class Almanac:
    """Everything entered, for every agency."""

    days: tuple[Day, ...]
    hours: tuple[OfficeHours, ...]
    suspensions: tuple[Suspension, ...] = ()
    rules: tuple[CountingRule, ...] = ()
    _made: dict[tuple[str, ...], Calendar] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def calendar(self, *places: str) -> Calendar:
        """The calendar at an agency: its code, then those of its superiors and areas, nearest first; one for all
        places of which it says the same.

        Hours of the nearest place win, among those a season over the whole year, then the later day in force.
        """
        named = tuple(place for place in places if place in self._named)
        if named not in self._made:
            self._made[named] = self._make(named)
        return self._made[named]

    @cached_property
    def _named(self) -> frozenset[str]:
        """The places of which something is said."""
        stopped = (area for stop in self.suspensions for area in stop.areas)
        return frozenset({*(hours.scope for hours in self.hours), *stopped})

    def _make(self, places: tuple[str, ...]) -> Calendar:
        scopes = (*places, "")
        known = [hours for hours in self.hours if hours.scope in scopes]
        newest_first = sorted(known, key=lambda hours: hours.effective_from, reverse=True)
        return Calendar(
            days={day.on: day for day in self.days},
            hours=tuple(sorted(newest_first, key=lambda h: (scopes.index(h.scope), h.season is None))),
            suspensions=tuple(stop for stop in self.suspensions if stop.reaches(places)),
            years=frozenset(day.on.year for day in self.days),
        )

    def rule(self, code: str, on: date) -> CountingRule:
        """The counting rule of that code in force on a day.

        The plain one for the empty code. Raises KeyError.
        """
        if not code:
            return PLAIN
        found = [rule for rule in self.rules if rule.code == code and rule.holds_on(on)]
        if not found:
            raise KeyError(f"no counting rule {code} on {on}")
        return max(found, key=lambda rule: rule.effective_from)


def places_of(agency: str, superiors: Sequence[str] = ()) -> tuple[str, ...]:
    """The places to ask the almanac for: none for an unnamed agency."""
    return (agency, *superiors) if agency else tuple(superiors)


def _fixed_holiday(on: date) -> Day | None:
    name = FIXED_HOLIDAYS.get((on.month, on.day))
    if (on.month, on.day) == _CULTURE_DAY and on.year >= _CULTURE_DAY_SINCE:
        name = "Ngày Văn hóa Việt Nam"
    return Day(on, DayKind.OFF, name, basis=_FIXED_BASIS) if name else None
