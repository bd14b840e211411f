"""Demands, the counter, the till and refunds: what is owed, taken once, handed over and given back by two people."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.db import Error, connection, transaction

from lienthong.domain.payments import actions, errors, queries
from lienthong.domain.payments import models as m
from lienthong.domain.payments.exchange import write_till
from lienthong.domain.payments.facts import DemandSettled
from lienthong.domain.payments.queries import State, Step, Way
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.cases.running import BEGUN, procedure, province
from tests.domain.payments.running import (
    ASKING,
    CASHIER,
    COLLEAGUE,
    HEAD,
    RECKONED,
    STRANGER,
    collected,
    due,
    even,
    owing,
    paid,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> int:
    province()
    return procedure(ASKING)


def settled(demand: int) -> int:
    facts = StatedFact.objects.filter(subject=f"demand:{demand}")
    return sum(one.name == DemandSettled.name() for one in facts)


def verbs(demand: int) -> list[str]:
    return [one.verb.removeprefix("payments.") for one in ledger.list_entries(subject=f"demand:{demand}")]


def test_a_case_owes_what_its_rules_say_with_their_basis(version: int) -> None:
    row = due(version)
    assert (row.amount, row.state, row.owed) == (100_000, State.DUE, 100_000)
    assert [line.basis for line in row.lines] == ["85/2019/TT-BTC Thông tư về phí và lệ phí"] * 2


def test_a_case_is_asked_once(version: int) -> None:
    case = owing(version)
    assert actions.raise_by_rule(owing=case, by=CASHIER, at=BEGUN) is not None
    assert actions.raise_by_rule(owing=case, by=CASHIER, at=BEGUN) is None
    with pytest.raises(errors.RaisedAlready):
        actions.raise_demand(owing=case, amounts={}, reliefs={}, by=CASHIER, at=BEGUN)


def test_an_amount_that_has_to_be_reckoned_waits_for_an_officer() -> None:
    province()
    case = owing(procedure(RECKONED))
    assert actions.raise_by_rule(owing=case, by=CASHIER, at=BEGUN) is None
    with pytest.raises(errors.AmountUnreckoned):
        actions.raise_demand(owing=case, amounts={}, reliefs={}, by=CASHIER, at=BEGUN)
    with pytest.raises(errors.AmountUnfitting):
        actions.raise_demand(owing=case, amounts={0: -1}, reliefs={}, by=CASHIER, at=BEGUN)
    row = actions.raise_demand(owing=case, amounts={0: 60_000}, reliefs={}, by=CASHIER, at=BEGUN)
    assert (row.amount, row.lines[0].rule) == (60_000, "500 đ mỗi m²")


def test_an_exemption_keeps_its_ground_and_what_the_rule_said(version: int) -> None:
    row = due(version)
    relief = {0: actions.Relief(0, "Người thuộc hộ nghèo")}
    after = actions.grant(demand=row.id, reliefs=relief, by=CASHIER, at=BEGUN)
    line = after.lines[0]
    assert (after.amount, line.listed, line.amount, line.ground) == (
        25_000,
        75_000,
        0,
        "Người thuộc hộ nghèo",
    )
    assert verbs(row.id) == ["grant", "raise"]  # the newest first


@pytest.mark.parametrize(
    ("relief", "error"),
    [
        (actions.Relief(0, " "), errors.GroundMissing),
        (actions.Relief(75_000, "Hộ nghèo"), errors.ExemptionUnfit),
        (actions.Relief(-1, "Hộ nghèo"), errors.ExemptionUnfit),
    ],
)
def test_an_exemption_needs_a_ground_and_lightens(
    version: int, relief: actions.Relief, error: type[Exception]
) -> None:
    row = due(version)
    with pytest.raises(error):
        actions.grant(demand=row.id, reliefs={0: relief}, by=CASHIER, at=BEGUN)


def test_what_is_wholly_exempt_is_settled_at_once(version: int) -> None:
    reliefs = {0: actions.Relief(0, "Hộ nghèo"), 1: actions.Relief(0, "Hộ nghèo")}
    row = actions.raise_demand(owing=owing(version), amounts={}, reliefs=reliefs, by=CASHIER, at=BEGUN)
    assert (row.state, settled(row.id)) == (State.WAIVED, 1)


def test_cash_gives_a_receipt_and_settles_the_case(version: int) -> None:
    row = due(version)
    receipt = collected(row)
    assert (receipt.label, receipt.amount, seen(row).state) == ("CT-21 0000001", 100_000, State.PAID)
    assert settled(row.id) == 1
    assert even().receipts == 100_000


def test_a_form_that_is_sent_twice_takes_the_money_once(version: int) -> None:
    row, given = due(version), paid()
    first = actions.collect(demand=row.id, paid=given, by=CASHIER, at=BEGUN)
    again = actions.collect(demand=row.id, paid=given, by=CASHIER, at=BEGUN)
    assert first == again
    assert m.Entry.objects.count() == 1


def test_it_is_paid_in_parts_and_never_above_what_is_owed(version: int) -> None:
    row = due(version)
    collected(row, 40_000)
    assert (seen(row).state, seen(row).owed) == (State.PARTLY_PAID, 60_000)
    for amount in (0, -1, 60_001):
        with pytest.raises(errors.OtherAmount):
            collected(row, amount)
    collected(row, 60_000)
    with pytest.raises(errors.NotInThisState):
        collected(row, 1)
    assert settled(row.id) == 1


def test_only_the_counter_of_the_agency_takes_money(version: int) -> None:
    row = due(version)
    for other in (STRANGER, HEAD):
        with pytest.raises(errors.NotYoursToCollect):
            actions.collect(demand=row.id, paid=paid(), by=other, at=BEGUN)
    with pytest.raises(errors.DemandNotFound):
        queries.get_demand(row.id, by=STRANGER)


def test_receipts_have_no_gap_and_a_cancelled_one_keeps_its_number(version: int) -> None:
    first = collected(due(version))
    second = collected(due(version))
    new = actions.reissue(receipt=first.id, reason="Sai tên", payer="Tên đúng", by=CASHIER, at=BEGUN)
    assert [first.number, second.number, new.number] == [1, 2, 3]
    assert (new.replaces, new.payer) == (first.label, "Tên đúng")
    old = queries.get_receipt(first.id, by=HEAD)
    assert old.cancelled_at and old.reason == "Sai tên"
    with pytest.raises(errors.ReceiptCancelledAlready):
        actions.reissue(receipt=first.id, reason="x", payer="x", by=CASHIER, at=BEGUN)
    with pytest.raises(errors.ReceiptNotFound):
        actions.reissue(receipt=second.id, reason="x", payer="x", by=STRANGER, at=BEGUN)
    assert even().receipts == 200_000


def test_a_clock_that_is_behind_comes_after_the_last_receipt(version: int) -> None:
    collected(due(version), at=BEGUN + timedelta(minutes=5))
    assert collected(due(version), at=BEGUN).issued_at == BEGUN + timedelta(minutes=5)


def test_a_till_counts_what_its_cashier_took(version: int) -> None:
    collected(due(version))
    actions.collect(demand=due(version).id, paid=paid(way=Way.CARD), by=CASHIER, at=BEGUN)
    actions.collect(demand=due(version).id, paid=paid(), by=COLLEAGUE, at=BEGUN)
    with pytest.raises(errors.CountUnexplained):
        actions.close_till(counted=99_000, reason=" ", by=CASHIER, at=BEGUN)
    closing = actions.close_till(counted=99_000, reason="Thiếu một tờ", by=CASHIER, at=BEGUN)
    assert (closing.cash, closing.card, closing.counted) == (100_000, 100_000, 99_000)
    with pytest.raises(errors.TillEmpty):
        actions.close_till(counted=0, reason="", by=CASHIER, at=BEGUN)
    sheet = openpyxl.load_workbook(BytesIO(write_till(closing, queries.list_closed(closing))))["Bảng kê"]
    assert [row[6].value for row in sheet.iter_rows(min_row=4, max_row=5)] == [100_000, 100_000]


def test_another_person_takes_the_money_over_once(version: int) -> None:
    collected(due(version))
    closing = actions.close_till(counted=100_000, reason="", by=CASHIER, at=BEGUN)
    for other, error in ((CASHIER, errors.TakenByAnother), (STRANGER, errors.ClosingNotFound)):
        with pytest.raises(error):
            actions.take_over(closing=closing.id, by=other, at=BEGUN)
    taken = actions.take_over(closing=closing.id, by=HEAD, at=BEGUN)
    assert taken == actions.take_over(closing=closing.id, by=HEAD, at=BEGUN + timedelta(hours=1))


def test_the_head_waives_or_cancels_with_a_reason(version: int) -> None:
    row, wrong = due(version), due(version)
    for actor, reason, error in (
        (CASHIER, "x", errors.NotYoursToDecide),
        (HEAD, " ", errors.WhyMissing),
    ):
        with pytest.raises(error):
            actions.waive(demand=row.id, reason=reason, by=actor, at=BEGUN)
    assert actions.waive(demand=row.id, reason="Quyết định 12", by=HEAD, at=BEGUN).state is State.WAIVED
    assert settled(row.id) == 1
    cancelled = actions.cancel(demand=wrong.id, reason="Nhập nhầm", by=HEAD, at=BEGUN)
    assert cancelled.state is State.CANCELLED
    again = actions.raise_by_rule(owing=owing(version, about=wrong.about), by=CASHIER, at=BEGUN)
    assert again and again.id != wrong.id


def asked(demand: int, amount: int = 100_000) -> queries.RefundRow:
    return actions.ask_refund(
        key=uuid4(), demand=demand, amount=amount, reason="Rút hồ sơ", to="", by=CASHIER, at=BEGUN
    )


def test_money_is_given_back_by_two_people(version: int) -> None:
    row = due(version)
    collected(row)
    refund = asked(row.id)
    with pytest.raises(errors.RefundNotAtThisStep):
        actions.pay_out(refund=refund.id, way=Way.CASH, by=CASHIER, at=BEGUN)
    with pytest.raises(errors.RefundNotFound):
        actions.decide_refund(refund=refund.id, is_granted=True, answer="", by=CASHIER, at=BEGUN)
    actions.decide_refund(refund=refund.id, is_granted=True, answer="", by=HEAD, at=BEGUN)
    first = actions.pay_out(refund=refund.id, way=Way.CASH, by=CASHIER, at=BEGUN)
    assert first == actions.pay_out(refund=refund.id, way=Way.CASH, by=CASHIER, at=BEGUN)
    assert (first.step, seen(row).state, seen(row).returned) == (Step.PAID_OUT, State.REFUNDED, 100_000)
    assert [one.amount for one in queries.list_entries(row.id)] == [100_000, -100_000]


def test_who_asked_does_not_decide(version: int) -> None:
    row = due(version)
    collected(row)
    refund = actions.ask_refund(
        key=uuid4(), demand=row.id, amount=1_000, reason="Thu thừa", to="", by=HEAD, at=BEGUN
    )
    with pytest.raises(errors.RefundDecidedByAnother):
        actions.decide_refund(refund=refund.id, is_granted=True, answer="", by=HEAD, at=BEGUN)


def test_no_more_is_given_back_than_came(version: int) -> None:
    row = due(version)
    with pytest.raises(errors.NotInThisState):
        asked(row.id)
    collected(row)
    with pytest.raises(errors.RefundTooLarge):
        asked(row.id, 100_001)
    refund = asked(row.id, 40_000)
    with pytest.raises(errors.RefundOpenAlready):
        asked(row.id, 40_000)
    with pytest.raises(errors.WhyMissing):
        actions.decide_refund(refund=refund.id, is_granted=False, answer="", by=HEAD, at=BEGUN)
    actions.decide_refund(refund=refund.id, is_granted=False, answer="Không đúng", by=HEAD, at=BEGUN)
    assert asked(row.id, 40_000).step is Step.ASKED


BREAKS = (
    "UPDATE payments_entry SET amount = 1",
    "DELETE FROM payments_entry",
    "UPDATE payments_demand SET received = 0, state = 'DUE'",
    "UPDATE payments_demand SET lines = '[]', amount = 5, received = 5",
    "UPDATE payments_demand SET state = 'WAIVED'",
    "UPDATE payments_demand SET payer = 'x'",
    "UPDATE payments_receipt SET amount = 1",
    "UPDATE payments_receipt SET number = 7",
    "DELETE FROM payments_receipt",
    "TRUNCATE payments_entry CASCADE",
    "INSERT INTO payments_entry (demand_id, agency, amount, way, key, at, account, name) "
    "SELECT demand_id, agency, 5, way, 'forged', at, account, name FROM payments_entry",
)


@pytest.mark.parametrize("sql", BREAKS)
def test_postgresql_keeps_the_books_by_itself(version: int, sql: str) -> None:
    collected(due(version))
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
