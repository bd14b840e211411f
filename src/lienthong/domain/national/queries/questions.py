"""Questions of the portal: what waits at an agency, what was answered, what everybody may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from lienthong.domain.national import models as m
from lienthong.domain.national.errors import QuestionNotFound
from lienthong.domain.national.permissions import can_keep
from lienthong.domain.organisations.queries import OfficialCodeRow, list_official_codes
from lienthong.domain.surveys.permissions import Permission as Surveys
from lienthong.spine import clock
from lienthong.spine.actor import Actor

MOST_SHOWN: Final = 200
PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """``told_at``: when the portal took the answer; ``fault``: why it did not yet."""

    id: int
    number: str
    owner: str
    agency: str
    words: str
    came_at: datetime
    due_on: date
    basis: str
    answer: str
    answered_at: datetime | None
    answerer: str
    is_public: bool
    shown: str
    fault: str
    told_at: datetime | None

    def is_late_on(self, day: date) -> bool:
        return self.answered_at is None and day > self.due_on


@dataclass(frozen=True, slots=True)
class PassingRow:
    frm: str
    to: str
    reason: str
    name: str
    passed_at: datetime


@dataclass(frozen=True, slots=True)
class Untold:
    """An answer that the portal has not taken yet; ``key`` names it there for ever."""

    id: int
    number: str
    agency: str
    answer: str
    key: str


def list_questions(*, by: Actor, is_open: bool) -> list[QuestionRow]:
    """Of the agencies that the reader sees: what waits, the nearest day first; what was answered, the newest first."""
    rows = questions_within(by).filter(answered_at__isnull=is_open)
    order = ("due_on", "id") if is_open else ("-answered_at", "-id")
    return [question_row(row) for row in rows.order_by(*order)[:MOST_SHOWN]]


def count_questions(agency: str) -> int:
    """How many wait at an agency."""
    return m.Question.objects.filter(owner=agency, answered_at=None).count()


def get_question(question: int, *, by: Actor) -> QuestionRow:
    """Raises QuestionNotFound, also for one of an agency that the reader does not see."""
    row = questions_within(by).filter(pk=question).first()
    if row is None:
        raise QuestionNotFound
    return question_row(row)


def list_passings(question: int) -> list[PassingRow]:
    """The oldest first. Whoever asks sees the question."""
    rows = m.Passing.objects.filter(question=question).order_by("id")[:MOST_SHOWN]
    return [PassingRow(row.frm, row.to, row.reason, row.name, row.passed_at) for row in rows]


def list_published(*, agency: str = "", page: int = 0) -> tuple[list[QuestionRow], bool]:
    """What everybody may read, the newest first, and whether more follows."""
    rows = m.Question.objects.filter(is_public=True).order_by("-answered_at", "-id")
    if agency:
        rows = rows.filter(owner=agency)
    found = list(rows[page * PAGE : (page + 1) * PAGE + 1])
    return [question_row(row) for row in found[:PAGE]], len(found) > PAGE


def list_publishing() -> list[str]:
    """Codes of the agencies of which something is published."""
    return list(
        m.Question.objects.filter(is_public=True).order_by("owner").values_list("owner", flat=True).distinct()
    )


def known_questions(listed: Collection[str]) -> frozenset[str]:
    """Which of these came before: the portal lists each again until it has its answer."""
    found = m.Question.objects.filter(number__in=listed) if listed else m.Question.objects.none()
    return frozenset(found.values_list("number", flat=True))


def list_untold(*, limit: int = 200) -> list[Untold]:
    """Answers whose pause is over."""
    due = Q(again_at=None) | Q(again_at__lte=clock.real_now())
    rows = m.Question.objects.filter(due, answered_at__isnull=False, told_at=None).order_by("id")
    found = list(rows[:limit])
    codes = list_official_codes(sorted({row.owner for row in found}), clock.today()) if found else {}
    return [
        Untold(row.pk, row.number, _code(codes.get(row.owner, []), row.agency), row.answer, f"TL-{row.pk}")
        for row in found
    ]


def _code(codes: Sequence[OfficialCodeRow], asked: str) -> str:
    """Of who answered; where it has none, of who was asked."""
    return next((one.code for one in codes), asked)


def questions_within(by: Actor) -> QuerySet[m.Question]:
    """What names no agency of ours is for who keeps the line of the whole province."""
    reach = by.reach(Surveys.SEE)
    if reach is None:
        return m.Question.objects.all()
    stray = Q(owner="") if can_keep(by, settings.LIENTHONG_PROVINCE) else Q(pk__in=())
    return m.Question.objects.filter(Q(owner__in=reach) | stray)


def question_row(row: m.Question) -> QuestionRow:
    return QuestionRow(
        id=row.pk,
        number=row.number,
        owner=row.owner,
        agency=row.agency,
        words=row.words,
        came_at=row.came_at,
        due_on=row.due_on,
        basis=row.basis,
        answer=row.answer,
        answered_at=row.answered_at,
        answerer=row.answerer,
        is_public=row.is_public,
        shown=row.shown,
        fault=row.fault,
        told_at=row.told_at,
    )
