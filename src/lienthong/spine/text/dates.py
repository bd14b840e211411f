"""Dates as people here write them, day first, read strictly: what could mean two days is refused."""

import re
from datetime import date

_SHAPES = (
    re.compile(r"(?P<day>\d{1,2})\s*([/.-])\s*(?P<month>\d{1,2})\s*\2\s*(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(
        r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})", re.IGNORECASE
    ),
)


def parse_date(text: str) -> date:
    """2/3/2026, 02-03-2026, 02.03.2026, 02032026, 2026-03-02 and "ngày 02 tháng 3 năm 2026" are all 2 March.

    Raises ValueError for anything else: no such day, a year of two figures, seven figures without separators.
    """
    for shape in _SHAPES:
        if found := shape.fullmatch(text.strip()):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise ValueError(f"not a date as day/month/year: {text!r}")


def write_date(day: date) -> str:
    """As documents write it: "ngày 02 tháng 3 năm 2026" (a zero before days to 9, months 1 and 2)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
