"""Work files: one with what lies in it, those that one sees, those that wait for something."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.errors import WorkfileNotFound
from lienthong.domain.workfiles.permissions import can_keep, can_move, can_see, could_move, sees_all
from lienthong.domain.workfiles.queries.rows import (
    HappeningRow,
    PaperRow,
    WorkfileRow,
    happening_row,
    paper_row,
    workfile_row,
)
from lienthong.domain.workfiles.rules.moves import MOVES, State, Verb
from lienthong.spine.actor import Actor
from lienthong.spine.text import search_key, search_words

MOST: Final = 200


class Queue(StrEnum):
    """What I keep and is open; what is closed and owed to the archive; all that I see; what the archive has."""

    MINE = "mine"
    OWED = "owed"
    ALL = "all"
    ARCHIVED = "archived"


def units_of(by: Actor) -> frozenset[str]:
    """Keys of the units somebody belongs to: those whose files they keep, and the one that their position names.

    The platform knows agencies and positions, not the divisions of an agency: the list of files names them.
    """
    kept = m.Workfile.objects.filter(agency=by.agency, keeper=by.account).values_list("unit_key", flat=True)
    title = f" {search_key(by.position)} "
    named = m.Workfile.objects.filter(agency=by.agency).values_list("unit_key", flat=True).distinct()
    return frozenset({*kept.distinct(), *(unit for unit in named if unit and f" {unit} " in title)})


def get_workfile(workfile: int, *, by: Actor) -> WorkfileRow:
    """Raises WorkfileNotFound, also for one that is none of one's business."""
    row = _counted(m.Workfile.objects.filter(pk=workfile)).first()
    if row is None or not is_seen(row, by):
        raise WorkfileNotFound
    return workfile_row(row)


def is_seen(row: m.Workfile, by: Actor) -> bool:
    return bool(_seen([row], by))


def _seen(rows: Sequence[m.Workfile], by: Actor) -> list[m.Workfile]:
    """Of rows, those that this person sees; the own units are asked for once."""
    asks = any(can_keep(by, row.agency) and not sees_all(by, row.agency) for row in rows)
    units = units_of(by) if asks else frozenset()
    return [
        row
        for row in rows
        if can_see(by, agency=row.agency, people=row.people, is_of_unit=row.unit_key in units)
    ]


def list_papers(workfile: int) -> list[PaperRow]:
    """In their order. Whoever shows them asked for rights before."""
    rows = m.Paper.objects.filter(workfile=workfile, out_at=None).order_by("place", "id")
    return [paper_row(row) for row in rows[:2_000]]


def list_happenings(workfile: int) -> list[HappeningRow]:
    """In the order in which they happened."""
    rows = m.Happening.objects.filter(workfile=workfile).order_by("id")
    return [happening_row(row) for row in rows[:1_000]]


def list_moves(row: WorkfileRow, *, by: Actor) -> list[Verb]:
    return [verb for verb in MOVES if can_move(by, verb, row.state, agency=row.agency, keeper=row.keeper)]


def is_theirs(row: WorkfileRow, verb: Verb, *, by: Actor) -> bool:
    """Whether it is theirs to do, whatever the state."""
    return could_move(by, verb, agency=row.agency, keeper=row.keeper)


def list_queue(queue: Queue, *, by: Actor, text: str = "") -> list[WorkfileRow]:
    """The newest year first, then by number and symbol; what is owed, by how long it is closed."""
    rows = _queue(queue, by)
    for word in search_words(text):
        rows = rows.filter(search__contains=word)
    order = ("ended_on", "code") if queue is Queue.OWED else ("-year", "code", "id")
    return [workfile_row(row) for row in _counted(rows.order_by(*order))[:MOST]]


def count_queues(*, by: Actor) -> dict[Queue, int]:
    return {queue: _queue(queue, by).count() for queue in Queue}


def list_open(*, by: Actor) -> list[WorkfileRow]:
    """Into which one may put something."""
    rows = m.Workfile.objects.filter(agency=by.agency, state=State.OPEN.value)
    if not could_move(by, Verb.PUT, agency=by.agency, keeper=""):
        rows = rows.filter(keeper=by.account)
    return [workfile_row(row) for row in rows.order_by("-year", "code")[:500]]


def list_files(files: Collection[int], agency: str) -> list[WorkfileRow]:
    """In the order of their numbers. Whoever shows them asked for rights before."""
    rows = m.Workfile.objects.filter(pk__in=files, agency=agency).order_by("year", "code")
    return [workfile_row(row) for row in _counted(rows)]


def list_over(agency: str, today: date) -> list[WorkfileRow]:
    """In the archive, and the time for which they are kept is over; those of a clearance that waits are left out."""
    rows = m.Workfile.objects.filter(agency=agency, state=State.ARCHIVED.value, years__isnull=False)
    waiting = {file for files in _waiting(agency) for file in files}
    found = [workfile_row(row) for row in _counted(rows.order_by("ended_on", "code")[:2_000])]
    return [row for row in found if row.is_over(today) and row.id not in waiting]


def _waiting(agency: str) -> Sequence[Sequence[int]]:
    return list(m.Clearance.objects.filter(agency=agency, state="WAITING").values_list("files", flat=True))


def list_where(*, document: int = 0, incoming: int = 0, copy: int = 0, by: Actor) -> list[WorkfileRow]:
    """The files in which a document or copy lies, of those that this person sees."""
    held = Q(copy=copy) if copy else Q(document=document) if document else Q(incoming=incoming)
    ids = m.Paper.objects.filter(held, out_at=None).values("workfile")
    rows = m.Workfile.objects.filter(pk__in=ids).order_by("-year", "code")[:20]
    return [workfile_row(row) for row in _seen(list(rows), by)]


def find_made(key: UUID) -> int | None:
    """What a form made."""
    return m.Workfile.objects.filter(key=key).values_list("id", flat=True).first()


def _queue(queue: Queue, by: Actor) -> QuerySet[m.Workfile]:
    rows = m.Workfile.objects.filter(agency=by.agency)
    if queue is Queue.MINE:
        return rows.filter(keeper=by.account, state=State.OPEN.value)
    if not sees_all(by, by.agency):
        rows = rows.filter(Q(people__contains=[by.account]) | Q(unit_key__in=units_of(by)))
    if queue is Queue.OWED:
        return rows.filter(state=State.CLOSED.value)
    if queue is Queue.ARCHIVED:
        return rows.filter(state__in=[State.ARCHIVED.value, State.CLEARED.value])
    return rows


def _counted(rows: QuerySet[m.Workfile]) -> QuerySet[m.Workfile]:
    inside = m.Paper.objects.filter(workfile=OuterRef("pk"), out_at=None).order_by().values("workfile")
    return rows.annotate(
        papers=Coalesce(Subquery(inside.annotate(n=Count("pk")).values("n")), 0),
        pages=Coalesce(Subquery(inside.annotate(n=Sum("pages")).values("n"), output_field=IntegerField()), 0),
    )
