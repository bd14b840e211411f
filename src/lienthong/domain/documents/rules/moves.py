"""The one table of moves: what may happen to a document in which state, and what it becomes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    DRAFT = "DRAFT"
    TO_INITIAL = "TO_INITIAL"
    TO_SIGN = "TO_SIGN"
    SIGNED = "SIGNED"
    NUMBERED = "NUMBERED"
    ISSUED = "ISSUED"
    CANCELLED = "CANCELLED"
    DROPPED = "DROPPED"


class Verb(StrEnum):
    DRAFTED = "DRAFTED"
    WRITTEN = "WRITTEN"
    ATTACHED = "ATTACHED"
    COMMENTED = "COMMENTED"
    SUBMITTED = "SUBMITTED"
    INITIALLED = "INITIALLED"
    RETURNED = "RETURNED"
    TAKEN_BACK = "TAKEN_BACK"
    SIGNED = "SIGNED"
    NUMBERED = "NUMBERED"
    SEALED = "SEALED"
    CANCELLED = "CANCELLED"
    DROPPED = "DROPPED"


class Right(StrEnum):
    """Whose a move is: who drafted it, who holds it now, the agency's clerk, or anybody who is in it."""

    DRAFTER = "DRAFTER"
    HOLDER = "HOLDER"
    CLERK = "CLERK"
    INVOLVED = "INVOLVED"


@dataclass(frozen=True, slots=True)
class Move:
    """``to`` None: it stays as it is, or the action says what it becomes."""

    states: frozenset[State]
    rights: frozenset[Right]
    to: State | None = None


def _move(states: set[State], rights: set[Right], to: State | None = None) -> Move:
    return Move(frozenset(states), frozenset(rights), to)


UNSIGNED: Final = frozenset({State.DRAFT, State.TO_INITIAL, State.TO_SIGN})
NUMBERED: Final = frozenset({State.NUMBERED, State.ISSUED, State.CANCELLED})
"""They stand in the register."""
MOVES: Final[dict[Verb, Move]] = {
    Verb.WRITTEN: _move({State.DRAFT}, {Right.DRAFTER}),
    Verb.ATTACHED: _move({State.DRAFT}, {Right.DRAFTER}),
    Verb.COMMENTED: _move({*UNSIGNED, State.SIGNED}, {Right.INVOLVED}),
    Verb.SUBMITTED: _move({State.DRAFT}, {Right.DRAFTER}),
    Verb.INITIALLED: _move({State.TO_INITIAL}, {Right.HOLDER}),
    Verb.RETURNED: _move(
        {State.TO_INITIAL, State.TO_SIGN, State.SIGNED}, {Right.HOLDER, Right.CLERK}, State.DRAFT
    ),
    Verb.TAKEN_BACK: _move({State.TO_INITIAL, State.TO_SIGN}, {Right.DRAFTER}, State.DRAFT),
    Verb.SIGNED: _move({State.TO_SIGN}, {Right.HOLDER}, State.SIGNED),
    Verb.NUMBERED: _move({State.SIGNED}, {Right.CLERK}, State.NUMBERED),
    Verb.SEALED: _move({State.NUMBERED}, {Right.CLERK}, State.ISSUED),
    Verb.CANCELLED: _move({State.NUMBERED, State.ISSUED}, {Right.CLERK}, State.CANCELLED),
    Verb.DROPPED: _move({State.DRAFT}, {Right.DRAFTER}, State.DROPPED),
}


def allows(verb: Verb, state: State) -> bool:
    return state in MOVES[verb].states


def rights_in(verb: Verb, state: State) -> frozenset[Right]:
    """Whose a move is in a state: before the signature the holder sends back, after it the clerk, for its form."""
    if verb is not Verb.RETURNED:
        return MOVES[verb].rights
    return frozenset({Right.CLERK if state is State.SIGNED else Right.HOLDER})
