"""A system is registered with a machine's account, is given tokens, and ends with all of them."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts.queries import Kind, Scope
from lienthong.domain.partners.actions.common import note, running
from lienthong.domain.partners.errors import NameMissing, NameTaken, ScopesNotYours
from lienthong.domain.partners.models import Partner, Subscription
from lienthong.domain.partners.queries import scopes_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean


@transaction.atomic
def register(*, agency: str, name: str, purpose: str, contact: str, by: Actor, at: datetime) -> str:
    """Gives the public id of the machine's account, which has no password and never gets one.

    Raises NameMissing, NameTaken.
    """
    called = clean(name)
    if not called:
        raise NameMissing
    if Partner.objects.filter(agency=agency, name=called, ended_at=None).exists():
        raise NameTaken
    account = accounts.open_account(
        username=f"may.{secrets.token_hex(8)}", full_name=called, kind=Kind.SERVICE, by=by, at=at
    )
    row = Partner.objects.create(
        account=account,
        agency=agency,
        name=called,
        purpose=clean(purpose),
        contact=clean(contact),
        made_at=at,
    )
    note("register", row, by=by, at=at, purpose=row.purpose)
    return account


@transaction.atomic
def give_token(
    *, account: str, label: str, scopes: Collection[Scope], days: int, by: Actor, at: datetime
) -> str:
    """A token of the machine, returned this once. Raises PartnerEnded, ScopesNotYours, and what accounts refuse."""
    row = running(account)
    if not set(scopes) <= scopes_of(row.agency, clock.local(at).date()):
        raise ScopesNotYours
    return accounts.give_token(account=account, label=label, scopes=scopes, hat=None, days=days, by=by, at=at)


@transaction.atomic
def end_token(*, account: str, token: int, by: Actor, at: datetime) -> bool:
    """False when it is none of this machine's or already over."""
    return accounts.end_token(account=running(account).account, token=token, by=by, at=at)


@transaction.atomic
def end(*, account: str, reason: str, by: Actor, at: datetime) -> None:
    """Nothing is answered to it or told it any more; what it did stays on record. Raises PartnerEnded."""
    row = running(account)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    Subscription.objects.filter(partner=row, ended_at=None).update(ended_at=at)
    accounts.leave(account=account, by=by, at=at)
    note("end", row, by=by, at=at, reason=reason)
