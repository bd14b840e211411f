"""How a case stands: a fold of what happened to it. Events carry what a calendar said; nothing is counted here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Any, Final, NamedTuple

from lienthong.domain.cases.rules.moves import AT_WORK, ENDS_A_WAIT, MOVES, RUNNING, State, Verb
from lienthong.spine import stretches
from lienthong.spine.clock.rules import local


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. ``data`` by verb (days are ISO instants inside a ``Due``'s own data):

    all that move it ``agency, unit, role, step, holder`` as far as they change · FILED, RECEIVED, SUPPLEMENT_RECEIVED,
    RESUMED, REAPPOINTED, RECOUNTED ``due`` · all that begin a step ``step_due`` · RECEIVED, SUPPLEMENT_RECEIVED
    ``papers`` (places from 1) · HANDED_OVER ``done`` (the step left behind) · CONSULTED, OPINION_GIVEN,
    QUESTION_DROPPED ``asked`` (the other agency) · CORRECTED ``changes`` (by field of the case) ·
    HANDED_OVER, SIDE_DONE ``sides`` (places of rows that begin beside), HANDED_OVER ``joins`` (such a row, when the
    case itself goes there), SIDE_DONE ``side`` (the row that is done).
    """

    verb: str
    at: datetime
    data: Mapping[str, Any]


class Stand(NamedTuple):
    """A stretch of time in which nothing changed.

    ``done`` are rows of the process left behind; ``legal_at`` and ``due_at`` the legal and the promised end (the
    latter None while it waits); ``after_wait`` the state to which a wait leads back; ``returned`` after it was sent
    back, until it moves on; ``awaited`` the agencies that were asked for an opinion and have not answered;
    ``corrected`` what was typed wrong at intake, by field, as it is right; ``beside`` rows that are being done
    elsewhere at the same time.
    """

    since: datetime
    until: datetime | None
    state: State
    agency: str
    unit: str = ""
    role: str = ""
    step: int = 0
    holder: str = ""
    done: frozenset[int] = frozenset()
    papers: frozenset[int] = frozenset()
    legal_at: datetime | None = None
    due_at: datetime | None = None
    step_due_at: datetime | None = None
    returned: bool = False
    rounds: int = 0
    reappointed: bool = False
    received_at: datetime | None = None
    signed_at: datetime | None = None
    ready_at: datetime | None = None
    ended_at: datetime | None = None
    on_time: bool | None = None
    kept: bool | None = None
    after_wait: State | None = None
    awaited: frozenset[str] = frozenset()
    corrected: tuple[tuple[str, str], ...] = ()
    beside: frozenset[int] = frozenset()


def allows(verb: Verb, stand: Stand) -> bool:
    """Whether the table lets it happen; a second re-appointment does not exist (Decree 61/2018, art. 19), and only
    what nobody holds is taken up.
    """
    if (verb is Verb.REAPPOINTED and stand.reappointed) or (verb is Verb.TAKEN and stand.holder):
        return False
    if verb is Verb.SIDE_DONE and not stand.beside:
        return False
    if verb in {Verb.OPINION_GIVEN, Verb.QUESTION_DROPPED} and not stand.awaited:
        return False
    return stand.state in MOVES[verb].frm


def begin(event: Event) -> Stand:
    """The first event of a case: filed online, or received over the counter."""
    first = Stand(
        since=event.at,
        until=None,
        state=State.FILED,
        agency=event.data["agency"],
        papers=frozenset(event.data.get("papers", ())),  # as the applicant says; the one-stop looks
    )
    return apply(first, event)


def current(events: Sequence[Event]) -> Stand:
    return reduce(apply, events[1:], begin(events[0]))


def history(events: Sequence[Event]) -> tuple[Stand, ...]:
    """All stretches in order, the last one open."""
    return stretches.history(begin(events[0]), events[1:], apply)


