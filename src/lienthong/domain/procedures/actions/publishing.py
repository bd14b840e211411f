"""From draft to law: submitted, sent back or announced, published, abolished."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions.common import hold, hold_draft, said, subject_of, tell
from lienthong.domain.procedures.actions.sending import to_send
from lienthong.domain.procedures.errors import (
    DecisionMissing,
    DraftOpen,
    NotAnnounced,
    NothingInForce,
    NotSubmitted,
    SamePerson,
    Unsettled,
    WrongDay,
)
from lienthong.domain.procedures.facts import (
    ProcedureAbolished,
    ProcedureAnnounced,
    ProcedurePublished,
    ProcedureSentBack,
    ProcedureSubmitted,
)
from lienthong.domain.procedures.queries.drafts import questions_of
from lienthong.domain.procedures.rules.announcing import DemandKind
from lienthong.domain.procedures.rules.sending import Event
from lienthong.domain.procedures.rules.vocabulary import State
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def submit(*, version: int, seen: int, by: Actor, at: datetime) -> None:
    """Asks the Committee's office to control a draft of which nothing is open.

    Raises NotADraft, DraftChanged, Unsettled.
    """
    held = hold_draft(version, seen)
    _settled(held, localdate(at))
    held.submitted_at, held.submitted_by = at, by.account
    held.save(update_fields=["submitted_at", "submitted_by"])
    state(ProcedureSubmitted(held.procedure_id, held.pk), subject=subject_of(held.procedure), at=at)
    tell(held, "submit", by=by, at=at)


@transaction.atomic
def send_back(*, version: int, reason: str, by: Actor, at: datetime) -> None:
    """Returns a draft to who wrote it. Raises NotSubmitted, ReasonMissing."""
    held = _submitted(version)
    reason = said(reason)
    held.submitted_at, held.submitted_by = None, ""
    held.save(update_fields=["submitted_at", "submitted_by"])
    state(ProcedureSentBack(held.procedure_id, held.pk), subject=subject_of(held.procedure), at=at)
    tell(held, "send_back", by=by, at=at, words=reason)


@transaction.atomic
def announce(
    *, version: int, decision: str, decided_on: date, effective_from: date, by: Actor, at: datetime
) -> None:
    """Records the decision that announces a version, which from now on never changes.

    Raises NotSubmitted, SamePerson, DecisionMissing, WrongDay, Unsettled.
    """
    held = _submitted(version)
    if held.submitted_by == by.account:
        raise SamePerson
    if not decision.strip():
        raise DecisionMissing
    _not_before(effective_from, decided_on)
    _not_before(localdate(at), decided_on)
    _after_the_last(held, effective_from)
    _settled(held, effective_from)
    held.announced_at, held.decision = at, decision.strip()
    held.decided_on, held.effective_from = decided_on, effective_from
    held.save(update_fields=["announced_at", "decision", "decided_on", "effective_from"])
    state(ProcedureAnnounced(held.procedure_id, held.pk), subject=subject_of(held.procedure), at=at)
    to_send(held, Event.ANNOUNCED, at=at)
    tell(held, "announce", by=by, at=at, words=held.decision, effective_from=effective_from.isoformat())


@transaction.atomic
def publish(*, version: int, by: Actor, at: datetime) -> None:
    """Shows an announced version to the public; the one before ends on the day on which this one begins.

    Raises NotAnnounced, Unsettled when what it names no longer exists.
    """
    held = hold(version)
    if held.announced_at is None or held.published_at is not None or held.effective_from is None:
        raise NotAnnounced
    _settled(held, held.effective_from)
    before = m.Version.objects.filter(
        procedure=held.procedure_id, published_at__isnull=False, effective_to=None
    ).first()
    if before:
        before.effective_to, before.ended = held.effective_from, State.AMENDED.value
        before.save(update_fields=["effective_to", "ended"])
        to_send(before, Event.AMENDED, at=at)
    held.published_at = at
    held.save(update_fields=["published_at"])
    state(ProcedurePublished(held.procedure_id, held.pk), subject=subject_of(held.procedure), at=at)
    to_send(held, Event.PUBLISHED, at=at)
    tell(held, "publish", by=by, at=at)


@transaction.atomic
def abolish(
    *,
    procedure: int,
    decision: str,
    on: date,
    reason: str,
    by: Actor,
    at: datetime,
    decided_on: date | None = None,
) -> None:
    """Ends a procedure from a day on; what was filed before goes on under its version. ``decided_on``: else today.

    Raises NothingInForce, DraftOpen, DecisionMissing, ReasonMissing, WrongDay.
    """
    versions = list(
        m.Version.objects.select_for_update(no_key=True, of=("self",))
        .filter(procedure=procedure)
        .select_related("procedure")
        .order_by("number")
    )
    held = next((one for one in versions if one.state is State.PUBLISHED), None)
    if held is None or held.effective_from is None:
        raise NothingInForce
    if versions[-1] is not held:
        raise DraftOpen
    if not decision.strip():
        raise DecisionMissing
    _not_before(on, held.effective_from)
    held.effective_to, held.ended = on, State.ABOLISHED.value
    held.end_decision, held.end_reason = decision.strip(), said(reason)
    held.end_decided_on = decided_on or localdate(at)
    _not_before(localdate(at), held.end_decided_on)
    held.save(update_fields=["effective_to", "ended", "end_decision", "end_decided_on", "end_reason"])
    _answer_demands(held)
    state(ProcedureAbolished(held.procedure_id, held.pk), subject=subject_of(held.procedure), at=at)
    to_send(held, Event.ABOLISHED, at=at)
    tell(held, "abolish", by=by, at=at, words=f"{held.end_decision}: {held.end_reason}", on=on.isoformat())


def _answer_demands(version: m.Version) -> None:
    """Decisions that demanded the end of this procedure have what they demanded."""
    waiting = m.Demand.objects.filter(
        kind=DemandKind.ABOLISH.value,
        code=version.procedure.code,
        version=None,
        trigger__withdrawn_at=None,
    )
    waiting.update(version=version)


def _submitted(version: int) -> m.Version:
    held = hold(version)
    if held.submitted_at is None or held.announced_at is not None:
        raise NotSubmitted
    return held


def _settled(version: m.Version, as_of: date) -> None:
    opened = [question.finding for question in questions_of(version, as_of) if question.is_open]
    if opened:
        raise Unsettled(count=len(opened), first=opened[0].message)


def _not_before(day: date, earliest: date) -> None:
    if day < earliest:
        raise WrongDay(day=f"{earliest:%d/%m/%Y}")


def _after_the_last(version: m.Version, effective_from: date) -> None:
    """A version never begins before the one it follows; nor may a procedure be in force again while it was."""
    before = m.Version.objects.filter(procedure=version.procedure_id, announced_at__isnull=False)
    for earlier in before:
        if earlier.effective_from:
            _not_before(effective_from, max(earlier.effective_from, earlier.effective_to or date.min))
