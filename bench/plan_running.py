"""A plan that runs: 4,000 tasks, 160,000 duties, most of a year of events. See ``synthetic_running``."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client

from bench import benchmark
from bench import synthetic_running as made
from bench.figures import Figure, figure
from bench.ground import Bench
from bench.load import LOADS, Ask
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts.queries import get_user
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import member_codes
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.web.entrance.sessions import BEGAN, SEEN

USERS = max(load.users for load in LOADS)
SET = "plan-running-1"


@benchmark("plan.running")
def running(bench: Bench) -> Iterator[Figure]:
    """Overview, one task, "what I owe" and an agency's view of a running plan, against bare SQL of the same rows."""
    kept = _data(bench)
    with bench.served() as port:
        for what, asks in _journeys(bench, kept).items():
            yield from bench.loads(what, port, asks)
    plan = queries.get_plan(kept["slug"], as_of=made.LAST.date())
    yield _retold()
    yield from bench.calls("bare SQL of the overview's counts", partial(_counts, plan.id), floor=True)
    yield from bench.calls("bare SQL of one task", partial(_task, kept["lineages"][7]), floor=True)
    yield from bench.calls("bare SQL of what one person owes", partial(_owed, kept["focals"][0]), floor=True)


def _retold() -> Figure:
    """How every duty stands, from its events, held against what is kept: three times, as nobody does it in a row."""
    took, told = [], None
    for _ in range(3):
        began = time.perf_counter()
        told = actions.retell()
        took.append(time.perf_counter() - began)
    assert told is not None
    assert not told.differing, told.differing[:3]
    return figure("all statuses anew", f"1 caller, {told.duties} duties", took, sum(took))


def _journeys(bench: Bench, kept: dict[str, Any]) -> dict[str, Callable[[int], Iterator[Ask]]]:
    cookies = {name: [session(account) for account in kept[name]] for name in ("monitors", "focals")}

    def asks(name: str, role: str, path: Callable[[Any], str], user: int) -> Iterator[Ask]:
        draw = bench.random(f"{name}:{user}")
        while True:
            yield Ask(path(draw), expect=b"<h1", cookie=cookies[role][user])

    base, refs = f"/plans/{kept['slug']}/", kept["refs"]
    return {
        "overview, a monitor": partial(asks, "overview", "monitors", lambda _: base),
        "one task, a monitor": partial(
            asks, "task", "monitors", lambda draw: f"{base}tasks/{draw.choice(refs)}/"
        ),
        "one task, an official": partial(
            asks, "mine", "focals", lambda draw: f"{base}tasks/{draw.choice(refs)}/"
        ),
        "what I owe, a focal official": partial(asks, "work", "focals", lambda _: "/work/"),
    }


def _data(bench: Bench) -> dict[str, Any]:
    kept: dict[str, Any] = bench.data(SET, _make)
    bench.made.update(kept["seconds"])
    return kept


def _make() -> dict[str, Any]:
    seconds: dict[str, float] = {}

    def timed[T](what: str, make: Callable[[], T]) -> T:
        began = time.perf_counter()
        value = make()
        seconds[f"{SET}: {what}"] = round(time.perf_counter() - began, 1)
        return value

    made.fill_groups()
    people = timed("people", _people)
    plan = timed("plan read and kept", made.keep)
    timed("plan issued", partial(_issue, plan))
    counts = timed("what happened", partial(made.run, plan, people["of"]))
    with connection.cursor() as cursor:
        timed("analysed", lambda: cursor.execute("ANALYZE"))
    tasks = m.Task.objects.filter(version__plan=plan).order_by("position")
    return {
        "slug": m.Plan.objects.get(pk=plan).slug,
        "refs": list(tasks.values_list("ref", flat=True)),
        "lineages": list(tasks.values_list("lineage", flat=True)),
        "monitors": people["monitors"],
        "focals": people["focals"],
        "counts": counts,
        "seconds": seconds,
    }


def _issue(plan: int) -> int:
    return actions.issue(plan=plan, monitor=made.MONITOR, overseer=made.OVERSEER, by=made.BY, at=made.ISSUED)


def _people() -> dict[str, Any]:
    """As many monitors and focal officials as users, the latter of as many agencies; three focals an agency."""
    day = made.ISSUED.date()
    agencies = sorted(member_codes("G-SBN", day) | member_codes("G-HUYEN", day))
    monitors = [person(f"theodoi{n}", made.MONITOR, "plan_monitor") for n in range(USERS)]
    of = {
        agency: [person(f"daumoi{place}.{n}", agency, "specialist") for n in range(3)]
        for place, agency in enumerate(agencies)
    }
    kept = [agency for agency in agencies if agency not in made.HEIRS]
    return {"monitors": monitors, "of": of, "focals": [of[agency][0] for agency in kept[:USERS]]}


def person(username: str, agency: str, role: str) -> str:
    account = accounts.open_account(username=username, full_name="Người Thử", by=made.BY, at=made.ISSUED)
    user = get_user(account)
    user.password = make_password(None)
    user.save()
    start = dt.date(2021, 1, 1)
    organisations.assign(
        account=account, agency=agency, title="Chuyên viên", role=role, on=start, by=made.BY, at=made.ISSUED
    )
    return account


def session(account: str) -> str:
    """The cookie of somebody who has signed in just now."""
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(get_user(account), backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[BEGAN] = session[SEEN] = int(time.time())
    session.save()
    return f"{name}={client.cookies[name].value}"


def _counts(plan: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agency, due, state, on_time, count(*) FROM plans_standing"
            " WHERE plan_id = %s AND superseded_at IS NULL AND until IS NULL GROUP BY 1, 2, 3, 4",
            [plan],
        )
        cursor.fetchall()


def _task(lineage: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM plans_obligation o JOIN plans_standing s ON s.obligation_id = o.id"
            " WHERE o.lineage_id = %s AND s.superseded_at IS NULL AND s.until IS NULL",
            [lineage],
        )
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT * FROM plans_happening WHERE obligation_id = ANY(%s)", [ids])
        cursor.fetchall()


def _owed(focal: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM plans_standing s JOIN plans_obligation o ON o.id = s.obligation_id"
            " WHERE s.focal = %s AND s.superseded_at IS NULL AND s.until IS NULL ORDER BY s.due LIMIT 500",
            [focal],
        )
        cursor.fetchall()


@benchmark("plan.issue")
def issuing(_: Bench) -> Iterator[Figure]:
    """Coming into force of 4,000 tasks: 160,000 duties laid in one transaction, once and undone."""
    made.fill_groups()
    with transaction.atomic():
        plan = made.keep()
        began = time.perf_counter()
        laid = _issue(plan)
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    yield figure("issue", f"1 caller, {laid} duties", [took], took / laid)
