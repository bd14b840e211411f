"""How one fact reaches one handler: once, in order for its subject, with its failures noted."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from lienthong.spine import clock, stamps
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.errors import Noted
from lienthong.spine.outbox.handlers import handler, queue_of
from lienthong.spine.outbox.models import Delivery
from lienthong.spine.outbox.rules import pause_after

TASK = "outbox.deliver"


def enqueue(deliveries: Iterable[Delivery]) -> None:
    """One job for each delivery; those of one handler and subject take turns."""
    engine.enqueue(
        TASK,
        *(
            engine.Wanted({"delivery": row.pk}, lock=f"{row.key} {row.subject}", queue=queue_of(row.key))
            for row in deliveries
        ),
    )


@engine.task(TASK, pause_after=pause_after)
def deliver(delivery: int) -> None:
    """Runs the handler and notes it in one transaction; a failure is noted apart and raised, to be tried
    again.
    """
    try:
        with stamps.held(), transaction.atomic():
            _run(_locked(delivery))
    except Exception as error:
        _note_failure(delivery, error)
        raise


def _locked(delivery: int) -> Delivery:
    """With its fact, and whether an earlier fact of its subject is open for the same handler: one statement."""
    earlier = Delivery.objects.filter(
        key=OuterRef("key"), subject=OuterRef("subject"), state__in=Delivery.OPEN, fact__lt=OuterRef("fact")
    )
    rows = Delivery.objects.select_for_update(no_key=True, of=("self",)).select_related("fact")
    return rows.annotate(is_held=Exists(earlier)).get(pk=delivery)


def _run(delivery: Delivery) -> None:
    """Nothing, when it was done before (the job came twice) or an earlier fact of its subject is a dead
    letter.
    """
    if delivery.state != Delivery.State.WAITING or delivery.is_held:  # type: ignore[attr-defined]
        return
    fact = delivery.fact
    handler(delivery.key)(fact.read(), fact.at)
    delivery.state, delivery.changed_at = Delivery.State.DONE, clock.real_now()
    delivery.save(update_fields=["state", "changed_at"])


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
