"""One line of the bank laid beside many parcels whose money the post still has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import accumulate, combinations
from typing import Final

MOST_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Held:
    """Money that the post took for one parcel on a day and has not passed on."""

    id: int
    day: date
    amount: int


def propose(amount: int, held: Sequence[Held]) -> tuple[Held, ...]:
    """Of which parcels a line most likely is; ``held`` in the order of delivery.

    The post pays whole days: days in a row that come to exactly the amount go first, the oldest before later ones.
    Then parcels in a row, as where a day was cut at noon. Where nothing comes to it, the days in a row that come
    closest, so that what differs is small enough to be seen.
    """
    sums = [0, *accumulate(one.amount for one in held)]
    starts = [place for place, one in enumerate(held) if not place or held[place - 1].day != one.day][
        :MOST_DAYS
    ]
    runs = list(combinations((*starts, len(held)), 2))
    exact = next((run for run in runs if sums[run[1]] - sums[run[0]] == amount), None) or _in_a_row(
        amount, sums
    )
    if exact is None and not runs:
        return ()
    first, last = exact or min(runs, key=lambda run: (abs(sums[run[1]] - sums[run[0]] - amount), run[0]))
    return tuple(held[first:last])


class Fit(Enum):
    """How well a line goes with what the post still has."""

    EXACT = "exact"
    NEAR = "near"
    NONE = "none"


def fit(amount: int, held: Sequence[Held], earlier: Sequence[int] = ()) -> Fit:
    """Whether a line may be told to be the post's: not because the post has money, but because it comes to it.

    ``earlier``: what lines before it fell short of; below nothing where one came to too much. Near is only what one
    thing explains to the đồng: one parcel that is passed on later or was passed on as well, one earlier difference
    that is made up, or all of them. The post bills its work by itself, so no line is smaller by a charge.
    """
    found = propose(amount, held)
    if not found:
        return Fit.NONE
    gap = amount - sum(one.amount for one in found)
    if not gap:
        return Fit.EXACT
    explained = {-one.amount for one in found} | {one.amount for one in held if one not in found}
    return Fit.NEAR if gap in explained | {*earlier, sum(earlier)} else Fit.NONE


def _in_a_row(amount: int, sums: Sequence[int]) -> tuple[int, int] | None:
    """Amounts are above nothing: each end of a row has at most one beginning."""
    reached: dict[int, int] = {}
    for place, sum_ in enumerate(sums):
        if (first := reached.get(sum_ - amount)) is not None:
            return first, place
        reached[sum_] = place
    return None
