"""Papers that were handed out for a case."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.rules.forms import Kind


@dataclass(frozen=True, slots=True)
class PaperRow:
    """``title`` as the form was called; ``issue`` 2 and on was handed out anew, for a ``reason``."""

    id: int
    case: int
    happening: int
    kind: Kind
    issue: int
    title: str
    number: str
    file: int
    reason: str
    name: str
    issued_at: datetime


def list_papers(case: int) -> list[PaperRow]:
    """In the order in which they were handed out; none of a case whose papers were destroyed."""
    rows = (
        m.Paper.objects.filter(case=case).exclude(case__in=_erased()).select_related("layout").order_by("id")
    )
    return [paper_row(row) for row in rows[:200]]


def find_paper(case: int, paper: int) -> PaperRow | None:
    row = (
        m.Paper.objects.filter(case=case, pk=paper)
        .exclude(case__in=_erased())
        .select_related("layout")
        .first()
    )
    return paper_row(row) if row else None


def _erased() -> QuerySet[m.Erasure, int]:
    return m.Erasure.objects.values_list("case", flat=True)


def paper_row(row: m.Paper, title: str = "") -> PaperRow:
    """``title`` of its layout, for whoever has read it."""
    return PaperRow(
        id=row.pk,
        case=row.case_id,
        happening=row.happening_id,
        kind=Kind(row.kind),
        issue=row.issue,
        title=title or row.layout.title,
        number=row.number,
        file=row.file,
        reason=row.reason,
        name=row.name,
        issued_at=row.issued_at,
    )
