"""What the node above counts of a day is laid beside what we hold."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lienthong.domain.axis import models as m
from lienthong.domain.axis.queries.messages import within
from lienthong.domain.axis.rules import LegState
from lienthong.spine import clock


@transaction.atomic
def note_balance(*, neighbour: int, day: date, listed: Mapping[str, str], fault: str = "") -> None:
    """``listed``: the status there of each id in its list of what we sent; none of it is believed with a ``fault``."""
    legs = m.Leg.objects.filter(
        neighbour=neighbour,
        state__in=[LegState.TAKEN.value, LegState.DONE.value],
        message__in=m.Message.objects.filter(within(day)).values("id"),
    )
    ours = set(legs.values_list("remote", flat=True))
    told = {} if fault else {key: status for key, status in listed.items() if key in ours}
    m.Balance.objects.update_or_create(
        neighbour_id=neighbour,
        day=day,
        defaults={
            "theirs": None if fault else len(told),
            "missing_there": 0 if fault else len(ours - set(told)),
            "fault": fault[:300],
            "real_at": clock.real_now(),
        },
    )
