"""The questionnaire of a day, and what somebody said of one case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from lienthong.domain.cases.queries import CaseRow, State
from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.rules import Question, Satisfaction, Sheet

RATED_IN: Final = frozenset({State.GIVEN, State.DENIED})
"""The agency has said its last word; a case that was withdrawn or stopped has no result to speak of."""


@dataclass(frozen=True, slots=True)
class RatingRow:
    id: int
    case: int
    level: Satisfaction
    answers: Mapping[str, int]
    rated_at: datetime
    until: datetime


def may_rate(row: CaseRow) -> bool:
    return row.state in RATED_IN and not row.is_erased


def sheet_on(day: date) -> Sheet | None:
    row = m.Questionnaire.objects.filter(since__lte=day).order_by("-since").first()
    return sheet_of(row) if row else None


def sheet_of(row: m.Questionnaire) -> Sheet:
    questions = tuple(Question(one["code"], one["text"]) for one in row.questions)
    return Sheet(row.since, row.title, row.basis, questions, row.confirmed)


def find_rating(case: int) -> RatingRow | None:
    row = m.Rating.objects.filter(case=case).first()
    return rating_row(row) if row else None


def rating_row(row: m.Rating) -> RatingRow:
    return RatingRow(row.pk, row.case_id, Satisfaction(row.level), row.answers, row.rated_at, row.until)
