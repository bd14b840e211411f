"""Money of a task: who enters what, sums by day and by who looks, a form sent twice."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.domain.plans.running import at, someone
from tests.domain.plans.small import MONITOR, Row, in_force, of

from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Money
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import BudgetRow
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.queries import list_entries

pytestmark = pytest.mark.django_db

DAY = date(2021, 2, 1)
LATER = date(2021, 10, 15)


def a_plan() -> tuple[queries.PlanRow, int]:
    """I.1 is led by A, coordinated by B; the monitor is M."""
    plan = in_force(Row(["A"], coordinating=["B"]), Row(["C"]))
    row = queries.get_plan(plan.slug, as_of=LATER)
    return row, queries.get_task(row, "I.1").lineage or 0


def enter(
    plan: queries.PlanRow,
    lineage: int,
    kind: str,
    amount: int,
    by: Actor,
    agency: str = "A",
    on: date = DAY,
    document: str = "3/QĐ-STC",
    press: UUID | None = None,
) -> None:
    money = Money(kind, amount, agency, on, document)
    actions.enter_budget(plan=plan.id, lineage=lineage, money=money, press=press, by=by, at=at(2, 2))


def sums(plan: queries.PlanRow, lineage: int, **seen: Any) -> BudgetRow:
    return queries.list_budgets(plan, **({"as_of": LATER} | seen)).get(lineage, BudgetRow())


def test_money_is_summed_and_a_correction_is_a_further_entry() -> None:
    plan, lineage = a_plan()
    enter(plan, lineage, "ASKED", 500, of("A"))
    enter(plan, lineage, "GIVEN", 450, MONITOR)
    enter(plan, lineage, "GIVEN", -50, MONITOR)
    enter(plan, lineage, "SPENT", 70, of("B"), agency="B", document="")
    found = sums(plan, lineage)
    assert found == BudgetRow(asked=500, given=400, spent=70)
    assert found.left == 330
    entries = queries.list_budget_entries(plan, lineage, as_of=LATER)
    assert [row.amount for row in entries] == [70, -50, 450, 500]
    assert queries.total_budget([found, BudgetRow(1, 2, 3)]) == BudgetRow(501, 402, 73)


def test_the_past_keeps_its_sums() -> None:
    plan, lineage = a_plan()
    enter(plan, lineage, "ASKED", 500, of("A"))
    assert sums(plan, lineage, as_of=date(2021, 1, 31)) == BudgetRow()
    assert sums(plan, lineage, known=at(2, 1)) == BudgetRow()
    assert sums(plan, lineage, known=at(2, 3)) == BudgetRow(asked=500)
    assert not queries.list_budget_entries(plan, lineage, as_of=LATER, known=at(2, 1))


def test_one_sees_money_of_what_one_may_see() -> None:
    plan, lineage = a_plan()
    enter(plan, lineage, "ASKED", 500, of("A"))
    enter(plan, lineage, "ASKED", 30, of("B"), agency="B")
    sights = {code: queries.sight_of(of(code), plan, LATER) for code in "ABC"}
    found = {code: sums(plan, lineage, sight=sight).asked for code, sight in sights.items()}
    assert found == {"A": 500, "B": 530, "C": 0}  # who coordinates a task sees the whole of it


def test_what_is_given_is_entered_by_who_follows_the_plan() -> None:
    plan, lineage = a_plan()
    stranger = someone("A", Permission.MONITOR, Permission.SUBMIT)
    for by in (of("A"), stranger):
        with pytest.raises(errors.NotYours):
            enter(plan, lineage, "GIVEN", 1, by)
    for kind in ("ASKED", "SPENT"):
        with pytest.raises(errors.NotYours):
            enter(plan, lineage, kind, 1, of("B"))
        enter(plan, lineage, kind, 1, MONITOR)
    assert not sums(plan, lineage).given


def test_money_of_an_agency_that_has_no_part_in_the_task_is_refused() -> None:
    plan, lineage = a_plan()
    with pytest.raises(errors.TakesNoPart, match="C"):
        enter(plan, lineage, "GIVEN", 1, MONITOR, agency="C")
    with pytest.raises(errors.TaskNotFound):
        enter(plan, m.Lineage.objects.create(made_at=at(1, 1)).pk, "GIVEN", 1, MONITOR)


def test_an_heir_enters_what_it_took_over() -> None:
    plan, lineage = a_plan()
    actions.hand_over(predecessor="A", successor="D", on=date(2021, 1, 15), by=MONITOR, at=at(1, 16))
    enter(plan, lineage, "SPENT", 5, of("D"), agency="D")
    assert sums(plan, lineage).spent == 5


def test_nothing_of_the_future_and_nothing_given_without_its_document() -> None:
    plan, lineage = a_plan()
    with pytest.raises(errors.DocumentMissing):
        enter(plan, lineage, "SPENT", 1, of("A"), on=date(2021, 2, 3))
    with pytest.raises(errors.DocumentMissing):
        enter(plan, lineage, "GIVEN", 1, MONITOR, document=" ")
    with pytest.raises(errors.AmountMissing):
        enter(plan, lineage, "SPENT", 0, of("A"))


def test_a_form_sent_twice_is_one_entry() -> None:
    plan, lineage = a_plan()
    press = uuid4()
    for _time in range(2):
        enter(plan, lineage, "SPENT", 70, of("A"), press=press)
    enter(plan, lineage, "SPENT", 70, of("A"), press=uuid4())
    assert sums(plan, lineage).spent == 140
    assert len(list_entries(subject=f"task:{lineage}")) == 2
