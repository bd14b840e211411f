from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from lienthong.spine.schedule.models import DailyProgress
from lienthong.spine.schedule.registry import list_dailies


@dataclass(frozen=True, slots=True)
class DailyFault:
    """A day that failed and holds back the later days of its daily.

    ``failed_at`` and ``again_at`` are real time; without ``again_at`` it waits for a person. ``held_back`` are the
    further days that wait behind it at the business time asked about.
    """

    name: str
    day: date
    attempts: int
    error: str
    failed_at: datetime
    again_at: datetime | None
    held_back: int


@dataclass(frozen=True, slots=True)
class DailyRow:
    """``done_through`` is None for a daily that has not had its first turn."""

    name: str
    due_next: datetime | None
    done_through: date | None


def list_faults(now: datetime) -> list[DailyFault]:
    """The days that failed, those waiting for a person first, then the oldest first."""
    known = {each.name: each for each in list_dailies()}
    rows = DailyProgress.objects.filter(attempts__gt=0, name__in=known)
    faults = [_fault(row, known[row.name].last_due(now)) for row in rows]
    return sorted(faults, key=lambda fault: (fault.again_at is not None, fault.failed_at, fault.name))


def list_schedules() -> list[DailyRow]:
    """Every daily that the code knows, in the order of the day."""
    rows = {row.name: row.done_through for row in DailyProgress.objects.all()}
    return [
        DailyRow(
            name=each.name,
            due_next=each.due_at(rows[each.name] + timedelta(days=1)) if each.name in rows else None,
            done_through=rows.get(each.name),
        )
        for each in list_dailies()
    ]


def _fault(row: DailyProgress, last_due: date) -> DailyFault:
    day = row.done_through + timedelta(days=1)
    return DailyFault(
        name=row.name,
        day=day,
        attempts=row.attempts,
        error=row.error,
        failed_at=cast(datetime, row.failed_at),  # there with every failure: the database holds it
        again_at=row.again_at,
        held_back=max(0, (last_due - day).days),
    )
