"""Which pages an excerpt takes, as people write them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

MOST: Final = 2_000
_PART: Final = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")


def read_pages(text: str) -> list[int]:
    """ "1, 3-5" as 1, 3, 4, 5: each once, in order. Raises ValueError for anything else."""
    found: set[int] = set()
    for part in re.split(r"[,;]", text):
        told = _PART.fullmatch(part.strip())
        if told is None:
            raise ValueError(text)
        first, last = int(told[1]), int(told[2] or told[1])
        if not 1 <= first <= last <= MOST:
            raise ValueError(text)
        found.update(range(first, last + 1))
    return sorted(found)


def write_pages(pages: Iterable[int]) -> str:
    """ "1, 3-5"."""
    rows = sorted(pages)
    if not rows:
        return ""
    starts = [rows[0], *(after for before, after in pairwise(rows) if after != before + 1)]
    ends = [*(before for before, after in pairwise(rows) if after != before + 1), rows[-1]]
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in zip(starts, ends, strict=True)
    )
