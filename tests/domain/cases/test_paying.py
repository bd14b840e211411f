"""What a case owes is set when it is received; one that waits for its fee goes on when it is settled."""

from dataclasses import replace
from typing import Any

import pytest

from lienthong.domain.cases import actions, queries, reactions
from lienthong.domain.payments import actions as payments
from lienthong.domain.payments import queries as money
from lienthong.domain.payments.facts import DemandSettled
from lienthong.domain.procedures.queries import Fee, Pause, Task
from lienthong.spine.actor import platform
from tests.domain.cases.running import (
    OFFICER,
    hour,
    procedure,
    province,
    received,
    row,
    seen,
    to_office,
    told,
)
from tests.domain.payments.running import ASKING, CASHIER, HEAD, paid
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
PAUSING = replace(
    ASKING,
    name="Cấp giấy, chờ nộp phí",
    steps=(
        row("Tiếp nhận", "one_stop", "0.5", tasks=(Task("Tiếp nhận"),)),
        row("Thẩm định", "office", "4", (1,), tasks=(Task("Thẩm định"),)),
        row("Ký", "leadership", "0.5", (2,), tasks=(Task("Ký", ends=True),)),
        row("Trả kết quả", "one_stop", "0", (3,)),
    ),
)


def owed(case: int) -> money.DemandRow:
    found = money.find_of(queries.about_money(case))
    assert found is not None
    return found


def test_a_received_case_owes_what_its_rules_say() -> None:
    province()
    case = received(procedure(ASKING))
    drain()
    drain()
    row_ = owed(case)
    assert (row_.amount, row_.agency, row_.number) == (100_000, seen(case).owner, seen(case).number)
    assert actions.owe(case=case, by=platform("test"), at=hour("15/10 10:00")) is None


def test_a_procedure_without_a_fee_asks_for_nothing() -> None:
    province()
    case = received(procedure(replace(ASKING, fees=(Fee("Lệ phí", 0),))))
    drain()
    assert money.find_of(queries.about_money(case)) is None


def waiting(kind: Pause, **more: Any) -> int:
    province()
    steps = list(PAUSING.steps)
    steps[1] = replace(steps[1], tasks=(Task("Chờ", pauses=kind), Task("Đã nộp", resumes=True)))
    case = to_office(procedure(replace(PAUSING, steps=tuple(steps))), **more)
    actions.pause(case=case, reason="Chờ nộp phí", by=OFFICER, at=hour("15/10 14:00"))
    drain()
    return case


def test_a_case_that_waits_for_its_fee_goes_on_when_it_is_paid() -> None:
    case = waiting(Pause.FEE)
    payments.collect(demand=owed(case).id, paid=paid(), by=CASHIER, at=hour("18/10 09:00"))
    drain()
    assert (seen(case, now=hour("18/10 10:00")).state, told(case)[-1]) == (queries.State.HANDLING, "RESUMED")
    assert queries.get_story(case).happenings[-1].account == "platform"
    assert not actions.resume_paid(case=case, by=platform("test"), at=hour("18/10 11:00"))


def test_it_goes_on_too_when_the_fee_is_waived() -> None:
    case = waiting(Pause.FEE)
    payments.waive(demand=owed(case).id, reason="Quyết định 5", by=HEAD, at=hour("18/10 09:00"))
    drain()
    assert told(case)[-1] == "RESUMED"


def test_a_wait_for_the_tax_office_is_not_ended_by_a_fee() -> None:
    case = waiting(Pause.TAX_DUTY)
    payments.collect(demand=owed(case).id, paid=paid(), by=CASHIER, at=hour("18/10 09:00"))
    drain()
    assert told(case)[-1] == "PAUSED"


def test_money_of_something_else_moves_no_case() -> None:
    province()
    assert not actions.resume_paid(case=10**9, by=platform("test"), at=hour("18/10 09:00"))
    reactions.demand_settled(DemandSettled(demand=1, about="lease:1"), hour("18/10 09:00"))
