"""Sheets of procedures: where each stands, what it saves, by when the office owes its opinion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.errors import ReviewNotFound
from lienthong.domain.reviews.queries.sheets import gaps, reckoned, sheet_of
from lienthong.domain.reviews.rules.cost import Saving
from lienthong.domain.reviews.rules.sheet import Gap, Sheet
from lienthong.domain.reviews.rules.terms import Term, term_of
from lienthong.domain.reviews.rules.vocabulary import State, TextKind, Verdict
from lienthong.spine.calendar.queries import Calendar, Due, calendar_for, due_at, working_days_until
from lienthong.spine.clock import local


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: int
    plan: int
    number: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Of an ``entry`` or a ``text``. ``is_reckoned``: one knows what it will cost; else ``saving`` says nothing yet.
    ``opinion_by``: when the office owes its opinion, while it does.
    """

    id: int
    entry: int | None
    text: int | None
    version: int | None
    code: str
    name: str
    agency: str
    state: State
    revision: int
    verdict: Verdict | None
    conclusion: str
    is_written: bool
    income: int
    income_source: str
    income_confirmed: bool
    submitted_at: datetime | None
    submitted_by: str
    agreed_at: datetime | None
    opinion: str
    decision: DecisionRow | None
    saving: Saving
    is_reckoned: bool
    opinion_by: date | None
    left: int


@dataclass(frozen=True, slots=True)
class HappeningRow:
    verb: str
    words: str
    name: str
    agency: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """When the office owes its opinion, the sum that led there, and the rule behind it."""

    due: Due
    term: Term


def owed(kind: TextKind | None, asked_at: datetime) -> Owed:
    """``kind`` None: of the review of a procedure in force. Raises NoWorkingTime, StartOutOfRange."""
    return owed_on(calendar_for(settings.LIENTHONG_PROVINCE), kind, asked_at)


def owed_on(calendar: Calendar, kind: TextKind | None, asked_at: datetime) -> Owed:
    """As ``owed``, where the calendar was read for many at once."""
    asked = local(asked_at).date()
    term = term_of(kind, asked)
    return Owed(due_at(calendar, start=asked, amount=term.amount, unit=term.unit), term)


def get_review(review: int, today: date) -> ReviewRow:
    """Raises ReviewNotFound."""
    rows = review_rows(m.Review.objects.filter(pk=review), today)
    if not rows:
        raise ReviewNotFound
    return rows[0]


def get_sheet(review: int) -> tuple[Sheet, list[Gap]]:
    """All a sheet says, and what it lacks. Raises ReviewNotFound."""
    found = m.Review.objects.filter(pk=review).first()
    if found is None:
        raise ReviewNotFound
    sheet = sheet_of(found)
    return sheet, gaps(found, sheet)


def list_waiting(today: date) -> list[ReviewRow]:
    """What waits for the office's opinion, the longest waiting first."""
    found = m.Review.objects.filter(submitted_at__isnull=False, agreed_at=None)
    return review_rows(found.order_by("submitted_at", "id")[:500], today)


def list_of_text(text: int, today: date) -> list[ReviewRow]:
    """The sheets of a draft, in the order in which they were begun."""
    return review_rows(m.Review.objects.filter(text=text).order_by("id")[:200], today)


def list_happenings(subject: str) -> list[HappeningRow]:
    """The newest first."""
    found = m.Happening.objects.filter(subject=subject).order_by("-id")
    return [HappeningRow(one.verb, one.words, one.name, one.agency, one.occurred_at) for one in found[:200]]


def review_rows(found: QuerySet[m.Review], today: date) -> list[ReviewRow]:
    """Two queries however many, besides those for the calendar."""
    rows: Sequence[m.Review] = list(found.select_related("decision", "text"))
    sheets = reckoned(rows)
    is_owed = any(row.state is State.SUBMITTED for row in rows)
    calendar = calendar_for(settings.LIENTHONG_PROVINCE) if is_owed else None
    return [_row(row, sheets[row.pk], calendar, today) for row in rows]


def _row(row: m.Review, sheet: Sheet, calendar: Calendar | None, today: date) -> ReviewRow:
    due, left = None, 0
    if calendar and row.state is State.SUBMITTED and row.submitted_at:
        due = owed_on(calendar, None, row.submitted_at).due.at.date()
        left = working_days_until(calendar, today, due)
    return ReviewRow(
        id=row.pk,
        entry=row.entry_id,
        text=row.text_id,
        version=row.version_id,
        code=row.code,
        name=row.name,
        agency=row.agency,
        state=row.state,
        revision=row.revision,
        verdict=Verdict(row.verdict) if row.verdict else None,
        conclusion=row.conclusion,
        is_written=row.is_written,
        income=row.income,
        income_source=row.income_source,
        income_confirmed=row.income_confirmed,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        agreed_at=row.agreed_at,
        opinion=row.opinion,
        decision=decision_row(row.decision) if row.decision else None,
        saving=sheet.saving,
        is_reckoned=sheet.is_reckoned,
        opinion_by=due,
        left=left,
    )


def decision_row(row: m.Decision) -> DecisionRow:
    return DecisionRow(row.pk, row.plan_id, row.number, row.decided_on)
