"""Which cases must be entered: looked for every minute among those just received, once a day among all.

A fact for every move of every case would cost each of a million cases what only a few need.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.cases.queries import LightRow, list_closed_since, list_light, list_running
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.actions.common import Act, ours_of, trace
from lienthong.domain.ministries.rules.vocabulary import Deed, EntryState, Ours
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Uses by procedure."""

    uses: dict[str, list[m.Use]] = field(default_factory=dict)

    def of(self, row: LightRow) -> Iterable[int]:
        day = clock.local(row.received_at).date()
        for use in self.uses.get(row.procedure, ()):
            if use.since <= day and (use.until is None or day <= use.until):
                yield use.system_id


@transaction.atomic
def look(*, since: datetime | None = None, by: Actor, at: datetime) -> int:
    """Makes the missing entries of open cases, of those received from ``since`` on or of all, and follows where waiting
    ones lie; how many were made.
    """
    wanted = _wanted()
    return _look(wanted, list_running(wanted.uses, since), Act(by, at))


@transaction.atomic
def look_back(*, since: datetime, by: Actor, at: datetime) -> int:
    """The same for cases that were received and closed before anybody looked."""
    wanted = _wanted()
    return _look(wanted, list_closed_since(wanted.uses, since), Act(by, at))


def _look(wanted: _Wanted, rows: Sequence[LightRow], act: Act) -> int:
    made = _make(wanted, rows)
    dropped = _follow(act)
    if made or dropped:
        record(
            by=act.by,
            verb="ministries.look",
            subject="entries:many",
            agency=settings.LIENTHONG_PROVINCE,
            at=act.at,
            details={"made": len(made), "dropped": dropped},
        )
    return len(made)


def _wanted() -> _Wanted:
    found = _Wanted()
    for use in m.Use.objects.order_by("id"):
        found.uses.setdefault(use.procedure, []).append(use)
    return found


def _make(wanted: _Wanted, rows: Sequence[LightRow]) -> list[m.Entry]:
    known = set(m.Entry.objects.filter(case__in=[row.id for row in rows]).values_list("case", "system"))
    made = [
        m.Entry(
            system_id=system,
            case_id=row.id,
            case_number=row.number,
            procedure=row.procedure,
            owner=row.owner,
            seat=row.seat,
            received_at=row.received_at,
        )
        for row in rows
        for system in wanted.of(row)
        if (row.id, system) not in known
    ]
    m.Entry.objects.bulk_create(made, ignore_conflicts=True, batch_size=1_000)
    return made


def _follow(act: Act) -> int:
    """Where a waiting one lies now; what ended without a result need not be entered any more. How many of those.

    Most stay as they are, so only those that change are locked.
    """
    waiting = m.Entry.objects.filter(state=EntryState.WAITING.value)
    seats = dict(waiting.values_list("case", "seat"))
    rows = {row.id: row for row in list_light(seats)} if seats else {}
    ended = {case for case, row in rows.items() if ours_of(row.state) is Ours.NOTHING}
    for case, row in rows.items():
        if row.seat != seats[case] and case not in ended:
            waiting.filter(case=case).update(seat=row.seat)
    dropped = list(waiting.select_for_update().filter(case__in=ended).order_by("id")) if ended else []
    for one in dropped:
        one.state = EntryState.DROPPED.value
    m.Entry.objects.bulk_update(dropped, ["state"], batch_size=500)
    m.Trace.objects.bulk_create(trace(one, Deed.DROPPED, act) for one in dropped)
    return len(dropped)
