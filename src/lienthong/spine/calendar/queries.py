"""What the calendar holds, as of a day and as known at an instant.

``as_of`` leaves out what was decided later; ``known`` leaves out what was recorded later. Without them: all
that is known now. The value types that callers need are re-exported here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lienthong.spine.calendar.models import DayEntry, Entry, HoursEntry, RuleEntry, SuspensionEntry
from lienthong.spine.calendar.rules.days import Almanac, Calendar, places_of
from lienthong.spine.calendar.rules.due import (
    ahead_of,
    due_at,
    hand_over_by,
    same_day_by,
    worked,
    working_days_until,
)
from lienthong.spine.calendar.rules.steps import Due, Step, StepKind
from lienthong.spine.calendar.rules.values import (
    PLAIN,
    Basis,
    CountingRule,
    Day,
    DayKind,
    Ending,
    OfficeHours,
    Pause,
    Supplement,
    Suspension,
    Unit,
    Week,
    read_sessions,
    write_sessions,
)
from lienthong.spine.calendar.rules.wording import explain
from lienthong.spine.stamps import kept

__all__ = [
    "PLAIN",
    "Almanac",
    "Basis",
    "Calendar",
    "CountingRule",
    "Day",
    "DayKind",
    "Due",
    "Ending",
    "Kept",
    "OfficeHours",
    "Pause",
    "Step",
    "StepKind",
    "Supplement",
    "Suspension",
    "Unit",
    "Week",
    "ahead_of",
    "almanac",
    "calendar_for",
    "due_at",
    "explain",
    "find_day",
    "hand_over_by",
    "has_entries",
    "list_days",
    "list_history",
    "list_hours",
    "list_rules",
    "list_suspensions",
    "list_withdrawn_hours",
    "list_withdrawn_rules",
    "list_withdrawn_suspensions",
    "places_of",
    "read_sessions",
    "same_day_by",
    "was_changed",
    "worked",
    "working_days_until",
    "working_time",
    "write_sessions",
]


WITHDRAWN = 100


@dataclass(frozen=True, slots=True)
class Kept[Value: (Day, OfficeHours, Suspension, CountingRule)]:
    """An entry, with the id by which it is corrected, and when and by whom it was recorded.

    ``because``: why it was withdrawn, for one that was.
    """

    id: int
    value: Value
    recorded_at: datetime
    recorded_by: str
    withdrawn: bool = False
    because: str = ""


def calendar_for(
    agency: str = "",
    *,
    superiors: Sequence[str] = (),
    as_of: date | None = None,
    known: datetime | None = None,
) -> Calendar:
    """The calendar of an agency; ``superiors``: codes of its superiors and areas, nearest first."""
    return almanac(as_of=as_of, known=known).calendar(*places_of(agency, superiors))


def almanac(*, as_of: date | None = None, known: datetime | None = None) -> Almanac:
    """Everything entered. Ask it for several calendars when several agencies are needed.

    What is known now is put together once in a process while nothing is entered: every move of a case asks it.
    """
    if as_of is None and known is None:
        return _kept_almanac()
    return _read_almanac(as_of, known)


@kept("calendar", most=1)
def _kept_almanac() -> Almanac:
    return _read_almanac(None, None)


def _read_almanac(as_of: date | None, known: datetime | None) -> Almanac:
    return Almanac(
        days=tuple(row.value for row in _in_force(DayEntry, as_of, known)),
        hours=tuple(row.value for row in _in_force(HoursEntry, as_of, known)),
        suspensions=tuple(row.value for row in _in_force(SuspensionEntry, as_of, known)),
        rules=tuple(row.value for row in _in_force(RuleEntry, as_of, known)),
    )


def working_time(agency: str = "", *, superiors: Sequence[str] = ()) -> Calendar:
    """What is open when at an agency, as known now: a calendar without suspensions, on which no limit is counted."""
    return _kept_hours().calendar(*places_of(agency, superiors))


@kept("calendar", most=1)
def _kept_hours() -> Almanac:
    return replace(_kept_almanac(), suspensions=(), rules=())


def has_entries() -> bool:
    """False as long as no reference was loaded."""
    return DayEntry.objects.exists() and HoursEntry.objects.exists()


def was_changed(*, since: datetime, until: datetime) -> bool:
    """Whether an entry was recorded after one instant, up to another."""
    kinds: tuple[type[Entry], ...] = (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)
    recorded = {"recorded_at__gt": since, "recorded_at__lte": until}
    return any(kind._default_manager.filter(**recorded).exists() for kind in kinds)


def list_days(year: int, *, as_of: date | None = None, known: datetime | None = None) -> list[Kept[Day]]:
    rows = [row for row in _in_force(DayEntry, as_of, known) if row.on.year == year]
    return [_kept(row, row.value) for row in sorted(rows, key=lambda row: row.on)]


def find_day(entry: int) -> Kept[Day] | None:
    """The entry in force with this id; None when another took its place or it was withdrawn."""
    row = DayEntry.objects.filter(pk=entry, replaced_by=None, withdrawn=False).first()
    return _kept(row, row.value) if row else None


def list_hours(*, as_of: date | None = None, known: datetime | None = None) -> list[Kept[OfficeHours]]:
    rows = sorted(_in_force(HoursEntry, as_of, known), key=lambda row: (row.scope, row.effective_from))
    return [_kept(row, row.value) for row in rows]


def list_suspensions(*, as_of: date | None = None, known: datetime | None = None) -> list[Kept[Suspension]]:
    rows = sorted(_in_force(SuspensionEntry, as_of, known), key=lambda row: row.from_on)
    return [_kept(row, row.value) for row in rows]


def list_rules(*, as_of: date | None = None, known: datetime | None = None) -> list[Kept[CountingRule]]:
    rows = sorted(_in_force(RuleEntry, as_of, known), key=lambda row: (row.code, row.effective_from))
    return [_kept(row, row.value) for row in rows]


def list_withdrawn_hours() -> list[Kept[OfficeHours]]:
    """Entries that were withdrawn and not entered anew, newest withdrawal first; so too the two below."""
    return [_kept(row, row.value) for row in _withdrawn(HoursEntry)]


def list_withdrawn_suspensions() -> list[Kept[Suspension]]:
    return [_kept(row, row.value) for row in _withdrawn(SuspensionEntry)]


def list_withdrawn_rules() -> list[Kept[CountingRule]]:
    return [_kept(row, row.value) for row in _withdrawn(RuleEntry)]


def _withdrawn[Row: (HoursEntry, SuspensionEntry, RuleEntry)](model: type[Row]) -> Iterable[Row]:
    return model._default_manager.filter(replaced_by=None, withdrawn=True).order_by("-id")[:WITHDRAWN]


def list_history(on: date) -> list[Kept[Day]]:
    """Every row ever recorded for a day, oldest first, the withdrawn ones marked."""
    return [_kept(row, row.value) for row in DayEntry.objects.filter(on=on).order_by("id")]


def _kept[Value: (Day, OfficeHours, Suspension, CountingRule)](row: Entry, value: Value) -> Kept[Value]:
    return Kept(row.pk, value, row.recorded_at, row.recorded_by, row.withdrawn, row.withdrawn_because)


def _in_force[Row: (DayEntry, HoursEntry, SuspensionEntry, RuleEntry)](
    model: type[Row], as_of: date | None, known: datetime | None
) -> Iterable[Row]:
    """The newest row of each chain decided and recorded by then, unless it withdraws the entry."""
    rows = model._default_manager.order_by("id")
    if known is not None:
        rows = rows.filter(recorded_at__lte=known)
    tips: dict[int, Row] = {}
    root: dict[int, int] = {}
    for row in rows:
        root[row.pk] = root[row.replaces_id] if row.replaces_id else row.pk
        if as_of is None or row.decided_on is None or row.decided_on <= as_of:
            tips[root[row.pk]] = row
    return [row for row in tips.values() if not row.withdrawn]
