"""Work lists: queues of cases, counted up to a thousand, read page by page from where one was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.rows import CaseRow, case_row
from lienthong.domain.cases.queries.sight import now_standing, within_sight
from lienthong.domain.cases.rules.moves import AT_WORK, RUNNING, WAITING, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.lexemes import wanted
from lienthong.spine.text import search_words

COUNTED: Final = 1_000
"""Counters are exact up to here; one more says "and above"."""
SOON_DAYS: Final = 7


class Queue(StrEnum):
    """One tab of a work list. UNHELD: nobody took it up yet. ELSEWHERE: lies at another agency than the one that
    answers for it.
    """

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    RETURNED = "returned"
    TO_ANSWER = "to_answer"
    UNHELD = "unheld"
    TO_SIGN = "to_sign"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"
    SIGNED = "signed"
    READY = "ready"
    ALL = "all"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Whose:
    """Cases that lie at an agency, there with one ``holder`` ("": anybody); ``is_owner``: that it answers for."""

    agency: str
    holder: str = ""
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What narrows a queue: words of number, name or content; a procedure's code; a channel."""

    text: str = ""
    procedure: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row after (or before) which a page begins."""

    turn_at: datetime
    case: int
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """``has_before`` and ``has_after`` say whether there are more rows on either side."""

    rows: Sequence[CaseRow]
    has_before: bool = False
    has_after: bool = False


def count_queues(whose: Whose, now: datetime, queues: Sequence[Queue]) -> dict[Queue, int]:
    """One reading of the open rows for all these queues, of which CLOSED is none. Counts stop one above a thousand."""
    at_now, tomorrow, later = _days(now)
    given: dict[str, Any] = {
        "agency": whose.agency,
        "holder": whose.holder,
        "now": at_now,
        "tomorrow": tomorrow,
        "later": later,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_OWNER if whose.is_owner else _OF_SEAT, given)
        groups = [(_Alike(*alike), count) for *alike, count in cursor.fetchall()]
    return {
        queue: min(sum(count for alike, count in groups if _counts(queue, alike, whose)), COUNTED + 1)
        for queue in queues
        if queue is not Queue.CLOSED
    }


class _Alike(NamedTuple):
    """What the queues ask of a row. ``near``: 0 overdue, 1 due today, 2 soon; None otherwise."""

    state: str
    returned: bool
    holder: str
    is_elsewhere: bool
    near: int | None


_ALIKE = """
SELECT state, returned, CASE WHEN holder IN ('', %(holder)s) THEN holder ELSE '*' END, agency <> owner,
    CASE WHEN due_at < %(now)s THEN 0 WHEN due_at < %(tomorrow)s THEN 1 WHEN due_at < %(later)s THEN 2 END, count(*)
