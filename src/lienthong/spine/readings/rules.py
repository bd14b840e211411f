"""When somebody looked at so many people's data that a head should ask why."""

from collections.abc import Sequence
from statistics import median
from typing import Final

UNUSUAL_FROM: Final = 30
"""People in a day: below it nobody is asked, however little the others looked."""
TIMES: Final = 3
"""So many times what is usual for a person and day of the same period."""
FEW: Final = 5
"""Of fewer persons and days nobody can say what is usual."""


def unusual_from(amounts: Sequence[int]) -> int:
    """The number of people in a day from which on it is unusual, among these amounts of persons and days."""
    usual = median(amounts) if len(amounts) >= FEW else 0
    return max(UNUSUAL_FROM, int(TIMES * usual) + 1)
