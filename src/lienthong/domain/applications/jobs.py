"""What is not continued is forgotten each night; copies of data are made when they are asked for."""

from datetime import date, datetime, time

from lienthong.domain.applications import actions
from lienthong.domain.applications.facts import DataAsked
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import PAPERS, on
from lienthong.spine.schedule import daily


@daily("applications.forget", at=time(1))
def forget_old(day: date, at: datetime) -> None:
    del day
    actions.forget_old(by=platform("schedule"), at=at)
    actions.forget_old_exports(at=at)
    actions.forget_stale_uploads()
    actions.forget_unsent(at=at)


@on(DataAsked, key="applications.make_export", queue=PAPERS)
def make_export(fact: DataAsked, at: datetime) -> None:
    actions.make_export(export=fact.export, by=platform("job"), at=at)
