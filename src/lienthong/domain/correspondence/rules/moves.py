"""The one table of moves of an incoming document: what may happen in which state, whose it is, what it becomes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    REGISTERED = "REGISTERED"
    TO_INSTRUCT = "TO_INSTRUCT"
    TO_ASSIGN = "TO_ASSIGN"
    IN_HAND = "IN_HAND"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"
    FILED = "FILED"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"


class Verb(StrEnum):
    REGISTERED = "REGISTERED"
    CORRECTED = "CORRECTED"
    SUBMITTED = "SUBMITTED"
    INSTRUCTED = "INSTRUCTED"
    ASSIGNED = "ASSIGNED"
    NOTED = "NOTED"
    REPLYING = "REPLYING"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"
    FILED = "FILED"
    GIVEN_BACK = "GIVEN_BACK"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"


class Right(StrEnum):
    """Whose a move is: who holds it, the head of the leading unit, the clerk, anybody who is in it, the platform."""

    HOLDER = "HOLDER"
    LEAD = "LEAD"
    CLERK = "CLERK"
    INVOLVED = "INVOLVED"
    PLATFORM = "PLATFORM"


@dataclass(frozen=True, slots=True)
class Move:
    """``to`` None: it stays as it is, or the action says what it becomes."""

    states: frozenset[State]
    rights: frozenset[Right]
    to: State | None = None


def _move(states: set[State], rights: set[Right], to: State | None = None) -> Move:
    return Move(frozenset(states), frozenset(rights), to)


AT_WORK: Final = frozenset({State.TO_INSTRUCT, State.TO_ASSIGN, State.IN_HAND})
OPEN: Final = AT_WORK | {State.REGISTERED}
"""Somebody still owes something to who sent it."""
UNFILED: Final = OPEN | {State.ANSWERED, State.CLOSED}
MOVES: Final[dict[Verb, Move]] = {
    Verb.CORRECTED: _move({*UNFILED}, {Right.CLERK}),
    Verb.SUBMITTED: _move({State.REGISTERED}, {Right.CLERK}, State.TO_INSTRUCT),
    Verb.INSTRUCTED: _move({State.TO_INSTRUCT}, {Right.HOLDER}),
    Verb.ASSIGNED: _move({State.TO_ASSIGN, State.IN_HAND}, {Right.LEAD}, State.IN_HAND),
    Verb.NOTED: _move({*AT_WORK, State.ANSWERED, State.CLOSED}, {Right.INVOLVED}),
    Verb.REPLYING: _move({State.IN_HAND}, {Right.HOLDER}),
    Verb.ANSWERED: _move({*AT_WORK}, {Right.PLATFORM}, State.ANSWERED),
    Verb.CLOSED: _move({*AT_WORK}, {Right.HOLDER}, State.CLOSED),
    Verb.FILED: _move({State.ANSWERED, State.CLOSED}, {Right.HOLDER, Right.CLERK}, State.FILED),
    Verb.GIVEN_BACK: _move({*AT_WORK}, {Right.HOLDER}, State.REGISTERED),
    Verb.RETURNED: _move({State.REGISTERED}, {Right.CLERK}, State.RETURNED),
    Verb.WITHDRAWN: _move({*UNFILED}, {Right.CLERK}, State.WITHDRAWN),
}


def allows(verb: Verb, state: State) -> bool:
    return state in MOVES[verb].states
