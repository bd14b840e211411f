"""Data in clear, for ``actions.read`` alone, which writes down who asked."""

from dataclasses import dataclass
from datetime import date

from lienthong.domain.parties.models import Contact, Identifier, Profile
from lienthong.domain.parties.queries.rows import number_of
from lienthong.domain.parties.queries.sameness import kept_of, records_of
from lienthong.domain.parties.rules.vocabulary import ContactKind, IdentifierKind, Part


@dataclass(frozen=True, slots=True)
class PlainNumber:
    id: int
    kind: IdentifierKind
    number: str
    issuer: str
    issued_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PlainContact:
    id: int
    kind: ContactKind
    value: str
    area: str
    note: str
    since: date


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What was asked for; the rest is empty. ``birth`` as far as it is known: 01/05/1950, 05/1950 or 1950."""

    party: int
    name: str
    birth: str
    numbers: tuple[PlainNumber, ...]
    contacts: tuple[PlainContact, ...]


def personal_data(party: int, parts: frozenset[Part], day: date) -> PersonalData:
    kept = kept_of([party])[party]
    profile = Profile.objects.standing().get(party=kept)
    records = sorted(records_of(kept))
    return PersonalData(
        party=kept,
        name=profile.name,
        birth=str(profile.birth or "") if Part.BIRTH in parts else "",
        numbers=_numbers(records, day) if Part.NUMBERS in parts else (),
        contacts=_contacts(records, day) if Part.CONTACTS in parts else (),
    )


def _numbers(records: list[int], day: date) -> tuple[PlainNumber, ...]:
    """Those of today; a paper past its own last day is still theirs, and is shown with that day."""
    rows = Identifier.objects.standing().filter(party__in=records, since__lte=day).order_by("pk")
    return tuple(
        PlainNumber(row.pk, IdentifierKind(row.kind), number_of(row), row.issuer, row.issued_on, row.until)
        for row in rows
    )


def _contacts(records: list[int], day: date) -> tuple[PlainContact, ...]:
    rows = Contact.objects.as_of(day).filter(party__in=records).order_by("-pk")
    return tuple(
        PlainContact(row.pk, ContactKind(row.kind), row.value, row.area_id or "", row.note, row.since)
        for row in rows
    )
