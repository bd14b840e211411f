"""By which telephone a person may be told something, and how they agreed to be."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef

from lienthong.domain.parties.models import Consent, Contact, Verification
from lienthong.domain.parties.queries.sameness import kept_of, same_as
from lienthong.domain.parties.rules.contacts import is_mobile
from lienthong.domain.parties.rules.vocabulary import ContactKind, Purpose

_BY_TELEPHONE: Final = (Purpose.SMS.value, Purpose.ZALO.value)


@dataclass(frozen=True, slots=True)
class Reach:
    """``party`` is the record that is kept; ``consents`` are purposes: SMS, ZALO."""

    party: int
    phone: str = field(repr=False)
    consents: frozenset[str]


def reach_of(party: int, day: date) -> Reach | None:
    """The mobile telephone that was last found to be theirs; None without one, or without consent."""
    consents = Consent.objects.as_of(day).filter(party__in=same_as(party), purpose__in=_BY_TELEPHONE)
    agreed = frozenset(consents.order_by().values_list("purpose", flat=True))
    if not agreed:
        return None
    phone = proved_phone(party, day)
    return Reach(kept_of([party])[party], phone, agreed) if phone else None


def proved_phone(party: int, day: date) -> str:
    """The mobile number that was last found to be theirs; "" without one."""
    found = Exists(Verification.objects.filter(contact=OuterRef("pk")))
    rows = Contact.objects.as_of(day).filter(found, party__in=same_as(party), kind=ContactKind.PHONE.value)
    phones = (phone for phone in rows.order_by("-id").values_list("value", flat=True) if is_mobile(phone))
    return next(phones, "")


def find_phone(party: int, phone: str) -> int:
    """The contact under which a party's number is kept. Raises LookupError where it is none of theirs."""
    rows = Contact.objects.standing().filter(
        party__in=same_as(party), kind=ContactKind.PHONE.value, value=phone
    )
    found = rows.order_by("-id").values_list("pk", flat=True).first()
    if found is None:
        raise LookupError(party)
    return found


def phone_of(contact: int) -> str:
    """The number of a contact that still stands; "" otherwise."""
    rows = Contact.objects.standing().filter(pk=contact, kind=ContactKind.PHONE.value)
    return rows.values_list("value", flat=True).first() or ""
