"""How many documents agencies issued in a period, and how many of them bear the agency's signature."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from lienthong.domain.documents import models as m
from lienthong.domain.documents.rules.moves import State


@dataclass(frozen=True, slots=True)
class IssuedCount:
    issued: int = 0
    sealed: int = 0


def count_issued(agencies: Collection[str], since: date, until: date) -> dict[str, IssuedCount]:
    """By agency; a cancelled number does not count. One statement."""
    states = [State.ISSUED.value, State.NUMBERED.value]
    rows = m.Document.objects.filter(agency__in=agencies, state__in=states, dated__range=(since, until))
    told = rows.values("agency").annotate(
        issued=Count("pk"), sealed=Count("pk", filter=Q(state=State.ISSUED.value))
    )
    return {row["agency"]: IssuedCount(row["issued"], row["sealed"]) for row in told.order_by("agency")}
