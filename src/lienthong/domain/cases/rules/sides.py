"""Rows of the process that are done beside the case's own: each has a place and a day of its own. A fold of the events.

A row that can begin while the case itself is elsewhere is opened beside it; a row that follows several waits for all of
them. When the case has nothing else to do it goes where such a row is being done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from lienthong.domain.cases.rules.moves import CLOSED, MOVES, State, Verb
from lienthong.domain.cases.rules.standing import Event


class SideState(StrEnum):
    """JOINED: the case itself went there. DROPPED: sent back before it, or the case ended."""

    OPEN = "OPEN"
    DONE = "DONE"
    JOINED = "JOINED"
    DROPPED = "DROPPED"


@dataclass(frozen=True, slots=True)
class Side:
    """``used`` and ``given`` in working seconds, once it is done."""

    step: int
    agency: str
    unit: str
    role: str
    since: datetime
    due_at: datetime | None
    state: SideState = SideState.OPEN
    ended_at: datetime | None = None
    used: int | None = None
    given: int | None = None


def sides(events: Sequence[Event]) -> list[Side]:
    """In the order in which they were opened."""
    found: list[Side] = []
    for event in events:
        found = [_after(one, event) for one in found]
        found += [_opened(side, event.at) for side in event.data.get("sides", ())]
    return found


def open_side(events: Sequence[Event], step: int) -> Side | None:
    return next((one for one in sides(events) if one.step == step and one.state is SideState.OPEN), None)


def _opened(data: dict[str, Any], at: datetime) -> Side:
    due = data.get("step_due")
    due_at = datetime.fromisoformat(due["due"]) if due else None
    return Side(data["step"], data["agency"], data["unit"], data["role"], at, due_at)


def _after(side: Side, event: Event) -> Side:
    if side.state is not SideState.OPEN:
        return side
    state, data = _state_after(side, event), event.data
    if state is SideState.OPEN:
        return side
    ended = replace(side, state=state, ended_at=event.at)
    return replace(ended, used=data["used"], given=data["given"]) if state is SideState.DONE else ended


def _state_after(side: Side, event: Event) -> SideState:
    verb, data = Verb(event.verb), event.data
    if verb is Verb.SIDE_DONE and data["side"] == side.step:
        return SideState.DONE
    if verb is Verb.HANDED_OVER and data.get("joins") == side.step:
        return SideState.JOINED
    is_over = MOVES[verb].to in {State.SIGNED, *CLOSED}
    if is_over or (verb is Verb.SENT_BACK and data["step"] <= side.step):
        return SideState.DROPPED
    return SideState.OPEN
