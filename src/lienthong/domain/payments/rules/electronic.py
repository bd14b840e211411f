"""What the provider of electronic receipts is asked for when money came, a receipt was replaced, or money went back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Does(StrEnum):
    ISSUE = "ISSUE"
    REPLACE = "REPLACE"
    ADJUST = "ADJUST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Left:
    """What a receipt is for from now on."""

    receipt: int
    does: Does
    amount: int


def undone(amount: int, held: Sequence[tuple[int, int]]) -> list[Left]:
    """Which receipts a refund touches; ``held``: receipt and what it is for, the newest first, as money goes back in
    the order opposite to its coming. One of which nothing is left is cancelled, else it is lowered.
    """
    found = []
    for receipt, worth in held:
        if taken := min(amount, worth):
            left = worth - taken
            found.append(Left(receipt, Does.ADJUST if left else Does.CANCEL, left))
            amount -= taken
    return found
