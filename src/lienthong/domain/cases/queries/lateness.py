"""Whose part a lateness is, and for which causes cases are late."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lienthong.domain.cases.queries.clocks import used_since
from lienthong.domain.cases.rules.lateness import Part, as_data, parts_of
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.process import seconds_given
from lienthong.domain.cases.rules.standing import Event, current
from lienthong.domain.cases.rules.visits import stays
from lienthong.domain.procedures.queries import Handling
from lienthong.spine.calendar.queries import Calendar

MOST_NAMED: Final = 3
"""So many causes are named at once: more say nothing any more."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One unit's part, ``share`` in per cent of what was used over what was given."""

    agency: str
    unit: str
    given: int
    used: int
    over: int
    share: int


def parts_at(
    events: Sequence[Event],
    handling: Handling,
    *,
    channel: str,
    now: datetime,
    calendar_of: Callable[[str], Calendar],
) -> list[Part]:
    """Until ``now``, where it still lies included. Calendars are asked for only there."""
    stand, told = current(events), stays(events, now)
    if stand.signed_at or stand.ended_at:
        return parts_of(told, {})
    open_used = {
        stay.step: (
            seconds_given(handling.steps[stay.step - 1], channel)
            if 0 < stay.step <= len(handling.steps)
            else 0,
            used_since(stay.since, now, calendar_of(stay.agency), events),
        )
        for stay in told
        if stay.until is None
    }
    return parts_of(told, open_used)


def list_parts(
    events: Sequence[Event],
    handling: Handling,
    *,
    channel: str,
    now: datetime,
    calendar_of: Callable[[str], Calendar],
) -> list[PartRow]:
    """As they were when somebody said why it is late, else as they are now."""
    said = next((event for event in reversed(events) if event.verb == Verb.EXPLAINED), None)
    if said:
        return [_kept(part) for part in said.data["parts"]]
    parts = parts_at(events, handling, channel=channel, now=now, calendar_of=calendar_of)
    return [_kept(part) for part in as_data(parts)]


def _kept(part: Mapping[str, Any]) -> PartRow:
    over = max(part["used"] - part["given"], 0)
    return PartRow(part["agency"], part["unit"], part["given"], part["used"], over, part["share"])
