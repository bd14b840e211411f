"""How long a work file is kept, by when it is owed to the archive, and how both are written."""

import re
from datetime import date, timedelta
from typing import Final

LONGEST: Final = 100
NOTICE: Final = timedelta(days=30)
"""So long before a file is owed its keeper is told (Decree 30/2020/NĐ-CP, Appendix VI, III.5.b)."""
_FOR_GOOD: Final = frozenset({"vĩnh viễn", "vv"})
_YEARS: Final = re.compile(r"(\d{1,3})(?:\s*năm)?")


def kept_until(ended_on: date, years: int | None) -> date | None:
    """The last day; None: for good. Years count from the year in which the work ended."""
    return None if years is None else date(ended_on.year + years, 12, 31)


def owed_by(ended_on: date) -> date:
    """The last day of the year within which it goes to the archive (Decree 30/2020/NĐ-CP, article 30)."""
    try:
        return ended_on.replace(year=ended_on.year + 1)
    except ValueError:
        return date(ended_on.year + 1, 2, 28)


def write_years(years: int | None) -> str:
    return "Vĩnh viễn" if years is None else f"{years} năm"


def read_years(text: str) -> int | None:
    """Raises ValueError for what says neither a number of years nor "Vĩnh viễn"."""
    told = " ".join(text.split()).casefold()
    if told in _FOR_GOOD:
        return None
    found = _YEARS.fullmatch(told)
    if found is None or not 1 <= int(found[1]) <= LONGEST:
        raise ValueError(text)
    return int(found[1])
