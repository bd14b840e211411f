"""Whom facts of procedures are told to, and what is done for them each morning."""

from datetime import date, datetime, time
from typing import Final

from lienthong.connectors.national_procedures import client
from lienthong.connectors.national_procedures.errors import Refused, Silent
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.actions import noting
from lienthong.domain.procedures.exchange import digest_of, to_message
from lienthong.domain.procedures.facts import (
    ComparisonWanted,
    ProcedureSentBack,
    ProcedureSubmitted,
    TriggerRecorded,
    VersionToSend,
)
from lienthong.domain.procedures.queries import Event, Told
from lienthong.spine.actor import platform
from lienthong.spine.calendar.queries import calendar_for
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily

TOLD_AT: Final = time(7, 25)
COMPARED_AT: Final = time(2, 30)


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


@on(VersionToSend, key="procedures.send")
def send(fact: VersionToSend, at: datetime) -> None:
    """In the order in which it happened to a procedure. Without a connection it waits for the nightly comparison."""
    event = Event(fact.event)
    if not client.is_connected() or queries.is_sent(fact.version, event, fact.round):
        return
    row, record = queries.get_whole(fact.version)
    named = {row.keeper, *record.agencies, *(step.unit for step in record.steps)}
    names = queries.unit_names(named, row.effective_from or at.date())
    message = to_message(row, record, names, event, fact.round)
    client.write(message)
    digest = digest_of(message)
    actions.note_sent(version=fact.version, event=event, told=fact.round, digest=digest, at=at)


@daily("procedures.reconcile", at=COMPARED_AT)
def reconcile_on(day: date, at: datetime) -> None:
    reconcile(day, at)


@on(ComparisonWanted, key="procedures.compare_now")
def reconcile_now(fact: ComparisonWanted, at: datetime) -> None:
    reconcile(date.fromisoformat(fact.day), at)


def reconcile(day: date, at: datetime) -> None:
    """Names what differs, then tells again what was never taken. A silent partner is named and asked the next night."""
    if not client.is_connected():
        return
    ours, by = queries.list_told(), platform("schedule")
    try:
        listed = client.list_all()
    except (Refused, Silent) as fault:
        actions.note_reconciliation(day=day, compared=0, found=(), fault=str(fault), by=by, at=at)
        return
    theirs = [Told(one.code, one.name, one.state, one.decision, one.effective_from) for one in listed]
    found = queries.compare_lists(ours, theirs)
    actions.note_reconciliation(day=day, compared=len(ours), found=found, by=by, at=at)
    actions.send_unsent(at=at)
