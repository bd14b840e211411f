"""Calendar feeds by their token, and what stands in them."""

import datetime as dt
import hashlib

from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.plans import models as m
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries.obligations import ObligationRow, Wanted, list_obligations
from lienthong.domain.plans.rules.standing import Status

SHOWN = 2_000
IN_A_CALENDAR = tuple(set(Status) - {Status.UNDATED, Status.NOT_APPLICABLE, Status.DROPPED})


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_feed(token: str, at: dt.datetime) -> str | None:
    """The agency whose feed the token opens; None once it was revoked or its owner works there no more."""
    feed = m.CalendarFeed.objects.filter(digest=digest_of(token), revoked_at__isnull=True).first()
    if feed is None:
        return None
    owner = build_actor(feed.account, "", "feed", at)
    return feed.agency if owner.may(Permission.FOLLOW, feed.agency) else None


def has_feed(account: str, agency: str) -> bool:
    feeds = m.CalendarFeed.objects.filter(account=account, agency=agency, revoked_at__isnull=True)
    return feeds.exists()


def list_dated(agency: str, day: dt.date) -> list[ObligationRow]:
    """Every duty of the agency that has a day, of all plans, contributions among them."""
    wanted = Wanted(agency=agency, statuses=IN_A_CALENDAR)
    return list_obligations(None, as_of=day, wanted=wanted, limit=SHOWN)


def plan_of(duty: int) -> str | None:
    """The slug of the plan that a duty belongs to."""
    return m.Obligation.objects.filter(pk=duty).values_list("plan__slug", flat=True).first()
