from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Q

from lienthong.spine.causes.models import Cause

MOST: Final = 500


class About(StrEnum):
    """What is late."""

    DUTY = "duty"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class CauseRow:
    """``until`` is the last day on which it is offered, None while it is."""

    id: int
    code: str
    words: str
    about: frozenset[About]
    since: date
    until: date | None
    basis: str
    name: str


def list_causes(about: About, day: date) -> Sequence[CauseRow]:
    """Those offered on a day, in the order in which they were listed; “another cause” comes last."""
    rows = Cause.objects.filter(about__contains=[about.value], since__lte=day)
    rows = rows.filter(Q(until=None) | Q(until__gte=day)).order_by("id")[:MOST]
    return sorted(map(_row, rows), key=lambda row: row.code == OTHER)


OTHER: Final = "OTHER"


def list_all() -> list[CauseRow]:
    """All that ever were offered, those that ended too."""
    return [_row(row) for row in Cause.objects.order_by("id")[:MOST]]


def get_cause(cause: int) -> CauseRow | None:
    row = Cause.objects.filter(pk=cause).first()
    return _row(row) if row else None


def name_causes() -> dict[str, str]:
    """The words of each code, also of one that is not offered any more."""
    return dict(Cause.objects.order_by("id").values_list("code", "words"))


def _row(row: Cause) -> CauseRow:
    about = frozenset(About(one) for one in row.about)
    return CauseRow(row.pk, row.code, row.words, about, row.since, row.until, row.basis, row.name)
