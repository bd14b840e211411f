"""An address hears of some kinds of events: registered, changed, given another secret, paused, ended."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from lienthong.connectors.webhooks.messages import new_secret
from lienthong.domain.accounts.queries import Scope
from lienthong.domain.partners.actions.common import hearing_at, note, running
from lienthong.domain.partners.errors import AddressTaken, KindMissing, ScopesNotYours
from lienthong.domain.partners.facts import MessageWritten
from lienthong.domain.partners.models import Message, Partner, Subscription
from lienthong.domain.partners.queries import SECRET, address_fault, scopes_of
from lienthong.domain.partners.rules import BOTH_KEYS, Kind, Paused
from lienthong.spine import cipher, clock
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def subscribe(*, account: str, url: str, kinds: Collection[Kind], by: Actor, at: datetime) -> tuple[str, str]:
    """Gives the address's public id and its secret, which is told this once.

    Raises PartnerEnded, ScopesNotYours, KindMissing, AddressTaken and the refusals of an address.
    """
    partner, told = running(account), url.strip()
    if Scope.CASES not in scopes_of(partner.agency, clock.local(at).date()):
        raise ScopesNotYours
    _check(partner, told, kinds)
    row, secret = Subscription(partner=partner, url=told, kinds=_sorted(kinds), made_at=at), new_secret()
    row.secret = cipher.encrypt(secret, use=SECRET, context=row.public_id)
    row.save(force_insert=True)
    note("subscribe", partner, by=by, at=at, address=row.public_id, kinds=[*row.kinds])
    return row.public_id, secret


@transaction.atomic
def change_subscription(
    *, subscription: str, url: str, kinds: Collection[Kind], by: Actor, at: datetime
) -> None:
    """Raises SubscriptionEnded and what ``subscribe`` raises. Messages on their way go to the new address."""
    row, told = hearing_at(subscription), url.strip()
    _check(row.partner, told, kinds, but=row.pk)
    row.url, row.kinds, row.rests_until = told, _sorted(kinds), None
    row.save(update_fields=["url", "kinds", "rests_until"])
    note("change_subscription", row.partner, by=by, at=at, address=subscription, kinds=[*row.kinds])


@transaction.atomic
def renew_secret(*, subscription: str, by: Actor, at: datetime) -> str:
    """Another secret, told this once; for a day messages bear the signatures of both. Raises SubscriptionEnded."""
    row, secret = hearing_at(subscription), new_secret()
    row.old_secret, row.old_until = row.secret, clock.real_now() + BOTH_KEYS
    row.secret = cipher.encrypt(secret, use=SECRET, context=row.public_id)
    row.save(update_fields=["secret", "old_secret", "old_until"])
    note("renew_secret", row.partner, by=by, at=at, address=subscription)
    return secret


@transaction.atomic
def pause(*, subscription: str, by: Actor, at: datetime) -> None:
    """What happens meanwhile is written and waits. Raises SubscriptionEnded."""
    row = hearing_at(subscription)
    if row.paused_at is None:
        row.paused_at, row.paused_why = at, Paused.BY_HAND.value
        row.save(update_fields=["paused_at", "paused_why"])
        note("pause", row.partner, by=by, at=at, address=subscription)


@transaction.atomic
def resume(*, subscription: str, by: Actor, at: datetime) -> int:
    """Hears again; gives how many messages that waited are sent now, in their order. Raises SubscriptionEnded."""
    row = hearing_at(subscription)
    if row.paused_at is None:
        return 0
    row.paused_at, row.paused_why = None, ""
    row.failing_since, row.failures, row.rests_until = None, 0, None
    row.save()
    waiting = list(Message.objects.select_for_update().filter(subscription=row, held=True).order_by("id"))
    Message.objects.filter(pk__in=[one.pk for one in waiting]).update(held=False)
    for one in waiting:
        state(MessageWritten(one.pk), subject=queue_of(row, one.subject), at=one.at)
    note("resume", row.partner, by=by, at=at, address=subscription, waited=len(waiting))
    return len(waiting)


@transaction.atomic
def end_subscription(*, subscription: str, by: Actor, at: datetime) -> None:
    """Raises SubscriptionEnded. What was not taken yet is not sent any more."""
    row = hearing_at(subscription)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    note("end_subscription", row.partner, by=by, at=at, address=subscription)


def queue_of(row: Subscription, subject: str) -> str:
    """Messages of one case to one address go one after the other; others do not wait for them."""
    return f"hook:{row.public_id}:{subject}"


def _check(partner: Partner, url: str, kinds: Collection[Kind], but: int = 0) -> None:
    if fault := address_fault(url):
        raise fault
    if not kinds:
        raise KindMissing
    if Subscription.objects.filter(partner=partner, url=url, ended_at=None).exclude(pk=but).exists():
        raise AddressTaken


def _sorted(kinds: Collection[Kind]) -> list[str]:
    """In the order of the list; a test message is sent to every address that asks for one."""
    return [kind.value for kind in Kind if kind in kinds and kind is not Kind.TEST]
