"""Other agencies are asked for their opinion, and answer. The clock of the case goes on meanwhile."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.errors import (
    AskedAlready,
    DaysUnfit,
    DocumentMissing,
    NobodyAsked,
    NotAsked,
    NothingSaid,
    QuestionMissing,
)
from lienthong.domain.cases.rules.consulting import MOST_DAYS, questions
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.organisations.queries import codes_in_force
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean, clean_lines


@transaction.atomic
def consult(
    *,
    case: int,
    agencies: Sequence[str],
    question: str,
    days: int,
    document: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Asks one or several agencies, each to answer within ``days`` working days of its own calendar.

    ``document`` is the number of the letter, where one goes with it. Raises CaseNotFound, NotYours, NotNow,
    QuestionMissing, DaysUnfit, NobodyAsked, AskedAlready.
    """
    held = hold(case, by=by, at=at, verb=Verb.CONSULTED)
    asked = list(dict.fromkeys(agencies))
    _refuse_unfit(held, asked, days)
    if not (words := clean_lines(question)):
        raise QuestionMissing
    seat = held.stand.agency
    for agency in asked:
        told = {"asked": agency, "asker": seat, "question": words, "days": days}
        due = held.clocks.opinion(agency, days)
        happen(held, Verb.CONSULTED, told | {"document": clean(document), "answer_due": due})


def _refuse_unfit(held: Held, asked: Sequence[str], days: int) -> None:
    stand = held.stand
    if not 0 < days <= MOST_DAYS:
        raise DaysUnfit(most=MOST_DAYS)
    if not asked or stand.agency in asked or codes_in_force(asked, held.clocks.day) != {*asked}:
        raise NobodyAsked
    if stand.awaited.intersection(asked):
        raise AskedAlready


@transaction.atomic
def give_opinion(
    *,
    case: int,
    opinion: str,
    agency: str = "",
    document: str = "",
    document_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Answers for the own agency; whoever holds the case notes what ``agency`` answered on paper, with its number.

    Raises CaseNotFound, NotYours, NotNow, NotAsked, NothingSaid, DocumentMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.OPINION_GIVEN)
    asked = by.agency if by.agency in held.stand.awaited else agency
    if asked not in held.stand.awaited:
        raise NotAsked
    if not (words := clean_lines(opinion)):
        raise NothingSaid
    if asked != by.agency and not clean(document):
        raise DocumentMissing
    told = {
        "asked": asked,
        "opinion": words,
        "document": clean(document),
        "document_on": document_on.isoformat() if document_on else "",
        "in_time": held.at <= _due(held, asked),
    }
    happen(held, Verb.OPINION_GIVEN, told)


def _due(held: Held, asked: str) -> datetime:
    return next(one.due_at for one in reversed(questions(held.events)) if one.agency == asked)


@transaction.atomic
def drop_question(*, case: int, agency: str, reason: str, by: Actor, at: datetime) -> None:
    """The opinion is not needed any more. Raises CaseNotFound, NotYours, NotNow, NotAsked, ReasonMissing."""
    held = hold(case, by=by, at=at, verb=Verb.QUESTION_DROPPED)
    if agency not in held.stand.awaited:
        raise NotAsked
    happen(held, Verb.QUESTION_DROPPED, {"asked": agency, "reason": said(reason)})
