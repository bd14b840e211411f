"""Money that was told of, laid beside what is owed; and their list laid beside our books."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.payments.rules.vocabulary import Kind, Source, State, Why


def why_pending(state: State | None, *, owed: int, amount: int) -> Why | None:
    """None when it is exactly what is owed: then it is taken without anybody's decision."""
    if state is None:
        return Why.UNKNOWN
    if state in {State.PAID, State.REFUNDED}:
        return Why.PAID_ALREADY
    if state in {State.WAIVED, State.CANCELLED}:
        return Why.CLOSED
    return None if amount == owed else Why.AMOUNT


@dataclass(frozen=True, slots=True)
class Told:
    """A transaction, by its number at whoever tells it. ``reference`` is what its content says."""

    source: Source
    transaction: str
    reference: str
    amount: int
    paid_at: datetime
    bank: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """One transaction of which both sides say different things; None where a side does not know it."""

    transaction: str
    kind: Kind
    here: int | None
    there: int | None


def gaps(ours: Mapping[str, int], theirs: Mapping[str, int]) -> list[Gap]:
    """By the number of the transaction."""
    found = []
    for transaction in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(transaction), theirs.get(transaction)
        if here != there:
            kind = Kind.MISSING_HERE if here is None else Kind.MISSING_THERE if there is None else Kind.AMOUNT
            found.append(Gap(transaction, kind, here, there))
    return found
