from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from lienthong.spine.causes.first import BASIS, FIRST, SINCE
from lienthong.spine.causes.models import Cause

MOST: Final = 500


class About(StrEnum):
    """What is late."""

    DUTY = "duty"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class CauseRow:
    """``until`` is the last day on which it is offered, None while it is."""

    code: str
    words: str
    about: frozenset[About]
    since: date
    until: date | None
    basis: str
    name: str

    def is_offered(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


OTHER: Final = "OTHER"


def list_causes(about: About, day: date) -> Sequence[CauseRow]:
    """Those offered on a day, in the order in which they were listed; “another cause” comes last."""
    rows = [row for row in list_all() if about in row.about and row.is_offered(day)]
    return sorted(rows, key=lambda row: row.code == OTHER)


def list_all() -> list[CauseRow]:
    """All that ever were offered, those that ended too: the platform's own first, then what was added."""
    own = {code: _first(code, words, about) for code, words, about in FIRST}
    return list((own | {row.code: _row(row) for row in Cause.objects.order_by("id")[:MOST]}).values())


def get_cause(code: str) -> CauseRow | None:
    return next((row for row in list_all() if row.code == code), None)


def name_causes() -> dict[str, str]:
    """The words of each code, also of one that is not offered any more."""
    return {row.code: row.words for row in list_all()}


def _first(code: str, words: str, about: Sequence[str]) -> CauseRow:
    return CauseRow(code, words, frozenset(map(About, about)), SINCE, None, BASIS, "")


def _row(row: Cause) -> CauseRow:
    about = frozenset(About(one) for one in row.about)
    return CauseRow(row.code, row.words, about, row.since, row.until, row.basis, row.name)
