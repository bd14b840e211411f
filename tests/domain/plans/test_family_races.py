"""Two people make, link or pay at once, on committed data: nothing stands twice, nobody waits for ever."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from tests.domain.plans.running import someone
from tests.domain.plans.small import MONITOR, Row, in_force, of
from tests.domain.plans.test_duty_races import at_once

from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Heading, Money
from lienthong.domain.plans.permissions import Permission

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
DAY = date(2021, 3, 1)


def make(plan: int, number: str) -> str:
    return actions.make_child(
        plan=plan,
        agency="GL-A",
        heading=Heading(number, DAY, "Kế hoạch"),
        refs=["I.1"],
        by=someone("GL-A", Permission.MAKE_CHILD),
        at=AT,
    )


def test_of_two_who_make_an_agencys_plan_one_is_told_that_it_stands() -> None:
    plan = in_force(Row(["GL-A"]))
    raised = at_once(*(lambda n=n: make(plan.pk, f"{n}/KH") for n in range(4)))
    assert sorted(type(one).__name__ for one in raised) == ["ChildStands"] * 3 + ["NoneType"]
    assert len(queries.list_drafts()) == 1


def test_a_form_with_money_sent_four_times_at_once_is_one_entry() -> None:
    plan = in_force(Row(["A"]))
    lineage = m.Task.objects.get(version__plan=plan).lineage_id or 0
    money, press = Money("SPENT", 70, "A", DAY), uuid4()

    def enter() -> None:
        actions.enter_budget(plan=plan.pk, lineage=lineage, money=money, press=press, by=of("A"), at=AT)

    assert at_once(*[enter] * 4) == [None] * 4
    assert m.BudgetEntry.objects.filter(plan=plan).count() == 1


def test_two_plans_linked_crosswise_never_stand_above_each_other() -> None:
    one, other = in_force(Row(["A"])), in_force(Row(["A"]))

    def serve(lower: m.Plan, above: m.Plan) -> None:
        actions.serve(plan=lower.pk, above=above.pk, links={"I.1": "I.1"}, by=MONITOR, at=AT)

    for _round in range(4):
        m.Plan.objects.update(parent=None)
        raised = at_once(lambda: serve(one, other), lambda: serve(other, one))
        assert sorted(type(fault).__name__ for fault in raised) == ["AboveItself", "NoneType"]
        assert isinstance(next(filter(None, raised)), errors.AboveItself)
