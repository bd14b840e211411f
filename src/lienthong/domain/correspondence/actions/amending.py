"""What was told of a sent document is put right: its abstract, urgency, due day. The document stays as sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions.saying import hold_sending
from lienthong.domain.correspondence.errors import (
    AbstractMissing,
    DueBeforeToday,
    NothingToAmend,
    ReasonMissing,
    SecretIncoming,
)
from lienthong.domain.correspondence.facts import SendingAmended
from lienthong.domain.correspondence.permissions import can_register
from lienthong.domain.correspondence.rules.parties import house_side, organ_of
from lienthong.domain.correspondence.rules.statuses import RECALLABLE, Status
from lienthong.domain.documents.queries import Urgency, get_issued, is_secret
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean, clean_lines


@dataclass(frozen=True, kw_only=True)
class Amended:
    """What recipients are told instead, and why."""

    subject: str
    urgency: Urgency
    due: date | None
    reason: str


@transaction.atomic
def amend(*, document: int, key: UUID, amended: Amended, by: Actor, at: datetime) -> int:
    """Tells every recipient that still has it; returns how many. ``key`` is the form's: sent twice it tells once.

    Raises NothingToAmend, AbstractMissing, ReasonMissing, DueBeforeToday, SecretIncoming.
    """
    row = get_issued(document, by.agency) if can_register(by, by.agency) else None
    if row is None:
        raise NothingToAmend
    told = _checked(amended, clock.local(at).date())
    sendings = m.Sending.objects.select_for_update(no_key=True, of=("self",)).filter(document=document)
    made = sendings.filter(status__in=sorted(one.value for one in RECALLABLE)).order_by("id")
    if not made:
        raise NothingToAmend
    return sum(_note(one, str(key), told, by, at) is not None for one in made)


def _checked(given: Amended, today: date) -> Amended:
    subject, reason = clean(given.subject), clean_lines(given.reason)
    if not subject:
        raise AbstractMissing
    if not reason:
        raise ReasonMissing
    if given.due and given.due < today:
        raise DueBeforeToday
    if is_secret([subject, reason]):
        raise SecretIncoming
    return Amended(subject=subject, urgency=given.urgency, due=given.due, reason=reason)


def _note(row: m.Sending, key: str, told: Amended, by: Actor, at: datetime) -> m.Amendment | None:
    """None where that key told it before. In the house it is known with that; a side outside answers."""
    if m.Amendment.objects.filter(sending=row, key=key).exists():
        return None
    answers = not organ_of(row.recipient)
    made = m.Amendment.objects.create(
        sending=row,
        key=key,
        subject=told.subject,
        urgency=told.urgency.value,
        due=told.due,
        reason=told.reason,
        name=by.name,
        account=by.account,
        occurred_at=at,
        answer=Status.AGREED.value if answers else "",
        answered_at=at if answers else None,
    )
    subject, house = f"sending:{row.pk}", house_side(row.sender, row.recipient)
    state(SendingAmended(row.pk, made.pk), subject=subject, at=at)
    record(
        by=by,
        verb="correspondence.amend",
        subject=subject,
        agency=house,
        at=at,
        details={"code": row.code, "reason": told.reason},
    )
    return made


@transaction.atomic
def hear_amendment(*, sending: int, key: str, amended: Amended, by: Actor, at: datetime) -> bool:
    """The side outside puts right what it told; False where nothing of it is left here. Raises SecretIncoming."""
    row = hold_sending(sending)
    if row is None or row.status not in {*RECALLABLE, Status.DONE}:
        return False
    if is_secret([amended.subject, amended.reason]):
        raise SecretIncoming
    _note(row, key, amended, by, at)
    return True


@transaction.atomic
def answer_amendment(*, sending: int, status: Status, reason: str, said_at: datetime, at: datetime) -> bool:
    """What a recipient outside says (15, 16) of the oldest amendment that waits for a word. The same codes answer an
    asking back: what was said after that was asked is its answer, and False here.
    """
    row = hold_sending(sending)
    waiting = (
        m.Amendment.objects.select_for_update().filter(sending=sending, answer="").order_by("id").first()
    )
    if row is None or waiting is None:
        return False
    asked = m.Word.objects.filter(sending=sending, status=Status.ASKED_BACK.value).order_by("-id").first()
    if row.status == Status.ASKED_BACK and asked and said_at >= asked.occurred_at.replace(microsecond=0):
        return False
    waiting.answer, waiting.answer_reason, waiting.answered_at = status.value, reason[:500], at
    waiting.save(update_fields=["answer", "answer_reason", "answered_at"])
    return True
