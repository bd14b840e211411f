"""How one fact reaches one handler: once, in order for its subject, with its failures noted."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from lienthong.spine import clock
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.errors import Noted
from lienthong.spine.outbox.handlers import handler, queue_of
from lienthong.spine.outbox.models import Delivery
from lienthong.spine.outbox.rules import pause_after

TASK = "outbox.deliver"


def enqueue(deliveries: Iterable[Delivery]) -> None:
    """One job for each delivery; those of one handler and subject take turns."""
    by_queue: dict[str, list[Delivery]] = defaultdict(list)
    for row in deliveries:
        by_queue[queue_of(row.key)].append(row)
    for queue, rows in by_queue.items():
        locks = [f"{row.key} {row.subject}" for row in rows]
        engine.enqueue(TASK, *({"delivery": row.pk} for row in rows), locks=locks, queue=queue)


@engine.task(TASK, pause_after=pause_after)
def deliver(delivery: int) -> None:
    """Runs the handler and notes it in one transaction; a failure is noted apart and raised, to be tried
    again.
    """
    try:
        with transaction.atomic():
            _run(Delivery.objects.select_for_update(no_key=True, of=("self",)).get(pk=delivery))
    except Exception as error:
        _note_failure(delivery, error)
        raise


def _run(delivery: Delivery) -> None:
    """Nothing, when it was done before (the job came twice) or an earlier fact of its subject is a dead
    letter.
    """
    if delivery.state != Delivery.State.WAITING or _is_held(delivery):
        return
    fact = delivery.fact
    handler(delivery.key)(fact.read(), fact.at)
    delivery.state, delivery.changed_at = Delivery.State.DONE, clock.real_now()
    delivery.save(update_fields=["state", "changed_at"])


def _is_held(delivery: Delivery) -> bool:
    return Delivery.objects.filter(
        key=delivery.key, subject=delivery.subject, state__in=Delivery.OPEN, fact__lt=delivery.fact_id
    ).exists()


def _note_failure(delivery: int, error: Exception) -> None:
    with transaction.atomic():
        row = Delivery.objects.select_for_update(no_key=True).get(pk=delivery)
        row.attempts += 1
        row.error = f"{type(error).__name__}: {error}"[:2_000]
        row.changed_at = clock.real_now()
        if pause_after(row.attempts) is None:
            row.state = Delivery.State.DEAD
        row.save()
        if isinstance(error, Noted):
            error.note()


def wake() -> int:
    """Enqueues every delivery that waits without a job and is not held by a dead letter. Returns how many.

    Needed after a dead letter is dealt with; run on a schedule it also heals whatever lost a job.
    """
    dead = Delivery.objects.filter(
        key=OuterRef("key"), subject=OuterRef("subject"), state=Delivery.State.DEAD, fact__lt=OuterRef("fact")
    )
    waiting = Delivery.objects.filter(~Exists(dead), state=Delivery.State.WAITING).order_by("fact_id", "id")
    lost = waiting.exclude(pk__in=engine.live(TASK, "delivery"))
    with transaction.atomic():
        rows = list(lost.select_for_update(no_key=True, skip_locked=True))
        enqueue(rows)
    return len(rows)
