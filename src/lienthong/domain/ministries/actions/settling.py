"""A difference is settled by a person: whose side is right, and how it came about."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.actions.common import Act
from lienthong.domain.ministries.actions.entering import write_number
from lienthong.domain.ministries.errors import (
    AnswerUnfit,
    DifferenceNotFound,
    ExplanationMissing,
    SettledAlready,
)
from lienthong.domain.ministries.permissions import can_settle
from lienthong.domain.ministries.rules.vocabulary import Answer, Kind
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean


@transaction.atomic
def settle(*, difference: int, answer: Answer, explanation: str, by: Actor, at: datetime) -> bool:
    """False when this person said the same already. Raises DifferenceNotFound, SettledAlready, ExplanationMissing,
    AnswerUnfit, NumberTaken.
    """
    held = m.Difference.objects.select_for_update(of=("self",)).filter(pk=difference).first()
    if held is None or not can_settle(by, held.agency):
        raise DifferenceNotFound
    words = clean(explanation)[:500]
    if held.settled_at:
        if (held.settled_by, held.answer, held.explanation) == (by.account, answer.value, words):
            return False
        raise SettledAlready(day=f"{clock.local(held.settled_at):%d/%m/%Y}", name=held.settler)
    if not words:
        raise ExplanationMissing
    if answer is Answer.ITSELF or (answer is Answer.THEIRS and held.kind != Kind.NUMBER):
        raise AnswerUnfit
    if answer is Answer.THEIRS and held.entry_id:
        entry = m.Entry.objects.select_for_update().get(pk=held.entry_id)
        write_number(entry, held.there, Act(by, at), reason=words)
    _settle(held, answer, words, by, at)
    return True


def _settle(held: m.Difference, answer: Answer, words: str, by: Actor, at: datetime) -> None:
    held.answer, held.explanation = answer.value, words
    held.settled_at, held.settled_by, held.settler = at, by.account, by.name
    held.save(update_fields=["answer", "explanation", "settled_at", "settled_by", "settler"])
    record(
        by=by,
        verb="ministries.settle",
        subject=f"difference:{held.pk}",
        agency=held.agency,
        at=at,
        details={"system": held.system.code, "kind": held.kind, "answer": answer.value, "reason": words},
    )
