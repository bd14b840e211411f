"""What people enter: days, hours, suspensions and counting rules, each with the decision it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from lienthong.spine.calendar.errors import HoursRefused


class Unit(StrEnum):
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"


class DayKind(StrEnum):
    OFF = "off"
    MAKE_UP = "make_up"


class Ending(StrEnum):
    """When on its last day a limit of days or months ends."""

    CLOSING = "closing"
    SAME_TIME = "same_time"


class Supplement(StrEnum):
    """What waiting for a supplement does to the clock."""

    PAUSE = "pause"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where an entry is written; ``confirmed`` when somebody read it there."""

    decision: str = ""
    decided_on: date | None = None
    confirmed: bool = False


UNKNOWN = Basis()


@dataclass(frozen=True, slots=True)
class Day:
    """A day that differs from its week: off, or worked to make up for ``swapped_with``."""

    on: date
    kind: DayKind
    name: str
    swapped_with: date | None = None
    basis: Basis = UNKNOWN


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """A stretch of office hours, in seconds of the day, the end not included."""

    opens: int
    closes: int


Week = tuple[tuple[Session, ...], ...]
"""Seven tuples of sessions, Monday first; a day without sessions is a weekly day off."""

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours of one agency (``scope``; "" for all), in force from a day on, all year or in one season.

    Only hours in which limits run belong here: a Saturday morning on which papers are merely received does
    not.
    """

    scope: str
    week: Week
    effective_from: date
    effective_to: date | None = None
    season: tuple[MonthDay, MonthDay] | None = None
    basis: Basis = UNKNOWN

    def holds_on(self, day: date) -> bool:
        if day < self.effective_from or (self.effective_to is not None and day > self.effective_to):
            return False
        return self.season is None or _in_season((day.month, day.day), *self.season)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which clocks stand still by decision. No areas: everywhere; no procedures: all of them.

    With ``from_at`` and ``until_at`` it is an announced outage: from that hour of the first day until that hour of the
    last. Limits in hours leave it out to the second; of limits in days, days that lose half of their office hours or
    more do not count.
    """

    from_on: date
    until_on: date | None
    reason: str
    areas: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    basis: Basis = UNKNOWN
    from_at: time | None = None
    until_at: time | None = None

    @property
    def is_outage(self) -> bool:
        return self.from_at is not None and self.until_at is not None and self.until_on is not None

    @property
    def words(self) -> str:
        """The reason, with the hours of an outage."""
        if self.from_at is None or self.until_at is None or self.until_on is None:
            return self.reason
        last = f" ngày {self.until_on:%d/%m}" if self.until_on != self.from_on else ""
        return f"{self.reason}, từ {self.from_at:%H:%M} đến {self.until_at:%H:%M}{last}"

    def reaches(self, places: Sequence[str]) -> bool:
        return not self.areas or not self.areas.isdisjoint(places)

    def stops(self, procedure: str) -> bool:
        return not self.procedures or procedure in self.procedures


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How a limit is counted, as one text rules it from a day on. A record keeps the ``version`` it has.

    ``cut_off``: what is received later in the day counts as received on the next working day.
    ``moves_off_days``: a last day that is a day off gives way to the next working day.
    """

    code: str = ""
    effective_from: date = date.min
    effective_to: date | None = None
    ending: Ending = Ending.CLOSING
    cut_off: time | None = None
    moves_off_days: bool = False
    on_supplement: Supplement = Supplement.RESTART
    basis: Basis = UNKNOWN

    @property
    def version(self) -> str:
        return f"{self.code}@{self.effective_from.isoformat()}" if self.code else "plain"

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


PLAIN = CountingRule()
"""From the next day, to closing time, not moved off days off, no cut-off."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock waited, for a supplement or another reason, from one aware instant to another.

    ``only_pauses``: not for a supplement, so that it never restarts the clock whatever the rule.
    """

    asked_at: datetime
    answered_at: datetime
    reason: str = ""
    only_pauses: bool = False


def read_sessions(text: str) -> tuple[Session, ...]:
    """ "07:00-11:30 13:30-17:00" -> two sessions; empty text, none. Raises HoursRefused."""
    sessions = tuple(_session(part, text) for part in text.replace(",", " ").split())
    ends = [moment for session in sessions for moment in (session.opens, session.closes)]
    if ends != sorted(set(ends)):
        raise HoursRefused(text=text)
    return sessions


def write_sessions(sessions: Sequence[Session]) -> str:
    return " ".join(f"{clock_text(session.opens)}-{clock_text(session.closes)}" for session in sessions)


def clock_text(seconds: int) -> str:
    """27000 -> "07:30"; 86400 -> "24:00"."""
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _session(part: str, whole: str) -> Session:
    try:
        opens, closes = (time.fromisoformat(side) for side in part.split("-"))
    except ValueError as fault:
        raise HoursRefused(text=whole) from fault
    return Session(seconds_of(opens), seconds_of(closes))


def seconds_of(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _in_season(day: MonthDay, first: MonthDay, last: MonthDay) -> bool:
    return first <= day <= last if first <= last else day >= first or day <= last
