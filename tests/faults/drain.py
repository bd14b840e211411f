"""What a worker does, in this process: every delivery that waits is handled, in order, until none is left."""

from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.spine.outbox.delivery import deliver
from lienthong.spine.outbox.models import Delivery


def drain() -> int:
    """Returns how many deliveries were handled; a handler's error is raised."""
    handled = 0
    while waiting := list(
        Delivery.objects.filter(state=Delivery.State.WAITING).order_by("fact_id", "id")[:100]
    ):
        for row in waiting:
            deliver(delivery=row.pk)
            handled += 1
    ProcrastinateJob.objects.filter(task_name="outbox.deliver")._raw_delete(using="default")
    return handled
