"""What is looked for each minute, and what is laid beside each other each morning."""

from datetime import date, datetime, time, timedelta
from typing import Final

from lienthong.domain.ministries import actions
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.outbox import engine
from lienthong.spine.schedule import daily

JUST_RECEIVED: Final = timedelta(hours=12)


@engine.every("* * * * *", "ministries.look")
def look() -> None:
    """Among the cases of the day; what was entered with an earlier time is found in the morning."""
    now = clock.now()
    actions.look(since=now - JUST_RECEIVED, by=platform("schedule"), at=now)


@daily("ministries.reconcile", at=time(6, 30))
def reconcile(day: date, at: datetime) -> None:
    """Of the day before, whose files come overnight; whatever no minute found is looked for first."""
    actions.reconcile(day=day - timedelta(days=1), by=platform("schedule"), at=at)


@daily("ministries.morning", at=time(7, 15))
def tell_of_day(day: date, at: datetime) -> None:
    """Before the letters of the morning are written."""
    actions.tell_morning(day=day, by=platform("schedule"), at=at)
