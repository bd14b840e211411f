"""A duty is met: documents handed in by who owes it, accepted or returned by who judges it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, stand_of
from lienthong.domain.plans.actions.succession import follow_heir
from lienthong.domain.plans.errors import (
    EvidenceFromTheFuture,
    EvidenceMissing,
    EvidenceSecret,
    EvidenceTwice,
    NotYours,
    OutputUnknown,
    ReasonMissing,
    WrongJudge,
)
from lienthong.domain.plans.permissions import can_judge, can_submit, judge_of
from lienthong.domain.plans.rules.coming_in import is_secret
from lienthong.domain.plans.rules.standing import Stand, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor


@dataclass(frozen=True, slots=True)
class Document:
    """A document handed in. ``file`` and ``annexes`` are ids in the spine; ``outputs`` are places in the duty's
    products, from 0.
    """

    number: str
    issued_on: date
    issuer: str
    abstract: str
    file: int
    outputs: tuple[int, ...] = ()
    annexes: tuple[int, ...] = ()


@transaction.atomic
def submit(
    *, obligation: int, documents: Sequence[Document], note: str = "", by: Actor, at: datetime
) -> None:
    """Hands in documents for a duty of one's agency.

    What the person had prepared for it is dropped with that. Raises ObligationNotFound, NotYours, EvidenceMissing,
    EvidenceSecret, EvidenceTwice, EvidenceFromTheFuture, OutputUnknown, NotNow.
    """
    held = hold(obligation)
    stand = stand_of(held)
    if not can_submit(by, stand.agency):
        raise NotYours
    given = [_whole(document, held, stand) for document in documents]
    _refuse_unfit(given, clock.local(at).date())
    happening = happen(
        held,
        Verb.SUBMITTED,
        by=by,
        at=at,
        data={
            "documents": [{"on": one.issued_on.isoformat(), "outputs": list(one.outputs)} for one in given],
            "note": note.strip(),
        },
    )
    before = m.Evidence.objects.filter(obligation=held).order_by("-id")
    m.Evidence.objects.bulk_create(
        m.Evidence(
            obligation=held,
            happening=happening,
            number=one.number.strip(),
            issued_on=one.issued_on,
            issuer=one.issuer,
            abstract=one.abstract.strip(),
            file=one.file,
            annexes=list(one.annexes),
            outputs=list(one.outputs),
            replaces=next((old for old in before if set(old.outputs) & set(one.outputs)), None),
        )
        for one in given
    )
    m.SubmissionDraft.objects.filter(obligation=held, account=by.account).delete()


def _whole(document: Document, held: m.Obligation, stand: Stand) -> Document:
    """A document for a duty that asks for one product, or has one left, need not say which."""
    count = max(len(held.outputs), 1)
    left = tuple(sorted(set(range(count)) - stand.met))
    outputs = document.outputs or (left if len(left) == 1 else ())
    if not outputs or not set(outputs) <= set(range(count)):
        raise OutputUnknown
    return replace(document, outputs=outputs)


def _refuse_unfit(documents: Sequence[Document], today: date) -> None:
    if not documents or not all(one.number.strip() and one.file for one in documents):
        raise EvidenceMissing
    if any(is_secret(one.number) for one in documents):
        raise EvidenceSecret
    for one in documents:
        if one.issued_on > today:
            raise EvidenceFromTheFuture(number=one.number, day=f"{one.issued_on:%d/%m/%Y}")
    numbers = [(one.number.strip(), one.issued_on) for one in documents]
    twice = next((number for number, day in numbers if numbers.count((number, day)) > 1), None)
    if twice:
        raise EvidenceTwice(number=twice)


@transaction.atomic
def take_back(*, obligation: int, reason: str = "", by: Actor, at: datetime) -> None:
    """Takes back what was handed in and not judged yet. Raises ObligationNotFound, NotYours, NotNow."""
    held = hold(obligation)
    if not can_submit(by, stand_of(held).agency):
        raise NotYours
    happen(held, Verb.TAKEN_BACK, by=by, at=at, data={"reason": reason.strip()})


@transaction.atomic
def accept(*, obligation: int, on_time: bool = False, reason: str = "", by: Actor, at: datetime) -> None:
    """Accepts what was handed in: the duty is met when every product it asks for has its document.

    Whether it was met in time follows from the documents' own days; ``on_time`` accepts a late one as in time, and
    needs a reason. Raises ObligationNotFound, WrongJudge, ReasonMissing, NotNow.
    """
    held = hold(obligation)
    refuse_wrong_judge(held, stand_of(held), by)
    if on_time and not reason.strip():
        raise ReasonMissing
    happen(held, Verb.ACCEPTED, by=by, at=at, data={"on_time": on_time, "reason": reason.strip()})


@transaction.atomic
def send_back(*, obligation: int, reason: str, again_by: date | None = None, by: Actor, at: datetime) -> None:
    """Returns what was handed in, with the reason. Raises ObligationNotFound, WrongJudge, ReasonMissing, NotNow."""
    held = hold(obligation)
    refuse_wrong_judge(held, stand_of(held), by)
    if not reason.strip():
        raise ReasonMissing
    again = again_by.isoformat() if again_by else ""
    happen(held, Verb.RETURNED, by=by, at=at, data={"reason": reason.strip(), "again_by": again})


@transaction.atomic
def reopen(*, obligation: int, reason: str, by: Actor, at: datetime) -> None:
    """Takes an acceptance back. Raises ObligationNotFound, WrongJudge, ReasonMissing, NotNow."""
    held = hold(obligation)
    refuse_wrong_judge(held, stand_of(held), by)
    if not reason.strip():
        raise ReasonMissing
    happen(held, Verb.REOPENED, by=by, at=at, data={"reason": reason.strip()})
    follow_heir(held, by=by, at=at)


def refuse_wrong_judge(held: m.Obligation, stand: Stand, by: Actor) -> None:
    """A contribution is judged by the lead that asked for it, everything else by the plan's monitor."""
    if held.of_id:
        lead = stand_of(
            m.Obligation.objects.get(pk=held.of_id)
        ).agency  # not held: only ever one lock at a time
        if not can_submit(by, lead):
            raise WrongJudge(agency=_name(lead, stand))
        return
    monitor, overseer = held.plan.monitor, held.plan.overseer
    if not can_judge(by, agency=stand.agency, monitor=monitor, overseer=overseer):
        judge = judge_of(agency=stand.agency, monitor=monitor, overseer=overseer)
        raise WrongJudge(agency=_name(judge, stand))


def _name(code: str, stand: Stand) -> str:
    return get_names([code], clock.local(stand.since).date()).get(code, code)
