"""What a plan asks of documents between agencies: sent electronically and signed, units linked, work handled online."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from lienthong.domain.correspondence import models as m
from lienthong.domain.documents.queries import IssuedCount, count_issued


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """Of one agency and period. ``sealed`` of ``issued``: with the agency's signature; ``sent``: went to at least one
    agency of the house as the sealed bytes; ``received`` of ``came``: came that way; ``ended`` of ``came``: answered or
    closed on the platform, ``late`` after the day; ``is_linked``: sent or received at least one.
    """

    agency: str
    issued: int = 0
    sealed: int = 0
    sent: int = 0
    came: int = 0
    received: int = 0
    ended: int = 0
    late: int = 0

    @property
    def is_linked(self) -> bool:
        return bool(self.sent or self.received)


def measure(agencies: Sequence[str], since: date, until: date) -> list[MeasureRow]:
    """In the order given; secret documents do not exist here and are in no figure. Three statements."""
    issued = count_issued(agencies, since, until)
    sent, came = _count_sent(agencies, since, until), _count_came(agencies, since, until)
    return [
        MeasureRow(
            agency,
            issued=issued.get(agency, IssuedCount()).issued,
            sealed=issued.get(agency, IssuedCount()).sealed,
            sent=sent.get(agency, 0),
            **came.get(agency, {}),
        )
        for agency in agencies
    ]


def total(rows: Collection[MeasureRow]) -> MeasureRow:
    names = ("issued", "sealed", "sent", "came", "received", "ended", "late")
    return MeasureRow("", **{name: sum(getattr(row, name) for row in rows) for name in names})


def _count_sent(agencies: Collection[str], since: date, until: date) -> dict[str, int]:
    rows = m.Sending.objects.filter(sender__in=agencies, dated__range=(since, until)).order_by("sender")
    told = rows.values("sender").annotate(documents=Count("document", distinct=True))
    return {row["sender"]: row["documents"] for row in told}


def _count_came(agencies: Collection[str], since: date, until: date) -> dict[str, dict[str, int]]:
    rows = m.Incoming.objects.filter(agency__in=agencies, registered_on__range=(since, until))
    told = (
        rows.order_by("agency")
        .values("agency")
        .annotate(
            came=Count("pk"),
            received=Count("pk", filter=Q(sending__isnull=False)),
            ended=Count("pk", filter=Q(ended_on__isnull=False)),
            late=Count("pk", filter=Q(ended_on__gt=F("due"))),
        )
    )
    return {
        row["agency"]: {
            "came": row["came"],
            "received": row["received"],
            "ended": row["ended"],
            "late": row["late"],
        }
        for row in told
    }
