"""The head answers: what was found, who is responsible, what was done about it."""

from datetime import date, datetime

from django.db import transaction

from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.errors import (
    AnsweredAlready,
    DayAhead,
    DecisionMissing,
    MatterNotFound,
    WhoMissing,
    WordsMissing,
)
from lienthong.domain.conduct.permissions import can_answer
from lienthong.domain.conduct.rules import NEEDS_DECISION, Measure
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean, clean_lines

LONGEST = 4_000


@transaction.atomic
def answer(
    *,
    matter: int,
    measure: Measure,
    words: str,
    who: str = "",
    decision: str = "",
    decided_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Once, in the agency's name; the same pressed twice changes nothing.

    Raises MatterNotFound, AnsweredAlready, WordsMissing, WhoMissing, DecisionMissing, DayAhead.
    """
    row = m.Matter.objects.select_for_update().filter(pk=matter).first()
    if row is None or not can_answer(by, row.agency):
        raise MatterNotFound
    told, whom = clean_lines(words)[:LONGEST], clean(who)[:200]
    if row.answered_at:
        if (row.answered_by, row.answer, row.measure) == (by.account, told, measure.value):
            return
        raise AnsweredAlready(name=row.answerer)
    if not told:
        raise WordsMissing
    row.measure, row.answer = measure.value, told
    if measure is not Measure.NONE:
        row.who, row.decision, row.decided_on = _handled(measure, whom, decision, decided_on, at)
    row.answered_at, row.answered_by, row.answerer = at, by.account, by.name
    row.save()
    details = {"measure": measure.value, "decision": row.decision}
    record(
        by=by,
        verb="conduct.answer",
        subject=f"matter:{row.pk}",
        agency=row.agency,
        at=at,
        details={**details},
    )


def _handled(
    measure: Measure, who: str, decision: str, decided_on: date | None, at: datetime
) -> tuple[str, str, date | None]:
    number = clean(decision)[:80]
    if not who:
        raise WhoMissing
    if measure in NEEDS_DECISION and not (number and decided_on):
        raise DecisionMissing
    if decided_on and decided_on > clock.local(at).date():
        raise DayAhead
    return who, number, decided_on
