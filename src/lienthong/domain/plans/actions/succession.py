"""Agencies pass, duties stay: what one had open is the heir's from the day of the reorganisation."""

from datetime import date, datetime, time

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, stand_of
from lienthong.domain.plans.rules.standing import CLOSED, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor


@transaction.atomic
def hand_over(*, predecessor: str, successor: str, on: date, by: Actor, at: datetime) -> int:
    """Hands every open duty of ``predecessor`` to its heir; returns how many. Done twice, the second finds none."""
    open_now = m.Standing.objects.filter(
        agency=predecessor, until__isnull=True, superseded_at__isnull=True
    ).exclude(state__in=CLOSED)
    count = 0
    for obligation in open_now.order_by("obligation").values_list("obligation", flat=True):
        held = hold(obligation)
        stand = stand_of(held)
        if stand.agency != predecessor or stand.state in CLOSED:
            continue
        occurred = datetime.combine(on, time(), clock.ZONE)
        happen(held, Verb.HANDED_OVER, by=by, at=at, occurred_at=min(occurred, at), data={"to": successor})
        count += 1
    return count
