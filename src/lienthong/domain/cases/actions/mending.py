"""What was typed wrong at intake is put right by an event over the case, which itself keeps what it began with."""

from datetime import datetime
from typing import Final

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.errors import CaseNotFound, LaterByTheHead, NothingCorrected, SameCase
from lienthong.domain.cases.permissions import can_direct
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.vocabulary import ReturnBy
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean, clean_lines

FIELDS: Final = ("applicant_name", "content", "return_by")
"""What may be put right. Procedure and channel decide the day: a case under a wrong one is received anew."""


@transaction.atomic
def correct(
    *,
    case: int,
    reason: str,
    applicant_name: str = "",
    content: str = "",
    return_by: ReturnBy | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Puts right what was typed; the number stays. On the day of receipt the counter does, later the head.

    What is left empty stays as it is. Raises CaseNotFound, NotYours, NotNow, LaterByTheHead, ReasonMissing,
    NothingCorrected.
    """
    held = hold(case, by=by, at=at, verb=Verb.CORRECTED)
    received = held.stand.received_at or held.case.occurred_at
    is_same_day = clock.local(received).date() == held.clocks.day
    if not is_same_day and not can_direct(by, held.case.owner):
        raise LaterByTheHead
    why = said(reason)
    given = {
        "applicant_name": clean(applicant_name),
        "content": clean_lines(content),
        "return_by": return_by.value if return_by else "",
    }
    was = _now(held)
    changes = {name: value for name, value in given.items() if value and value != was[name]}
    if not changes:
        raise NothingCorrected
    told = {"changes": changes, "was": {name: was[name] for name in changes}, "reason": why}
    happen(held, Verb.CORRECTED, told)


def _now(held: Held) -> dict[str, str]:
    """As they were typed, with what was put right before."""
    typed = {name: str(getattr(held.case, name)) for name in FIELDS}
    return typed | dict(held.stand.corrected)


@transaction.atomic
def link(*, case: int, other: int, reason: str, by: Actor, at: datetime) -> None:
    """Notes that two cases belong together, in both stories. ``other`` was found by who links them.

    Raises CaseNotFound, NotYours, NotNow, SameCase, ReasonMissing.
    """
    if case == other:
        raise SameCase
    first, second = (hold(one, by=by, at=at) for one in sorted((case, other)))
    mine, theirs = (first, second) if first.case.pk == case else (second, first)
    mine.ask(Verb.LINKED)
    why = said(reason)
    if theirs.case.number == "":
        raise CaseNotFound
    happen(mine, Verb.LINKED, {"other": theirs.case.pk, "number": theirs.case.number, "reason": why})
    happen(theirs, Verb.LINKED, {"other": mine.case.pk, "number": mine.case.number, "reason": why})
