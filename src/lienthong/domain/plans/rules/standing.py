"""How an obligation stands: a function of what happened to it, and of the day it is asked about.

``history`` folds happenings into stretches of time, ``status`` says in one word what a stretch means on a day. Nothing
here is typed by anybody: a status follows from events, so two people who look at the same events see the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import Any, NamedTuple

from lienthong.spine import stretches

SOON_DAYS = 7
"""Calendar days before its due day from which an open duty is said to be due soon."""


class Verb(StrEnum):
    """What can happen to an obligation."""

    ASSIGNED = "ASSIGNED"
    SUBMITTED = "SUBMITTED"
    TAKEN_BACK = "TAKEN_BACK"
    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"
    REOPENED = "REOPENED"
    DATED = "DATED"
    EXTENSION_ASKED = "EXTENSION_ASKED"
    EXTENSION_GRANTED = "EXTENSION_GRANTED"
    EXTENSION_REFUSED = "EXTENSION_REFUSED"
    EXCUSED = "EXCUSED"
    RESTORED = "RESTORED"
    HANDED_OVER = "HANDED_OVER"
    DROPPED = "DROPPED"
    REMINDED = "REMINDED"
    ESCALATED = "ESCALATED"
    EXPLAINED = "EXPLAINED"


class State(StrEnum):
    """What is left of an obligation's story when only its last word counts."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    PART_DONE = "PART_DONE"
    DONE = "DONE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    DROPPED = "DROPPED"


class Status(StrEnum):
    """What people read. ``UNDATED`` waits for a day that somebody else sets."""

    UNDATED = "UNDATED"
    NOT_DUE = "NOT_DUE"
    DUE_SOON = "DUE_SOON"
    DUE_TODAY = "DUE_TODAY"
    IN_PROGRESS = "IN_PROGRESS"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    OVERDUE = "OVERDUE"
    DONE = "DONE"
    DONE_LATE = "DONE_LATE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    DROPPED = "DROPPED"


UNDONE = frozenset({State.OPEN, State.RETURNED, State.PART_DONE})
CLOSED = frozenset({State.DONE, State.NOT_APPLICABLE, State.DROPPED})


