"""What agencies owe each other: questions about cases, the nearest day first."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.rows import CaseRow
from lienthong.domain.cases.rules.consulting import Outcome, Question

LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """A question put to ``agency`` by ``asker``, with the head of the case that it is about."""

    id: int
    case: int
    number: str
    title: str
    content: str
    applicant_name: str
    agency: str
    asker: str
    words: str
    asked_at: datetime
    due_at: datetime
    outcome: Outcome
    ended_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Answered after its day, or not yet and its day is over."""
        return (self.ended_at or now) > self.due_at


def list_owed(agency: str) -> list[OpinionRow]:
    return _rows(_open(agency=agency).order_by("due_at", "case"))


def list_awaited(asker: str) -> list[OpinionRow]:
    """What an agency asked others and has no answer to."""
    return _rows(_open(asker=asker).order_by("due_at", "case"))


def list_answered(agency: str) -> list[OpinionRow]:
    """What an agency was asked and owes no more, the newest first."""
    ended = m.Consultation.objects.filter(~Q(outcome=Outcome.OPEN.value), agency=agency)
    return _rows(ended.order_by("-ended_at", "-id"))


def list_of_case(case: int) -> list[OpinionRow]:
    return _rows(m.Consultation.objects.filter(case=case).order_by("id"))


def was_asked(case: int, agency: str) -> bool:
    return m.Consultation.objects.filter(case=case, agency=agency).exists()


def opinion_of(row: CaseRow, place: int, question: Question) -> OpinionRow:
    """A question as the case's own story tells it; ``place`` counts them."""
    return OpinionRow(
        id=place,
        case=row.id,
        number=row.number,
        title=row.title,
        content=row.content,
        applicant_name=row.applicant_name,
        **asdict(question),
    )


def _open(**which: str) -> QuerySet[m.Consultation]:
    return m.Consultation.objects.filter(outcome=Outcome.OPEN.value, **which)


def _rows(found: QuerySet[m.Consultation]) -> list[OpinionRow]:
    return [_row(row) for row in found.select_related("case")[:LISTED]]


def _row(row: m.Consultation) -> OpinionRow:
    case = row.case
    return OpinionRow(
        id=row.pk,
        case=case.pk,
        number=case.number,
        title=case.title,
        content=case.content,
        applicant_name=case.applicant_name,
        agency=row.agency,
        asker=row.asker,
        words=row.words,
        asked_at=row.asked_at,
        due_at=row.due_at,
        outcome=Outcome(row.outcome),
        ended_at=row.ended_at,
    )
