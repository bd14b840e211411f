"""How a due day looks on a day."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=3)


class Pace(StrEnum):
    UNDATED = ""
    RUNNING = "RUNNING"
    SOON = "SOON"
    TODAY = "TODAY"
    LATE = "LATE"
    DONE = "DONE"
    DONE_LATE = "DONE_LATE"


def pace_of(due: date | None, ended: date | None, today: date) -> Pace:
    if ended:
        return Pace.DONE_LATE if due and ended > due else Pace.DONE
    if due is None:
        return Pace.UNDATED
    if due <= today:
        return Pace.TODAY if due == today else Pace.LATE
    return Pace.SOON if due <= today + SOON else Pace.RUNNING
