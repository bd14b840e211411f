"""The morning's look at what was done the day before, and who is told."""

from datetime import date, datetime, time

from lienthong.domain.conduct import actions
from lienthong.domain.conduct.facts import MatterOpened
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily


@daily("conduct.look", at=time(6, 40))
def look(day: date, at: datetime) -> None:
    actions.look(day=day, by=platform("schedule"), at=at)


@on(MatterOpened, key="conduct.tell_head")
def tell_head(fact: MatterOpened, at: datetime) -> None:
    actions.tell_head(matter=fact.matter, by=platform("job"), at=at)
