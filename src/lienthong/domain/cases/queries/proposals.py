"""What was submitted to be signed: who proposed what, in which words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.cases import models as m
from lienthong.domain.cases.rules.moves import Verb


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """The newest submission of a case. ``words`` may be empty: nobody is forced to write what the file shows."""

    case: int
    words: str
    name: str
    position: str
    agency: str
    at: datetime


def list_proposals(cases: Collection[int]) -> dict[int, ProposalRow]:
    """By case; one statement for all of them."""
    rows = m.Happening.objects.filter(case__in=cases, verb=Verb.PUT_TO_SIGN.value)
    newest = rows.order_by("case", "-occurred_at", "-id").distinct("case")
    return {
        row.case_id: ProposalRow(
            case=row.case_id,
            words=str(row.data.get("note", "")),
            name=row.name,
            position=row.position,
            agency=row.agency,
            at=row.occurred_at,
        )
        for row in newest
    }
