"""Data in clear, for ``actions.read`` alone, which writes down who asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lienthong.domain.parties.models import Contact, Identifier, Profile
from lienthong.domain.parties.queries.rows import number_of
from lienthong.domain.parties.queries.sameness import kept_of, records_by_kept
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
    return personal_data_of([party], parts, day)[party]


def personal_data_of(parties: Collection[int], parts: frozenset[Part], day: date) -> dict[int, PersonalData]:
    """By the record that was asked for. Five statements at most, whatever their number."""
    kept = kept_of(parties)
    records = records_by_kept(set(kept.values()))
    every = sorted(record for group in records.values() for record in group)
    profiles = {row.party_id: row for row in Profile.objects.standing().filter(party__in=records)}
    numbers = _numbers(every, day) if Part.NUMBERS in parts else {}
    contacts = _contacts(every, day) if Part.CONTACTS in parts else {}
    return {
        asked: PersonalData(
            party=one,
            name=profiles[one].name,
            birth=str(profiles[one].birth or "") if Part.BIRTH in parts else "",
            numbers=tuple(sorted(_of(numbers, records[one]), key=lambda number: number.id)),
            contacts=tuple(sorted(_of(contacts, records[one]), key=lambda contact: -contact.id)),
        )
        for asked, one in kept.items()
    }


def _of[T](found: Mapping[int, list[T]], records: Iterable[int]) -> list[T]:
    return [one for record in records for one in found.get(record, ())]


def _numbers(records: list[int], day: date) -> dict[int, list[PlainNumber]]:
    """Those of today; a paper past its own last day is still theirs, and is shown with that day."""
    found: dict[int, list[PlainNumber]] = defaultdict(list)
    for row in Identifier.objects.standing().filter(party__in=records, since__lte=day):
        kind = IdentifierKind(row.kind)
        found[row.party_id].append(
            PlainNumber(row.pk, kind, number_of(row), row.issuer, row.issued_on, row.until)
        )
    return found


def _contacts(records: list[int], day: date) -> dict[int, list[PlainContact]]:
    found: dict[int, list[PlainContact]] = defaultdict(list)
    for row in Contact.objects.as_of(day).filter(party__in=records):
        kind = ContactKind(row.kind)
        found[row.party_id].append(
            PlainContact(row.pk, kind, row.value, row.area_id or "", row.note, row.since)
        )
    return found
