"""A party agrees to one purpose, in words that are kept, and withdraws when it likes."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.parties.actions.common import day_of, held, tell
from lienthong.domain.parties.errors import ConsentedAlready, NoConsent, PhoneUnfit, ReasonMissing
from lienthong.domain.parties.facts import ConsentGiven, ConsentWithdrawn
from lienthong.domain.parties.models import Consent, Contact, Verification
from lienthong.domain.parties.queries.sameness import records_of
from lienthong.domain.parties.rules.contacts import is_mobile, normal_phone
from lienthong.domain.parties.rules.vocabulary import Channel, ContactKind, Proof, Purpose
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean, clean_lines


@transaction.atomic
def give_consent(
    *, party: int, purpose: Purpose, channel: Channel, wording: str, by: Actor, at: datetime
) -> None:
    """``wording`` is the sentence that was read and agreed to. Raises UnknownParty, ReasonMissing, ConsentedAlready."""
    row, words = held(party), clean_lines(wording)
    if not words:
        raise ReasonMissing
    if Consent.objects.standing().filter(party__in=records_of(party), purpose=purpose.value).exists():
        raise ConsentedAlready
    Consent.objects.create(
        party=row,
        purpose=purpose.value,
        channel=channel.value,
        wording=words,
        since=day_of(at),
        recorded_at=at,
        recorded_by=by.account,
    )
    state(ConsentGiven(party, purpose.value), subject=f"party:{party}", at=at)
    tell("give_consent", party, by=by, at=at, purpose=purpose.value, channel=channel.value)


@transaction.atomic
def withdraw_consent(*, party: int, purpose: Purpose, by: Actor, at: datetime) -> None:
    """From today, for every record of theirs; no reason is owed. Raises UnknownParty, NoConsent."""
    held(party)
    rows = list(Consent.objects.standing().filter(party__in=records_of(party), purpose=purpose.value))
    if not rows:
        raise NoConsent
    for row in rows:
        row.end(day_of(at), by=by.account, at=at, reason="")
    state(ConsentWithdrawn(party, purpose.value), subject=f"party:{party}", at=at)
    tell("withdraw_consent", party, by=by, at=at, purpose=purpose.value)


@transaction.atomic
def agree_to_messages(*, party: int, phone: str, wording: str, by: Actor, at: datetime) -> None:
    """At the counter, to a number that is theirs: the person said it there and is asked for short messages to it. Said
    once more it changes nothing. Raises UnknownParty, PhoneUnfit, ReasonMissing.
    """
    held(party)
    value = normal_phone(phone)
    if not is_mobile(value):
        raise PhoneUnfit(text=clean(phone))
    rows = Contact.objects.standing().filter(
        party__in=records_of(party), kind=ContactKind.PHONE.value, value=value
    )
    contact = rows.order_by("-id").first()
    if contact is None:
        raise PhoneUnfit(text=clean(phone))
    if not Verification.objects.filter(contact=contact).exists():
        Verification.objects.create(
            contact=contact, proof=Proof.SEEN.value, recorded_at=at, recorded_by=by.account
        )
        tell("verify_contact", party, by=by, at=at, contact=contact.pk, proof=Proof.SEEN.value)
    standing = Consent.objects.standing().filter(party__in=records_of(party), purpose=Purpose.SMS.value)
    if not standing.exists():
        give_consent(party=party, purpose=Purpose.SMS, channel=Channel.COUNTER, wording=wording, by=by, at=at)
