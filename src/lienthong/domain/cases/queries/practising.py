"""What somebody has done with cases, for who learns it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lienthong.domain.cases import models as m

PAGES: Final = "web "
"""How the origin of a deed on a page begins."""


@dataclass(frozen=True, slots=True)
class FirstDeed:
    """The first time that somebody did something: to which case, and when."""

    verb: str
    case: int
    number: str
    occurred_at: datetime


def list_first_deeds(account: str, verbs: Collection[str]) -> dict[str, FirstDeed]:
    """By verb; what was never done on a page is left out, and with it what a demonstration told in their name."""
    told = m.Happening.objects.filter(account=account, origin__startswith=PAGES)
    rows = told.filter(verb__in=[str(verb) for verb in verbs])
    first = rows.order_by("verb", "occurred_at", "id").distinct("verb").select_related("case")
    return {row.verb: FirstDeed(row.verb, row.case_id, row.case.number, row.occurred_at) for row in first}