def apply(stand: Stand, event: Event) -> Stand:
    """The stand after an event: its place, its days, then what the verb alone does."""
    verb = Verb(event.verb)
    after = _placed(_dated(stand, event), event)
    after = after._replace(state=_state_after(stand, verb))
    step = _STEPS.get(verb)
    return step(after, event) if step else after


def _state_after(stand: Stand, verb: Verb) -> State:
    before = stand.after_wait if verb in ENDS_A_WAIT else None
    return MOVES[verb].to or before or stand.state


_PLACE: Final = ("agency", "unit", "role", "step", "holder")


def _placed(stand: Stand, event: Event) -> Stand:
    """Where it lies; a new step begins unheld unless the event names who holds it."""
    place = {name: event.data[name] for name in _PLACE if name in event.data}
    if "step" in place:
        place.setdefault("holder", "")
    return stand._replace(**place)


def _dated(stand: Stand, event: Event) -> Stand:
    changes: dict[str, Any] = {}
    if due := event.data.get("due"):
        changes["due_at"] = datetime.fromisoformat(due["due"])
    if "step_due" in event.data:
        step_due = event.data["step_due"]
        changes["step_due_at"] = datetime.fromisoformat(step_due["due"]) if step_due else None
    return stand._replace(**changes)


type Step = Callable[[Stand, Event], Stand]


def _received(stand: Stand, event: Event) -> Stand:
    papers = frozenset(event.data.get("papers", ()))
    return stand._replace(received_at=event.at, legal_at=stand.due_at, papers=papers)


def _handed_over(stand: Stand, event: Event) -> Stand:
    beside = (stand.beside | _opened(event)) - {event.data.get("joins", 0)}
    return stand._replace(done=stand.done | {event.data["done"]}, returned=False, beside=beside)


def _opened(event: Event) -> frozenset[int]:
    return frozenset(side["step"] for side in event.data.get("sides", ()))


def _side_done(stand: Stand, event: Event) -> Stand:
    side = event.data["side"]
    return stand._replace(done=stand.done | {side}, beside=(stand.beside - {side}) | _opened(event))


def _sent_back(stand: Stand, event: Event) -> Stand:
    """The row it goes back to and all that follow it are to be done again."""
    step = event.data["step"]
    done, beside = (frozenset(row for row in rows if row < step) for rows in (stand.done, stand.beside))
    return stand._replace(returned=True, done=done, beside=beside)


def _asked(stand: Stand, _event: Event) -> Stand:
    return _waits(stand)._replace(rounds=stand.rounds + 1)


def _paused(stand: Stand, _event: Event) -> Stand:
    return _waits(stand)


def _waits(stand: Stand) -> Stand:
    after = State.RECEIVED if not stand.done and stand.step == 1 else State.HANDLING
    return stand._replace(due_at=None, step_due_at=None, after_wait=after)


def _resumed(stand: Stand, event: Event) -> Stand:
    """The law's day is counted anew; a promise once made to the citizen is not taken back by that."""
    legal = stand.due_at
    promised = event.data.get("promised")
    due = max(legal, datetime.fromisoformat(promised)) if legal and promised else legal
    papers = stand.papers | frozenset(event.data.get("papers", ()))
    return stand._replace(legal_at=legal, due_at=due, after_wait=None, papers=papers)


def _signed(stand: Stand, event: Event) -> Stand:
    """Nobody owes an opinion any more once the result is signed, or the case has ended."""
    in_time = stand.legal_at is None or event.at <= stand.legal_at
    return stand._replace(signed_at=event.at, step_due_at=None, on_time=in_time, **_NOBODY)


def _ended(stand: Stand, event: Event) -> Stand:
    over = stand._replace(due_at=None, step_due_at=None, after_wait=None, returned=False, **_NOBODY)
    return over._replace(ended_at=event.at)


_NOBODY: Final[dict[str, Any]] = {"awaited": frozenset(), "beside": frozenset()}
"""Nobody else has anything to do any more."""


def _denied(stand: Stand, event: Event) -> Stand:
    in_time = stand.legal_at is None or event.at <= stand.legal_at
    return _ended(stand, event)._replace(on_time=in_time)


