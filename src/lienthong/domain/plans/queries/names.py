"""Who the words of a plan can mean: the platform's agencies and groups under every name they bore on a day. And
what plans and duties are called where only their numbers are kept.
"""

import re
from collections.abc import Iterable
from datetime import date

from lienthong.domain.organisations.queries import DirectoryRow, get_directory
from lienthong.domain.plans import models as m
from lienthong.domain.plans.rules.agencies import Directory, Named

_GOVERNMENT = re.compile(r"^(?:UBND|Ủy ban nhân dân)\s+|^(?:tỉnh|thành phố)\s+", re.IGNORECASE)
_BELOW = ("COMMUNE",)


def read_names(province: str, day: date) -> Directory:
    """Agencies and groups by every name they bore on a day; ``province`` is the code of the one at home."""
    rows = get_directory(day)
    home = next((_bare(row.short_name) for row in rows if row.code == province), "")
    return Directory(tuple(_named(rows)), home)


def list_names(day: date) -> list[str]:
    """Short names of groups and agencies that plans usually name, to be offered to who writes one."""
    rows = get_directory(day)
    return [row.name for row in rows if row.is_group] + [
        row.short_name for row in rows if not row.is_group and row.level not in _BELOW
    ]


def name_plans(keys: Iterable[int]) -> dict[int, str]:
    """Plans by the number of their decision, or their title."""
    rows = m.Plan.objects.filter(pk__in=list(keys)).values_list("pk", "number", "title")
    return {key: number or title for key, number, title in rows}


def name_duties(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Duties by what is owed, with the task it belongs to; and the code of the agency that owes it."""
    rows = m.Obligation.objects.filter(pk__in=list(keys)).values_list("pk", "title", "task__ref", "agency")
    return {key: (f"{ref or ''} {title.rstrip('. ')}".strip(), agency) for key, title, ref, agency in rows}


def _named(rows: Iterable[DirectoryRow]) -> Iterable[Named]:
    return (Named(row.code, tuple(dict.fromkeys(row.names)), row.is_group) for row in rows)


def _bare(name: str) -> str:
    """The province's own name: "UBND tỉnh Gia Lai" -> "Gia Lai"."""
    return _GOVERNMENT.sub("", _GOVERNMENT.sub("", name))
