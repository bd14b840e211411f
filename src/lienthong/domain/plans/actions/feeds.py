"""A person's private calendar feed: made anew, which ends the one before, or revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import NotYours
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries.feeds import digest_of
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def make_feed(*, by: Actor, at: datetime) -> str:
    """Makes the feed of the hat that is worn and returns its token, which nobody can look up later.

    Raises NotYours.
    """
    if not by.agency or not by.may(Permission.FOLLOW, by.agency):
        raise NotYours
    _end(by, at)
    token = secrets.token_urlsafe(24)
    m.CalendarFeed.objects.create(account=by.account, agency=by.agency, digest=digest_of(token), made_at=at)
    _tell("plans.make_feed", by=by, at=at)
    return token


@transaction.atomic
def revoke_feed(*, by: Actor, at: datetime) -> None:
    """Ends the feed of the hat that is worn; done twice, the second changes nothing."""
    if _end(by, at):
        _tell("plans.revoke_feed", by=by, at=at)


def _end(by: Actor, at: datetime) -> int:
    feeds = m.CalendarFeed.objects.filter(account=by.account, agency=by.agency, revoked_at__isnull=True)
    return feeds.update(revoked_at=at)


def _tell(verb: str, *, by: Actor, at: datetime) -> None:
    record(by=by, verb=verb, subject=f"agency:{by.agency}", agency=by.agency, at=at, details={})