FROM cases_stand
WHERE superseded_at IS NULL AND until IS NULL AND NOT closed AND {place} = %(agency)s
GROUP BY 1, 2, 3, 4, 5
"""
_OF_OWNER, _OF_SEAT = _ALIKE.format(place="owner"), _ALIKE.format(place="agency")
"""Some thirty groups, however many rows: to ask each row for each queue takes twice as long."""


def _counts(queue: Queue, one: _Alike, whose: Whose) -> bool:
    """``in_queue`` and ``_held``, said of rows that are alike."""
    if whose.holder and queue is not Queue.UNHELD and one.holder != whose.holder:
        return False
    state = State(one.state)
    match queue:
        case Queue.LATE | Queue.TODAY | Queue.SOON:
            return state in RUNNING and one.near == _NEAR[queue]
        case Queue.RETURNED:
            return state in AT_WORK and one.returned
        case Queue.UNHELD:
            return state in AT_WORK and not one.holder
        case Queue.WAITING:
            return state in WAITING
        case Queue.ELSEWHERE:
            return one.is_elsewhere
        case _:
            return queue is Queue.ALL or state is _OF_STATE[queue]


_NEAR: Final = {Queue.LATE: 0, Queue.TODAY: 1, Queue.SOON: 2}
_OF_STATE: Final = {
    Queue.TO_ANSWER: State.FILED,
    Queue.TO_SIGN: State.TO_SIGN,
    Queue.SIGNED: State.SIGNED,
    Queue.READY: State.READY,
}


def count_by_holder(agency: str) -> dict[str, int]:
    """How many open cases each person holds at an agency."""
    rows = now_standing().filter(closed=False, agency=agency).exclude(holder="")
    return dict(rows.values_list("holder").annotate(count=Count("pk")).order_by("holder"))


def list_chosen(chosen: Collection[int], *, by: Actor, now: datetime) -> list[CaseRow]:
    """Those of the chosen cases that the reader sees, in the order of the lists."""
    rows = within_sight(now_standing(), by).filter(case__in=chosen)
    return [case_row(row, now) for row in rows.select_related("case").order_by("turn_at", "case")[:COUNTED]]


def count_late(whose: Whose, now: datetime) -> int:
    """The one counter that stands on every page."""
    given: dict[str, Any] = {
        "agency": whose.agency,
        "now": now,
        "running": _codes(RUNNING),
        "most": COUNTED + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATE_OF_OWNER if whose.is_owner else _LATE_OF_SEAT, given)
        return int(cursor.fetchone()[0])


_LATE = """
SELECT count(*) FROM (
    SELECT 1 FROM cases_stand
    WHERE superseded_at IS NULL AND until IS NULL AND NOT closed AND {place} = %(agency)s
        AND state = ANY(%(running)s) AND due_at < %(now)s
    LIMIT %(most)s
) AS rows
"""
_LATE_OF_OWNER, _LATE_OF_SEAT = _LATE.format(place="owner"), _LATE.format(place="agency")


def list_cases(
    whose: Whose,
    queue: Queue,
    now: datetime,
    *,
    sought: Sought = Sought(),
    cursor: Cursor | None = None,
    limit: int = 20,
) -> Page:
    """The nearest day first; of closed cases the newest. Two pages never share a row, whatever happens between."""
    found = _found(whose, queue, now, sought)
    if queue is Queue.CLOSED:
        return _newest_first(found, cursor, now, limit)
    if cursor is None:
        return _page(list(found.order_by("turn_at", "case")[: limit + 1]), now, limit)
    if cursor.is_before:
        rows = list(found.filter(_before(cursor)).order_by("-turn_at", "-case")[: limit + 1])
        shown = [case_row(row, now) for row in reversed(rows[:limit])]
        return Page(shown, has_before=len(rows) > limit, has_after=True)
    page = _page(list(found.filter(_after(cursor)).order_by("turn_at", "case")[: limit + 1]), now, limit)
    return Page(page.rows, has_before=True, has_after=page.has_after)


def _page(rows: list[m.Stand], now: datetime, limit: int) -> Page:
    return Page([case_row(row, now) for row in rows[:limit]], has_after=len(rows) > limit)


def _newest_first(found: QuerySet[m.Stand], cursor: Cursor | None, now: datetime, limit: int) -> Page:
    ordered = found.order_by("-ended_at", "-case")
    if cursor and cursor.is_before:
        later = Q(ended_at__gt=cursor.turn_at) | Q(ended_at=cursor.turn_at, case__gt=cursor.case)
        rows = list(found.filter(later).order_by("ended_at", "case")[: limit + 1])
        shown = [case_row(row, now) for row in reversed(rows[:limit])]
        return Page(shown, has_before=len(rows) > limit, has_after=True)
    if cursor:
        earlier = Q(ended_at__lt=cursor.turn_at) | Q(ended_at=cursor.turn_at, case__lt=cursor.case)
        ordered = ordered.filter(earlier)
    page = _page(list(ordered[: limit + 1]), now, limit)
    return Page(page.rows, has_before=cursor is not None, has_after=page.has_after)


def _after(cursor: Cursor) -> Q:
    at = cursor.turn_at
    return Q(turn_at__gte=at) & (Q(turn_at__gt=at) | Q(case__gt=cursor.case))


def _before(cursor: Cursor) -> Q:
    at = cursor.turn_at
    return Q(turn_at__lte=at) & (Q(turn_at__lt=at) | Q(case__lt=cursor.case))


def _found(whose: Whose, queue: Queue, now: datetime, sought: Sought) -> QuerySet[m.Stand]:
    rows = _lying(whose, queue).filter(in_queue(queue, now), _held(whose, queue))
    if words := search_words(sought.text):
        rows = rows.filter(case__found_by__holds=wanted(words, begins=True))
    if sought.procedure:
        rows = rows.filter(procedure=sought.procedure)
    if sought.channel:
        rows = rows.filter(channel=sought.channel)
    return rows.select_related("case").defer("case__found_by")


def _lying(whose: Whose, queue: Queue) -> QuerySet[m.Stand]:
    rows = now_standing().filter(closed=queue is Queue.CLOSED)
    if whose.is_owner or queue is Queue.CLOSED:
        return rows.filter(owner=whose.agency)
    return rows.filter(agency=whose.agency)


def _held(whose: Whose, queue: Queue) -> Q:
    return Q(holder=whose.holder) if whose.holder and queue is not Queue.UNHELD else Q()


def in_queue(queue: Queue, now: datetime) -> Q:
    """The rows of a queue among those that are open: what ``rules.standing.status`` says, said to the database."""
    now, tomorrow, later = _days(now)
    runs, works = Q(state__in=_codes(RUNNING)), Q(state__in=_codes(AT_WORK))
    conditions = {
        Queue.LATE: runs & Q(due_at__lt=now),
        Queue.TODAY: runs & Q(due_at__gte=now, due_at__lt=tomorrow),
        Queue.SOON: runs & Q(due_at__gte=tomorrow, due_at__lt=later),
        Queue.RETURNED: works & Q(returned=True),
        Queue.UNHELD: works & Q(holder=""),
        Queue.WAITING: Q(state__in=_codes(WAITING)),
        Queue.ELSEWHERE: ~Q(agency=F("owner")),
    } | {queue: Q(state=state.value) for queue, state in _OF_STATE.items()}
    return conditions.get(queue, Q())


def _days(now: datetime) -> tuple[datetime, datetime, datetime]:
    """This moment, the begin of the next day, and the end of those that are soon."""
    tomorrow = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return now, tomorrow, tomorrow + timedelta(days=SOON_DAYS)


def _codes(states: frozenset[State]) -> list[str]:
    return sorted(state.value for state in states)
