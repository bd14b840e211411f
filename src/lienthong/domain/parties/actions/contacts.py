"""How a party is reached: added, ended, found to be theirs."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.parties.actions.common import day_of, held, reason_of, tell
from lienthong.domain.parties.errors import (
    AddressMissing,
    EmailUnfit,
    Ended,
    NothingChanged,
    PhoneUnfit,
    UnknownArea,
)
from lienthong.domain.parties.facts import ContactsChanged
from lienthong.domain.parties.models import Contact, Party, Verification
from lienthong.domain.parties.models.details import TAIL
from lienthong.domain.parties.rules.contacts import normal_email, normal_phone
from lienthong.domain.parties.rules.vocabulary import ADDRESSES, ContactKind, Proof
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """As it was told. ``area`` is the code of the commune's committee, for addresses; ``note`` says whose it is."""

    kind: str
    value: str
    area: str = ""
    note: str = ""


@transaction.atomic
def add_contact(
    *, party: int, contact: ContactGiven, by: Actor, at: datetime, replaces: int | None = None
) -> int:
    """Adds a way to reach them and returns its number; ``replaces`` ends the one before on the same day.

    Raises UnknownParty, PhoneUnfit, EmailUnfit, AddressMissing, UnknownArea, NothingChanged, Ended.
    """
    row = held(party)
    if replaces is not None:
        _standing(replaces, party).end(day_of(at), by=by.account, at=at, reason="")
    made = put_contact(row, contact, by=by, at=at)
    if made is None:
        raise NothingChanged
    state(ContactsChanged(party), subject=f"party:{party}", at=at)
    tell("add_contact", party, by=by, at=at, kind=made.kind, contact=made.pk, replaces=replaces)
    return made.pk


@transaction.atomic
def end_contact(*, party: int, contact: int, reason: str, by: Actor, at: datetime) -> None:
    """They are no longer reached there, from today. Raises UnknownParty, ReasonMissing, Ended."""
    held(party)
    told = reason_of(reason)
    _standing(contact, party).end(day_of(at), by=by.account, at=at, reason=told)
    state(ContactsChanged(party), subject=f"party:{party}", at=at)
    tell("end_contact", party, by=by, at=at, contact=contact, reason=told)


@transaction.atomic
def verify_contact(*, party: int, contact: int, proof: Proof, by: Actor, at: datetime) -> None:
    """It was found to be theirs. Raises UnknownParty, Ended."""
    held(party)
    row = _standing(contact, party)
    Verification.objects.create(contact=row, proof=proof.value, recorded_at=at, recorded_by=by.account)
    tell("verify_contact", party, by=by, at=at, contact=contact, proof=proof.value)


def put_contact(
    party: Party, given: ContactGiven, *, by: Actor, at: datetime, is_first: bool = False
) -> Contact | None:
    """None when they are already reached so; ``is_first``: of a party that has no contact yet."""
    row = contact_row(party.pk, given, by=by, at=at)
    if (
        not is_first
        and Contact.objects.standing().filter(party=party, kind=row.kind, value=row.value).exists()
    ):
        return None
    row.save(force_insert=True)
    return row


def contact_row(party: int, given: ContactGiven, *, by: Actor, at: datetime) -> Contact:
    """Raises PhoneUnfit, EmailUnfit, AddressMissing, UnknownArea."""
    kind, today = ContactKind(given.kind), day_of(at)
    value = _value(kind, given.value)
    area = given.area if kind in ADDRESSES else ""
    if area and area not in organisations.get_names([area], today):
        raise UnknownArea(code=area)
    return Contact(
        party_id=party,
        since=today,
        kind=kind.value,
        value=value,
        area_id=area or None,
        note=clean(given.note),
        tail=value[-TAIL:],
        recorded_at=at,
        recorded_by=by.account,
    )


def _value(kind: ContactKind, text: str) -> str:
    """Raises PhoneUnfit, EmailUnfit, AddressMissing."""
    if kind is ContactKind.PHONE:
        if not (phone := normal_phone(text)):
            raise PhoneUnfit(text=clean(text))
        return phone
    if kind is ContactKind.EMAIL:
        if not (email := normal_email(text)):
            raise EmailUnfit(text=clean(text))
        return email
    if not (address := clean(text)):
        raise AddressMissing
    return address


def _standing(contact: int, party: int) -> Contact:
    row = Contact.objects.standing().filter(pk=contact, party=party).first()
    if row is None:
        raise Ended
    return row
