"""Whose part a lateness is, and for which causes cases are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.cases.rules.lateness import Part, parts_of, shares
from lienthong.domain.cases.rules.sides import SideState, sides
from lienthong.domain.cases.rules.standing import Event, current
from lienthong.domain.cases.rules.visits import stays
from lienthong.domain.procedures.queries import Handling

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


def parts_at(events: Sequence[Event], handling: Handling, *, channel: str, now: datetime) -> list[Part]:
    """Until ``now``, where it still lies included."""
    clocks, stand = Clocks(now), current(events)
    told = stays(events, now)
    open_used: dict[int, tuple[int, int]] = {}
    begun = {side.step: side.since for side in sides(events) if side.state is SideState.OPEN}
    for stay in told:
        if stay.until is None and stand.signed_at is None and stand.ended_at is None:
            share = clocks.share(
                handling, stay.step, channel, agency=stay.agency, events=events, since=begun.get(stay.step)
            )
            open_used[stay.step] = (share["given"], share["used"])
    return parts_of(told, open_used)


def list_parts(events: Sequence[Event], handling: Handling, *, channel: str, now: datetime) -> list[PartRow]:
    parts = parts_at(events, handling, channel=channel, now=now)
    return [
        PartRow(part.agency, part.unit, part.given, part.used, part.over, share)
        for part, share in zip(parts, shares(parts), strict=True)
    ]
