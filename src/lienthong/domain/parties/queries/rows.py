"""A party as a list shows it: names whole, numbers and contacts masked, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from lienthong.domain.parties.models import Contact, Dealing, Identifier, Profile, Verification
from lienthong.domain.parties.models.details import CIPHER_USE
from lienthong.domain.parties.permissions import Permission
from lienthong.domain.parties.queries.sameness import records_by_kept
from lienthong.domain.parties.rules import masking
from lienthong.domain.parties.rules.vocabulary import ADDRESSES, ContactKind, IdentifierKind, PartyKind
from lienthong.spine import cipher
from lienthong.spine.actor import Actor

_MASKS = {ContactKind.PHONE: masking.mask_phone, ContactKind.EMAIL: masking.mask_email}


@dataclass(frozen=True, slots=True)
class NumberRow:
    """``number`` is masked. ``until``: the day the paper names as its last, or the day it was ended."""

    id: int
    kind: IdentifierKind
    number: str
    issuer: str
    issued_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """``value`` is masked. ``area`` is the commune's code of the day it was told."""

    id: int
    kind: ContactKind
    value: str
    area: str
    note: str
    since: date
    is_verified: bool


@dataclass(frozen=True, slots=True)
class PartyRow:
    """The record that is kept, with what all records of the same person hold now. ``birth`` is the year alone.

    ``is_known``: an agency within the reader's reach has dealt with them; else the name is masked too and there are no
    contacts. ``records``: how many records are linked, this one included.
    """

    id: int
    kind: PartyKind
    name: str
    aliases: tuple[str, ...]
    form: str
    birth: str
    sex: str
    nationality: str
    numbers: tuple[NumberRow, ...]
    contacts: tuple[ContactRow, ...]
    is_known: bool
    records: int
    sort_key: str

    @property
    def phone(self) -> str:
        return next((one.value for one in self.contacts if one.kind == ContactKind.PHONE), "")

    @property
    def address(self) -> str:
        return next((one.value for one in self.contacts if one.kind in ADDRESSES), "")


def rows_of(parties: Iterable[int], by: Actor) -> list[PartyRow]:
    """Rows of records that are kept, in the order given. Five statements, whatever their number; none for none."""
    wanted = list(dict.fromkeys(parties))
    if not wanted:
        return []
    records = records_by_kept(wanted)
    every = [record for group in records.values() for record in group]
    standing = Profile.objects.standing().filter(party__in=wanted).select_related("party")
    profiles = {row.party_id: row for row in standing}
    numbers, contacts = _numbers(every), _contacts(every)
    known = _known(every, by)
    return [
        _row(
            profiles[party],
            records[party],
            numbers,
            contacts,
            is_known=not known.isdisjoint(records[party]),
        )
        for party in wanted
        if party in profiles
    ]


def number_of(row: Identifier) -> str:
    """The number in clear. Raises ``cipher.AnotherKey`` when the data key is not the one it was kept under."""
    return cipher.decrypt(bytes(row.encrypted), use=CIPHER_USE, context=f"{row.party_id}:{row.kind}")


def _row(
    profile: Profile,
    records: Collection[int],
    numbers: dict[int, list[Identifier]],
    contacts: dict[int, list[Contact]],
    *,
    is_known: bool,
) -> PartyRow:
    reached = [_contact_row(one) for record in sorted(records) for one in contacts[record]]
    return PartyRow(
        id=profile.party_id,
        kind=PartyKind(profile.party.kind),
        name=profile.name if is_known else masking.mask_name(profile.name),
        aliases=tuple(profile.aliases) if is_known else (),
        form=profile.form,
        birth=str(profile.birth_year or ""),
        sex=profile.sex,
        nationality=profile.nationality,
        numbers=tuple(_number_row(one) for record in sorted(records) for one in numbers[record]),
        contacts=tuple(reached) if is_known else (),
        is_known=is_known,
        records=len(records),
        sort_key=profile.sort_key,
    )


def _numbers(parties: list[int]) -> dict[int, list[Identifier]]:
    found: dict[int, list[Identifier]] = defaultdict(list)
    order = list(IdentifierKind)
    for row in Identifier.objects.standing().filter(party__in=parties).order_by("pk"):
        found[row.party_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: order.index(IdentifierKind(row.kind)))
    return found


def _contacts(parties: list[int]) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    verified = Exists(Verification.objects.filter(contact=OuterRef("pk")))
    rows = Contact.objects.standing().filter(party__in=parties).annotate(is_verified=verified)
    for row in rows.order_by("-pk"):
        found[row.party_id].append(row)
    return found


def _known(parties: list[int], by: Actor) -> set[int]:
    """Of these records, those that an agency within reach has dealt with."""
    if not by.may(Permission.SEE):
        return set()
    reach = by.reach(Permission.SEE)
    if reach is None:
        return set(parties)
    dealt = Dealing.objects.filter(party__in=parties, agency__in=reach)
    return set(dealt.values_list("party_id", flat=True))


def _number_row(row: Identifier) -> NumberRow:
    masked = masking.mask_number(number_of(row))
    return NumberRow(row.pk, IdentifierKind(row.kind), masked, row.issuer, row.issued_on, row.until)


def _contact_row(row: Contact) -> ContactRow:
    kind, verified = ContactKind(row.kind), bool(getattr(row, "is_verified", False))
    mask = _MASKS.get(kind, masking.mask_address)
    return ContactRow(
        row.pk, kind, mask(row.value), row.area_id or "", row.note, row.since, is_verified=verified
    )
