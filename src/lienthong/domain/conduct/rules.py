"""The closed lists of the room, and from when on something is a sign: dated, as every limit is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    """The first five are signs about a clock; LATE_AGAIN and HARASSMENT ask for responsibility."""

    RESUBMITTED = "RESUBMITTED"
    LAST_DAY = "LAST_DAY"
    IN_BULK = "IN_BULK"
    DATED_EARLY = "DATED_EARLY"
    CLERK_FILED = "CLERK_FILED"
    LATE_AGAIN = "LATE_AGAIN"
    HARASSMENT = "HARASSMENT"


SIGNS: Final = frozenset(Kind) - {Kind.LATE_AGAIN, Kind.HARASSMENT}


class Measure(StrEnum):
    """What the head did. NONE: nobody is at fault."""

    NONE = "NONE"
    REMINDED = "REMINDED"
    REVIEWED = "REVIEWED"
    CRITICISED = "CRITICISED"
    MOVED = "MOVED"
    DISCIPLINED = "DISCIPLINED"


NEEDS_DECISION: Final = frozenset({Measure.DISCIPLINED})

KIND_LABELS: Final[dict[Kind, Promise]] = {
    Kind.RESUBMITTED: pgettext_lazy("conduct", "Withdrawn near its day and received anew"),
    Kind.LAST_DAY: pgettext_lazy("conduct", "Papers asked for on the last day or later"),
    Kind.IN_BULK: pgettext_lazy("conduct", "Many results signed in the last hours of their day"),
    Kind.DATED_EARLY: pgettext_lazy("conduct", "Results entered after their day with an earlier date"),
    Kind.CLERK_FILED: pgettext_lazy("conduct", "Online filings that come from our own desks"),
    Kind.LATE_AGAIN: pgettext_lazy("conduct", "Late again and again"),
    Kind.HARASSMENT: pgettext_lazy("conduct", "Harassment of people"),
}
MEASURE_LABELS: Final[dict[Measure, Promise]] = {
    Measure.NONE: pgettext_lazy("conduct", "Nobody is at fault"),
    Measure.REMINDED: pgettext_lazy("conduct", "Reminded"),
    Measure.REVIEWED: pgettext_lazy("conduct", "Reviewed before the collective"),
    Measure.CRITICISED: pgettext_lazy("conduct", "Criticised"),
    Measure.MOVED: pgettext_lazy("conduct", "Moved to another position"),
    Measure.DISCIPLINED: pgettext_lazy("conduct", "Disciplined by decision"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """In force from ``since``. A case withdrawn with at most ``left`` until its day and received anew ``within`` so
    long; ``bulk`` results signed in the ``last`` stretch before their hour by one person on one day; ``filed`` online
    filings in a day from where the officials work who took them in; ``late`` cases of one agency in ``months``.
    Those above see a matter ``head_first`` working days after the head.
    """

    since: date
    left: timedelta
    within: timedelta
    bulk: int
    last: timedelta
    filed: int
    late: int
    months: int
    head_first: int
    source: str
    confirmed: bool


LIMITS: Final = (
    Limits(
        date(2018, 6, 21),
        left=timedelta(days=2),
        within=timedelta(days=10),
        bulk=5,
        last=timedelta(hours=2),
        filed=5,
        late=3,
        months=3,
        head_first=5,
        source="Kế hoạch CCHC năm 2021 của UBND tỉnh, mục II.2.e; ngưỡng do đơn vị vận hành đặt",
        confirmed=False,
    ),
)


def limits_on(day: date) -> Limits:
    """Of days before all rules, the first."""
    return next((one for one in reversed(LIMITS) if one.since <= day), LIMITS[0])
