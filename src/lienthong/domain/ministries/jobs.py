"""What is looked for each minute, and what is laid beside each other each morning."""

from datetime import date, datetime, time, timedelta

from lienthong.domain.ministries import actions
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.outbox import engine
from lienthong.spine.schedule import daily


@engine.every("* * * * *", "ministries.look")
def look() -> None:
    actions.look(by=platform("schedule"), at=clock.now())


@daily("ministries.reconcile", at=time(6, 30))
def reconcile(day: date, at: datetime) -> None:
    """Of the day before, whose files come overnight."""
    actions.reconcile(day=day - timedelta(days=1), by=platform("schedule"), at=at)


@daily("ministries.morning", at=time(7, 15))
def tell_of_day(day: date, at: datetime) -> None:
    """Before the letters of the morning are written."""
    actions.tell_morning(day=day, by=platform("schedule"), at=at)
