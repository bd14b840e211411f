"""How long a stated fact waits for its handler, with a worker as `up` runs one."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.db import connection, transaction

from bench import benchmark
from bench.figures import Figure, figure
from bench.ground import Bench
from bench.spine import bare_row, make_bare_table
from lienthong.config.ground.processes import die_with_parent, end
from lienthong.spine.outbox.actions import state
from lienthong.spine.outbox.facts import Fact
from lienthong.spine.outbox.handlers import on
from lienthong.spine.outbox.models import Delivery

USERS = 16
AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
WORKER = """
import django
django.setup()
import bench.facts
from lienthong.spine.outbox import worker
worker.run()
"""


@dataclass(frozen=True)
class BenchRung(Fact):
    user: int


@on(BenchRung, key="bench.hear")
def hear(fact: BenchRung, at: datetime) -> None:
    """Nothing to do: what is measured is the way here."""


@benchmark("facts")
def facts(bench: Bench) -> Iterator[Figure]:
    """From a fact stated to its handler done, one worker waiting for it."""
    make_bare_table()
    with running_worker():
        yield _stated(bench, "a fact handled", wait=1.0)
        yield _stated(bench, "a fact handled", wait=0.1)
    yield from bench.calls("a bare row", lambda: bare_row(0), floor=True)


def _stated(bench: Bench, what: str, *, wait: float) -> Figure:
    last = Delivery.objects.order_by("-id").values_list("id", flat=True).first() or 0
    began = time.perf_counter()
    with ThreadPoolExecutor(USERS) as users:
        list(users.map(partial(_state_on, began + bench.measured, wait), range(USERS)))
    waiting = waiting_after(last)
    rows = Delivery.objects.filter(id__gt=last, key="bench.hear", state=Delivery.State.DONE).select_related(
        "fact"
    )
    seconds = [(row.changed_at - row.fact.stated_at).total_seconds() for row in rows]
    load = f"{USERS} users who wait {wait:g} s"
    return figure(what, load, seconds, time.perf_counter() - began, errors=waiting)


def _state_on(ends: float, wait: float, user: int) -> None:
    try:
        time.sleep(wait * user / USERS)
        while time.perf_counter() < ends:
            with transaction.atomic():
                state(BenchRung(user), subject=f"bench:{user}", at=AT)
            time.sleep(wait)
    finally:
        connection.close()


def waiting_after(last: int) -> int:
    """How many deliveries behind the one with id ``last`` were not handled a minute later."""
    waiting = Delivery.objects.filter(id__gt=last, key="bench.hear").exclude(state=Delivery.State.DONE)
    deadline = time.monotonic() + 60
    while waiting.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return waiting.count()


@contextlib.contextmanager
def running_worker() -> Iterator[None]:
    started = subprocess.Popen([sys.executable, "-c", WORKER], preexec_fn=die_with_parent)
    try:
        with transaction.atomic():
            state(BenchRung(0), subject="bench:warm", at=AT)
        waiting_after(0)
        yield
    finally:
        end([started])
