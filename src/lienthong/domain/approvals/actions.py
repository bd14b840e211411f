"""Verbs on proposals. Approving does the act in the same transaction: both stand, or neither."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.approvals.errors import (
    ChangedMeanwhile,
    ConcernsYou,
    NotWaiting,
    NotYourProposal,
    NotYourRight,
    OwnProposal,
    ProposedAlready,
    ReasonMissing,
)
from lienthong.domain.approvals.facts import ActProposed, ProposalDecided
from lienthong.domain.approvals.models import Proposal
from lienthong.domain.approvals.permissions import holds_right
from lienthong.domain.approvals.queries import look
from lienthong.domain.approvals.rules import Act, State
from lienthong.domain.organisations import actions as organisations
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox import actions as outbox
from lienthong.spine.outbox.actions import state

type Arguments = dict[str, Any]
type Perform = Callable[[str, Arguments, Actor, datetime], object]

_SUBJECTS = {
    Act.MERGE: "agency",
    Act.SPLIT: "agency",
    Act.ABOLISH: "agency",
    Act.GIVE_UP: "delivery",
    Act.CLEAR_SECOND_FACTOR: "account",
    Act.DISABLE: "account",
}
_PERFORM: dict[Act, Perform] = {
    Act.MERGE: lambda key, given, by, at: organisations.merge_agencies(codes=[key], **given, by=by, at=at),
    Act.SPLIT: lambda key, given, by, at: organisations.split_agency(code=key, **given, by=by, at=at),
    Act.ABOLISH: lambda key, given, by, at: organisations.abolish_agency(code=key, **given, by=by, at=at),
    Act.GIVE_UP: lambda key, given, by, at: outbox.give_up(delivery=int(key), **given, by=by, at=at),
    Act.CLEAR_SECOND_FACTOR: lambda key, given, by, at: accounts.clear_second_factor(
        account=key, **given, by=by, at=at
    ),
    Act.DISABLE: lambda key, given, by, at: accounts.disable(account=key, **given, by=by, at=at),
}


@transaction.atomic
def propose(
    *,
    act: Act,
    key: str,
    reason: str,
    by: Actor,
    at: datetime,
    agency: str = "",
    arguments: Arguments | None = None,
) -> int:
    """Lays an act before a second person and returns the proposal's number. Nothing else changes yet.

    ``key`` is the code, account or delivery; ``agency`` where both rights must reach; ``arguments`` what the act
    takes besides the reason. What could not be done now is refused at once: raises what the act raises, and
    ReasonMissing, NotYourRight, ProposedAlready.
    """
    subject, given = f"{_SUBJECTS[act]}:{key}", _stored(arguments or {})
    if not reason.strip():
        raise ReasonMissing
    if not holds_right(by, act, agency):
        raise NotYourRight
    if Proposal.objects.filter(act=act, subject=subject, state=State.WAITING).exists():
        raise ProposedAlready
    _try(act, key, given | {"reason": reason.strip()}, by, at)
    row = Proposal.objects.create(
        act=act.value,
        subject=subject,
        agency=agency,
        arguments=given,
        seen=look(subject, clock.local(at).date()),
        reason=reason.strip(),
        proposed_by=by.account,
        proposed_at=at,
    )
    state(ActProposed(proposal=row.pk), subject=f"proposal:{row.pk}", at=at)
    _note("propose", row, by, at, reason=row.reason)
    return row.pk


@transaction.atomic
def approve(*, proposal: int, by: Actor, at: datetime) -> None:
    """Does the act by this second person's hand.

    Raises NotWaiting, NotYourRight, OwnProposal, ConcernsYou, ChangedMeanwhile, and what the act raises.
    """
    row = _waiting(proposal)
    _check_second(row, by)
    key = row.subject.partition(":")[2]
    if look(row.subject, clock.local(at).date()) != row.seen:
        raise ChangedMeanwhile
    _decide(row, State.APPROVED, by, at)
    _PERFORM[Act(row.act)](key, _restored(row.arguments | {"reason": row.reason}), by, at)
    _note("approve", row, by, at, reason=row.reason, proposed_by=row.proposed_by)


@transaction.atomic
def refuse(*, proposal: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises NotWaiting, NotYourRight, OwnProposal, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    row = _waiting(proposal)
    _check_second(row, by)
    row.answer = reason.strip()
    _decide(row, State.REFUSED, by, at)
    _note("refuse", row, by, at, reason=row.answer)


@transaction.atomic
def withdraw(*, proposal: int, by: Actor, at: datetime) -> None:
    """Who proposed thinks again. Raises NotWaiting, NotYourProposal."""
    row = _waiting(proposal)
    if row.proposed_by != by.account:
        raise NotYourProposal
    _decide(row, State.WITHDRAWN, by, at)
    _note("withdraw", row, by, at)


def _try(act: Act, key: str, given: Arguments, by: Actor, at: datetime) -> None:
    """Does the act and undoes it, so that what cannot be is told to who proposes it."""
    with transaction.atomic():
        _PERFORM[act](key, _restored(given), by, at)
        transaction.set_rollback(True)


def _waiting(proposal: int) -> Proposal:
    row = Proposal.objects.select_for_update(no_key=True).filter(pk=proposal, state=State.WAITING).first()
    if row is None:
        raise NotWaiting
    return row


def _check_second(row: Proposal, by: Actor) -> None:
    if not holds_right(by, row.act, row.agency):
        raise NotYourRight
    if row.proposed_by == by.account:
        raise OwnProposal
    if row.subject == f"account:{by.account}":
        raise ConcernsYou


def _decide(row: Proposal, to: State, by: Actor, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = to.value, by.account, at
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    state(ProposalDecided(proposal=row.pk, state=to.value), subject=f"proposal:{row.pk}", at=at)


def _stored(arguments: Arguments) -> Arguments:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in arguments.items()
    }


def _restored(arguments: Arguments) -> Arguments:
    """``on`` is a day; everything else is text or a list of it."""
    days = {name: date.fromisoformat(value) for name, value in arguments.items() if name == "on"}
    return arguments | days


def _note(verb: str, row: Proposal, by: Actor, at: datetime, **details: str) -> None:
    agency = row.agency or by.agency or settings.LIENTHONG_PROVINCE
    told: dict[str, Json] = {"act": row.act, "proposal": row.pk, **details}
    record(by=by, verb=f"approvals.{verb}", subject=row.subject, agency=agency, at=at, details=told)
