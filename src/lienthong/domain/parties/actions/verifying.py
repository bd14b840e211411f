"""An account is a person's: it says whose, an officer sees the card or an identity provider vouches for it."""

import json
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.parties.actions.common import day_of, hold_keys, tell
from lienthong.domain.parties.actions.numbering import Number, check
from lienthong.domain.parties.actions.registering import Draft, register
from lienthong.domain.parties.errors import CardDiffers, NameMissing, NothingClaimed, VerifiedAlready
from lienthong.domain.parties.facts import IdentityVerified
from lienthong.domain.parties.models import Claim, Verified
from lienthong.domain.parties.models.identity import CLAIM_USE
from lienthong.domain.parties.queries.verified import claim_of
from lienthong.domain.parties.rules.alike import births_agree, names_agree
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.vocabulary import Assurance
from lienthong.spine import cipher
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

SEEN = "Đối chiếu thẻ căn cước tại quầy"
"""Why a name that is known already is entered once more: the officer has the card itself in hand."""


@transaction.atomic
def claim(*, name: str, number: str, birth: Birth | None, by: Actor, at: datetime) -> None:
    """The account says whose it is, in place of what it said before. Raises NameMissing, a NumberUnfit,
    VerifiedAlready.
    """
    checked, words = check(Number("CCCD", number)), clean(name)
    if not words:
        raise NameMissing
    hold_keys([_account_key(by.account)])
    if Verified.objects.standing().filter(account=by.account).exists():
        raise VerifiedAlready
    told = json.dumps(
        {"name": words, "number": checked.number, "birth": str(birth or "")}, ensure_ascii=False
    )
    Claim.objects.update_or_create(
        account=by.account,
        defaults={
            "digest": checked.digest,
            "sealed": cipher.encrypt(told, use=CLAIM_USE, context=by.account),
            "told_at": at,
        },
    )
    _tell_of_account("claim", by.account, by=by, at=at)


@transaction.atomic
def drop_claim(*, by: Actor, at: datetime) -> None:
    """Takes back what the account said of itself; twice is no fault."""
    removed, _each = Claim.objects.filter(account=by.account).delete()
    if removed:
        _tell_of_account("drop_claim", by.account, by=by, at=at)


@transaction.atomic
def verify(*, account: str, draft: Draft, by: Actor, at: datetime) -> int:
    """Who has the card before them finds that the account says the same: it is this person's from now on. Gives the
    party. Raises NothingClaimed, CardDiffers, VerifiedAlready, and what ``register`` raises.
    """
    hold_keys([_account_key(account)])
    row = Claim.objects.select_for_update().filter(account=account).first()
    numbers = {check(one).digest for one in draft.numbers}
    if row is None or bytes(row.digest) not in numbers:
        raise NothingClaimed
    said = claim_of(row)
    if not names_agree(said.name, draft.name) or not births_agree(said.birth, draft.birth):
        raise CardDiffers
    party = register(draft=draft, by=by, at=at, anyway=SEEN).party
    _make_sure(account, party, Assurance.CARD, "", SEEN, by, at)
    return party


@transaction.atomic
def vouch(*, account: str, draft: Draft, provider: str, level: str, by: Actor, at: datetime) -> int | None:
    """An identity provider said who signs in. None when it was made sure before; else the party. Raises what
    ``register`` raises.
    """
    hold_keys([_account_key(account)])
    if Verified.objects.standing().filter(account=account).exists():
        return None
    party = register(draft=draft, by=by, at=at, anyway=provider).party
    _make_sure(account, party, Assurance.PROVIDER, level, provider, by, at)
    return party


@transaction.atomic
def end_verified(*, account: str, reason: str, by: Actor, at: datetime) -> None:
    """The account is nobody's any more, and says nothing of itself; twice is no fault."""
    Claim.objects.filter(account=account).delete()
    for row in Verified.objects.standing().filter(account=account).select_for_update(no_key=True):
        row.end(day_of(at), by=by.account, at=at, reason=clean(reason))
        tell("end_verified", row.party_id, by=by, at=at, account=account)


def _make_sure(
    account: str, party: int, assurance: Assurance, level: str, basis: str, by: Actor, at: datetime
) -> None:
    if Verified.objects.standing().filter(account=account).exists():
        raise VerifiedAlready
    Claim.objects.filter(account=account).delete()
    Verified.objects.create(
        party_id=party,
        account=account,
        assurance=assurance.value,
        level=level[:100],
        basis=basis,
        since=day_of(at),
        recorded_at=at,
        recorded_by=by.account,
    )
    state(IdentityVerified(account, party), subject=f"account:{account}", at=at)
    tell("verify", party, by=by, at=at, account=account, assurance=assurance.value)


def _account_key(account: str) -> bytes:
    return cipher.digest(f"account:{account}", use=CLAIM_USE)


def _tell_of_account(verb: str, account: str, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        verb=f"parties.{verb}",
        subject=f"account:{account}",
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details={},
    )
