"""A plan of 4,000 tasks: reading its file, keeping it, and its pages under load."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction

from bench import benchmark
from bench.figures import Figure
from bench.ground import Bench
from bench.load import Ask
from bench.synthetic_plan import as_docx, as_text, as_xlsx, make_plan
from lienthong.config import reference
from lienthong.domain.plans.actions import accept_import, issue, settle_rest
from lienthong.domain.plans.exchange import read_file
from lienthong.domain.plans.queries import get_draft
from lienthong.spine.actor import platform

TASKS = 4_000
AT = dt.datetime(2021, 10, 15, 2, tzinfo=dt.UTC)


@benchmark("plan.import")
def importing(bench: Bench) -> Iterator[Figure]:
    """Reading a file of 4,000 tasks in each format, and keeping what was read in one transaction."""
    plan, names = make_plan(TASKS), reference.names()
    files = {"txt": as_text(plan).encode(), "docx": as_docx(plan), "xlsx": as_xlsx(plan)}
    for kind, content in files.items():
        yield from bench.calls(f"read .{kind}", partial(read_file, f"plan.{kind}", content, names), TASKS)
    reading = read_file("plan.txt", files["txt"], names)

    def keep() -> None:
        with transaction.atomic():
            accept_import(
                reading=reading,
                agency="GL",
                source_name="x",
                source_digest="0" * 64,
                by=platform("bench"),
                at=AT,
            )
            transaction.set_rollback(True)

    yield from bench.calls("keep what was read", keep, TASKS)


@benchmark("plan.pages")
def pages(bench: Bench) -> Iterator[Figure]:
    """Overview, search and one task of the plan of 4,000, issued, against bare SQL of the rows of the overview."""
    slug, refs = bench.data("plan-4000", _make)

    def overview(user: int) -> Iterator[Ask]:
        draw = bench.random(f"overview:{user}")
        while True:
            yield Ask(f"/plans/{slug}/?page={draw.randint(1, 60)}", expect=b"<h1")

    def search(user: int) -> Iterator[Ask]:
        draw = bench.random(f"search:{user}")
        while True:
            yield Ask(
                f"/plans/{slug}/?q={draw.choice(('bao+cao', 'so+noi+vu', 'ke+hoach', 'VI.11'))}",
                expect=b"<h1",
            )

    def task(user: int) -> Iterator[Ask]:
        draw = bench.random(f"task:{user}")
        while True:
            yield Ask(f"/plans/{slug}/tasks/{draw.choice(refs)}/", expect=b"<h1")

    with bench.served() as port:
        yield from bench.loads("overview", port, overview)
        yield from bench.loads("search", port, search)
        yield from bench.loads("one task", port, task)
    yield from bench.calls("bare SQL of the overview's rows", lambda: _bare(slug), 60, floor=True)


def _make() -> tuple[str, list[str]]:
    content = as_text(make_plan(TASKS)).encode()
    reading = read_file("plan.txt", content, reference.names())
    digest = hashlib.sha256(content).hexdigest()
    slug = accept_import(
        reading=reading,
        agency="GL",
        source_name="plan.txt",
        source_digest=digest,
        by=platform("bench"),
        at=AT,
    )
    plan, by = get_draft(slug), platform("bench")
    settle_rest(plan=plan.id, reason="bench", by=by, at=AT)
    issue(plan=plan.id, monitor="GL-SNV", overseer="GL-VPUBND", by=by, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.ref FROM plans_task t JOIN plans_version v ON v.id = t.version_id "
            "JOIN plans_plan p ON p.id = v.plan_id WHERE p.slug = %s ORDER BY t.position",
            [slug],
        )
        return slug, [ref for (ref,) in cursor.fetchall()]


def _bare(slug: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.id FROM plans_task t JOIN plans_version v ON v.id = t.version_id "
            "JOIN plans_plan p ON p.id = v.plan_id WHERE p.slug = %s ORDER BY t.position LIMIT 60",
            [slug],
        )
        ids = [row[0] for row in cursor.fetchall()]
        for table in ("task", "party", "deadline", "target", "warning"):
            column = "id" if table == "task" else "task_id"
            cursor.execute(f"SELECT * FROM plans_{table} WHERE {column} = ANY(%s)", [ids])
            cursor.fetchall()
