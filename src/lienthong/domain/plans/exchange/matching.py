"""Reading a file by the agencies that the platform knows, as they stood on the day the plan was issued."""

import re
from collections.abc import Iterable
from datetime import date

from lienthong.domain.organisations.queries import DirectoryRow, get_directory
from lienthong.domain.plans.exchange.files import read_file
from lienthong.domain.plans.rules.agencies import Directory, Named
from lienthong.domain.plans.rules.reading import PlanReading

_GOVERNMENT = re.compile(r"^(?:UBND|Ủy ban nhân dân)\s+|^(?:tỉnh|thành phố)\s+", re.IGNORECASE)


def read_known(name: str, content: bytes, *, province: str, today: date) -> PlanReading:
    """The day of issue stands in the file itself, so a file of another day is read a second time by that
    day's
    agencies. Raises NotAPlan.
    """
    reading = read_file(name, content, read_names(province, today))
    issued_on = reading.document.issued_on
    if issued_on in (None, today):
        return reading
    return read_file(name, content, read_names(province, issued_on))


def read_names(province: str, day: date) -> Directory:
    """Agencies and groups by every name they bore on a day; ``province`` is the code of the one at home."""
    rows = get_directory(day)
    home = next((_bare(row.short_name) for row in rows if row.code == province), "")
    return Directory(tuple(_named(rows)), home)


def _named(rows: Iterable[DirectoryRow]) -> Iterable[Named]:
    return (Named(row.code, tuple(dict.fromkeys(row.names)), row.is_group) for row in rows)


def _bare(name: str) -> str:
    """The province's own name: "UBND tỉnh Gia Lai" -> "Gia Lai"."""
    return _GOVERNMENT.sub("", _GOVERNMENT.sub("", name))
