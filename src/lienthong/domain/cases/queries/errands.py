"""What an agency owes beside its own cases."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from lienthong.domain.cases.rules.consulting import Outcome
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.sides import SideState

MOST: Final = 200
"""Counters are exact up to here; one more says that there are others."""


@dataclass(frozen=True, slots=True)
class Errands:
    """Opinions it was asked for, originals on their way to it, and steps it does beside a case's own way."""

    opinions: int
    originals: int
    beside: int


_COUNTED = (
    "(SELECT count(*) FROM (SELECT 1 FROM {table} WHERE agency = %s AND {column} = %s LIMIT %s) AS rows)"
)
_TABLES = (("cases_consultation", "outcome"), ("cases_original", "custody"), ("cases_side", "state"))
_SQL = f"SELECT {', '.join(_COUNTED.format(table=table, column=column) for table, column in _TABLES)}"


def count_errands(agency: str) -> Errands:
    """One statement, which every work list asks."""
    codes = (Outcome.OPEN.value, Custody.SENT.value, SideState.OPEN.value)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [value for code in codes for value in (agency, code, MOST + 1)])
        return Errands(*cursor.fetchone())
