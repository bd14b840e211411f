"""Entries: of one case, and what waits at an agency with its age."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from lienthong.domain.cases.queries import CaseRow
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.queries.register import SystemRow, list_needed
from lienthong.domain.ministries.rules.vocabulary import Deed, EntryState, Standing
from lienthong.spine import clock

MOST: Final = 200
"""Entries of a list, and of an export: more are not entered in one go."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """``seat`` is where the case lay when it was last looked at; ``standing``: what their last file said."""

    id: int
    system: str
    case: int
    case_number: str
    owner: str
    seat: str
    received_at: datetime
    state: EntryState
    number: str = ""
    entered_on: date | None = None
    standing: Standing | None = None
    status: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TraceRow:
    deed: Deed
    number: str
    before: str
    status: str
    reason: str
    recorded_at: datetime
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Need:
    """A system in which a case must be entered. ``entry`` is None until somebody looked."""

    system: SystemRow
    entry: EntryRow | None

    @property
    def number(self) -> str:
        return self.entry.number if self.entry else ""

    @property
    def state(self) -> EntryState:
        return self.entry.state if self.entry else EntryState.WAITING


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of an agency waits to be entered in a system, since when the oldest; open differences."""

    count: int = 0
    oldest: datetime | None = None
    differences: int = 0


def list_needs(row: CaseRow, day: date) -> list[Need]:
    """In the order of the systems' codes, each as it is on ``day``; what was not received yet needs none."""
    if row.received_at is None:
        return []
    systems = list_needed(row.procedure, clock.local(row.received_at).date(), day)
    entries = {one.system: one for one in _entries(m.Entry.objects.filter(case=row.id))} if systems else {}
    return [Need(system, entries.get(system.code)) for system in systems]


def list_traces(entry: int) -> list[TraceRow]:
    """The newest first."""
    rows = m.Trace.objects.filter(entry=entry).select_related("batch").order_by("-id")[:100]
    return [
        TraceRow(
            deed=Deed(row.deed),
            number=row.number,
            before=row.before,
            status=row.status,
            reason=row.reason,
            recorded_at=row.recorded_at,
            name=row.name,
            file=row.batch.name if row.batch else "",
        )
        for row in rows
    ]


def list_waiting(system: str, agency: str) -> list[EntryRow]:
    """The oldest first, as many as are entered in one go."""
    rows = waiting_at(agency).filter(system__code=system).order_by("received_at", "id")
    return _entries(rows[:MOST])


def count_waiting(agency: str) -> dict[str, Waiting]:
    """By the code of the system; those in which nothing waits and nothing differs are left out. Two statements."""
    rows = (
        waiting_at(agency).values_list("system__code").annotate(count=Count("pk"), oldest=Min("received_at"))
    )
    found = {code: Waiting(count, oldest) for code, count, oldest in rows.order_by("system__code")}
    open_ = m.Difference.objects.filter(agency=agency, settled_at=None)
    for code, count in open_.values_list("system__code").annotate(count=Count("pk")).order_by("system__code"):
        before = found.get(code, Waiting())
        found[code] = Waiting(before.count, before.oldest, count)
    return found


def count_owed(agency: str) -> int:
    """What waits to be entered or to be settled there; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, {"agency": agency, "waiting": EntryState.WAITING.value})
        return int(cursor.fetchone()[0])


_OWED = """
SELECT (SELECT count(*) FROM ministries_entry WHERE (owner = %(agency)s OR seat = %(agency)s) AND state = %(waiting)s)
    + (SELECT count(*) FROM ministries_difference WHERE agency = %(agency)s AND settled_at IS NULL)
"""


def waiting_at(agency: str) -> QuerySet[m.Entry]:
    return m.Entry.objects.filter(_at(agency), state=EntryState.WAITING.value)


def _at(agency: str) -> Q:
    return Q(owner=agency) | Q(seat=agency)


def _entries(rows: QuerySet[m.Entry]) -> list[EntryRow]:
    return [entry_row(row) for row in rows.select_related("system")]


def entry_row(row: m.Entry) -> EntryRow:
    return EntryRow(
        id=row.pk,
        system=row.system.code,
        case=row.case_id,
        case_number=row.case_number,
        owner=row.owner,
        seat=row.seat,
        received_at=row.received_at,
        state=EntryState(row.state),
        number=row.number,
        entered_on=row.entered_on,
        standing=Standing(row.standing) if row.standing else None,
        status=row.status,
        told_at=row.told_at,
    )
