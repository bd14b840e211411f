"""Where a case lay how long: its stays at steps, each with what it was given and used, and what it waited for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.cases.rules.deadlines import waits_of
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.sides import Side, sides
from lienthong.domain.cases.rules.standing import Event
from lienthong.spine.calendar.rules.values import Pause

_ENDS = frozenset({Verb.SIGNED, Verb.DENIED, Verb.STOPPED, Verb.WITHDRAWN, Verb.GIVEN})


@dataclass(frozen=True, slots=True)
class Stay:
    """``used`` and ``given`` in working seconds, None while it lies there; ``due`` is when it should be left."""

    step: int
    agency: str
    unit: str
    since: datetime
    until: datetime | None
    used: int | None
    given: int | None
    due: datetime | None
    waits: tuple[Pause, ...]


def stays(events: Sequence[Event], now: datetime) -> list[Stay]:
    """In order of their beginning, those beside the case's own too; a wait that lasts ends at ``now``."""
    waits = waits_of(events, until=now)
    own = list(_stays(events, waits))
    return sorted([*own, *map(_beside, sides(events))], key=lambda stay: stay.since)


def _beside(side: Side) -> Stay:
    """Of a row beside the case's own; what it waited for was not its own wait."""
    return Stay(
        step=side.step,
        agency=side.agency,
        unit=side.unit,
        since=side.since,
        until=side.ended_at,
        used=side.used,
        given=side.given,
        due=side.due_at,
        waits=(),
    )


def _stays(events: Sequence[Event], waits: Sequence[Pause]) -> Iterator[Stay]:
    entered: Event | None = None
    for event in events:
        if entered and ("step" in event.data or event.verb in _ENDS):
            yield _stay(entered, event, waits)
            entered = None
        if "step" in event.data:
            entered = event
    if entered:
        yield _stay(entered, None, waits)


def _stay(entered: Event, left: Event | None, waits: Sequence[Pause]) -> Stay:
    due = entered.data.get("step_due")
    until = left.at if left else None
    return Stay(
        step=entered.data["step"],
        agency=entered.data["agency"],
        unit=entered.data.get("unit", ""),
        since=entered.at,
        until=until,
        used=left.data.get("used") if left else None,
        given=left.data.get("given") if left else None,
        due=datetime.fromisoformat(due["due"]) if due else None,
        waits=tuple(
            wait
            for wait in waits
            if wait.asked_at >= entered.at and (until is None or wait.asked_at <= until)
        ),
    )
