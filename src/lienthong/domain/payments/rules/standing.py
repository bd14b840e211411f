"""How a demand stands: one table of what may happen when, and the state that sums of money come to."""

from typing import Final

from lienthong.domain.payments.rules.vocabulary import Deed, State

OPEN: Final = frozenset({State.DUE, State.PARTLY_PAID})
SETTLED: Final = frozenset({State.PAID, State.WAIVED, State.CANCELLED})
MAY: Final = {
    Deed.EXEMPT: frozenset({State.DUE}),
    Deed.RECEIVE: OPEN,
    Deed.WAIVE: frozenset({State.DUE}),
    Deed.CANCEL: frozenset({State.DUE}),
    Deed.PAY_BACK: frozenset({State.PARTLY_PAID, State.PAID}),
}
"""A deed and the states in which it may happen; everything else is refused."""


def may(deed: Deed, state: State) -> bool:
    return state in MAY[deed]


def possible(state: State) -> list[Deed]:
    return [deed for deed, states in MAY.items() if state in states]


def standing(deed: Deed, *, amount: int, received: int, returned: int) -> State:
    """The state after a deed. A demand of nothing, all of it exempt, is waived from the first."""
    if deed is Deed.CANCEL:
        return State.CANCELLED
    if deed is Deed.WAIVE or amount == 0:
        return State.WAIVED
    if returned and returned == received:
        return State.REFUNDED
    if received == amount:
        return State.PAID
    return State.PARTLY_PAID if received else State.DUE


def owed(*, state: State, amount: int, received: int) -> int:
    """What is still to come."""
    return amount - received if state in OPEN else 0
