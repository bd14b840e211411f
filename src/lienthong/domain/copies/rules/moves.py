"""The one table of moves: what may happen to a copy in which state, whose it is, and what it becomes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    ASKED = "ASKED"
    ORDERED = "ORDERED"
    NUMBERED = "NUMBERED"
    MADE = "MADE"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    CANCELLED = "CANCELLED"


class Verb(StrEnum):
    ASKED = "ASKED"
    ORDERED = "ORDERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    NUMBERED = "NUMBERED"
    MADE = "MADE"
    CANCELLED = "CANCELLED"


class Right(StrEnum):
    """Who asked for it, who signs it, the agency's clerk."""

    ASKER = "ASKER"
    SIGNER = "SIGNER"
    CLERK = "CLERK"


@dataclass(frozen=True, slots=True)
class Move:
    """Whose it is in which state."""

    rights: dict[State, Right]
    to: State


MOVES: Final[dict[Verb, Move]] = {
    Verb.ORDERED: Move({State.ASKED: Right.SIGNER}, State.ORDERED),
    Verb.REFUSED: Move({State.ASKED: Right.SIGNER, State.ORDERED: Right.CLERK}, State.REFUSED),
    Verb.WITHDRAWN: Move({State.ASKED: Right.ASKER}, State.WITHDRAWN),
    Verb.NUMBERED: Move({State.ORDERED: Right.CLERK}, State.NUMBERED),
    Verb.MADE: Move({State.NUMBERED: Right.CLERK}, State.MADE),
    Verb.CANCELLED: Move({State.NUMBERED: Right.CLERK, State.MADE: Right.CLERK}, State.CANCELLED),
}
NUMBERED: Final = frozenset({State.NUMBERED, State.MADE, State.CANCELLED})
"""They stand in the register."""
OVER: Final = frozenset({State.REFUSED, State.WITHDRAWN, State.CANCELLED})
"""They say why."""
