"""Taking cases in at many counters at once, through HTTP with the worker running, until their receipts are made."""

import contextlib
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from bench import benchmark
from bench.figures import Figure, figure
from bench.ground import Bench
from bench.load import Ask, drive_at
from bench.plan_running import person, session
from lienthong.config import simulation
from lienthong.config.environment import environment
from lienthong.config.ground.processes import die_with_parent, end
from lienthong.config.ground.up import worker_command
from lienthong.domain.cases import models as m
from lienthong.domain.organisations.queries import member_codes
from lienthong.spine import clock
from lienthong.spine.outbox.models import Delivery, StatedFact

RATE, AIM = 60.0, 25.0
"""Intakes a second that are accepted for a minute; how many receipts a second keep the queue from growing."""
LONGEST: Final = 120.0
TICK, SETTLED = 65.0, 600.0
"""Seconds until the day was turned, and the longest that its work may take."""
COUNTERS: Final = 16
PROCEDURES: Final = ("MP-H01", "MP-H03")
KEYS: Final = UUID("6b1f2d7c-0000-4000-8000-000000000000")
ADDRESS: Final = "/cases/intake/"


@dataclass(frozen=True, slots=True)
class Desk:
    """A clerk at a counter: the cookies of their browser, the token of their form."""

    cookie: str
    token: str


@benchmark("cases.intake")
def intake(bench: Bench) -> Iterator[Figure]:
    """60 intakes a second for a minute at 16 counters; every receipt within 120 s; how many a second last."""
    kept = bench.data("intake-1", _make)
    seconds = 2.0 if bench.is_quick else 60.0
    _make_bare_tables()
    _forget_queue()
    yield from bench.calls("bare SQL: the rows of one intake", _bare_intake, floor=True)
    with bench.served() as port, _worker():
        if not bench.is_quick:
            _settle()
        desks = [_sit_down(account) for account in kept["clerks"]]
        forms = _forms(kept["versions"], bench.random(f"intake:{time.time_ns()}"))
        for rate in (RATE, AIM):
            yield from _minute(port, desks, forms, rate, seconds)


def _minute(
    port: int, desks: list[Desk], forms: Iterator[dict[str, str]], rate: float, seconds: float
) -> Iterator[Figure]:
    first = m.Case.objects.order_by("-id").values_list("id", flat=True).first() or 0
    told = StatedFact.objects.order_by("-id").values_list("id", flat=True).first() or 0
    began = time.perf_counter()
    sample = drive_at(port, _asks(desks, forms), rate, seconds)
    lasted = time.perf_counter() - began
    accepted = m.Case.objects.filter(id__gt=first).count()
    note = "; ".join([f"{accepted} accepted", *sample.words])
    load = f"{rate:g} a second for {seconds:g} s"
    yield figure("intakes accepted", load, sample.seconds, lasted, errors=sample.errors, note=note)
    waits = _receipts(told, accepted)
    lasted = time.perf_counter() - began
    late = accepted - sum(wait <= LONGEST for wait in waits)
    note = f"all were there {lasted:.0f} s after the first intake; as errors those after {LONGEST:g} s"
    yield figure("from intake to receipt", load, waits, lasted, errors=late, note=note)


def _receipts(told: int, wanted: int) -> list[float]:
    """Seconds from each intake to its receipt, by the clock of the outbox; those that came in the time allowed."""
    until = time.perf_counter() + LONGEST
    done = Delivery.objects.filter(fact__gt=told, key="cases.issue_receipt", state=Delivery.State.DONE)
    while done.count() < wanted and time.perf_counter() < until:
        time.sleep(0.25)
    return [
        (made - stated).total_seconds() for stated, made in done.values_list("fact__stated_at", "changed_at")
    ]


def _make() -> dict[str, Any]:
    year = clock.today().year
    world = simulation.lay_ground(year)
    districts = sorted(member_codes("G-HUYEN", clock.today()))[:COUNTERS]
    return {
        "versions": [world.handlings[code].version for code in PROCEDURES],
        "clerks": [person(f"tiepnhan.{code}", code, "one_stop_officer") for code in districts],
    }


def _sit_down(account: str) -> Desk:
    """Opens the form once, as a browser does, for the token that every press of it carries."""
    cookie = session(account)
    client = Client(HTTP_HOST="localhost")
    name, _, value = cookie.partition("=")
    client.cookies[name] = value
    page = client.get(ADDRESS)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert token, page.content
    secret = client.cookies[settings.CSRF_COOKIE_NAME].value
    return Desk(f"{cookie}; {settings.CSRF_COOKIE_NAME}={secret}", token[1])


def _forms(versions: list[int], draw: Random) -> Iterator[dict[str, str]]:
    """What a clerk sends for an applicant who was never here: a new form, a new name, a new telephone."""
    run = draw.getrandbits(48)
    for number in range(1_000_000_000):
        yield {
            "key": str(uuid5(KEYS, f"{run}:{number}")),
            "version": str(draw.choice(versions)),
            "name": f"Đinh Thử {run:x} {number}",
            "phone": f"09{draw.randrange(10**8):08}",
            "content": f"Thửa đất số {number}",
            "channel": "COUNTER",
            "return_by": "COUNTER",
            "do": "receive",
        }


def _asks(desks: list[Desk], forms: Iterator[dict[str, str]]) -> Iterator[Ask]:
    for desk, form in zip(cycle(desks), forms, strict=False):
        told = [*form.items(), ("papers", "1"), ("papers", "2"), ("csrfmiddlewaretoken", desk.token)]
        yield Ask(ADDRESS, cookie=desk.cookie, form=urlencode(told).encode(), status=b"302")


@contextlib.contextmanager
def _worker() -> Iterator[None]:
    started = [
        subprocess.Popen(worker_command(), preexec_fn=die_with_parent)
        for _ in range(environment().job_workers)
    ]
    try:
        yield
    finally:
        end(started)


WRITTEN: Final = (
    "parties_party", "parties_profile", "parties_contact", "parties_dealing", "cases_case", "cases_happening",
    "cases_stand", "numbering_number", "ledger_entry", "outbox_fact", "outbox_delivery",
)  # fmt: skip


def _forget_queue() -> None:
    """What an earlier run did not get done would come first."""
    with transaction.atomic(), connection.cursor() as cursor:
        Delivery.objects.filter(state=Delivery.State.WAITING).update(state=Delivery.State.DONE)
        cursor.execute("DELETE FROM procrastinate_jobs")


def _settle() -> None:
    """What a new business day asks of the worker (a large plan lies beside) is no part of an intake's minute."""
    time.sleep(TICK)
    until = time.perf_counter() + SETTLED
    while Delivery.objects.filter(state=Delivery.State.WAITING).exists() and time.perf_counter() < until:
        time.sleep(1)


def _make_bare_tables() -> None:
    with connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"DROP TABLE IF EXISTS bare_{table}")
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table})")


def _bare_intake() -> None:
    """A row of every table that an intake writes, in one commit: no rule, no index, no number to wait for."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"INSERT INTO bare_{table} SELECT * FROM {table} ORDER BY id DESC LIMIT 1")
