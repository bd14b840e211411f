"""Closed files go to the agency's archive, are received or given back; what is over is cleared by two people only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.actions.common import happen, hold, said
from lienthong.domain.workfiles.errors import (
    ClearanceNotFound,
    HandOverNotFound,
    NothingChosen,
    NotNow,
    NotYetOver,
    NotYours,
    SecondPerson,
)
from lienthong.domain.workfiles.facts import ClearanceProposed, HandOverGiven, HandOverTaken
from lienthong.domain.workfiles.permissions import can_approve, can_archive, can_keep
from lienthong.domain.workfiles.queries.files import list_over
from lienthong.domain.workfiles.rules.moves import ClearState, OverState, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean_lines


@transaction.atomic
def hand_over(*, workfiles: Sequence[int], note: str = "", by: Actor, at: datetime) -> int:
    """Closed files of one keeper, to the archive. Raises NothingChosen, WorkfileNotFound, NotYours, NotNow."""
    chosen = sorted(set(workfiles))
    if not chosen:
        raise NothingChosen
    held = [hold(workfile, Verb.HANDED, by=by, at=at) for workfile in chosen]
    units = list(dict.fromkeys(one.row.unit for one in held))
    row = m.HandOver.objects.create(
        agency=by.agency,
        unit=", ".join(units)[:200],
        files=chosen,
        note=clean_lines(note),
        given_by=by.account,
        given_name=by.name,
        given_title=by.position,
        given_at=at,
    )
    for one in held:
        happen(one, Verb.HANDED, {"hand_over": row.pk}, hand_over=row)
    state(HandOverGiven(row.pk), subject=f"hand_over:{row.pk}", at=at)
    _record(row.agency, "hand_over", f"hand_over:{row.pk}", {"count": len(chosen)}, by, at)
    return row.pk


@transaction.atomic
def take_back(*, hand_over: int, by: Actor, at: datetime) -> None:
    """The giver takes it back while nobody received it. Raises HandOverNotFound, NotYours, NotNow."""
    row = _waiting(hand_over, by)
    if row.given_by != by.account:
        raise NotYours
    for workfile in row.files:
        happen(hold(workfile, Verb.TAKEN_BACK, by=by, at=at), Verb.TAKEN_BACK, {"hand_over": row.pk})
    row.state = OverState.WITHDRAWN.value
    row.save(update_fields=["state"])
    _record(row.agency, "take_back", f"hand_over:{row.pk}", {"count": len(row.files)}, by, at)


@transaction.atomic
def receive(*, hand_over: int, returned: Mapping[int, str], by: Actor, at: datetime) -> None:
    """The archivist takes the files in; those in ``returned`` go back to their keeper, each with its reason.

    Raises HandOverNotFound, NotYours, NotNow, SecondPerson, WhyMissing.
    """
    row = _waiting(hand_over, by)
    if not can_archive(by, row.agency):
        raise NotYours
    if row.given_by == by.account:
        raise SecondPerson
    reasons = {workfile: said(why) for workfile, why in returned.items() if workfile in row.files}
    for workfile in row.files:
        _take(workfile, reasons.get(workfile, ""), row.pk, by, at)
    row.received = [workfile for workfile in row.files if workfile not in reasons]
    row.state, row.taken_at = OverState.DONE.value, at
    row.taken_by, row.taken_name, row.taken_title = by.account, by.name, by.position
    row.save()
    state(HandOverTaken(row.pk), subject=f"hand_over:{row.pk}", at=at)
    details: dict[str, Json] = {"count": len(row.received), "returned": len(reasons)}
    _record(row.agency, "receive", f"hand_over:{row.pk}", details, by, at)


def _take(workfile: int, why: str, hand_over: int, by: Actor, at: datetime) -> None:
    verb = Verb.RETURNED if why else Verb.RECEIVED
    data = {"hand_over": hand_over} | ({"reason": why} if why else {})
    happen(hold(workfile, verb, by=by, at=at), verb, data, note=why)


def _waiting(hand_over: int, by: Actor) -> m.HandOver:
    row = m.HandOver.objects.select_for_update().filter(pk=hand_over, agency=by.agency).first()
    if row is None or not can_keep(by, row.agency):
        raise HandOverNotFound
    if row.state != OverState.WAITING:
        raise NotNow
    return row


@transaction.atomic
def propose(*, workfiles: Sequence[int], reason: str, by: Actor, at: datetime) -> int:
    """A list of files whose time is over, to be cleared. Raises NotYours, NothingChosen, NotYetOver, WhyMissing, NotNow
    while another list waits.
    """
    if not can_archive(by, by.agency):
        raise NotYours
    told, chosen = said(reason), sorted(set(workfiles))
    if not chosen:
        raise NothingChosen
    if m.Clearance.objects.select_for_update().filter(agency=by.agency, state=ClearState.WAITING).exists():
        raise NotNow
    over = {row.id for row in list_over(by.agency, clock.local(at).date())}
    for workfile in chosen:
        if workfile not in over:
            known = m.Workfile.objects.filter(pk=workfile, agency=by.agency).first()
            raise NotYetOver(code=known.code if known else "?")
    row = m.Clearance.objects.create(
        agency=by.agency,
        files=chosen,
        reason=told,
        proposed_by=by.account,
        proposed_name=by.name,
        proposed_at=at,
    )
    state(ClearanceProposed(row.pk), subject=f"clearance:{row.pk}", at=at)
    _record(row.agency, "propose", f"clearance:{row.pk}", {"count": len(chosen)}, by, at)
    return row.pk


@transaction.atomic
def decide(*, clearance: int, is_approved: bool, answer: str, by: Actor, at: datetime) -> None:
    """The head's word. Approved, its files are out of the archive's holdings; refused, they stay, with the reason.

    Raises ClearanceNotFound, NotYours, NotNow, SecondPerson, WhyMissing for a refusal without a reason.
    """
    row = _proposed(clearance, by)
    if not can_approve(by, row.agency):
        raise NotYours
    if row.proposed_by == by.account:
        raise SecondPerson
    row.answer = clean_lines(answer) if is_approved else said(answer)
    row.state = (ClearState.APPROVED if is_approved else ClearState.REFUSED).value
    row.decided_by, row.decided_name, row.decided_title = by.account, by.name, by.position
    row.decided_at = at
    row.save()
    for workfile in row.files if is_approved else []:
        happen(hold(workfile, Verb.CLEARED, by=by, at=at), Verb.CLEARED, {"clearance": row.pk})
    verb = "approve_clearance" if is_approved else "refuse_clearance"
    details: dict[str, Json] = {"count": len(row.files), "reason": row.answer}
    _record(row.agency, verb, f"clearance:{row.pk}", details, by, at)


@transaction.atomic
def withdraw(*, clearance: int, by: Actor, at: datetime) -> None:
    """Who proposed it takes it back. Raises ClearanceNotFound, NotYours, NotNow."""
    row = _proposed(clearance, by)
    if row.proposed_by != by.account:
        raise NotYours
    row.state, row.decided_by, row.decided_at = ClearState.WITHDRAWN.value, by.account, at
    row.save()
    _record(row.agency, "withdraw_clearance", f"clearance:{row.pk}", {"count": len(row.files)}, by, at)


def _proposed(clearance: int, by: Actor) -> m.Clearance:
    row = m.Clearance.objects.select_for_update().filter(pk=clearance, agency=by.agency).first()
    if row is None:
        raise ClearanceNotFound
    if row.state != ClearState.WAITING:
        raise NotNow
    return row


def _record(agency: str, verb: str, subject: str, details: dict[str, Json], by: Actor, at: datetime) -> None:
    record(by=by, verb=f"workfiles.{verb}", subject=subject, agency=agency, at=at, details=details)
