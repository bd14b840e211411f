"""What other agencies were asked about a case, and what became of each question: a fold of its events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from lienthong.domain.cases.rules.moves import CLOSED, MOVES, State, Verb
from lienthong.domain.cases.rules.standing import Event

MOST_DAYS = 30
"""Working days that may be given for an answer."""


class Outcome(StrEnum):
    """LAPSED: the case was signed or ended before the answer came."""

    OPEN = "OPEN"
    GIVEN = "GIVEN"
    DROPPED = "DROPPED"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class Question:
    """Put to ``agency`` by ``asker``."""

    agency: str
    asker: str
    words: str
    asked_at: datetime
    due_at: datetime
    outcome: Outcome = Outcome.OPEN
    ended_at: datetime | None = None


def questions(events: Sequence[Event]) -> list[Question]:
    """In the order in which they were asked; an agency has one open at a time."""
    found: list[Question] = []
    for event in events:
        if event.verb == Verb.CONSULTED:
            found.append(_asked(event))
        elif (outcome := _outcome(event)) is not Outcome.OPEN:
            agency = event.data.get("asked") if outcome is not Outcome.LAPSED else None
            found = [_ended(one, agency, outcome, event.at) for one in found]
    return found


def _asked(event: Event) -> Question:
    data = event.data
    due = datetime.fromisoformat(data["answer_due"]["due"])
    return Question(data["asked"], data["asker"], data["question"], event.at, due)


def _outcome(event: Event) -> Outcome:
    verb = Verb(event.verb)
    if verb is Verb.OPINION_GIVEN:
        return Outcome.GIVEN
    if verb is Verb.QUESTION_DROPPED:
        return Outcome.DROPPED
    is_over = MOVES[verb].to in {State.SIGNED, *CLOSED}
    return Outcome.LAPSED if is_over else Outcome.OPEN


def _ended(question: Question, agency: str | None, outcome: Outcome, at: datetime) -> Question:
    if question.outcome is not Outcome.OPEN or agency not in {None, question.agency}:
        return question
    return replace(question, outcome=outcome, ended_at=at)
