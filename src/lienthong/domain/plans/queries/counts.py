"""Figures of a plan on a day: counts by agency and month of the due day, and what falls due next.

All are sums of the tallies; what is summed of an agency is kept until its counts change.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Min

from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import (
    EVERYTHING,
    Sight,
    Stamp,
    TallyRow,
    Wanted,
    find_obligations,
    stamp_of,
    tallies,
    tally,
)
from lienthong.domain.plans.rules.standing import Status

DONE = frozenset({Status.DONE, Status.DONE_LATE})
AHEAD = frozenset(
    {Status.NOT_DUE, Status.DUE_SOON, Status.DUE_TODAY, Status.RETURNED, Status.IN_PROGRESS, Status.SUBMITTED}
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of duties. ``due`` all that apply; ``come`` those due by the day asked about, ``kept`` of these done;
    ``done`` all done (``tardy`` of them late), ``sent`` handed in and not judged, ``excused`` do not apply.
    """

    due: int = 0
    come: int = 0
    kept: int = 0
    done: int = 0
    tardy: int = 0
    sent: int = 0
    overdue: int = 0
    excused: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.due + other.due,
            self.come + other.come,
            self.kept + other.kept,
            self.done + other.done,
            self.tardy + other.tardy,
            self.sent + other.sent,
            self.overdue + other.overdue,
            self.excused + other.excused,
        )

    @property
    def open(self) -> int:
        """Neither done nor handed in nor late."""
        return self.due - self.done - self.sent - self.overdue


NONE = Tally()

type Months = dict[dt.date | None, Tally]
"""Counts by the first day of the due day's month; None: duties without a day."""


def by_month(
    plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None, sight: Sight = EVERYTHING
) -> dict[str, Months]:
    """Counts of each agency that owes anything."""
    kept = _kept_months(plan.id, as_of, known)
    found = tallies(plan, as_of=as_of, known=known, sight=sight)
    for agency, rows in found.items():
        if agency not in kept or kept[agency][0] is not rows:
            kept[agency] = rows, _months(rows, as_of)
    return {agency: kept[agency][1] for agency in found}


@lru_cache(maxsize=24)
def _kept_months(
    _plan: int, _day: dt.date, _known: dt.datetime | None
) -> dict[str, tuple[tuple[TallyRow, ...], Months]]:
    """What this process summed last, by agency, beside the counts that it was summed from."""
    return {}


def _months(rows: Iterable[TallyRow], day: dt.date) -> Months:
    found: dict[dt.date | None, list[int]] = defaultdict(lambda: [0] * 8)
    for row in rows:
        cell = found[row.due.replace(day=1) if row.due else None]
        for place, counts in enumerate(_counts(row.status, row.due, day)):
            cell[place] += row.count if counts else 0
    return {month: Tally(*cell) for month, cell in found.items()}


def _counts(status: Status, due: dt.date | None, day: dt.date) -> tuple[bool, ...]:
    """In which fields of a Tally a duty counts, in their order."""
    if status == Status.NOT_APPLICABLE:
        return (False,) * 7 + (True,)
    has_come, is_done = due is not None and due <= day, status in DONE
    return (
        True,
        has_come,
        has_come and is_done,
        is_done,
        status == Status.DONE_LATE,
        status == Status.SUBMITTED,
        status == Status.OVERDUE,
        False,
    )


def tally_of(status: Status, due: dt.date | None, day: dt.date, count: int) -> Tally:
    """``count`` duties of one status and due day, as they count on ``day``."""
    return Tally(*(count if counts else 0 for counts in _counts(status, due, day)))


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, NONE)


def count_continuous(plan: PlanRow) -> int:
    """Duties that last all the year: they are never late before its end."""
    kind = m.Deadline.Kind.CONTINUOUS
    return m.Obligation.objects.filter(plan=plan.id, kind=kind, part=m.Obligation.Part.LEAD).count()


@dataclass(frozen=True, slots=True)
class NextDue:
    """The same duty of one task that falls due on one day: of one agency, or of many."""

    due: dt.date
    ref: str
    title: str
    agencies: int
    agency: str


def list_next(
    plan: PlanRow,
    *,
    as_of: dt.date,
    known: dt.datetime | None = None,
    sight: Sight = EVERYTHING,
    limit: int = 5,
) -> list[NextDue]:
    """What is not done and falls due from the day on, earliest first.

    Only the rows of its days are read, and again only when a duty came to stand otherwise.
    """
    stamp = stamp_of(plan.id)
    if stamp is None:
        return list(_read_next(plan, as_of, known, sight, limit))
    return list(_kept_next(plan, as_of, known, sight, limit, stamp))


@lru_cache(maxsize=64)
def _kept_next(
    plan: PlanRow,
    as_of: dt.date,
    known: dt.datetime | None,
    sight: Sight,
    limit: int,
    _stamp: Stamp,
) -> tuple[NextDue, ...]:
    return _read_next(plan, as_of, known, sight, limit)


def _read_next(
    plan: PlanRow, as_of: dt.date, known: dt.datetime | None, sight: Sight, limit: int
) -> tuple[NextDue, ...]:
    counted = tally(plan, as_of=as_of, known=known, sight=sight)
    days = sorted({row.due for row in counted if row.due and row.due >= as_of and row.status in AHEAD})
    rows = find_obligations(
        plan.id, as_of=as_of, known=known, sight=sight, wanted=Wanted(statuses=AHEAD, not_part="CONTRIBUTION")
    )
    grouped = (
        rows.filter(due__in=days[:limit])
        .order_by()
        .values("due", "obligation__task__ref", "obligation__title")
        .annotate(
            n=Count("agency", distinct=True), one=Min("agency"), position=Min("obligation__task__position")
        )
        .order_by("due", "position", "obligation__title")
    )
    return tuple(
        NextDue(
            row["due"] or as_of,
            row["obligation__task__ref"] or "",
            row["obligation__title"],
            row["n"],
            row["one"],
        )
        for row in grouped[:limit]
    )
