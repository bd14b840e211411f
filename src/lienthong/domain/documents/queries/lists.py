"""Lists: what waits for whom, and the register in the order of issuing, page by page."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Count, Q, QuerySet

from lienthong.domain.documents import models as m
from lienthong.domain.documents.permissions import Permission, can_register
from lienthong.domain.documents.queries.registers import Cursor, Page, Sought, counted, narrow, turn
from lienthong.domain.documents.queries.rows import DocumentRow, row_of
from lienthong.domain.documents.rules.moves import NUMBERED, UNSIGNED, State
from lienthong.spine.actor import Actor

MOST: Final = 200


class Queue(StrEnum):
    """What waits for me; what I drafted and is on its way; what waits for the clerk."""

    MINE = "mine"
    ON_THE_WAY = "on-the-way"
    TO_ISSUE = "to-issue"


def list_queue(queue: Queue, *, by: Actor) -> list[DocumentRow]:
    """What has waited longest comes first."""
    return [row_of(row) for row in _queue(queue, by).order_by("moved_at", "id")[:MOST]]


def count_queues(*, by: Actor) -> dict[Queue, int]:
    """One statement."""
    told = m.Document.objects.filter(agency=by.agency).aggregate(
        **{queue.name: Count("pk", filter=_where(queue, by)) for queue in Queue}
    )
    return {queue: told[queue.name] for queue in Queue}


def count_mine(by: Actor) -> int:
    """What waits for this person: to write on, to initial, to sign; for the clerk to number and seal."""
    where = _where(Queue.MINE, by)
    return m.Document.objects.filter(where, agency=by.agency).count()


def _queue(queue: Queue, by: Actor) -> QuerySet[m.Document]:
    return m.Document.objects.filter(_where(queue, by), agency=by.agency)


def _where(queue: Queue, by: Actor) -> Q:
    to_issue = Q(state__in=[State.SIGNED.value, State.NUMBERED.value])
    if queue is Queue.TO_ISSUE:
        return to_issue & (Q() if _sees_all(by) else Q(people__contains=[by.account]))
    mine = Q(holder=by.account) if not by.acting_for else Q(holder=by.account, state=State.DRAFT.value)
    if queue is Queue.MINE:
        return mine | to_issue if can_register(by, by.agency) else mine
    return Q(drafter=by.account, state__in=sorted(UNSIGNED)) & ~Q(holder=by.account)


def _sees_all(by: Actor) -> bool:
    return can_register(by, by.agency) or by.may(Permission.SIGN, by.agency)


def list_register(
    agency: str, sought: Sought, *, cursor: Cursor | None = None, limit: int = 50
) -> Page[DocumentRow]:
    """The newest number first. Whoever shows it asked for rights before."""
    within = _register(agency, sought).filter(
        dated__range=(date(sought.year, 1, 1), date(sought.year, 12, 31))
    )
    return turn(within, ("dated", "entry"), cursor, limit, row_of)


def count_register(agency: str, sought: Sought, most: int | None = None) -> int:
    return counted(_register(agency, sought), most)


def iter_register(agency: str, sought: Sought) -> Iterator[DocumentRow]:
    """The whole book in the order of issuing, in constant memory."""
    return map(row_of, _register(agency, sought).order_by("dated", "entry").iterator(1_000))


def list_years(agency: str, this_year: int) -> list[int]:
    """From the first with documents to this one; the newest first."""
    numbered = m.Document.objects.filter(agency=agency, dated__isnull=False)
    first = numbered.order_by("dated", "entry").values_list("year", flat=True).first() or this_year
    return list(range(this_year, min(first, this_year) - 1, -1))


def list_issued(agency: str, *, limit: int = 100) -> list[DocumentRow]:
    """The newest that are in force, for who looks for one to hand in elsewhere."""
    rows = m.Document.objects.filter(agency=agency, state=State.ISSUED.value)
    return [row_of(row) for row in rows.order_by("-dated", "-entry")[:limit]]


def get_issued(document: int, agency: str) -> DocumentRow | None:
    row = m.Document.objects.filter(pk=document, agency=agency, state=State.ISSUED.value).first()
    return row_of(row) if row else None


def _register(agency: str, sought: Sought) -> QuerySet[m.Document]:
    """What has a number stands in it, whatever its state: so the index alone tells how many there are."""
    rows = m.Document.objects.filter(agency=agency, year=sought.year, number__isnull=False)
    if sought.state in NUMBERED:
        rows = rows.filter(state=sought.state)
    return narrow(rows, sought)
