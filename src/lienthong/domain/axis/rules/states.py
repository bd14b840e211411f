"""How messages and their legs stand."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class NeighbourKind(StrEnum):
    PARENT = "PARENT"
    CHILD = "CHILD"


class Wanted(StrEnum):
    """What a message is to the wire: the two message types of its clients."""

    DOCUMENT = "edoc"
    STATUS = "status"


class MessageState(StrEnum):
    """TAKEN: its bytes are kept, nobody has read it. ROUTED: every recipient has its leg. TWICE: came before.
    CONFLICT: the same id with other bytes. QUARANTINED: it could not be taken in. SETTLED: an operator is done with it.
    """

    TAKEN = "TAKEN"
    ROUTED = "ROUTED"
    TWICE = "TWICE"
    CONFLICT = "CONFLICT"
    QUARANTINED = "QUARANTINED"
    SETTLED = "SETTLED"


KINDS_OF_WAIT: Final = frozenset({MessageState.CONFLICT, MessageState.QUARANTINED})
"""What somebody must look at."""


class LegState(StrEnum):
    """WAITING to be handed on; TAKEN by the neighbour; DONE: it said that it has it; DEAD: given up, for a person."""

    WAITING = "WAITING"
    TAKEN = "TAKEN"
    DONE = "DONE"
    DEAD = "DEAD"


PAUSES: Final = tuple(
    timedelta(seconds=s) for s in (10, 30, 60, *[300] * 6, 900, 3_600, 6 * 3_600, 24 * 3_600)
)
"""Half an hour of short ones: over a line that is bad and not broken, a message may fail many times in a row."""


def pause_after(tries: int) -> timedelta | None:
    """None once a person must look, after some 32 hours."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
