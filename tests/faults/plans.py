"""An accepted import is a whole plan with its fact and its entry, or nothing at all."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans import queries
from lienthong.domain.plans.actions import accept_import
from lienthong.domain.plans.exchange import PlanReading, read_file
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.outbox.models import StatedFact
from tests.faults.harness import Swept

AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
BY = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")
TASKS = 9


@dataclass(frozen=True)
class Import:
    """One run's plan: the reading of a decision with a number of its own."""

    reading: PlanReading
    digest: str


def a_reading(k: int) -> Import:
    number = f"Quyết định số: {k}/QĐ-UBND"
    head = [line.replace("Quyết định số: 999/QĐ-UBND", number) for line in synthetic_plan.HEAD]
    text = synthetic_plan.as_text(synthetic_plan.make_plan(TASKS), head)
    return Import(read_file("plan.txt", text.encode(), reference.names()), f"{k:064x}")


def accept(one: Import) -> None:
    accept_import(
        reading=one.reading, agency="GL", source_name="plan.txt", source_digest=one.digest, by=BY, at=AT
    )


def whole_or_nothing(one: Import, done: bool) -> None:
    slug = queries.find_import(one.digest)
    assert slug or not done, "accepted, answered, lost"
    plans = [
        plan for plan in queries.list_plans(as_of=AT.date()) if plan.number == one.reading.document.number
    ]
    assert len(plans) == bool(slug), "a plan without its version"
    for plan in plans:
        assert len(queries.list_tasks(plan)) == TASKS, "half a plan"
        assert len(queries.list_warnings(plan)) == _cautions(one.reading)
        assert StatedFact.objects.filter(subject=f"plan:{plan.id}").count() == 1
        assert [entry.verb for entry in ledger.list_entries(subject=f"plan:{plan.id}")] == [
            "plans.accept_import"
        ]
    assert verify().is_sound


def _cautions(reading: PlanReading) -> int:
    return len(reading.cautions) + sum(len(task.cautions) for task in reading.tasks)


SWEPT = [Swept("accept an import", setup=a_reading, action=accept, holds=whole_or_nothing)]
