"""Neighbours, and both sides' counts of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q

from lienthong.domain.axis import models as m
from lienthong.domain.axis.queries.messages import within
from lienthong.domain.axis.queries.rows import NeighbourRow, neighbour_row
from lienthong.domain.axis.rules import LegState, MessageState, NeighbourKind
from lienthong.spine import cipher

USE: Final = "axis.secret"


def parent() -> NeighbourRow | None:
    row = m.Neighbour.objects.filter(kind=NeighbourKind.PARENT.value, ended_at=None).first()
    return neighbour_row(row) if row else None


def list_neighbours() -> list[NeighbourRow]:
    """The node above first, then clients by name; those that ended last."""
    rows = m.Neighbour.objects.order_by("-kind", "name", "id")
    found = [neighbour_row(row) for row in rows[:500]]
    return sorted(found, key=lambda row: row.ended_at is not None)


def get_neighbour(neighbour: int) -> NeighbourRow | None:
    row = m.Neighbour.objects.filter(pk=neighbour).first()
    return neighbour_row(row) if row else None


def count_organs(neighbour: int) -> tuple[int, int]:
    """How many agencies are reached through it, and how many of those it named are gone."""
    rows = m.Organ.objects.filter(neighbour=neighbour)
    told = rows.aggregate(here=Count("pk", filter=Q(gone_at=None)), gone=Count("pk", filter=~Q(gone_at=None)))
    return told["here"], told["gone"]


def find_client(system: str) -> NeighbourRow | None:
    """A client that has not ended."""
    row = m.Neighbour.objects.filter(system=system, kind=NeighbourKind.CHILD.value, ended_at=None).first()
    return neighbour_row(row) if row else None


def secret_of(system: str) -> str | None:
    rows = m.Neighbour.objects.filter(system=system, kind=NeighbourKind.CHILD.value, ended_at=None)
    kept = rows.values_list("secret", flat=True).first()
    return cipher.decrypt(bytes(kept), use=USE, context=system) if kept else None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One neighbour on one day. Out: ``sent`` handed on, of which it ``acknowledged`` and ``open`` still waits. In:
    ``came`` from it, of which ``twice`` came before and ``aside`` waits for somebody. ``theirs`` is what its own list
    of what it got from us counts; None where it has none.
    """

    neighbour: NeighbourRow
    sent: int
    acknowledged: int
    open: int
    dead: int
    came: int
    routed: int
    twice: int
    aside: int
    theirs: int | None
    missing_there: int
    fault: str

    @property
    def unread(self) -> int:
        return self.came - self.routed - self.twice - self.aside

    @property
    def agrees(self) -> bool:
        return not (self.open or self.dead or self.aside or self.missing_there or self.fault)


def list_days(day: date) -> list[DayRow]:
    """How each neighbour stands for the messages of a day. Three statements."""
    out, came = _out(day), _came(day)
    told = {row.neighbour_id: row for row in m.Balance.objects.filter(day=day)}
    return [
        _day(row, out.get(row.id, {}), came.get(row.id, {}), told.get(row.id)) for row in list_neighbours()
    ]


def _day(row: NeighbourRow, out: dict[str, int], came: dict[str, int], told: m.Balance | None) -> DayRow:
    return DayRow(
        neighbour=row,
        sent=out.get("sent", 0),
        acknowledged=out.get("acknowledged", 0),
        open=out.get("open", 0),
        dead=out.get("dead", 0),
        came=came.get("came", 0),
        routed=came.get("routed", 0),
        twice=came.get("twice", 0),
        aside=came.get("aside", 0),
        theirs=told.theirs if told else None,
        missing_there=told.missing_there if told else 0,
        fault=told.fault if told else "",
    )


def _out(day: date) -> dict[int, dict[str, Any]]:
    rows = m.Leg.objects.filter(
        neighbour__isnull=False, message__in=m.Message.objects.filter(within(day)).values("id")
    )
    told = (
        rows.order_by("neighbour")
        .values("neighbour")
        .annotate(
            sent=Count("pk", filter=Q(state__in=[LegState.TAKEN.value, LegState.DONE.value])),
            acknowledged=Count("pk", filter=Q(state=LegState.DONE.value)),
            open=Count("pk", filter=Q(state=LegState.WAITING.value)),
            dead=Count("pk", filter=Q(state=LegState.DEAD.value)),
        )
    )
    return {row["neighbour"]: dict[str, Any](row) for row in told}


def _came(day: date) -> dict[int, dict[str, Any]]:
    rows = m.Message.objects.filter(within(day), neighbour__isnull=False).order_by("neighbour")
    aside = [MessageState.QUARANTINED.value, MessageState.CONFLICT.value]
    told = rows.values("neighbour").annotate(
        came=Count("pk"),
        routed=Count("pk", filter=Q(state__in=[MessageState.ROUTED.value, MessageState.SETTLED.value])),
        twice=Count("pk", filter=Q(state=MessageState.TWICE.value)),
        aside=Count("pk", filter=Q(state__in=aside)),
    )
    return {row["neighbour"]: dict[str, Any](row) for row in told}
