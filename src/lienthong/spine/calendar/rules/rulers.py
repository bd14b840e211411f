"""Three rulers on which a limit is measured, and the walk along one of them, leaping what does not count.

A position is a whole number. For days it is the ordinal of a day that is past, so that counting goes on the
day after; for hours it is the second since day 0.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from lienthong.spine.calendar.errors import ClockStopped
from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.values import Pause, Suspension, seconds_of

DAY = 86_400


class Ruler(Protocol):
    def at(self, moment: datetime) -> int:
        """The position of a local moment."""

    def before(self, day: date) -> int:
        """The position from which that day would still count."""

    def after(self, day: date) -> int:
        """The position from which only the days after it count."""

    def days(self, begin: int, end: int) -> tuple[date, date]:
        """The first and last day that the stretch between two positions touches."""

    def measure(self, begin: int, end: int) -> int:
        """What counts after ``begin`` up to ``end``; nothing when the end is not later."""

    def advance(self, begin: int, amount: int) -> int:
        """The first position at which ``amount`` (at least 1) has been counted. Raises NoWorkingTime."""


class CalendarDays:
    """Every day counts."""

    def at(self, moment: datetime) -> int:
        return moment.toordinal()

    def before(self, day: date) -> int:
        return day.toordinal() - 1

    def after(self, day: date) -> int:
        return day.toordinal()

    def days(self, begin: int, end: int) -> tuple[date, date]:
        return date.fromordinal(begin + 1), date.fromordinal(end)

    def measure(self, begin: int, end: int) -> int:
        return max(end - begin, 0)

    def advance(self, begin: int, amount: int) -> int:
        return begin + amount


class WorkingDays(CalendarDays):
    """Days with office hours count."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def measure(self, begin: int, end: int) -> int:
        if end <= begin:
            return 0
        first, last = date.fromordinal(begin).year, date.fromordinal(end).year
        whole = sum(len(self._calendar.year(year).days) for year in range(first, last))
        return whole + self._passed(end, last) - self._passed(begin, first)

    def advance(self, begin: int, amount: int) -> int:
        year = date.fromordinal(begin).year
        place = self._passed(begin, year) + amount
        while place > len(days := self._calendar.year(year).days):
            place, year = place - len(days), year + 1
        return days[place - 1]

    def _passed(self, day: int, year: int) -> int:
        return bisect_right(self._calendar.year(year).days, day)


class WorkingSeconds:
    """Seconds of office hours count."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def at(self, moment: datetime) -> int:
        return moment.toordinal() * DAY + seconds_of(moment.time())

    def before(self, day: date) -> int:
        return day.toordinal() * DAY

    def after(self, day: date) -> int:
        return (day.toordinal() + 1) * DAY

    def days(self, begin: int, end: int) -> tuple[date, date]:
        return date.fromordinal(begin // DAY), date.fromordinal((end - 1) // DAY)

    def moment(self, position: int) -> datetime:
        day, second = divmod(position, DAY)
        return datetime.combine(date.fromordinal(day), datetime.min.time()) + timedelta(seconds=second)

    def measure(self, begin: int, end: int) -> int:
        if end <= begin:
            return 0
        whole = sum(self._calendar.year(year).seconds for year in range(_year(begin), _year(end)))
        return whole + self._passed(end) - self._passed(begin)

    def advance(self, begin: int, amount: int) -> int:
        year = _year(begin)
        target = self._passed(begin) + amount
        while target > (table := self._calendar.year(year)).seconds:
            target, year = target - table.seconds, year + 1
        place = bisect_left(table.ends, target)
        before = table.ends[place - 1] if place else 0
        return table.days[place] * DAY + self._second(table.days[place], target - before)

    def _passed(self, position: int) -> int:
        """Working seconds of the position's year before it."""
        day, second = divmod(position, DAY)
        table = self._calendar.year(_year(position))
        place = bisect_left(table.days, day)
        before = table.ends[place - 1] if place else 0
        if place == len(table.days) or table.days[place] != day:
            return before
        sessions = self._calendar.sessions(date.fromordinal(day))
        return before + sum(max(min(second, session.closes) - session.opens, 0) for session in sessions)

    def _second(self, day: int, worked: int) -> int:
        """The second of the day at which so many working seconds of it are over."""
        for session in self._calendar.sessions(date.fromordinal(day)):
            length = session.closes - session.opens
            if worked <= length:
                return session.opens + worked
            worked -= length
        raise AssertionError("a day holds its own working seconds")


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch that does not count, after ``begin`` up to ``end`` (None: without end), and why."""

    begin: int
    end: int | None
    cause: Pause | Suspension


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the way that counted ``amount``, after ``begin`` up to ``end``."""

    begin: int
    end: int
    amount: int


def walk(ruler: Ruler, position: int, amount: int, stops: Sequence[Stop]) -> list[Stretch | Stop]:
    """The way from ``position`` on which ``amount`` is counted, leaping over ``stops``; ends in a stretch.

    Raises ClockStopped at a stop without end that lies before the end of the way.
    """
    way: list[Stretch | Stop] = []
    for stop in sorted(stops, key=lambda stop: stop.begin):
        counted = ruler.measure(position, stop.begin)
        if counted >= amount:
            break
        if stop.end is None:
            raise ClockStopped(decision=_decision(stop.cause))
        if stop.end > max(position, stop.begin):
            way += [Stretch(position, stop.begin, counted)] if counted else []
            way.append(stop)
            position, amount = stop.end, amount - counted
    return [*way, Stretch(position, ruler.advance(position, amount), amount)]


def _decision(cause: Pause | Suspension) -> str:
    return cause.basis.decision or cause.reason if isinstance(cause, Suspension) else cause.reason


def _year(position: int) -> int:
    return date.fromordinal(position // DAY).year
