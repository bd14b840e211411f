"""Remarks of people: those of a case for its person, those of an agency for who sees them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.errors import RemarkNotFound
from lienthong.domain.surveys.permissions import Permission
from lienthong.domain.surveys.rules import RemarkKind
from lienthong.spine.actor import Actor

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class RemarkRow:
    id: int
    agency: str
    year: int
    number: int
    case: int
    case_number: str
    title: str
    kind: RemarkKind
    text: str
    raised_at: datetime
    due_on: date
    basis: str
    answer: str
    answered_at: datetime | None
    answerer: str

    @property
    def label(self) -> str:
        """PA-21 000012"""
        return f"PA-{self.year % 100:02} {self.number:06}"

    def is_late_on(self, day: date) -> bool:
        return self.answered_at is None and day > self.due_on


def list_remarks_of(case: int) -> list[RemarkRow]:
    """The newest first. Whoever asks knows whose case it is."""
    rows = m.Remark.objects.filter(case=case).select_related("case", "rule").order_by("-id")
    return [remark_row(row) for row in rows[:MOST]]


def list_remarks(*, by: Actor, is_open: bool) -> list[RemarkRow]:
    """Of the agencies that the reader sees: what waits, the nearest day first; what was answered, the newest first."""
    rows = m.Remark.objects.filter(answered_at__isnull=is_open).select_related("case", "rule")
    reach = by.reach(Permission.SEE)
    rows = rows if reach is None else rows.filter(agency__in=reach)
    return [remark_row(row) for row in rows.order_by(*(("due_on", "id") if is_open else ("-id",)))[:MOST]]


def count_to_answer(agency: str) -> int:
    return m.Remark.objects.filter(agency=agency, answered_at=None).count()


def get_remark(remark: int, *, by: Actor) -> RemarkRow:
    """Raises RemarkNotFound, also for one of an agency that the reader does not see."""
    reach = by.reach(Permission.SEE)
    rows = m.Remark.objects.filter(pk=remark).select_related("case", "rule")
    row = (rows if reach is None else rows.filter(agency__in=reach)).first()
    if row is None:
        raise RemarkNotFound
    return remark_row(row)


def remark_row(row: m.Remark) -> RemarkRow:
    return RemarkRow(
        id=row.pk,
        agency=row.agency,
        year=row.year,
        number=row.number,
        case=row.case_id,
        case_number=row.case.number,
        title=row.case.title,
        kind=RemarkKind(row.kind),
        text=row.text,
        raised_at=row.raised_at,
        due_on=row.due_on,
        basis=row.rule.basis,
        answer=row.answer,
        answered_at=row.answered_at,
        answerer=row.answerer,
    )
