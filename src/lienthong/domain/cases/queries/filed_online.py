"""How much is filed online: of the procedures at level 3 and 4 that had a case received in a period."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from lienthong.domain.cases.queries.posted import post_use
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.counting import ONLINE
from lienthong.domain.cases.rules.posted import Filings, Part, Share, online_shares
from lienthong.domain.procedures.queries import which_reach_level_three
from lienthong.spine import clock


def plan_shares(agencies: Collection[str] | None, *, since: date, until: date) -> Mapping[Share, Part]:
    """The five shares that the plan asks for, of one period; None: of all agencies."""
    online = online_use(agencies, since=since, until=until)
    return online_shares(online.values()) | post_use(agencies, since=since, until=until).shares()


def online_use(agencies: Collection[str] | None, *, since: date, until: date) -> dict[str, Filings]:
    """By procedure, of cases received from one day to another, both within."""
    begin, end = _start(since), _start(until + timedelta(days=1))
    stands = now_standing() if agencies is None else now_standing().filter(owner__in=agencies)
    rows = stands.filter(received_at__gte=begin, received_at__lt=end).values_list(
        "procedure", "case__version"
    )
    is_online = Q(channel__in=[channel.value for channel in ONLINE])
    counted = list(rows.annotate(count=Count("pk"), online=Count("pk", filter=is_online)).order_by())
    reaching = which_reach_level_three({version for _code, version, _count, _online in counted})
    found: dict[str, Filings] = defaultdict(Filings)
    for code, version, count, online in counted:
        if version in reaching:
            found[code] += Filings(count, online)
    return dict(found)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)
