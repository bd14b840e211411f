"""Which cases have news for the portal: found by looking at what happened, so that moving a case costs nothing."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from lienthong.domain.cases.queries import (
    MovedRow,
    list_closed_since,
    list_moved,
    list_running,
    newest_happening,
)
from lienthong.domain.national import models as m
from lienthong.domain.national.rules import BACKLOG, LOOKED_BACK, TOLD, WINDOW, State
from lienthong.spine import clock

MOST = 1_000
"""Cases whose events are read in one statement."""


@transaction.atomic
def open_day(*, at: datetime) -> None:
    """The first look of a day goes on where the last one ended; the very first one begins at what happens now."""
    day = clock.local(at).date()
    if m.Look.objects.filter(day=day).exists():
        return
    last = m.Look.objects.order_by("-day").first()
    begun = {"through": newest_happening()} if last is None else _carried(last)
    m.Look.objects.get_or_create(day=day, defaults=begun)


def _carried(last: m.Look) -> dict[str, object]:
    return {
        "through": last.through,
        "offers_at": last.offers_at,
        "fault": last.fault,
        "failing_since": last.failing_since,
    }


@transaction.atomic
def look(*, at: datetime) -> int:
    """Marks the cases that were moved since the last look; how many."""
    row = m.Look.objects.select_for_update().filter(day=clock.local(at).date()).first()
    if row is None:
        return 0
    moved, through = list_moved(_offered(), TOLD, after=max(0, row.through - WINDOW))
    if through > row.through:
        m.Look.objects.filter(pk=row.pk).update(through=through)
    return want(moved)


@transaction.atomic
def look_back(*, at: datetime) -> int:
    """The same over more than a week: whatever was committed long after its number was given is found here."""
    day = clock.local(at).date() - LOOKED_BACK
    row = (
        m.Look.objects.filter(day__lte=day).order_by("-day").first() or m.Look.objects.order_by("day").first()
    )
    if row is None:
        return 0
    after, found = row.through, 0
    while True:
        moved, through = list_moved(_offered(), TOLD, after=after)
        found += want(moved)
        if through <= after:
            return found
        after = through


def add_backlog(procedures: Collection[str], *, at: datetime) -> int:
    """Cases of these that are open, or ended lately, as they stand; how many are new."""
    if not procedures:
        return 0
    rows = [*list_running(procedures), *list_closed_since(procedures, at - BACKLOG)]
    cases, found = sorted({row.id for row in rows}), 0
    for first in range(0, len(cases), MOST):
        moved, _through = list_moved(procedures, TOLD, cases=cases[first : first + MOST])
        found += want(moved)
    return found


def want(moved: Sequence[MovedRow]) -> int:
    """The line of each case shall hear of its newest event; how many have news. A case without number that did not come
    from the portal is nothing to it.
    """
    lines = {
        row.case_id: row
        for row in m.Line.objects.filter(case__in=[one.case for one in moved]).select_for_update()
    }
    new = [_line(one) for one in moved if one.number and one.case not in lines]
    m.Line.objects.bulk_create(new, ignore_conflicts=True, batch_size=MOST)
    later = [one for one in moved if one.case in lines and one.happening > lines[one.case].wanted]
    for one in later:
        _go_on(lines[one.case], one)
    return len(new) + len(later)


def _line(one: MovedRow) -> m.Line:
    return m.Line(
        case_id=one.case,
        number=one.number,
        procedure=one.procedure,
        owner=one.owner,
        day=one.day,
        wanted=one.happening,
    )


def _go_on(row: m.Line, one: MovedRow) -> None:
    """What was given up is tried once more with what is new: that may be what was wrong."""
    row.wanted, row.day, row.state, row.again_at = one.happening, one.day, State.WAITING.value, None
    row.save(update_fields=["wanted", "day", "state", "again_at"])


def _offered() -> list[str]:
    return list(m.Offer.objects.filter(gone_at=None).order_by("code").values_list("code", flat=True))
