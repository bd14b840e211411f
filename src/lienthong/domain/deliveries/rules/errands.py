"""When the post may come for papers."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import pgettext_lazy

DAYS: Final = 5
"""So many working days are offered, from the next one on: the collector's round of today is under way."""
_FARTHEST: Final = 30


class Half(StrEnum):
    """The post says a half of a day, not an hour."""

    MORNING = "MORNING"
    AFTERNOON = "AFTERNOON"


HALF_LABELS: Final = {
    Half.MORNING: pgettext_lazy("when the post comes", "morning"),
    Half.AFTERNOON: pgettext_lazy("when the post comes", "afternoon"),
}


def days_from(today: date, is_working: Callable[[date], bool]) -> list[date]:
    after = (today + timedelta(days=ahead) for ahead in range(1, _FARTHEST))
    return [day for day in after if is_working(day)][:DAYS]
