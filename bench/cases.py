"""Cases of the one-stop: work list, search, one case, table II.06a; each against bare SQL of the same rows."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any
from urllib.parse import quote_plus

from django.db import connection

from bench import benchmark
from bench.figures import Figure
from bench.ground import Bench
from bench.load import LOADS, Ask
from bench.plan_running import person, session
from lienthong.config import simulation
from lienthong.config.ground.paths import VAR
from lienthong.config.simulation import Wish
from lienthong.domain.cases import queries
from lienthong.domain.cases.queries import Asked, By, Period, PeriodKind
from lienthong.spine.clock.actions import start
from lienthong.spine.lexemes import wanted
from lienthong.spine.text import search_words

WHOLE, QUICK = 1_000_000, 20_000
YEAR, SEED, CORES = 2021, 751, os.cpu_count() or 1
NOW = Wish(YEAR, WHOLE, SEED).until
"""When the simulated year is over."""
TABLES = ("cases_case", "cases_happening", "cases_stand")
USERS = max(load.users for load in LOADS)
CITY = "GL-622"
"""Of this city's one-stop are the clerks who ask."""

type Draw = Callable[[Random], str]


@benchmark("cases.lists")
def lists(bench: Bench) -> Iterator[Figure]:
    """Of a year of a province's cases (20,000 when quick) the work list of a clerk and one case, and bare SQL of it."""
    kept = simulated(bench)
    yield from _served(bench, kept, "clerks", _lists(kept))
    draw = bench.random("floors")
    yield from bench.calls("bare SQL of a page of the work list", _bare_list, floor=True)
    yield from bench.calls("bare SQL of one case", lambda: _bare_case(draw.choice(kept["cases"])), floor=True)


@benchmark("cases.search")
def search(bench: Bench) -> Iterator[Figure]:
    """One among them found by a name without marks, and by its number."""
    kept = simulated(bench)
    yield from _served(bench, kept, "clerks", _searches(kept))
    draw = bench.random("floors")
    names = kept["names"]
    yield from bench.calls(
        "bare SQL of a search by name", lambda: _bare_search(draw.choice(names)), floor=True
    )


@benchmark("cases.boards")
def boards(bench: Bench) -> Iterator[Figure]:
    """Table II.06a of the whole province: the page, and the query alone for a month, a year, a past day."""
    kept = simulated(bench)
    page = {"a month of the province, a leader": lambda _: "/boards/?since=15/09/2021&until=14/10/2021"}
    yield from _served(bench, kept, "leaders", page)
    month = queries.legal(PeriodKind.MONTH, 2021, 10)
    year = Period(date(2020, 12, 15), date(2021, 10, 14))
    past = queries.legal(PeriodKind.MONTH, 2021, 4)
    known = NOW - timedelta(days=120)
    for what, period, by in (
        ("a month, by unit", month, By.UNIT),
        ("a month, by procedure", month, By.PROCEDURE),
        ("a month half a year ago, by unit", past, By.UNIT),
        ("ten months, by unit", year, By.UNIT),
    ):
        yield from bench.calls(what, partial(queries.get_board, Asked(period, NOW), by))
    yield from bench.calls(
        "that month as known four months ago",
        partial(queries.get_board, Asked(past, NOW, known), By.UNIT),
    )
    yield from bench.calls("bare SQL: rows of a month, counted once", partial(_bare_month, month), floor=True)


def simulated(bench: Bench) -> dict[str, Any]:
    """The year, made once: some cases of the city, their numbers and names, clerks and leaders."""
    count = QUICK if bench.is_quick else WHOLE
    return bench.data(f"cases-{count}-2", partial(_make, count))


def _make(count: int) -> dict[str, Any]:
    wish, path = Wish(YEAR, count, SEED), VAR / "simulation" / f"bench-{count}.jsonl"
    world = simulation.lay_ground(YEAR)
    simulation.write_journal(path, wish, world, processes=CORES, tell=lambda _: None)
    simulation.play(path, wish, world, processes=CORES, tell=lambda *_: None)
    path.unlink()
    start()  # business time goes on after the year
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute(
            "SELECT id, number, applicant_name FROM cases_case WHERE owner = %s AND number <> ''"
            " ORDER BY md5(id::text) LIMIT 500",
            [CITY],
        )
        drawn = cursor.fetchall()
    return {
        "cases": [case for case, _number, _name in drawn],
        "numbers": [number for _case, number, _name in drawn],
        "names": [name for _case, _number, name in drawn],
        "clerks": [person(f"motcua{count}.{n}", CITY, "one_stop_officer") for n in range(USERS)],
        "leaders": [person(f"giamsat{count}.{n}", "GL-TTT", "auditor") for n in range(USERS)],
    }


def _lists(kept: dict[str, Any]) -> dict[str, Draw]:
    return {
        "work list, a clerk": lambda _: "/cases/?whose=owned",
        "overdue, a clerk": lambda _: "/cases/?whose=owned&queue=late",
        "one case, a clerk": lambda draw: f"/cases/{draw.choice(kept['cases'])}/",
    }


def _searches(kept: dict[str, Any]) -> dict[str, Draw]:
    names = kept["names"]
    return {
        "search by name, a clerk": lambda draw: f"/cases/?q={quote_plus(draw.choice(names))}",
        "search by number, a clerk": lambda draw: f"/cases/?q={draw.choice(kept['numbers'])}",
    }


def _served(bench: Bench, kept: dict[str, Any], role: str, paths: dict[str, Draw]) -> Iterator[Figure]:
    """Each path under the three loads, every user with a session of their own."""
    cookies = [session(account) for account in kept[role]]

    def asks(what: str, user: int) -> Iterator[Ask]:
        draw = bench.random(f"{what}:{user}")
        while True:
            yield Ask(paths[what](draw), expect=b"<h1", cookie=cookies[user])

    with bench.served() as port:
        for what in paths:
            yield from bench.loads(what, port, partial(asks, what))


def _all(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.fetchall()


def _bare_list() -> None:
    _all(
        "SELECT * FROM cases_stand s JOIN cases_case c ON c.id = s.case_id WHERE s.owner = %s AND s.until IS NULL"
        " AND s.superseded_at IS NULL AND NOT s.closed ORDER BY s.turn_at, s.case_id LIMIT 20",
        CITY,
    )


def _bare_search(name: str) -> None:
    _all(
        "SELECT * FROM cases_case WHERE found_by @@ %s::tsquery ORDER BY id DESC LIMIT 50",
        wanted(search_words(name), {CITY}),
    )


def _bare_case(case: int) -> None:
    _all("SELECT * FROM cases_stand s JOIN cases_case c ON c.id = s.case_id WHERE s.case_id = %s", case)
    _all("SELECT * FROM cases_happening WHERE case_id = %s", case)


def _bare_month(month: Period) -> None:
    """Nothing of the form but reading: how many were resolved in those days, by owner."""
    first = NOW.replace(year=month.first.year, month=month.first.month, day=month.first.day, hour=0)
    _all(
        "SELECT owner, count(*) FROM cases_stand WHERE superseded_at IS NULL AND received_at IS NOT NULL"
        " AND since = COALESCE(signed_at, ended_at) AND since >= %s AND since < %s GROUP BY 1",
        first,
        first + timedelta(days=30),
    )
