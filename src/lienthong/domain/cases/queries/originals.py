"""Which originals an agency has, is to sign for, or has handed on without a signature yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.rules.custody import Custody

LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """An original with the head of its case. ``agency`` keeps it, or is to sign for what ``sender`` handed on."""

    case: int
    number: str
    applicant_name: str
    place: int
    name: str
    agency: str
    keeper: str
    since: datetime
    custody: Custody
    sender: str
    note: str


def list_originals(case: int) -> list[OriginalRow]:
    """Of one case, in the order in which they were taken."""
    return _rows(m.Original.objects.filter(case=case).order_by("place"))


def list_coming(agency: str) -> list[OriginalRow]:
    """Handed to an agency that has not signed for them, the longest first."""
    return _rows(m.Original.objects.filter(custody=Custody.SENT.value, agency=agency).order_by("since", "id"))


def list_kept(agency: str) -> list[OriginalRow]:
    return _rows(m.Original.objects.filter(custody=Custody.KEPT.value, agency=agency).order_by("since", "id"))


def list_sent(agency: str) -> list[OriginalRow]:
    """Handed on by an agency and not signed for by the other one, the longest first."""
    return _rows(m.Original.objects.filter(custody=Custody.SENT.value, sender=agency).order_by("since", "id"))


def _rows(found: QuerySet[m.Original]) -> list[OriginalRow]:
    return [
        OriginalRow(
            case=row.case_id,
            number=row.case.number,
            applicant_name=row.case.applicant_name,
            place=row.place,
            name=row.name,
            agency=row.agency,
            keeper=row.keeper,
            since=row.since,
            custody=Custody(row.custody),
            sender=row.sender,
            note=row.note,
        )
        for row in found.select_related("case")[:LISTED]
    ]
