"""The one table of moves of a work file and of the list of a year: what may happen in which state, and whose it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    OPEN = "OPEN"
    CLOSED = "CLOSED"
    HANDED = "HANDED"
    ARCHIVED = "ARCHIVED"
    CLEARED = "CLEARED"


class ListState(StrEnum):
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"


class OverState(StrEnum):
    """Of a hand-over."""

    WAITING = "WAITING"
    DONE = "DONE"
    WITHDRAWN = "WITHDRAWN"


class ClearState(StrEnum):
    """Of a proposed clearance."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Verb(StrEnum):
    OPENED = "OPENED"
    CORRECTED = "CORRECTED"
    PUT = "PUT"
    TAKEN_OUT = "TAKEN_OUT"
    MOVED = "MOVED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    HANDED = "HANDED"
    TAKEN_BACK = "TAKEN_BACK"
    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"
    CLEARED = "CLEARED"


class Right(StrEnum):
    """Whose a move is: the keeper's, the archivist's, that of who leads the agency."""

    KEEPER = "KEEPER"
    ARCHIVIST = "ARCHIVIST"
    LEADER = "LEADER"


@dataclass(frozen=True, slots=True)
class Move:
    """``to`` None: it stays as it is."""

    states: frozenset[State]
    rights: frozenset[Right]
    to: State | None = None


def _move(states: set[State], rights: set[Right], to: State | None = None) -> Move:
    return Move(frozenset(states), frozenset(rights), to)


MOVES: Final[dict[Verb, Move]] = {
    Verb.CORRECTED: _move({State.OPEN, State.CLOSED}, {Right.KEEPER, Right.ARCHIVIST, Right.LEADER}),
    Verb.PUT: _move({State.OPEN}, {Right.KEEPER, Right.ARCHIVIST}),
    Verb.TAKEN_OUT: _move({State.OPEN}, {Right.KEEPER}),
    Verb.MOVED: _move({State.OPEN}, {Right.KEEPER}),
    Verb.CLOSED: _move({State.OPEN}, {Right.KEEPER}, State.CLOSED),
    Verb.REOPENED: _move({State.CLOSED}, {Right.KEEPER}, State.OPEN),
    Verb.HANDED: _move({State.CLOSED}, {Right.KEEPER}, State.HANDED),
    Verb.TAKEN_BACK: _move({State.HANDED}, {Right.KEEPER}, State.CLOSED),
    Verb.RECEIVED: _move({State.HANDED}, {Right.ARCHIVIST}, State.ARCHIVED),
    Verb.RETURNED: _move({State.HANDED}, {Right.ARCHIVIST}, State.CLOSED),
    Verb.CLEARED: _move({State.ARCHIVED}, {Right.LEADER}, State.CLEARED),
}
KEPT: Final = frozenset(State) - {State.CLEARED}


def allows(verb: Verb, state: State) -> bool:
    return state in MOVES[verb].states
