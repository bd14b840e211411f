"""Access tokens: technical rows, in real time; giving one to a program is an act of its owner."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from lienthong.domain.accounts.actions.common import locked, note
from lienthong.domain.accounts.errors import LabelMissing, ScopeMissing, TooManyTokens, WrongDays
from lienthong.domain.accounts.models import AccessToken
from lienthong.domain.accounts.rules import TOKEN_DAYS, TOKENS, Scope, digest_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean


@transaction.atomic
def give_token(
    *,
    label: str,
    scopes: Collection[Scope],
    hat: int | None,
    days: int,
    by: Actor,
    at: datetime,
    account: str = "",
) -> str:
    """A new token, of one's own or of the machine ``account`` that ``by`` keeps; returned this once, since only its
    digest is kept. ``hat``: the position it acts with.

    Raises LabelMissing, ScopeMissing, WrongDays, TooManyTokens.
    """
    owner, now, name = locked(account or by.account), clock.real_now(), clean(label)
    if not name:
        raise LabelMissing
    if not scopes:
        raise ScopeMissing
    if not 1 <= days <= TOKEN_DAYS:
        raise WrongDays(most=TOKEN_DAYS)
    if AccessToken.objects.running(now).filter(account=owner).count() >= TOKENS:
        raise TooManyTokens(most=TOKENS)
    secret = secrets.token_urlsafe(32)
    row = AccessToken.objects.create(
        account=owner,
        digest=digest_of(secret),
        label=name,
        scopes=sorted(set(scopes)),
        position=hat,
        made_at=now,
        ends_at=now + timedelta(days=days),
    )
    note("give_token", owner, by=by, at=at, token=row.public_id, scopes=[*row.scopes], days=days)
    return row.written(secret)


@transaction.atomic
def end_token(*, token: int, by: Actor, at: datetime, account: str = "") -> bool:
    """Ends one of one's own or of the machine ``account``; False when it is not theirs or already over."""
    owner, now = locked(account or by.account), clock.real_now()
    row = AccessToken.objects.running(now).filter(account=owner, pk=token).first()
    if row is None:
        return False
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    note("end_token", owner, by=by, at=at, token=row.public_id)
    return True


def note_token_used(*, token: int, day: date) -> None:
    """Keeps the last day on which it was used; no ledger row, it is no act."""
    AccessToken.objects.filter(pk=token).update(used_on=day)
