"""The spine under load: acts and numbers, each against bare rows of the same size."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

from django.db import connection, transaction

from bench import benchmark
from bench.figures import Figure, figure
from bench.ground import Bench
from lienthong.spine.actor import platform
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.actions import issue
from lienthong.spine.numbering.queries import BookKey

WRITERS = 16
AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
BY = platform("bench")
BARE = "CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, told text)"

type Write = Callable[[int], None]


@benchmark("ledger")
def ledger(bench: Bench) -> Iterator[Figure]:
    """Acts recorded a second, each in a transaction of its own: in one chain and over many."""
    make_bare_table()
    yield from bench.calls("an act", lambda: _act("BENCH"))
    yield _crowd(bench, "an act, all in one chain", lambda _: _act("BENCH"))
    yield _crowd(bench, "an act, each in a chain of its own", lambda writer: _act(f"BENCH-{writer}"))
    yield from bench.calls("a bare row", lambda: bare_row(0), floor=True)
    yield _crowd(bench, "a bare row", bare_row, floor=True)


@benchmark("ledger.verify")
def proof(bench: Bench) -> Iterator[Figure]:
    """The whole ledger of the benchmark proven once more; rows a second."""
    entries = verify().entries or 1
    yield from bench.calls("ledger verify", verify, entries)
    yield from bench.calls("reading the rows", _read_all, entries, floor=True)


@benchmark("numbering")
def numbering(bench: Bench) -> Iterator[Figure]:
    """Numbers issued a second, each in a transaction of its own: in one book and over many."""
    make_bare_table()
    yield from bench.calls("a number", lambda: _number("BENCH"))
    yield _crowd(bench, "a number, all in one book", lambda _: _number("BENCH"))
    yield _crowd(bench, "a number, each in a book of its own", lambda writer: _number(f"BENCH-{writer}"))
    yield from bench.calls("a bare row", lambda: bare_row(0), floor=True)
    yield _crowd(bench, "a bare row", bare_row, floor=True)


@transaction.atomic
def _act(agency: str) -> None:
    record(by=BY, verb="bench.act", subject="bench:1", agency=agency, at=AT, details={"rows": 31})


def _number(agency: str) -> None:
    issue(book=BookKey(agency, "QD"), year=AT.year, subject="bench:1", by=BY, at=AT)


def bare_row(writer: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_bare (told) VALUES (%s)", [f"{writer} " + "x" * 300])


def make_bare_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE)


def _read_all() -> None:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_entry ORDER BY agency, sequence")
        while cursor.fetchmany(1_000):
            pass


def _crowd(bench: Bench, what: str, write: Write, *, floor: bool = False) -> Figure:
    """Sixteen writers without a pause, each on a connection of its own."""
    ends = time.perf_counter() + bench.warm_up + bench.measured
    with ThreadPoolExecutor(WRITERS) as crowd:
        kept = list(crowd.map(partial(_write_on, write, ends, bench.measured), range(WRITERS)))
    seconds = [second for mine, _ in kept for second in mine]
    errors = sum(failed for _, failed in kept)
    load = f"{WRITERS} writers without a pause"
    return figure(what, load, seconds, bench.measured, errors=errors, floor=floor)


def _write_on(write: Write, ends: float, measured: float, writer: int) -> tuple[list[float], int]:
    """The times of what succeeded within the last ``measured`` seconds, and how many failed."""
    times, errors = [], 0
    try:
        while (began := time.perf_counter()) < ends:
            try:
                write(writer)
            except Exception:
                errors += 1
                continue
            if began > ends - measured:
                times.append(time.perf_counter() - began)
    finally:
        connection.close()
    return times, errors
