"""Which month's ratings the portal has not heard of."""

from datetime import date, datetime, timedelta

from lienthong.domain.national import models as m
from lienthong.spine import clock


def month_to_rate(at: datetime) -> date | None:
    """The month before, once it is over and until the portal took it."""
    first = clock.local(at).date().replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return None if m.RatedMonth.objects.filter(month=before).exists() else before
