from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.delivery import enqueue, wake
from lienthong.spine.outbox.errors import NotADeadLetter, ReasonMissing
from lienthong.spine.outbox.facts import Fact
from lienthong.spine.outbox.handlers import keys_of
from lienthong.spine.outbox.models import Delivery, StatedFact


def state(fact: Fact, *, subject: str, at: datetime) -> None:
    """States ``fact`` about ``subject`` (``kind:id``) in the caller's transaction; each handler gets it after
    commit.

    ``at`` is the business time that handlers are given. Facts of one subject reach a handler in the order
    stated. Raises TransactionManagementError outside a transaction, TypeError for a fact of more than ids.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is stated in the transaction that makes it true")
    now = clock.real_now()
    stated = StatedFact.objects.create(
        name=fact.name(), data=fact.data(), subject=subject, at=at, stated_at=now
    )
    deliveries = Delivery.objects.bulk_create(
        Delivery(fact=stated, key=key, subject=subject, changed_at=now) for key in keys_of(fact)
    )
    enqueue(deliveries)


@transaction.atomic
def retry(*, delivery: int, by: Actor, at: datetime) -> None:
    """Tries a dead letter again from the start, then what waited behind it. Raises NotADeadLetter."""
    row = _dead(delivery)
    row.state, row.attempts, row.changed_at = Delivery.State.WAITING, 0, clock.real_now()
    row.save()
    wake()
    _record(row, "outbox.retry", by=by, at=at)


@transaction.atomic
def give_up(*, delivery: int, reason: str, by: Actor, at: datetime) -> None:
    """Closes a dead letter unhandled and lets its subject go on. Raises NotADeadLetter, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    row = _dead(delivery)
    row.state, row.changed_at = Delivery.State.GIVEN_UP, clock.real_now()
    row.save()
    wake()
    _record(row, "outbox.give_up", by=by, at=at, reason=reason.strip())


def _dead(delivery: int) -> Delivery:
    found = (
        Delivery.objects.select_for_update(no_key=True).filter(pk=delivery, state=Delivery.State.DEAD).first()
    )
    if found is None:
        raise NotADeadLetter
    return found


def _record(row: Delivery, verb: str, *, by: Actor, at: datetime, **details: str) -> None:
    agency = by.agency or settings.LIENTHONG_PROVINCE
    told = {"handler": row.key, "about": row.subject, "error": row.error} | details
    record(by=by, verb=verb, subject=f"delivery:{row.pk}", agency=agency, at=at, details={**told})
