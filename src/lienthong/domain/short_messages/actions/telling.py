"""Telling by telephone, and what became of it. Who has not consented is not told; nobody's data stand in a row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.connectors.sms import client as sms
from lienthong.connectors.zalo import client as zalo
from lienthong.domain.parties.queries import reach_of
from lienthong.domain.short_messages.errors import NothingToSend
from lienthong.domain.short_messages.facts import ShortMessageDue
from lienthong.domain.short_messages.models import ShortMessage
from lienthong.domain.short_messages.rules import AGAIN, Channel, Occasion, State, ways
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state


@dataclass(frozen=True, slots=True)
class Told:
    """``code``: by which the case is followed. ``key`` names this telling for ever, whoever hears it."""

    subject: str
    occasion: Occasion
    code: str
    key: str


def connected() -> frozenset[Channel]:
    both = ((Channel.ZALO, zalo), (Channel.SMS, sms))
    return frozenset(channel for channel, client in both if client.is_connected())


@transaction.atomic
def tell(*, parties: Collection[int], told: Told, by: Actor, at: datetime) -> int:
    """Puts a message on its way to each of ``parties`` that is reached and was not told yet; gives how many."""
    lines, day, made = connected(), clock.local(at).date(), 0
    for party in sorted(set(parties)) if lines else ():
        reach = reach_of(party, day)
        if reach is None or not ways(_channels(reach.consents), lines):
            continue
        row, is_new = ShortMessage.objects.get_or_create(
            key=f"{told.key}:{reach.party}",
            defaults={
                "party": reach.party,
                "subject": told.subject,
                "occasion": told.occasion.value,
                "code": told.code,
                "made_at": at,
            },
        )
        if is_new:
            made += 1
            _due(row, at)
    if made:
        _note("tell", told.subject, by=by, at=at, occasion=told.occasion.value, messages=made)
    return made


@transaction.atomic
def take(*, message: int, attempt: int, channel: Channel, reference: str, at: datetime) -> None:
    """Somebody took it, under this number of theirs. An answer to an earlier attempt changes nothing."""
    ShortMessage.objects.filter(pk=message, attempt=attempt, state=State.WAITING.value).update(
        state=State.SENT.value, channel=channel.value, reference=reference, fault="", sent_at=at
    )


def refuse(*, message: int, attempt: int, fault: str) -> None:
    """Nobody took it; a person decides what next."""
    ShortMessage.objects.filter(pk=message, attempt=attempt, state=State.WAITING.value).update(
        state=State.REFUSED.value, fault=fault[:300]
    )


def report(*, message: int, reference: str, arrived: bool, fault: str, at: datetime) -> None:
    """What the network says became of it; the first word stands."""
    ShortMessage.objects.filter(pk=message, reference=reference, state=State.SENT.value).update(
        state=(State.DELIVERED if arrived else State.FAILED).value, fault=fault[:300], reported_at=at
    )


@transaction.atomic
def send_again(*, message: int, by: Actor, at: datetime) -> None:
    """Pressed twice it goes out once. Raises NothingToSend."""
    row = ShortMessage.objects.select_for_update().filter(pk=message).first()
    if row is None or State(row.state) not in AGAIN:
        raise NothingToSend
    row.state, row.attempt = State.WAITING.value, row.attempt + 1
    row.channel = row.reference = row.fault = ""
    row.sent_at = row.reported_at = None
    row.save()
    _due(row, at)
    _note("send_again", row.subject, by=by, at=at, message=row.pk, attempt=row.attempt)


def forget(*, subject: str) -> int:
    """Of a case whose data are destroyed. Whoever calls it keeps the proof."""
    count, _each = ShortMessage.objects.filter(subject=subject).delete()
    return count


def _channels(consents: Collection[str]) -> frozenset[Channel]:
    return frozenset(channel for channel in Channel if channel.value in consents)


def _due(row: ShortMessage, at: datetime) -> None:
    state(ShortMessageDue(row.pk, row.attempt), subject=f"short_message:{row.pk}", at=at)


def _note(verb: str, subject: str, *, by: Actor, at: datetime, **details: Json) -> None:
    agency = by.agency or settings.LIENTHONG_PROVINCE
    record(by=by, verb=f"short_messages.{verb}", subject=subject, agency=agency, at=at, details=details)
