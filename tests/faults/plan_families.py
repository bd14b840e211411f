"""An agency's plan is made, linked and given money wholly, with its entry, or not at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Heading, Money
from lienthong.domain.plans.permissions import Permission
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.outbox.models import StatedFact
from tests.domain.plans.running import someone
from tests.domain.plans.small import MONITOR, Row, in_force, of
from tests.faults.harness import Swept

AT = datetime(2021, 7, 10, 5, tzinfo=UTC)
DAY = date(2021, 7, 10)
REFS = ("I.1", "I.2", "I.3")


@dataclass(frozen=True)
class Run:
    """One run's plan, of which an agency of its own leads every task; ``child`` is 0 before it is made."""

    k: int
    plan: int
    agency: str
    child: int = 0


def a_plan(k: int) -> Run:
    agency = f"GL-F{k}"
    return Run(k, in_force(*(Row([agency], outputs=("Kế hoạch", "Báo cáo")) for _ref in REFS)).pk, agency)


def a_child_without_links(k: int) -> Run:
    run = a_plan(k)
    make(run)
    child = m.Plan.objects.get(agency=run.agency)
    m.Task.objects.filter(version__plan=child).update(serves=None)
    return Run(k, run.plan, run.agency, child.pk)


def make(run: Run) -> None:
    actions.make_child(
        plan=run.plan,
        agency=run.agency,
        heading=Heading(f"{run.k}/KH", date(2021, 7, 1), "Kế hoạch", "Trọng tâm"),
        refs=REFS,
        by=someone(run.agency, Permission.MAKE_CHILD),
        at=AT,
    )


def serve(run: Run) -> None:
    links = {ref: ref for ref in REFS}
    actions.serve(plan=run.child, above=run.plan, links=links, by=MONITOR, at=AT)


def enter(run: Run) -> None:
    lineage = m.Task.objects.get(version__plan=run.plan, ref="I.1").lineage_id or 0
    money = Money("SPENT", 1_000, run.agency, DAY)
    press = UUID(int=run.k)
    actions.enter_budget(plan=run.plan, lineage=lineage, money=money, press=press, by=of(run.agency), at=AT)


def made_whole(run: Run, done: bool) -> None:
    drafts = [row for row in queries.list_drafts() if row.agency == run.agency]
    assert len(drafts) == m.Plan.objects.filter(agency=run.agency).count(), "a plan without its version"
    assert drafts or not done, "made, answered, lost"
    for row in drafts:
        tasks = m.Task.objects.filter(version=row.version_id)
        assert tasks.filter(serves__isnull=False).count() == len(REFS), "half a plan"
        assert queries.get_summary(row).tasks == len(REFS)
        assert StatedFact.objects.filter(subject=f"plan:{row.id}").count() == 1
        assert _verbs(f"plan:{row.id}") == ["plans.make_child"]
    assert verify().is_sound


def linked_whole(run: Run, done: bool) -> None:
    linked = m.Task.objects.filter(version__plan=run.child, serves__isnull=False).count()
    assert linked in (0, len(REFS)), "half of the links"
    assert linked or not done, "linked, answered, lost"
    assert _verbs(f"plan:{run.child}").count("plans.serve") == bool(linked)
    assert verify().is_sound


def entered_once(run: Run, done: bool) -> None:
    enter(run)  # who got no answer presses again
    entry = m.BudgetEntry.objects.get(plan=run.plan)
    assert _verbs(f"task:{entry.lineage_id}") == ["plans.enter_budget"], "money without its entry, or twice"
    assert verify().is_sound


def _verbs(subject: str) -> list[str]:
    return [entry.verb for entry in ledger.list_entries(subject=subject)]


SWEPT = [
    Swept("make an agency's plan", setup=a_plan, action=make, holds=made_whole),
    Swept("link to the plan above", setup=a_child_without_links, action=serve, holds=linked_whole),
    Swept("enter money of a task", setup=a_plan, action=enter, holds=entered_once),
]