def _put_to_sign(stand: Stand, event: Event) -> Stand:
    """The row that signs may be the one it lies in, or the next."""
    left = {event.data["done"]} if "done" in event.data else set()
    return stand._replace(done=stand.done | left, returned=False)


def _reappointed(stand: Stand, _event: Event) -> Stand:
    return stand._replace(reappointed=True)


def _brought(stand: Stand, event: Event) -> Stand:
    return stand._replace(ready_at=event.at, kept=stand.due_at is None or event.at <= stand.due_at)


def _consulted(stand: Stand, event: Event) -> Stand:
    return stand._replace(awaited=stand.awaited | {event.data["asked"]})


def _answered(stand: Stand, event: Event) -> Stand:
    return stand._replace(awaited=stand.awaited - {event.data["asked"]})


def _corrected(stand: Stand, event: Event) -> Stand:
    return stand._replace(corrected=tuple(sorted({**dict(stand.corrected), **event.data["changes"]}.items())))


def _given(stand: Stand, event: Event) -> Stand:
    return stand._replace(ended_at=event.at)


_STEPS: Final[dict[Verb, Step]] = {
    Verb.RECEIVED: _received,
    Verb.TURNED_AWAY: _ended,
    Verb.HANDED_OVER: _handed_over,
    Verb.SENT_BACK: _sent_back,
    Verb.SUPPLEMENT_ASKED: _asked,
    Verb.SUPPLEMENT_RECEIVED: _resumed,
    Verb.PAUSED: _paused,
    Verb.RESUMED: _resumed,
    Verb.PUT_TO_SIGN: _put_to_sign,
    Verb.SIGNED: _signed,
    Verb.BROUGHT: _brought,
    Verb.GIVEN: _given,
    Verb.WITHDRAWN: _ended,
    Verb.DENIED: _denied,
    Verb.STOPPED: _denied,
    Verb.REAPPOINTED: _reappointed,
    Verb.RECOUNTED: _resumed,
    Verb.CONSULTED: _consulted,
    Verb.OPINION_GIVEN: _answered,
    Verb.QUESTION_DROPPED: _answered,
    Verb.CORRECTED: _corrected,
    Verb.SIDE_DONE: _side_done,
}


class Status(StrEnum):
    """What an official reads of a case at a moment."""

    TO_ANSWER = "TO_ANSWER"
    NOT_HANDED_OVER = "NOT_HANDED_OVER"
    HANDLING = "HANDLING"
    SOON = "SOON"
    TODAY = "TODAY"
    LATE = "LATE"
    RETURNED = "RETURNED"
    WAITING_PAPERS = "WAITING_PAPERS"
    WAITING_DUTY = "WAITING_DUTY"
    TO_SIGN = "TO_SIGN"
    SIGNED = "SIGNED"
    READY = "READY"
    GIVEN = "GIVEN"
    TURNED_AWAY = "TURNED_AWAY"
    WITHDRAWN = "WITHDRAWN"
    STOPPED = "STOPPED"
    DENIED = "DENIED"


def status(state: State, due_at: datetime | None, now: datetime, *, returned: bool = False) -> Status:
    """Late first, then today, then what else there is to say. A wait has no day, so it is never late."""
    runs = state in RUNNING
    if runs and due_at and due_at < now:
        return Status.LATE
    if runs and due_at and local(due_at).date() == local(now).date():
        return Status.TODAY
    if returned and state in AT_WORK:
        return Status.RETURNED
    return _PLAIN[state]


def is_late(state: State, legal_at: datetime | None, now: datetime, *, on_time: bool | None) -> bool:
    """Whether the law's day was missed, or is over while the clock runs."""
    if on_time is not None:
        return not on_time
    return state in AT_WORK and legal_at is not None and legal_at < now


_PLAIN: Final = {
    State.FILED: Status.TO_ANSWER,
    State.RECEIVED: Status.NOT_HANDED_OVER,
} | {state: Status(state.value) for state in State if state not in {State.FILED, State.RECEIVED}}
