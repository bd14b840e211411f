"""Money of tasks: sums and entries, as they stood on a day and as known then, and whose money a task may speak of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from lienthong.domain.organisations.queries import member_codes
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import EVERYTHING, Sight, standings
from lienthong.domain.plans.rules.standing import State


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """Sums in whole đồng."""

    asked: int = 0
    given: int = 0
    spent: int = 0

    def __add__(self, other: "BudgetRow") -> "BudgetRow":
        return BudgetRow(self.asked + other.asked, self.given + other.given, self.spent + other.spent)

    @property
    def left(self) -> int:
        """What was given and not spent; less than nothing where more was spent."""
        return self.given - self.spent


@dataclass(frozen=True, slots=True)
class BudgetEntryRow:
    kind: str
    amount: int
    agency: str
    document: str
    on: dt.date
    note: str
    name: str
    recorded_at: dt.datetime


def list_budgets(
    plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None, sight: Sight = EVERYTHING
) -> dict[int, BudgetRow]:
    """Sums by task (its lineage), of those tasks that have any: what moved by the day and may be seen."""
    entries = _entries(plan, as_of, known, sight)
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    for lineage, kind, amount in entries.values_list("lineage", "kind").annotate(total=Sum("amount")):
        sums[lineage][kind] = amount
    return {
        lineage: BudgetRow(by.get("ASKED", 0), by.get("GIVEN", 0), by.get("SPENT", 0))
        for lineage, by in sums.items()
    }


def total_budget(rows: Iterable[BudgetRow]) -> BudgetRow:
    return sum(rows, BudgetRow())


def list_budget_entries(
    plan: PlanRow,
    lineage: int,
    *,
    as_of: dt.date,
    known: dt.datetime | None = None,
    sight: Sight = EVERYTHING,
) -> list[BudgetEntryRow]:
    """Every entry of a task, newest first."""
    rows = _entries(plan, as_of, known, sight).filter(lineage=lineage).order_by("-on", "-id")
    return [
        BudgetEntryRow(r.kind, r.amount, r.agency, r.document, r.on, r.note, r.name, r.recorded_at)
        for r in rows[:500]
    ]


def _entries(plan: PlanRow, day: dt.date, known: dt.datetime | None, sight: Sight) -> QuerySet[m.BudgetEntry]:
    rows = m.BudgetEntry.objects.filter(plan=plan.id, on__lte=day)
    if known is not None:
        rows = rows.filter(recorded_at__lte=known)
    if sight.agencies is None:
        return rows
    return rows.filter(Q(agency__in=sight.agencies) | Q(lineage__in=sight.lineages))


def list_taking_part(plan: int, lineage: int, day: dt.date) -> frozenset[str]:
    """Agencies that the newest version names for a task, groups by their members of the day, and those that answer
    for its duties on the day, heirs among them.
    """
    task = m.Task.objects.filter(lineage=lineage, version__plan=plan, version__issued_at__isnull=False)
    newest = task.order_by("-version__number").values("pk")[:1]
    named = set(m.Party.objects.filter(task__in=newest).values_list("agency", "group"))
    members = [member_codes(group, day) for _agency, group in named if group]
    answering = standings(plan, day).filter(obligation__lineage=lineage).exclude(state=State.DROPPED)
    agencies = {agency for agency, _group in named if agency}
    return frozenset(agencies.union(answering.values_list("agency", flat=True), *members))
