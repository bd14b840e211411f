"""Looks each morning at what was done the day before; what is a sign becomes a matter of its agency, once."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from lienthong.domain.cases.queries import Sign, signs
from lienthong.domain.conduct.actions.opening import begin
from lienthong.domain.conduct.rules import Kind, Limits, limits_on
from lienthong.spine import clock
from lienthong.spine.actor import Actor


@transaction.atomic
def look(*, day: date, by: Actor, at: datetime) -> int:
    """At the day before ``day``; on the first of a month also at the lateness of the months before. Gives how many
    matters are new: looked at twice, nothing is.
    """
    limits, before = limits_on(day), day - timedelta(days=1)
    made = 0
    for kind, found in _of_day(before, limits):
        for sign in found:
            key = f"{kind}:{sign.agency}:{sign.account}:{before}"
            whose = (sign.account, sign.name)
            made += _is_new(kind, key, sign, (before, before), whose, by, at)
    if day.day == 1:
        made += _late_again(day, limits, by, at)
    return made


def _of_day(day: date, limits: Limits) -> list[tuple[Kind, list[Sign]]]:
    since = datetime.combine(day, time(), clock.ZONE)
    span = {"since": since, "until": since + timedelta(days=1)}
    return [
        (Kind.RESUBMITTED, signs.resubmitted(**span, left=limits.left, within=limits.within)),
        (Kind.LAST_DAY, signs.asked_on_the_last_day(**span)),
        (Kind.IN_BULK, signs.signed_in_bulk(**span, last=limits.last, fewest=limits.bulk)),
        (Kind.DATED_EARLY, signs.dated_early(**span)),
        (Kind.CLERK_FILED, signs.filed_from_our_desks(**span, fewest=limits.filed)),
    ]


def _late_again(day: date, limits: Limits, by: Actor, at: datetime) -> int:
    last, first = day - timedelta(days=1), day
    for _month in range(limits.months):
        first = (first - timedelta(days=1)).replace(day=1)
    made = 0
    for sign in signs.late_again(first=first, last=last, now=at, fewest=limits.late):
        key = f"{Kind.LATE_AGAIN}:{sign.agency}:{day:%Y-%m}"
        made += _is_new(Kind.LATE_AGAIN, key, sign, (first, last), ("", ""), by, at)
    return made


def _is_new(
    kind: Kind, key: str, sign: Sign, seen: tuple[date, date], whose: tuple[str, str], by: Actor, at: datetime
) -> bool:
    made = begin(
        key=key, kind=kind, agency=sign.agency, cases=sign.cases, seen=seen, whose=whose, by=by, at=at
    )
    return made is not None
