"""A ministry's decision is entered, answered by drafts, or withdrawn as a slip."""

import re
from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction

from lienthong.domain.organisations.queries import get_agency
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions.common import CODE, said
from lienthong.domain.procedures.actions.drafting import amend, open_draft
from lienthong.domain.procedures.errors import (
    CodeTaken,
    CodeTwice,
    CodeUnfit,
    DecisionMissing,
    DemandsMissing,
    DemandUnfit,
    KeeperUnknown,
    NameMissing,
    NothingInForce,
    NothingToDraft,
    NothingToJoin,
    TakenUp,
    TriggerKnown,
    TriggerNotFound,
    WrongDay,
)
from lienthong.domain.procedures.facts import TriggerRecorded
from lienthong.domain.procedures.queries.announcing import (
    announce_by,
    find_answers,
    list_demands,
    trigger_row,
)
from lienthong.domain.procedures.rules.announcing import DemandEntry, DemandKind, TriggerEntry, twice
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state


@transaction.atomic
def enter_trigger(*, entry: TriggerEntry, by: Actor, at: datetime) -> int:
    """Enters a decision with all it demands; its id.

    Raises DecisionMissing, WrongDay, KeeperUnknown, DemandsMissing, DemandUnfit, TriggerKnown; NoWorkingTime,
    StartOutOfRange when the calendar does not reach its day.
    """
    _check(entry, at)
    names = dict(_names(entry))
    try:
        with transaction.atomic():
            trigger = m.Trigger.objects.create(
                number=entry.number.strip(),
                issuer=entry.issuer.strip(),
                title=entry.title.strip(),
                decided_on=entry.decided_on,
                effective_from=entry.effective_from,
                keeper=entry.keeper,
                recorded_at=at,
                recorded_by=by.account,
                recorder=by.name,
            )
    except IntegrityError as known:
        raise TriggerKnown(number=entry.number) from known
    m.Demand.objects.bulk_create(
        m.Demand(trigger=trigger, position=place, kind=one.kind.value, code=one.code, name=names[place])
        for place, one in enumerate(entry.demands, 1)
    )
    state(TriggerRecorded(trigger.pk), subject=_subject(trigger), at=at)
    codes: list[Json] = [one.code for one in entry.demands]
    _tell(trigger, "enter_trigger", by=by, at=at, demands=codes)
    return trigger.pk


def _check(entry: TriggerEntry, at: datetime) -> None:
    if not entry.number.strip() or not entry.issuer.strip():
        raise DecisionMissing
    if entry.effective_from < entry.decided_on:
        raise WrongDay(day=f"{entry.decided_on:%d/%m/%Y}")
    if get_agency(entry.keeper, at.date()) is None:
        raise KeeperUnknown(code=entry.keeper)
    if not entry.demands:
        raise DemandsMissing
    announce_by(entry.decided_on, entry.effective_from)
    if place := twice(entry.demands):
        raise DemandUnfit(place=place, what=str(CodeTwice(code=entry.demands[place - 1].code)))


def _names(entry: TriggerEntry) -> Iterator[tuple[int, str]]:
    """What each procedure is called, by the row's place. Raises DemandUnfit."""
    codes = [one.code for one in entry.demands]
    found = m.Version.objects.filter(procedure__code__in=codes, published_at__isnull=False, ended="")
    in_force = dict(found.values_list("procedure__code", "name"))
    for place, one in enumerate(entry.demands, 1):
        try:
            yield place, _name(one, in_force.get(one.code, ""))
        except Refusal as refusal:
            raise DemandUnfit(place=place, what=str(refusal)) from refusal


def _name(one: DemandEntry, now: str) -> str:
    """``now``: the name of the version in force."""
    if not re.fullmatch(CODE, one.code):
        raise CodeUnfit(code=one.code)
    if one.kind is not DemandKind.MAKE:
        if not now:
            raise NothingInForce
        return now
    if now:
        raise CodeTaken(code=one.code)
    if not one.name.strip():
        raise NameMissing
    return one.name.strip()


@transaction.atomic
def take_up(*, demand: int, by: Actor, at: datetime) -> int:
    """Opens the draft that answers a demand, or joins the one that is open; the version's id.

    Raises TriggerNotFound, NothingToDraft, CodeTaken, NothingInForce.
    """
    row = _hold(demand)
    if row.kind == DemandKind.ABOLISH.value or row.version_id:
        raise NothingToDraft
    version = _open_draft_of(row) or _drafted(row, by=by, at=at)
    row.version_id = version
    row.save(update_fields=["version"])
    _tell(row.trigger, "take_up", by=by, at=at, demand=row.code, version=version)
    return version


@transaction.atomic
def join_answer(*, demand: int, by: Actor, at: datetime) -> int:
    """Says that what the province decided of a procedure since answers the demand; the version's id.

    Raises TriggerNotFound, NothingToJoin.
    """
    row = _hold(demand)
    day = local(at).date()
    answers = find_answers(trigger_row(row.trigger), list_demands(day, trigger=row.trigger_id))
    if row.pk not in answers:
        raise NothingToJoin
    row.version = answers[row.pk]
    row.save(update_fields=["version"])
    _tell(row.trigger, "join_answer", by=by, at=at, demand=row.code, version=answers[row.pk].pk)
    return answers[row.pk].pk


def _hold(demand: int) -> m.Demand:
    held = m.Demand.objects.select_for_update(no_key=True, of=("self",)).select_related("trigger")
    row = held.filter(pk=demand, trigger__withdrawn_at=None).first()
    if row is None:
        raise TriggerNotFound
    return row


def _open_draft_of(row: m.Demand) -> int:
    """A draft of the procedure that is open already; 0 when there is none."""
    found = m.Version.objects.filter(procedure__code=row.code, announced_at=None).first()
    return found.pk if found else 0


def _drafted(row: m.Demand, *, by: Actor, at: datetime) -> int:
    if row.kind == DemandKind.MAKE.value:
        return open_draft(code=row.code, name=row.name, keeper=row.trigger.keeper, by=by, at=at)
    procedure = m.Procedure.objects.filter(code=row.code).first()
    if procedure is None:
        raise NothingInForce
    return amend(procedure=procedure.pk, by=by, at=at)


@transaction.atomic
def withdraw_trigger(*, trigger: int, reason: str, by: Actor, at: datetime) -> None:
    """Takes a decision back that was entered by mistake. Raises TriggerNotFound, ReasonMissing, TakenUp."""
    held = m.Trigger.objects.select_for_update(no_key=True).filter(pk=trigger, withdrawn_at=None).first()
    if held is None:
        raise TriggerNotFound
    reason = said(reason)
    if m.Demand.objects.filter(trigger=held, version__isnull=False).exists():
        raise TakenUp
    held.withdrawn_at, held.withdrawn_because = at, reason
    held.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _tell(held, "withdraw_trigger", by=by, at=at, words=reason)


def _tell(trigger: m.Trigger, verb: str, *, by: Actor, at: datetime, **details: Json) -> None:
    record(
        by=by,
        verb=f"procedures.{verb}",
        subject=_subject(trigger),
        agency=trigger.keeper,
        at=at,
        details={"number": trigger.number, "issuer": trigger.issuer, **details},
    )


def _subject(trigger: m.Trigger) -> str:
    return f"trigger:{trigger.pk}"
