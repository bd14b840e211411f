"""What somebody owes across all plans: queues with their counters, one page of a queue, how many are late.

A queue is a condition on the stretch a duty is in now, so that its counter and its rows cannot differ.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.obligations import standings
from lienthong.domain.plans.rules.standing import CLOSED, SOON_DAYS, UNDONE, State
from lienthong.spine.text import search_words

NOW = Q(until__isnull=True, superseded_at__isnull=True)


class Queue(StrEnum):
    """Where a duty waits for its next step. One duty may stand in several."""

    OPEN = "open"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    RETURNED = "returned"
    WAITING = "waiting"
    UNASSIGNED = "unassigned"
    CONTRIBUTIONS = "contributions"
    TO_JUDGE = "to_judge"
    REQUESTS = "requests"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Whose:
    """Duties that these agencies answer for; with ``person``, those this account sees to or is accountable for."""

    agencies: frozenset[str]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What narrows a queue: words of the task or duty, one plan, one focal official."""

    words: str = ""
    plan: int | None = None
    focal: str = ""


def count_queues(
    whose: Whose, *, day: dt.date, is_today: bool = True, sought: Sought = Sought()
) -> dict[Queue, int]:
    """How many duties each queue holds at the end of ``day``; two statements whatever their number."""
    rows = _owed(whose, day, is_today).filter(_sought(sought))
    kinds = [queue for queue in Queue if queue is not Queue.TO_JUDGE]
    counts = rows.aggregate(**{queue.value: Count("id", filter=_in(queue, day)) for queue in kinds})
    to_judge = _to_judge(whose, day, is_today).filter(_sought(sought)).count()
    return {queue: counts.get(queue.value, to_judge) for queue in Queue}


def find_owed(
    whose: Whose, queue: Queue, *, day: dt.date, is_today: bool = True, sought: Sought = Sought()
) -> QuerySet[m.Standing]:
    """One queue, not read yet: slice it, then ``read_obligations``. Earliest due day first, done ones latest first."""
    if queue is Queue.TO_JUDGE:
        rows = _to_judge(whose, day, is_today)
    else:
        rows = _owed(whose, day, is_today).filter(_in(queue, day))
    rows = rows.filter(_sought(sought))
    if queue is Queue.DONE:
        return rows.order_by(F("accepted_at").desc(nulls_last=True), "obligation")
    return rows.order_by(F("due").asc(nulls_last=True), "agency", "obligation")


def count_late(whose: Whose, day: dt.date) -> int:
    """Duties overdue today: one statement over a partial index."""
    return _owed(whose, day, is_today=True).filter(_in(Queue.OVERDUE, day)).count()


def list_focal_officials(whose: Whose) -> list[str]:
    """Accounts that see to open duties of these agencies."""
    rows = m.Standing.objects.filter(NOW, agency__in=whose.agencies).exclude(state__in=CLOSED)
    return sorted(rows.exclude(focal="").values_list("focal", flat=True).distinct().order_by())


def get_leads(duties: Collection[int]) -> dict[int, str]:
    """Which agency answers now for each of these duties."""
    rows = m.Standing.objects.filter(NOW, obligation__in=duties)
    return dict(rows.values_list("obligation", "agency"))


def list_left(duties: Iterable[int]) -> dict[int, str]:
    """Who saw to these duties until they left, by duty: the account."""
    rows = m.Happening.objects.filter(obligation__in=list(duties), verb="ASSIGNED", data__has_key="left")
    return dict(rows.order_by("occurred_at", "id").values_list("obligation", "data__left"))


def _owed(whose: Whose, day: dt.date, is_today: bool) -> QuerySet[m.Standing]:
    rows = _standing(day, is_today).filter(agency__in=whose.agencies).exclude(state=State.DROPPED)
    return rows.filter(Q(focal=whose.person) | Q(head=whose.person)) if whose.person else rows


def _standing(day: dt.date, is_today: bool) -> QuerySet[m.Standing]:
    """Today's stretches are those still open, which alone the small indexes know."""
    return m.Standing.objects.filter(NOW) if is_today else standings(None, day)


def _to_judge(whose: Whose, day: dt.date, is_today: bool) -> QuerySet[m.Standing]:
    """Contributions handed in to a duty of these agencies, which accept or return them."""
    asked = _owed(whose, day, is_today).filter(obligation=OuterRef("obligation__of"))
    handed_in = _standing(day, is_today).filter(part=m.Obligation.Part.CONTRIBUTION, state=State.SUBMITTED)
    return handed_in.filter(Exists(asked))


def _in(queue: Queue, day: dt.date) -> Q:
    undone, still = Q(state__in=UNDONE), ~Q(state__in=CLOSED)
    return {
        Queue.OPEN: still,
        Queue.OVERDUE: undone & Q(due__lt=day),
        Queue.TODAY: undone & Q(due=day),
        Queue.SOON: undone & Q(due__gt=day, due__lte=day + dt.timedelta(days=SOON_DAYS)),
        Queue.RETURNED: Q(state=State.RETURNED),
        Queue.WAITING: Q(state=State.SUBMITTED),
        Queue.UNASSIGNED: still & Q(focal=""),
        Queue.CONTRIBUTIONS: still & Q(part=m.Obligation.Part.CONTRIBUTION),
        Queue.REQUESTS: still & Q(part=m.Obligation.Part.REQUEST),
        Queue.DONE: Q(state__in=(State.DONE, State.NOT_APPLICABLE)),
    }[queue]


def _sought(sought: Sought) -> Q:
    in_task = Q()
    for word in search_words(sought.words):
        in_task &= Q(obligation__task__search__contains=word)
    where = in_task | Q(obligation__title__icontains=sought.words.strip()) if in_task else Q()
    if sought.plan:
        where &= Q(plan=sought.plan)
    return where & Q(focal=sought.focal) if sought.focal else where
