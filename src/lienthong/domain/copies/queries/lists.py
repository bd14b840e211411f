"""Lists: the copies of one document, what waits for somebody, and the register in the order of making."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from lienthong.domain.copies import models as m
from lienthong.domain.copies.permissions import sees_register
from lienthong.domain.copies.queries.rows import CopyRow, row_of
from lienthong.domain.copies.rules.kinds import Kind
from lienthong.domain.copies.rules.moves import NUMBERED, OVER, State
from lienthong.domain.documents.permissions import can_register
from lienthong.domain.documents.queries import Cursor, Page, Sought, counted, turn
from lienthong.spine.actor import Actor
from lienthong.spine.text import search_words


def list_of(*, document: int = 0, incoming: int = 0) -> list[CopyRow]:
    """The copies of one document, the newest first. Whoever shows them asked for rights to it before."""
    source = Q(document=document) if document else Q(incoming=incoming)
    return [row_of(row) for row in m.Copy.objects.filter(source).order_by("-id")[:50]]


def list_waiting(*, by: Actor) -> list[CopyRow]:
    """What this person has the next word on, and what they asked for that is on its way; the oldest first."""
    mine = Q(state=State.ASKED.value, signer=by.account) if not by.acting_for else Q(pk__in=[])
    if can_register(by, by.agency):
        mine |= Q(state__in=[State.ORDERED.value, State.NUMBERED.value])
    asked = Q(asker=by.account) & ~Q(state__in=[State.MADE.value, *sorted(OVER)])
    return [
        row_of(row)
        for row in m.Copy.objects.filter(mine | asked, agency=by.agency).order_by("moved_at", "id")[:100]
    ]


def list_register(
    agency: str, sought: Sought, *, cursor: Cursor | None = None, limit: int = 50
) -> Page[CopyRow]:
    """The newest number first. Whoever shows it asked for rights before."""
    return turn(_register(agency, sought), ("dated", "entry"), cursor, limit, row_of)


def list_seen(sought: Sought, *, by: Actor, limit: int) -> list[CopyRow]:
    """Those that were made, of which this person sees the register or was part; the newest first."""
    rows = _register(by.agency, sought).filter(state=State.MADE.value)
    if not sees_register(by, by.agency):
        rows = rows.filter(people__contains=[by.account])
    return [row_of(row) for row in rows.order_by("-dated", "-entry")[:limit]]


def count_register(agency: str, sought: Sought, most: int | None = None) -> int:
    return counted(_register(agency, sought), most)


def iter_register(agency: str, sought: Sought) -> Iterator[CopyRow]:
    """The whole book in the order of making, in constant memory."""
    return map(row_of, _register(agency, sought).order_by("dated", "entry").iterator(1_000))


def list_years(agency: str, this_year: int) -> list[int]:
    """Those with copies, and this one; the newest first."""
    found = m.Copy.objects.filter(agency=agency, year__isnull=False).order_by("-year")
    years = found.values_list("year", flat=True).distinct()[:60]
    return sorted({this_year, *(year for year in years if year)}, reverse=True)


def _register(agency: str, sought: Sought) -> QuerySet[m.Copy]:
    rows = m.Copy.objects.filter(agency=agency, year=sought.year, state__in=sorted(NUMBERED))
    if sought.state in NUMBERED:
        rows = rows.filter(state=sought.state)
    if sought.kind in set(Kind):
        rows = rows.filter(kind=sought.kind)
    for word in search_words(sought.text):
        rows = rows.filter(search__contains=word)
    return rows