@dataclass(frozen=True, slots=True)
class Terms:
    """An obligation as it was laid: whose, until when, how many products it asks for."""

    agency: str
    due: date | None
    outputs: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. ``data`` by verb:

    ASSIGNED ``head``, ``focal`` · SUBMITTED ``documents`` [{``on``, ``outputs``}] · ACCEPTED ``on_time`` (a day's
    grace the monitor gives with a reason) · DATED, EXTENSION_ASKED, EXTENSION_GRANTED ``due`` · HANDED_OVER ``to``.
    """

    verb: str
    at: datetime
    data: dict[str, Any]


class Stand(NamedTuple):
    """A stretch of time in which nothing changed. A tuple, because a province folds half a million of them at once.

    ``asked`` counts the products the duty asks for, ``met`` are those that accepted documents meet, ``pending`` the
    documents handed in and not judged: own day, products.
    """

    since: datetime
    until: datetime | None
    state: State
    agency: str
    due: date | None
    asked: int = 1
    evidence_on: date | None = None
    on_time: bool | None = None
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    head: str = ""
    focal: str = ""
    extension: date | None = None
    met: frozenset[int] = frozenset()
    pending: tuple[tuple[date, tuple[int, ...]], ...] = ()


ALLOWED: dict[Verb, frozenset[State]] = {
    Verb.ASSIGNED: frozenset(State) - CLOSED,
    Verb.SUBMITTED: UNDONE,
    Verb.TAKEN_BACK: frozenset({State.SUBMITTED}),
    Verb.RETURNED: frozenset({State.SUBMITTED}),
    Verb.ACCEPTED: frozenset({State.SUBMITTED}),
    Verb.REOPENED: frozenset({State.DONE}),
    Verb.DATED: frozenset(State) - CLOSED,
    Verb.EXTENSION_ASKED: UNDONE,
    Verb.EXTENSION_GRANTED: frozenset(State) - CLOSED,
    Verb.EXTENSION_REFUSED: frozenset(State) - CLOSED,
    Verb.EXCUSED: frozenset(State) - CLOSED,
    Verb.RESTORED: frozenset({State.NOT_APPLICABLE}),
    Verb.HANDED_OVER: frozenset(State) - CLOSED,
    Verb.DROPPED: frozenset(State) - CLOSED,
    Verb.REMINDED: UNDONE,
    Verb.ESCALATED: UNDONE,
    Verb.EXPLAINED: frozenset(State) - {State.DROPPED},
}
"""In which states each verb makes sense."""


def allows(verb: Verb, stand: Stand) -> bool:
    if verb in {Verb.EXTENSION_GRANTED, Verb.EXTENSION_REFUSED} and stand.extension is None:
        return False
    return stand.state in ALLOWED[verb]


def begin(terms: Terms) -> Stand:
    return Stand(
        since=terms.at,
        until=None,
        state=State.OPEN,
        agency=terms.agency,
        due=terms.due,
        asked=terms.outputs,
    )


def history(terms: Terms, events: Iterable[Event]) -> tuple[Stand, ...]:
    """All stretches in order, the last one open. ``events`` in the order they occurred."""
    return stretches.history(begin(terms), events, apply)


def current(terms: Terms, events: Iterable[Event]) -> Stand:
    """The last stretch alone."""
    return reduce(apply, events, begin(terms))


def apply(stand: Stand, event: Event) -> Stand:
    """The stand after an event; the same one when the event has no say in it. Nobody waits for a longer term of what
    is closed.
    """
    step = _STEPS.get(Verb(event.verb))
    after = step(stand, event) if step else stand
    return after._replace(extension=None) if after.extension and after.state in CLOSED else after


type Step = Callable[[Stand, Event], Stand]


def _assigned(stand: Stand, event: Event) -> Stand:
    return stand._replace(head=event.data.get("head", stand.head), focal=event.data.get("focal", stand.focal))


def _submitted(stand: Stand, event: Event) -> Stand:
    pending = tuple((date.fromisoformat(one["on"]), tuple(one["outputs"])) for one in event.data["documents"])
    return stand._replace(state=State.SUBMITTED, pending=pending, submitted_at=event.at)


def _accepted(stand: Stand, event: Event) -> Stand:
    met = stand.met | {output for _, outputs in stand.pending for output in outputs}
    days = [day for day, _ in stand.pending] + ([stand.evidence_on] if stand.evidence_on else [])
    is_whole, in_time = len(met) >= stand.asked, stand.due is None or max(days) <= stand.due
    return stand._replace(
        state=State.DONE if is_whole else State.PART_DONE,
        met=met,
        pending=(),
        evidence_on=max(days),
        on_time=in_time or bool(event.data.get("on_time")) if is_whole else None,
        accepted_at=event.at,
    )


def _dated(stand: Stand, event: Event) -> Stand:
    return stand._replace(due=date.fromisoformat(event.data["due"]), extension=None)


def _extension_asked(stand: Stand, event: Event) -> Stand:
    return stand._replace(extension=date.fromisoformat(event.data["due"]))


def _handed_over(stand: Stand, event: Event) -> Stand:
    return stand._replace(agency=event.data["to"], head="", focal="")


def _reopened(stand: Stand, _event: Event) -> Stand:
    return stand._replace(
        state=State.RETURNED, met=frozenset(), evidence_on=None, on_time=None, accepted_at=None
    )


def _taken_up(stand: Stand, _event: Event) -> Stand:
    return stand._replace(state=State.PART_DONE if stand.met else State.OPEN, pending=())


def _set(**changes: Any) -> Step:
    return lambda stand, _event: stand._replace(**changes)


_STEPS: dict[Verb, Step] = {
    Verb.ASSIGNED: _assigned,
    Verb.SUBMITTED: _submitted,
    Verb.TAKEN_BACK: _taken_up,
    Verb.RETURNED: _set(state=State.RETURNED, pending=()),
    Verb.ACCEPTED: _accepted,
    Verb.REOPENED: _reopened,
    Verb.DATED: _dated,
    Verb.EXTENSION_ASKED: _extension_asked,
    Verb.EXTENSION_GRANTED: _dated,
    Verb.EXTENSION_REFUSED: _set(extension=None),
    Verb.EXCUSED: _set(state=State.NOT_APPLICABLE, pending=()),
    Verb.RESTORED: _taken_up,
    Verb.HANDED_OVER: _handed_over,
    Verb.DROPPED: _set(state=State.DROPPED, pending=()),
}


def status(state: str, due: date | None, on_time: bool | None, day: date) -> Status:
    """What a stretch means on ``day``. Handed in is neither late nor done until the monitor has spoken."""
    if state in _FIXED:
        return _FIXED[State(state)]
    if state == State.DONE:
        return Status.DONE if on_time else Status.DONE_LATE
    if due is not None and due < day:
        return Status.OVERDUE
    if state == State.RETURNED:
        return Status.RETURNED
    if state == State.PART_DONE:
        return Status.IN_PROGRESS
    return _waiting(due, day)


_FIXED = {
    State.SUBMITTED: Status.SUBMITTED,
    State.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    State.DROPPED: Status.DROPPED,
}


def _waiting(due: date | None, day: date) -> Status:
    if due is None:
        return Status.UNDATED
    if due == day:
        return Status.DUE_TODAY
    return Status.DUE_SOON if (due - day).days <= SOON_DAYS else Status.NOT_DUE
