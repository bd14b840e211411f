"""Why a duty is late: the list that officials choose from, each cause with the days it is offered.

Causes protect who works honestly, so they tell what hinders from what was overlooked. A cause that ends stays
readable in what was explained by it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Cause:
    """``until`` is the last day on which it is offered, None while it is."""

    code: str
    words: str | Promise
    since: date
    until: date | None = None


START = date(2020, 1, 1)
CAUSES = (
    Cause("GUIDANCE", pgettext_lazy("cause", "Waiting for guidance from above"), START),
    Cause("COORDINATION", pgettext_lazy("cause", "Waiting for a coordinating agency"), START),
    Cause("DATA", pgettext_lazy("cause", "Figures or papers not there yet"), START),
    Cause("STAFF", pgettext_lazy("cause", "Lack or change of staff"), START),
    Cause("MONEY", pgettext_lazy("cause", "Money not given yet"), START),
    Cause("DISASTER", pgettext_lazy("cause", "Natural disaster or epidemic"), START),
    Cause("SYSTEM", pgettext_lazy("cause", "Power, network or system out of order"), START),
    Cause("CHANGED", pgettext_lazy("cause", "What was asked for changed"), START),
    Cause("OVERLOOKED", pgettext_lazy("cause", "Overlooked by the agency"), START),
    Cause("OTHER", pgettext_lazy("cause", "Another cause"), START),
)


def causes_on(day: date) -> list[Cause]:
    """Those offered on a day, in the order of the list."""
    return [cause for cause in CAUSES if cause.since <= day and (cause.until is None or day <= cause.until)]


def name_cause(code: str) -> str:
    """Its words, also of one that is not offered any more; the code where it was never listed."""
    return next((str(cause.words) for cause in CAUSES if cause.code == code), code)
