"""Where a message goes, how it stands, when it is tried again; no database, no clock."""

from lienthong.domain.axis.rules.routing import Ways, find_ways
from lienthong.domain.axis.rules.states import (
    KINDS_OF_WAIT,
    LegState,
    MessageState,
    NeighbourKind,
    Wanted,
    pause_after,
)

__all__ = [
    "KINDS_OF_WAIT",
    "LegState",
    "MessageState",
    "NeighbourKind",
    "Wanted",
    "Ways",
    "find_ways",
    "pause_after",
]
