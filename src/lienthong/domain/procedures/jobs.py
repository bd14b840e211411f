"""Whom facts of procedures are told to, and what is done for them each morning."""

from datetime import date, datetime, time
from typing import Final

from lienthong.domain.procedures.actions import noting
from lienthong.domain.procedures.facts import ProcedureSentBack, ProcedureSubmitted, TriggerRecorded
from lienthong.spine.actor import platform
from lienthong.spine.calendar.queries import calendar_for
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily

TOLD_AT: Final = time(7, 25)


@on(TriggerRecorded, key="procedures.tell_trigger")
def tell_of_trigger(fact: TriggerRecorded, at: datetime) -> None:
    noting.tell_of_trigger(trigger=fact.trigger, by=platform("job"), at=at)


@on(ProcedureSubmitted, key="procedures.tell_office")
def tell_office(fact: ProcedureSubmitted, at: datetime) -> None:
    noting.tell_submitted(version=fact.version, by=platform("job"), at=at)


@on(ProcedureSentBack, key="procedures.tell_drafters")
def tell_drafters(fact: ProcedureSentBack, at: datetime) -> None:
    noting.tell_sent_back(version=fact.version, by=platform("job"), at=at)


@daily("procedures.morning", at=TOLD_AT)
def tell_of_day(day: date, at: datetime) -> None:
    """Before the letters of the morning are written; on days off nobody is told."""
    if calendar_for().is_working(day):
        noting.tell_morning(day=day, by=platform("schedule"), at=at)
