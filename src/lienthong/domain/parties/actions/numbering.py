"""Numbers come to a party, are renewed, and turn out to be mistyped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.parties.actions.common import day_of, held, hold_keys, profile_now, reason_of, tell
from lienthong.domain.parties.errors import (
    CheckDigitWrong,
    CitizenNumberUnfit,
    Ended,
    EnterpriseCodeUnfit,
    GivenTwiceOnlyOldCards,
    HouseholdCodeUnfit,
    NothingChanged,
    NotOfThisKind,
    NumberOfAnother,
    NumberUnfit,
    OldCardUnfit,
    PassportUnfit,
    TaxCodeUnfit,
    WrongPeriod,
)
from lienthong.domain.parties.facts import ProfileChanged
from lienthong.domain.parties.models import Identifier, Party
from lienthong.domain.parties.models.details import CIPHER_USE, TAIL
from lienthong.domain.parties.queries.numbers import digest_of
from lienthong.domain.parties.queries.sameness import records_of
from lienthong.domain.parties.rules.masking import mask_name
from lienthong.domain.parties.rules.numbers import NumberFault, fault_of, normal
from lienthong.domain.parties.rules.vocabulary import (
    IDENTIFIER_LABELS,
    OF_ORGANISATIONS,
    OF_PERSONS,
    IdentifierKind,
    PartyKind,
)
from lienthong.spine import cipher
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

_UNFIT: dict[IdentifierKind, type[NumberUnfit]] = {
    IdentifierKind.CCCD: CitizenNumberUnfit,
    IdentifierKind.CMND: OldCardUnfit,
    IdentifierKind.PASSPORT: PassportUnfit,
    IdentifierKind.TAX: TaxCodeUnfit,
    IdentifierKind.ENTERPRISE: EnterpriseCodeUnfit,
    IdentifierKind.HOUSEHOLD: HouseholdCodeUnfit,
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a clerk reads it off a paper. ``expires_on`` is the last day that the paper names."""

    kind: str
    number: str
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    country: str = "VN"


@dataclass(frozen=True, slots=True)
class Checked:
    """A number that may be one, in the form in which it is compared."""

    given: Number
    kind: IdentifierKind
    number: str
    digest: bytes


@transaction.atomic
def add_identifier(*, party: int, number: Number, by: Actor, at: datetime, given_twice: str = "") -> int:
    """Adds a number, or the renewed card that bears a number they have; returns the row's number.

    ``given_twice`` is the reason why an old card's number may stand on a second party. Raises UnknownParty,
    NotOfThisKind, a NumberUnfit, NumberOfAnother, NothingChanged, GivenTwiceOnlyOldCards, WrongPeriod.
    """
    checked = check(number)
    reason = clean(given_twice)
    if reason and checked.kind is not IdentifierKind.CMND:
        raise GivenTwiceOnlyOldCards
    hold_keys([checked.digest])
    row = held(party)
    _check_free(row, checked, reason)
    _end_renewed(row, checked, by, at)
    made = put(row, checked, by=by, at=at, given_twice=reason)
    state(ProfileChanged(party), subject=f"party:{party}", at=at)
    tell("add_identifier", party, by=by, at=at, kind=checked.kind.value, identifier=made.pk, reason=reason)
    return made.pk


@transaction.atomic
def end_identifier(*, identifier: int, on: date, reason: str, by: Actor, at: datetime) -> None:
    """The paper is no longer theirs from a day on: lost, handed in, replaced. Raises ReasonMissing, Ended."""
    _end(identifier, on, reason, "end_identifier", by, at)


@transaction.atomic
def strike_identifier(*, identifier: int, reason: str, by: Actor, at: datetime) -> None:
    """The number was never theirs: mistyped, or another's. Raises ReasonMissing, Ended."""
    _end(identifier, date.min, reason, "strike_identifier", by, at)


def check(given: Number) -> Checked:
    """Raises a NumberUnfit."""
    kind = IdentifierKind(given.kind)
    number = normal(kind, given.number)
    fault = fault_of(kind, number)
    if fault is NumberFault.CHECK_DIGIT:
        raise CheckDigitWrong(number=number)
    if fault:
        raise _UNFIT.get(kind, NumberUnfit)(count=len(number), number=clean(given.number))
    if given.issued_on and given.expires_on and given.expires_on <= given.issued_on:
        raise WrongPeriod
    return Checked(given, kind, number, digest_of(kind, number, given.country))


def put(party: Party, checked: Checked, *, by: Actor, at: datetime, given_twice: str = "") -> Identifier:
    """Raises NotOfThisKind."""
    row = identifier_row(party, checked, by=by, at=at, given_twice=given_twice)
    row.save(force_insert=True)
    return row


def identifier_row(
    party: Party, checked: Checked, *, by: Actor, at: datetime, given_twice: str = ""
) -> Identifier:
    """It holds from the day of issue, or from today when that is unknown. Raises NotOfThisKind."""
    given, kind = checked.given, checked.kind
    others = OF_ORGANISATIONS if party.kind == PartyKind.PERSON else OF_PERSONS
    if kind in others:
        raise NotOfThisKind(what=IDENTIFIER_LABELS[kind])
    today = day_of(at)
    return Identifier(
        party=party,
        since=min(given.issued_on or today, today),
        until=given.expires_on,
        kind=kind.value,
        country=given.country,
        encrypted=cipher.encrypt(checked.number, use=CIPHER_USE, context=f"{party.pk}:{kind.value}"),
        digest=checked.digest,
        tail=checked.number[-TAIL:],
        issuer=clean(given.issuer),
        issued_on=given.issued_on,
        given_twice=bool(given_twice),
        note=given_twice,
        recorded_at=at,
        recorded_by=by.account,
    )


def _check_free(party: Party, checked: Checked, given_twice: str) -> None:
    """Nobody else's, unless the State gave it twice."""
    mine = records_of(party.pk)
    rows = Identifier.objects.true().filter(digest=checked.digest).exclude(party__in=mine)
    if not given_twice and (other := rows.select_related("party").first()):
        raise NumberOfAnother(name=mask_name(profile_now(other.party).name))


def _end_renewed(party: Party, checked: Checked, by: Actor, at: datetime) -> None:
    """A newer card ends the one before; the same card twice changes nothing."""
    before = Identifier.objects.standing().filter(party=party, digest=checked.digest).first()
    if before is None:
        return
    issued = checked.given.issued_on
    if issued is None or issued <= before.since:
        raise NothingChanged
    before.end(issued, by=by.account, at=at, reason="")


def _end(identifier: int, on: date, reason: str, verb: str, by: Actor, at: datetime) -> None:
    told = reason_of(reason)
    row = Identifier.objects.standing().select_for_update(no_key=True).filter(pk=identifier).first()
    if row is None:
        raise Ended
    row.end(on, by=by.account, at=at, reason=told)
    state(ProfileChanged(row.party_id), subject=f"party:{row.party_id}", at=at)
    tell(verb, row.party_id, by=by, at=at, kind=row.kind, identifier=row.pk, reason=told)
