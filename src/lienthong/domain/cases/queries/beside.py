"""Rows of processes that an agency does beside the case's own: the nearest day first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.rules.sides import SideState

LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class SideRow:
    """A row with the head of its case; ``version`` is the procedure's, whose ``step`` it is."""

    case: int
    number: str
    title: str
    content: str
    applicant_name: str
    version: int
    step: int
    agency: str
    since: datetime
    due_at: datetime | None
    state: SideState


def list_beside(agency: str) -> list[SideRow]:
    """Open at an agency."""
    return _rows(_open().filter(agency=agency).order_by(F("due_at").asc(nulls_last=True), "case"))


def list_sides(case: int) -> list[SideRow]:
    """Open of one case, in the order of the process."""
    return _rows(_open().filter(case=case).order_by("step"))


def _open() -> QuerySet[m.Side]:
    return m.Side.objects.filter(state=SideState.OPEN.value)


def _rows(found: QuerySet[m.Side]) -> list[SideRow]:
    return [
        SideRow(
            case=row.case_id,
            number=row.case.number,
            title=row.case.title,
            content=row.case.content,
            applicant_name=row.case.applicant_name,
            version=row.case.version_id,
            step=row.step,
            agency=row.agency,
            since=row.since,
            due_at=row.due_at,
            state=SideState(row.state),
        )
        for row in found.select_related("case")[:LISTED]
    ]
