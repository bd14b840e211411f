"""How fast one worker, as `up` runs one, delivers facts that piled up."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from time import perf_counter

from django.db import connection, transaction

from bench import benchmark
from bench.facts import AT, BenchRung, running_worker, waiting_after
from bench.figures import Figure, figure
from bench.ground import Bench
from bench.spine import bare_row, make_bare_table
from lienthong.spine.outbox.actions import state
from lienthong.spine.outbox.models import Delivery
from lienthong.spine.outbox.worker import CONCURRENCY

A_SECOND = 60  # facts piled up for each second of measuring: below what the slowest known machine delivers


@benchmark("outbox")
def outbox(bench: Bench) -> Iterator[Figure]:
    """From a pile of stated facts to the last one handled: times are those between one delivery and the next."""
    make_bare_table()
    facts = int(A_SECOND * bench.measured)
    yield _drained(facts, subjects=facts, load="each of a subject of its own")
    yield _drained(facts, subjects=1, load="all of one subject, in order")
    yield _rows(facts)


def _drained(facts: int, *, subjects: int, load: str) -> Figure:
    last = Delivery.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with transaction.atomic():
        for number in range(facts):
            state(BenchRung(number), subject=f"pile:{last}:{number % subjects}", at=AT)
    with running_worker():
        waiting = waiting_after(last)
    done = Delivery.objects.filter(id__gt=last, key="bench.hear", state=Delivery.State.DONE)
    moments = sorted(done.values_list("changed_at", flat=True))
    between = [(later - sooner).total_seconds() for sooner, later in pairwise(moments)]
    return figure("a fact delivered from a pile", load, between, sum(between) or 1, errors=waiting)


def _rows(facts: int) -> Figure:
    began = perf_counter()
    with ThreadPoolExecutor(CONCURRENCY) as threads:
        seconds = list(threads.map(_timed_row, range(facts)))
        list(threads.map(lambda _: connection.close(), range(CONCURRENCY)))
    load = f"{CONCURRENCY} threads without a pause"
    return figure("a bare row", load, seconds, perf_counter() - began, floor=True)


def _timed_row(number: int) -> float:
    began = perf_counter()
    bare_row(number)
    return perf_counter() - began
