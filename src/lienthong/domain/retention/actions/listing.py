"""A list of what is due: proposed, then approved by the head, refused, or withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from lienthong.domain.retention.actions.common import said
from lienthong.domain.retention.errors import ListWaits, NothingDue, NotWaiting, NotYours, OwnList
from lienthong.domain.retention.facts import DisposalApproved
from lienthong.domain.retention.models import Disposal, Item
from lienthong.domain.retention.permissions import can_decide, can_list
from lienthong.domain.retention.queries.due import DueRow, list_due
from lienthong.domain.retention.rules.vocabulary import Fate, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


@transaction.atomic
def propose(*, reason: str, by: Actor, at: datetime) -> int:
    """Lays what is due at the agency whose hat is worn before its head. Nothing is destroyed yet.

    Raises NotYours, ReasonMissing, NothingDue, ListWaits.
    """
    if not can_list(by, by.agency):
        raise NotYours
    told = said(reason)
    due = list_due(by.agency, clock.local(at).date())
    try:
        with transaction.atomic():
            row = Disposal.objects.create(
                agency=by.agency,
                reason=told,
                proposed_by=by.account,
                proposed_name=by.name,
                proposed_at=at,
            )
    except IntegrityError as waits:
        raise ListWaits from waits
    if not due:
        raise NothingDue
    _fill(row, due)
    _note("propose", row, by, at, cases=len(due), reason=told)
    return row.pk


def _fill(row: Disposal, due: Sequence[DueRow]) -> None:
    Item.objects.bulk_create(
        Item(
            disposal=row,
            case_id=one.case.id,
            rule_id=one.term.id,
            number=one.case.number,
            title=one.case.title,
            ended_on=one.ended_on,
            until=one.until,
        )
        for one in due
    )


@transaction.atomic
def approve(*, disposal: int, by: Actor, at: datetime) -> None:
    """The head's decision: the worker destroys what is on the list. Raises NotWaiting, NotYours, OwnList."""
    row = _waiting(disposal, by)
    _decide(row, State.APPROVED, by, at)
    state(DisposalApproved(row.pk), subject=f"disposal:{row.pk}", at=at)
    _note("approve", row, by, at, proposed_by=row.proposed_by)


@transaction.atomic
def refuse(*, disposal: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises NotWaiting, NotYours, OwnList, ReasonMissing."""
    row = _waiting(disposal, by)
    row.answer = said(reason)
    _decide(row, State.REFUSED, by, at)
    _note("refuse", row, by, at, reason=row.answer)


@transaction.atomic
def withdraw(*, disposal: int, by: Actor, at: datetime) -> None:
    """Who proposed it thinks again. Raises NotWaiting, NotYours."""
    row = _locked(disposal, by)
    if row.proposed_by != by.account:
        raise NotYours
    _close(row, State.WITHDRAWN, by, at)
    _note("withdraw", row, by, at)


def _locked(disposal: int, by: Actor) -> Disposal:
    rows = Disposal.objects.select_for_update()
    row = rows.filter(pk=disposal, agency=by.agency, state=State.WAITING.value).first()
    if row is None:
        raise NotWaiting
    return row


def _waiting(disposal: int, by: Actor) -> Disposal:
    row = _locked(disposal, by)
    if not can_decide(by, row.agency):
        raise NotYours
    if row.proposed_by == by.account:
        raise OwnList
    return row


def _decide(row: Disposal, to: State, by: Actor, at: datetime) -> None:
    row.decided_name = by.name
    _close(row, to, by, at)


def _close(row: Disposal, to: State, by: Actor, at: datetime) -> None:
    """Cases on a list that comes to nothing are free for another one."""
    row.state, row.decided_by, row.decided_at = to.value, by.account, at
    row.save(update_fields=["state", "decided_by", "decided_name", "decided_at", "answer"])
    if to is not State.APPROVED:
        Item.objects.filter(disposal=row).update(fate=Fate.KEPT.value)


def _note(verb: str, row: Disposal, by: Actor, at: datetime, **details: str | int) -> None:
    subject = f"disposal:{row.pk}"
    record(by=by, verb=f"retention.{verb}", subject=subject, agency=row.agency, at=at, details={**details})
