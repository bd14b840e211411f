"""Drafts of legal documents that hold procedures: where each stands with the office, and by when it answers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.errors import TextNotFound
from lienthong.domain.reviews.queries.reviews import owed_on
from lienthong.domain.reviews.rules.vocabulary import TextKind, TextState
from lienthong.spine.calendar.queries import Calendar, calendar_for, working_days_until
from lienthong.spine.clock import local


@dataclass(frozen=True, slots=True)
class TextRow:
    """``due``: when the office owes its opinion, once asked; ``left`` the working days until then while it owes it,
    ``behind`` by how many its answer was late.
    """

    id: int
    title: str
    kind: TextKind
    agency: str
    state: TextState
    sheets: int
    asked_at: datetime | None
    asked_by: str
    answered_at: datetime | None
    opinion: str
    due: date | None
    left: int
    behind: int

    @property
    def is_written(self) -> bool:
        return self.state in {TextState.DRAFT, TextState.RETURNED}


def list_texts(today: date, *, agency: str | None = None) -> list[TextRow]:
    """What waits first, then the newest. ``agency`` None: of all, without those that nobody was asked about yet."""
    found = m.Text.objects.order_by("-id")
    found = found.filter(agency=agency) if agency is not None else found.filter(asked_at__isnull=False)
    rows = _rows(found[:500], today)
    return sorted(rows, key=lambda row: (row.state is not TextState.ASKED, row.due or today))


def count_asked() -> int:
    """How many wait for the office's opinion."""
    return m.Text.objects.filter(asked_at__isnull=False, answered_at=None).count()


def get_text(text: int, today: date) -> TextRow:
    """Raises TextNotFound."""
    rows = _rows(m.Text.objects.filter(pk=text), today)
    if not rows:
        raise TextNotFound
    return rows[0]


def _rows(found: QuerySet[m.Text], today: date) -> list[TextRow]:
    counted = m.Review.objects.filter(text=OuterRef("pk")).values("text").annotate(n=Count("pk")).values("n")
    calendar = calendar_for(settings.LIENTHONG_PROVINCE)
    rows = found.annotate(sheets=Coalesce(Subquery(counted), 0))
    return [_row(row, row.sheets, calendar, today) for row in rows]


def _row(row: m.Text, sheets: int, calendar: Calendar, today: date) -> TextRow:
    kind = TextKind(row.kind)
    due = owed_on(calendar, kind, row.asked_at).due.at.date() if row.asked_at else None
    answered = local(row.answered_at).date() if row.answered_at else None
    return TextRow(
        id=row.pk,
        title=row.title,
        kind=kind,
        agency=row.agency,
        state=row.state,
        sheets=sheets,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        answered_at=row.answered_at,
        opinion=row.opinion,
        due=due,
        left=working_days_until(calendar, today, due) if due else 0,
        behind=max(working_days_until(calendar, due, answered), 0) if due and answered else 0,
    )
