"""Messages and their legs: one, those that wait, those a client may fetch, those of a day."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet

from lienthong.domain.axis import models as m
from lienthong.domain.axis.queries.rows import (
    LegRow,
    MessageRow,
    ReceiptRow,
    leg_row,
    message_row,
    receipt_row,
)
from lienthong.domain.axis.rules import KINDS_OF_WAIT, LegState, MessageState, Wanted
from lienthong.spine import clock

MOST: Final = 200
MOST_SENT: Final = 5_000
"""A province's busiest days: what a client sent before is not told any more whether it arrived."""


def get_message(key: str) -> MessageRow | None:
    row = m.Message.objects.select_related("neighbour").filter(key=key).first()
    return message_row(row) if row else None


def find_message(message: int) -> MessageRow | None:
    row = m.Message.objects.select_related("neighbour").filter(pk=message).first()
    return message_row(row) if row else None


def list_legs(message: int) -> list[LegRow]:
    return [leg_row(row) for row in _legs().filter(message=message).order_by("id")[:MOST]]


def get_leg(leg: int) -> LegRow | None:
    row = _legs().filter(pk=leg).first()
    return leg_row(row) if row else None


def list_receipts(message: int) -> list[ReceiptRow]:
    return [receipt_row(row) for row in m.Receipt.objects.filter(message=message).order_by("id")[:MOST]]


def list_set_aside() -> list[MessageRow]:
    """What is in quarantine, the longest there first."""
    rows = m.Message.objects.filter(state__in=sorted(KINDS_OF_WAIT)).select_related("neighbour")
    return [message_row(row) for row in rows.order_by("id")[:MOST]]


def list_waiting(state: LegState) -> list[LegRow]:
    """Legs to neighbours that are not done; what has waited longest first."""
    return [leg_row(row) for row in _legs().filter(state=state.value).order_by("id")[:MOST]]


def count_legs() -> dict[LegState, int]:
    told = m.Leg.objects.exclude(state=LegState.DONE.value).order_by("state").values("state")
    counted = {LegState(row["state"]): row["n"] for row in told.annotate(n=Count("pk"))}
    return {state: counted.get(state, 0) for state in LegState if state is not LegState.DONE}


def count_unread() -> int:
    return m.Message.objects.filter(state=MessageState.TAKEN.value).count()


def list_for(neighbour: int, wanted: Wanted, *, most: int = MOST) -> list[LegRow]:
    """What a client has to fetch: everything it has not said "done" to, the oldest first."""
    waits = [LegState.WAITING.value, LegState.TAKEN.value]
    rows = _legs().filter(neighbour=neighbour, state__in=waits, message__wanted=wanted.value)
    return [leg_row(row) for row in rows.order_by("id")[:most]]


def count_for(neighbour: int, wanted: Wanted) -> int:
    waits = [LegState.WAITING.value, LegState.TAKEN.value]
    rows = m.Leg.objects.filter(neighbour=neighbour, state__in=waits, message__wanted=wanted.value)
    return rows.count()


def find_for(neighbour: int, key: str) -> LegRow | None:
    """A message that goes to a client, also one that it has fetched before."""
    row = _legs().filter(neighbour=neighbour, message__key=key).first()
    return leg_row(row) if row else None


def list_from(neighbour: int, wanted: Wanted) -> list[tuple[MessageRow, list[LegRow]]]:
    """What a neighbour sent, the newest first, and the legs of each: it learns here what arrived. Two statements."""
    rows = m.Message.objects.filter(neighbour=neighbour, wanted=wanted.value).select_related("neighbour")
    messages = list(rows.order_by("-id")[:MOST_SENT])
    legs: dict[int, list[LegRow]] = {}
    for row in _legs().filter(message__in=[message.pk for message in messages]).order_by("id"):
        legs.setdefault(row.message_id, []).append(leg_row(row))
    return [(message_row(row), legs.get(row.pk, [])) for row in messages]


def find_taken(neighbour: int, remote: str, wanted: Wanted) -> MessageRow | None:
    """What we hold of a message by its id there."""
    rows = m.Message.objects.filter(neighbour=neighbour, remote=remote, wanted=wanted.value)
    row = rows.select_related("neighbour").first()
    return message_row(row) if row else None


def messages_of(sending: int) -> MessageRow | None:
    """The message that carries a sending of ours."""
    row = m.Carried.objects.filter(sending=sending).select_related("message__neighbour").first()
    return message_row(row.message) if row else None


def carriers_of(sendings: Collection[int]) -> dict[int, str]:
    """The key of the message that carries each sending."""
    rows = m.Carried.objects.filter(sending__in=sendings)
    return dict(rows.values_list("sending", "message__key"))


def find_brought(key: str) -> MessageRow | None:
    """The message that brought a document of another house, by the identity it has in correspondence."""
    sender, _bar, rest = key.partition("|")
    document, _bar, digest = rest.rpartition("|")
    rows = m.Message.objects.filter(document=document, sender=sender, wanted=Wanted.DOCUMENT.value)
    rows = rows.filter(state=MessageState.ROUTED.value, digest__startswith=digest)
    row = rows.select_related("neighbour").order_by("id").first()
    return message_row(row) if row else None


def _legs() -> QuerySet[m.Leg]:
    return m.Leg.objects.select_related("message__neighbour", "neighbour")


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)


def within(day: date) -> Q:
    """Messages of a day of business time."""
    return Q(came_at__gte=_begin(day), came_at__lt=_begin(day + timedelta(days=1)))
