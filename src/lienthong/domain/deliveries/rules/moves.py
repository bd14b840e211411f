"""The one table of a parcel's way: what we do and what the post tells, from where to where."""

from collections.abc import Mapping
from typing import Final

from lienthong.domain.deliveries.rules.vocabulary import Deed, Fate, Kind, State, Tiding

WITH_THE_POST: Final = frozenset({State.HANDED, State.UNDER_WAY, State.RETURNING})
ENDED: Final = frozenset({State.DELIVERED, State.BACK, State.CANCELLED})
OPEN: Final = frozenset(State) - ENDED
TELLABLE: Final = frozenset({State.TO_SEND, State.HANDED, State.UNDER_WAY})
"""The post is to know of it; a parcel may be in its hands before it answers."""

DEEDS: Final[Mapping[Deed, Mapping[State, State]]] = {
    Deed.READY: {State.WISHED: State.TO_SEND},
    Deed.HAND_OVER: {State.TO_SEND: State.HANDED},
    Deed.TAKE_BACK: dict.fromkeys(WITH_THE_POST, State.BACK),
    Deed.CHECK_IN: dict.fromkeys((State.TO_SEND, State.UNDER_WAY, State.DELIVERED), State.DELIVERED),
    Deed.CANCEL: {State.WISHED: State.CANCELLED, State.TO_SEND: State.CANCELLED},
}
"""A deed, the states in which it may happen, and what the parcel becomes; everything else is refused."""

_RESULT: Final[Mapping[Tiding, Mapping[State, State]]] = {
    Tiding.ACCEPTED: {State.TO_SEND: State.TO_SEND},
    Tiding.ON_ROAD: {State.TO_SEND: State.UNDER_WAY, State.HANDED: State.UNDER_WAY},
    Tiding.DELIVERED: {State.HANDED: State.DELIVERED, State.UNDER_WAY: State.DELIVERED},
    Tiding.FAILED: {State.HANDED: State.RETURNING, State.UNDER_WAY: State.RETURNING},
    Tiding.BROUGHT_BACK: dict.fromkeys(WITH_THE_POST, State.RETURNING),
    Tiding.CANCELLED: {State.TO_SEND: State.TO_SEND},
}
"""A collector may come before the clerk marks it handed over. What comes back is back when the counter has it."""

_PAPERS: Final[Mapping[Tiding, Mapping[State, State]]] = {
    Tiding.ACCEPTED: {State.TO_SEND: State.TO_SEND},
    Tiding.ON_ROAD: {State.TO_SEND: State.UNDER_WAY},
    Tiding.DELIVERED: {State.TO_SEND: State.DELIVERED, State.UNDER_WAY: State.DELIVERED},
    Tiding.FAILED: {State.TO_SEND: State.CANCELLED, State.UNDER_WAY: State.CANCELLED},
    Tiding.BROUGHT_BACK: {State.UNDER_WAY: State.CANCELLED},
    Tiding.CANCELLED: {State.TO_SEND: State.CANCELLED},
}
TABLES: Final = {Kind.RESULT: _RESULT, Kind.PAPERS: _PAPERS}

_LATE: Final[Mapping[Tiding, frozenset[State]]] = {
    Tiding.ACCEPTED: frozenset(State) - {State.WISHED, State.TO_SEND},
    Tiding.ON_ROAD: frozenset({State.UNDER_WAY, State.DELIVERED, State.RETURNING, State.BACK}),
    Tiding.DELIVERED: frozenset({State.DELIVERED}),
    Tiding.FAILED: frozenset({State.RETURNING, State.BACK}),
    Tiding.BROUGHT_BACK: frozenset({State.BACK}),
    Tiding.CANCELLED: frozenset({State.CANCELLED}),
}
"""News that came after what followed upon it."""


def may(deed: Deed, state: State) -> bool:
    return state in DEEDS[deed]


def after(deed: Deed, state: State) -> State:
    return DEEDS[deed][state]


def hear(kind: Kind, state: State, tiding: Tiding) -> tuple[Fate, State]:
    """What becomes of news, and of the parcel."""
    table = TABLES[kind][tiding]
    if state in table:
        return Fate.TAKEN, table[state]
    if state in _LATE[tiding]:
        return Fate.LATE, state
    return Fate.UNFIT, state
