"""A mobile number is found to be somebody's: who can read the code that was sent there has the telephone."""

import hmac
import secrets
from datetime import datetime

from django.db import transaction

from lienthong.connectors.sms import client as sms
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.actions import ContactGiven, Proof
from lienthong.domain.parties.errors import NothingChanged, PhoneUnfit
from lienthong.domain.parties.queries import find_phone, is_mobile, normal_phone
from lienthong.domain.short_messages.errors import CodeSpent, CodeWrong, NoGateway
from lienthong.domain.short_messages.facts import CodeDue
from lienthong.domain.short_messages.models import Trial
from lienthong.domain.short_messages.rules import DIGITS, MOST_TRIES, VALID
from lienthong.spine import cipher
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

USE = "short_messages.code"


@transaction.atomic
def ask_code(*, party: int, phone: str, by: Actor, at: datetime) -> None:
    """Sends a code to a number that the person says is theirs; a code that was asked for before is worth nothing any
    more. Raises NoGateway, PhoneUnfit, UnknownParty.
    """
    if not sms.is_connected():
        raise NoGateway
    value = normal_phone(phone)
    if not is_mobile(value):
        raise PhoneUnfit(text=clean(phone))
    try:
        contact = parties.add_contact(party=party, contact=ContactGiven("PHONE", value), by=by, at=at)
    except NothingChanged:
        contact = find_phone(party, value)
    Trial.objects.filter(party=party).delete()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = Trial.objects.create(party=party, contact=contact, made_at=at)
    row.code = cipher.encrypt(code, use=USE, context=str(row.pk))
    row.save(update_fields=["code"])
    state(CodeDue(row.pk), subject=f"code:{row.pk}", at=at)


def prove(*, party: int, code: str, by: Actor, at: datetime) -> None:
    """The number is theirs from now on. A wrong try is kept though it is refused. Raises CodeWrong, CodeSpent."""
    if not _is_right(party, code, at):
        raise CodeWrong
    with transaction.atomic():
        row = Trial.objects.select_for_update().filter(party=party).first()
        if row is None:
            raise CodeSpent
        parties.verify_contact(party=party, contact=row.contact, proof=Proof.CODE, by=by, at=at)
        row.delete()


@transaction.atomic
def _is_right(party: int, code: str, at: datetime) -> bool:
    """Raises CodeSpent."""
    row = Trial.objects.select_for_update().filter(party=party).first()
    if row is None or row.tries >= MOST_TRIES or at - row.made_at > VALID:
        raise CodeSpent
    row.tries += 1
    row.save(update_fields=["tries"])
    told = "".join(code.split())
    right = cipher.decrypt(bytes(row.code), use=USE, context=str(row.pk))
    return hmac.compare_digest(told.encode(), right.encode())
