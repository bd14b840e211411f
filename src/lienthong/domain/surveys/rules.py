"""Levels, words, what may be published. No ORM, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEAST_SHOWN: Final = 10
"""Fewer answers are not published: who gave them could be guessed."""
CHANGEABLE: Final = timedelta(days=7)
MOST_WAITING: Final = 3
LONGEST: Final = 3_000


class Satisfaction(IntEnum):
    VERY_UNHAPPY = 1
    UNHAPPY = 2
    NEITHER = 3
    HAPPY = 4
    VERY_HAPPY = 5


SATISFACTION_LABELS: Final[dict[Satisfaction, Promise]] = {
    Satisfaction.VERY_HAPPY: _("Very satisfied"),
    Satisfaction.HAPPY: _("Satisfied"),
    Satisfaction.NEITHER: _("So-so"),
    Satisfaction.UNHAPPY: _("Not satisfied"),
    Satisfaction.VERY_UNHAPPY: _("Not satisfied at all"),
}
"""The best first, as they are shown."""
SATISFIED: Final = (Satisfaction.HAPPY, Satisfaction.VERY_HAPPY)


class RemarkKind(StrEnum):
    """FEEDBACK: something went wrong. SUGGESTION: something could be better. PRAISE: somebody did well."""

    FEEDBACK = "FEEDBACK"
    SUGGESTION = "SUGGESTION"
    PRAISE = "PRAISE"


REMARK_LABELS: Final[dict[RemarkKind, Promise]] = {
    RemarkKind.FEEDBACK: _("Something went wrong"),
    RemarkKind.SUGGESTION: _("Something could be better"),
    RemarkKind.PRAISE: _("Somebody did well"),
}


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A questionnaire as it is from a day on. ``confirmed``: a person with the right to decide has seen it."""

    since: date
    title: str
    basis: str
    questions: tuple[Question, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Answering:
    """How long an agency has to answer a remark, from a day on."""

    since: date
    working_days: int
    basis: str
    confirmed: bool


def fit_answers(questions: Sequence[Question], given: Mapping[str, Any]) -> dict[str, int]:
    """Of what was sent, the levels of questions that are there."""
    known = {one.code for one in questions}
    return {
        code: int(level) for code, level in given.items() if code in known and int(level) in set(Satisfaction)
    }


def share(part: int, whole: int) -> int:
    """Of a hundred, rounded half up."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def publishable[Row](rows: Sequence[Row], counts: Sequence[int]) -> tuple[list[Row], int]:
    """The rows with enough answers, and how many answers the others have together.

    Where those are too few themselves, the smallest row that could be shown goes with them: else who knows the total
    could reckon them.
    """
    found = list(zip(rows, counts, strict=True))
    shown = [(row, count) for row, count in found if count >= LEAST_SHOWN]
    hidden = sum(counts) - sum(count for _row, count in shown)
    if shown and 0 < hidden < LEAST_SHOWN:
        least = min(range(len(shown)), key=lambda place: shown[place][1])
        hidden += shown.pop(least)[1]
    return [row for row, _count in shown], hidden
