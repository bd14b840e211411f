"""Drafts: which there are, what each is asked, what people answered and did."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.queries.units import known_to
from lienthong.domain.procedures.queries.versions import VersionRow, record_of, version_row
from lienthong.domain.procedures.rules.checking import check
from lienthong.domain.procedures.rules.findings import Finding
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.text import search_words


@dataclass(frozen=True, slots=True)
class AnswerRow:
    reason: str
    name: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A finding, and the answer with which a person left it as it is."""

    finding: Finding
    answer: AnswerRow | None

    @property
    def is_open(self) -> bool:
        return self.answer is None


@dataclass(frozen=True, slots=True)
class HappeningRow:
    version: int
    verb: str
    words: str
    name: str
    agency: str
    occurred_at: datetime


def list_drafts(
    *, keeper: str | None, search: str = "", limit: int = 50, offset: int = 0
) -> list[VersionRow]:
    """What is not published yet: those that wait for control first, longest first. ``keeper`` None: of all."""
    found = _unpublished(keeper, search).select_related("procedure")
    ordered = found.order_by(F("submitted_at").asc(nulls_last=True), "procedure__code")
    return [version_row(version) for version in ordered[offset : offset + limit]]


def list_in_force(
    *, keeper: str | None, search: str = "", limit: int = 50, offset: int = 0
) -> list[VersionRow]:
    """Published versions that nothing ended yet, in Vietnamese order of names. ``keeper`` None: of all."""
    found = _sought(m.Version.objects.filter(published_at__isnull=False, ended=""), keeper, search)
    ordered = found.select_related("procedure").order_by("sort_key", "id")
    return [version_row(version) for version in ordered[offset : offset + limit]]


def count_waiting(*, keeper: str | None, search: str = "") -> int:
    """How many ``list_drafts`` would list without a limit."""
    return _unpublished(keeper, search).count()


def _unpublished(keeper: str | None, search: str) -> QuerySet[m.Version]:
    return _sought(m.Version.objects.filter(published_at=None), keeper, search)


def _sought(found: QuerySet[m.Version], keeper: str | None, search: str) -> QuerySet[m.Version]:
    if keeper is not None:
        found = found.filter(procedure__keeper=keeper)
    for word in search_words(search):
        found = found.filter(search__contains=word)
    return found


def list_questions(version: int, as_of: date, record: Record | None = None) -> list[Question]:
    """What a draft is asked on a day, computed from what it says now; answers go with their questions.

    ``record``: what it says, where that is known already.
    """
    said = record or record_of(m.Version.objects.get(pk=version))
    return _questions(version, said, as_of)


def questions_of(version: m.Version, as_of: date) -> list[Question]:
    return _questions(version.pk, record_of(version), as_of)


def _questions(version: int, record: Record, as_of: date) -> list[Question]:
    answers = {
        (answer.code, answer.about): AnswerRow(answer.reason, answer.name, answer.recorded_at)
        for answer in m.Answer.objects.filter(version=version)
    }
    return [
        Question(finding, answers.get((finding.code.value, finding.about)) if finding.is_asked else None)
        for finding in check(record, known_to(record, as_of))
    ]


def is_settled(questions: list[Question]) -> bool:
    return not any(question.is_open for question in questions)


def list_happenings(procedure: int) -> list[HappeningRow]:
    """Newest first."""
    found = m.Happening.objects.filter(procedure=procedure).order_by("-id")[:200]
    return [
        HappeningRow(one.version, one.verb, one.words, one.name, one.agency, one.occurred_at) for one in found
    ]
