"""What is not continued is forgotten each night."""

from datetime import date, datetime, time

from lienthong.domain.applications import actions
from lienthong.spine.actor import platform
from lienthong.spine.schedule import daily


@daily("applications.forget", at=time(1))
def forget_old(day: date, at: datetime) -> None:
    del day
    actions.forget_old(by=platform("schedule"), at=at)
