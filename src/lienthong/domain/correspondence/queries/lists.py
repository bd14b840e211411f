"""Lists: what waits for whom, what is late, and the register of what came in, page by page."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Count, Q, QuerySet

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.permissions import can_register, sees_all
from lienthong.domain.correspondence.queries.rows import IncomingRow, SendingRow, row_of, sending_row
from lienthong.domain.correspondence.rules.moves import AT_WORK, OPEN, UNFILED, State
from lienthong.domain.correspondence.rules.statuses import Status
from lienthong.domain.documents.queries import Cursor, Page, Sought, counted, narrow, turn
from lienthong.spine.actor import Actor

MOST: Final = 200


class Queue(StrEnum):
    """What waits for me; what I help with; what is being worked on; what is late."""

    MINE = "mine"
    SUPPORTING = "supporting"
    AT_WORK = "at-work"
    LATE = "late"


def list_queue(queue: Queue, today: date, *, by: Actor) -> list[IncomingRow]:
    """What is due first comes first, then what has waited longest."""
    rows = m.Incoming.objects.filter(_where(queue, by, today), agency=by.agency)
    return [row_of(row) for row in rows.order_by("due", "moved_at", "id")[:MOST]]


def count_queues(today: date, *, by: Actor) -> dict[Queue, int]:
    """One statement."""
    told = m.Incoming.objects.filter(agency=by.agency).aggregate(
        **{queue.name: Count("pk", filter=_where(queue, by, today)) for queue in Queue}
    )
    return {queue: told[queue.name] for queue in Queue}


def count_waiting(by: Actor, today: date) -> int:
    """What waits for this person, with what the clerk has to register."""
    mine = m.Incoming.objects.filter(_where(Queue.MINE, by, today), agency=by.agency).count()
    return mine + (count_arriving(by.agency) if can_register(by, by.agency) else 0)


def _where(queue: Queue, by: Actor, today: date) -> Q:
    mine = Q(holder=by.account, state__in=sorted(UNFILED))
    if queue is Queue.MINE:
        return mine | Q(state=State.REGISTERED.value) if can_register(by, by.agency) else mine
    seen = Q() if sees_all(by, by.agency) else Q(people__contains=[by.account])
    if queue is Queue.SUPPORTING:
        return Q(supporting__contains=[by.account], state__in=sorted(AT_WORK))
    if queue is Queue.AT_WORK:
        return seen & Q(state__in=sorted(AT_WORK))
    return seen & Q(state__in=sorted(OPEN), due__lt=today)


def list_arriving(agency: str) -> list[SendingRow]:
    """What other agencies of the house sent and the clerk has not registered; what has waited longest first."""
    return [sending_row(row) for row in _arriving(agency).order_by("recorded_at", "id")[:MOST]]


def count_arriving(agency: str) -> int:
    return _arriving(agency).count()


def _arriving(agency: str) -> QuerySet[m.Sending]:
    """Also those that are asked back, before or after they were registered: the clerk answers."""
    return m.Sending.objects.filter(
        recipient=agency, status__in=[Status.SENT.value, Status.ARRIVED.value, Status.ASKED_BACK.value]
    )


def list_twins(agency: str, twin: str, dated: date) -> list[IncomingRow]:
    """Those of the same sender, number and day that are registered already."""
    ended = [State.RETURNED.value, State.WITHDRAWN.value]
    rows = m.Incoming.objects.filter(agency=agency, twin=twin, dated=dated).exclude(state__in=ended)
    return [row_of(row) for row in rows.order_by("id")[:5]]


def list_register(
    agency: str, sought: Sought, *, cursor: Cursor | None = None, limit: int = 50
) -> Page[IncomingRow]:
    """The newest arrival first. Whoever shows it asked for rights before."""
    return turn(_register(agency, sought), ("number",), cursor, limit, row_of)


def count_register(agency: str, sought: Sought, most: int | None = None) -> int:
    return counted(_register(agency, sought), most)


def iter_register(agency: str, sought: Sought) -> Iterator[IncomingRow]:
    """The whole book in the order of arrival, in constant memory."""
    return map(row_of, _register(agency, sought).order_by("number").iterator(1_000))


def list_years(agency: str, this_year: int) -> list[int]:
    """Those in which something came, and this one; the newest first."""
    rows = m.Incoming.objects.filter(agency=agency).order_by("-year")
    return sorted({this_year, *rows.values_list("year", flat=True).distinct()[:60]}, reverse=True)


def _register(agency: str, sought: Sought) -> QuerySet[m.Incoming]:
    rows = m.Incoming.objects.filter(agency=agency, year=sought.year)
    if sought.state in set(State):
        rows = rows.filter(state=sought.state)
    return narrow(rows, sought)


def list_seen(sought: Sought, *, by: Actor, limit: int = 50) -> list[IncomingRow]:
    """Those of the register that this person sees, the newest arrival first."""
    rows = _register(by.agency, sought)
    if not sees_all(by, by.agency):
        rows = rows.filter(people__contains=[by.account])
    return [row_of(row) for row in rows.order_by("-number")[:limit]]
