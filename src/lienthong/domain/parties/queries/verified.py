"""Whose an account is, as far as it was made sure; and what accounts say of themselves until then."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from lienthong.domain.parties.models import Claim, Verified
from lienthong.domain.parties.models.identity import CLAIM_USE
from lienthong.domain.parties.queries.numbers import digests_of
from lienthong.domain.parties.queries.personal import PersonalData, personal_data
from lienthong.domain.parties.queries.sameness import kept_of, records_of, same_as
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.vocabulary import Assurance, Part
from lienthong.spine import cipher

OWN = frozenset({Part.NUMBERS, Part.BIRTH, Part.CONTACTS})


@dataclass(frozen=True, slots=True)
class VerifiedRow:
    """``party`` is the record that is kept, ``records`` all of this person."""

    account: str
    party: int
    records: frozenset[int]
    assurance: Assurance
    level: str
    since: date


@dataclass(frozen=True, slots=True)
class ClaimRow:
    account: str
    name: str
    number: str
    birth: Birth | None
    told_at: datetime


def get_verified(account: str, day: date) -> VerifiedRow | None:
    row = Verified.objects.as_of(day).filter(account=account).first() if account else None
    if row is None:
        return None
    kept = kept_of([row.party_id])[row.party_id]
    return VerifiedRow(row.account, kept, records_of(kept), Assurance(row.assurance), row.level, row.since)


def get_claim(account: str) -> ClaimRow | None:
    row = Claim.objects.filter(account=account).first()
    return claim_of(row) if row else None


def find_claims(number: str) -> list[ClaimRow]:
    """Accounts that say they are the holder of this number, the latest first; bounded."""
    rows = Claim.objects.filter(digest__in=digests_of(number)).order_by("-told_at", "-id")
    return [claim_of(row) for row in rows[:20]]


def accounts_of(party: int, day: date) -> list[str]:
    """The accounts that are this person's."""
    rows = Verified.objects.as_of(day).filter(party__in=same_as(party)).order_by("account")
    return list(rows.values_list("account", flat=True))


def may_be_told(parties: Collection[int]) -> bool:
    """Whether it is worth asking how any of these is told: one of them has an account, agreed to be told by telephone,
    or is another record of somebody. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM parties_verified WHERE party_id = ANY(%(of)s))"
            " OR EXISTS (SELECT FROM parties_consent WHERE party_id = ANY(%(of)s)"
            " AND purpose IN ('SMS', 'ZALO') AND ended_on IS NULL)"
            " OR EXISTS (SELECT FROM parties_sameness WHERE kept_id = ANY(%(of)s) OR other_id = ANY(%(of)s))",
            {"of": list(parties)},
        )
        return bool(cursor.fetchone()[0])


def own_data(verified: VerifiedRow, day: date) -> PersonalData:
    """Of oneself, in clear: whoever calls shows it to that person alone, so the reading log is silent."""
    return personal_data(verified.party, OWN, day)


def claim_of(row: Claim) -> ClaimRow:
    told = json.loads(cipher.decrypt(bytes(row.sealed), use=CLAIM_USE, context=row.account))
    birth = Birth.read(told["birth"]) if told["birth"] else None
    return ClaimRow(row.account, told["name"], told["number"], birth, row.told_at)
