"""What became of a sending: taken, to be tried again, held while its address is paused."""

from datetime import datetime

from django.db import transaction

from lienthong.connectors.webhooks.client import GONE, Answer
from lienthong.domain.partners.actions.common import note
from lienthong.domain.partners.facts import SubscriptionPaused
from lienthong.domain.partners.models import Message, Subscription, Try
from lienthong.domain.partners.queries import SEND
from lienthong.domain.partners.rules import KEPT, Kind, Paused, must_pause, rest_after
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.outbox.actions import retry, state
from lienthong.spine.outbox.errors import NotADeadLetter, Noted
from lienthong.spine.outbox.queries import find_dead


class Resting(Exception):
    """The address failed many times in a row and is left in peace for a moment; nothing was sent."""


class NotTaken(Noted):
    """The message was sent and not taken. The outbox tries it again, and this leaves the try on record."""

    def __init__(self, message: int, answer: Answer) -> None:
        super().__init__(f"HTTP {answer.status}" if answer.status else answer.fault)
        self.message, self.answer = message, answer

    def note(self) -> None:
        """A test is no reason to pause."""
        row = Message.objects.get(pk=self.message)
        _record(row, self.answer)
        address = (
            Subscription.objects.select_for_update(of=("self",))
            .select_related("partner")
            .get(pk=row.subscription_id)
        )
        if row.kind == Kind.TEST:
            return
        now = clock.real_now()
        address.failing_since = address.failing_since or now
        address.failures += 1
        address.rests_until = now + rest_after(address.failures)
        address.save(update_fields=["failing_since", "failures", "rests_until"])
        why = Paused.GONE if self.answer.status == GONE else Paused.FAILING
        if address.paused_at is None and (why is Paused.GONE or must_pause(address.failing_since, now)):
            _pause(address, why)


@transaction.atomic
def note_taken(*, message: int, answer: Answer, at: datetime) -> None:
    """The address took it, and is well again if it was not."""
    row = Message.objects.select_for_update(of=("self",)).get(pk=message)
    _record(row, answer)
    row.taken_at = at
    row.save(update_fields=["taken_at"])
    failing = Subscription.objects.filter(pk=row.subscription_id, failures__gt=0)
    failing.update(failing_since=None, failures=0, rests_until=None)


def send_again(*, subscription: str, key: str, by: Actor, at: datetime) -> None:
    """Tries one anew that nobody took for a day and more, then what waits behind it. Raises NotADeadLetter."""
    row = Message.objects.filter(subscription__public_id=subscription, key=key).first()
    dead = find_dead(SEND, "message", [row.pk]) if row else {}
    if row is None or row.pk not in dead:
        raise NotADeadLetter
    retry(delivery=dead[row.pk], by=by, at=at)


@transaction.atomic
def hold(*, message: int) -> None:
    """Its address is paused: it waits there, and is sent in its place when the address hears again."""
    Message.objects.filter(pk=message, taken_at=None).update(held=True)


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Takes away what was taken long ago, with its tries; gives how many messages."""
    old = Message.objects.filter(taken_at__lt=now - KEPT).order_by("id")
    rows = list(old.values_list("pk", flat=True)[:10_000])
    Try.objects.filter(message__in=rows).delete()
    Message.objects.filter(pk__in=rows).delete()
    return len(rows)


def _record(row: Message, answer: Answer) -> None:
    Try.objects.create(
        message=row,
        number=Try.objects.filter(message=row).count() + 1,
        at=clock.real_now(),
        status=answer.status,
        fault=answer.fault,
        ms=answer.ms,
    )


def _pause(address: Subscription, why: Paused) -> None:
    by, at = platform("job"), clock.now()
    address.paused_at, address.paused_why = at, why.value
    address.save(update_fields=["paused_at", "paused_why"])
    state(SubscriptionPaused(address.pk), subject=f"hook:{address.public_id}", at=at)
    note("pause_failing", address.partner, by=by, at=at, address=address.public_id, why=why.value)
