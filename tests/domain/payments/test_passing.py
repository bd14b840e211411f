"""What the post took on delivery comes in bulk: one line of the bank, many parcels, and every đồng where it is."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.domain.payments import actions, errors, queries
from lienthong.domain.payments import models as m
from lienthong.domain.payments.queries import Fate, RemittanceRow, Source, State, Told
from tests.domain.cases.running import BEGUN, CITY, hour, procedure, province
from tests.domain.payments.running import ASKING, CASHIER, HEAD, MACHINE, STRANGER, account, due, even, seen

_numbers = count(1)
COD = "VNPOST GIA LAI CHUYEN TIEN THU HO"


@pytest.fixture
def version() -> int:
    province()
    account()
    return procedure(ASKING)


def taken(version: int, at: datetime = BEGUN, amount: int = 100_000) -> queries.TransferRow:
    """The post handed a parcel over and took its money."""
    row = due(version)
    told = Told(Source.POST, f"P{next(_numbers)}", row.code, amount, at)
    return actions.hear(told=told, by=MACHINE, at=at)


def line(amount: int, at: datetime = BEGUN + timedelta(days=2)) -> queries.TransferRow:
    told = Told(Source.BANK, f"FT{next(_numbers):08}", COD, amount, at)
    actions.take_statement(listed=[told], by=HEAD, at=at)
    (row,) = (
        one for one in queries.list_transfers(CITY, fate=Fate.PENDING) if one.transaction == told.transaction
    )
    return row


def pass_on(bank: queries.TransferRow, *parcels: queries.TransferRow, **more: Any) -> RemittanceRow:
    given: dict[str, Any] = {"by": HEAD, "at": hour("18/10 09:00")} | more
    return actions.pass_on(transfer=bank.id, parcels=[one.id for one in parcels], **given)


pytestmark = pytest.mark.django_db


def test_one_line_of_the_bank_closes_what_the_post_took_for_many(version: int) -> None:
    parcels = [taken(version) for _ in range(3)]
    assert even() == queries.Balance(300_000, 300_000, 0)
    assert queries.with_post(CITY) == queries.WithPost(300_000, 3, BEGUN)
    bank = line(300_000)
    assert even() == queries.Balance(
        600_000, 300_000, 300_000
    )  # until somebody says that it is the same money
    made = pass_on(bank, *parcels)
    assert (made.expected, made.gap, made.parcels, made.is_open) == (300_000, 0, 3, False)
    assert even() == queries.Balance(300_000, 300_000, 0)
    assert (queries.with_post(CITY).amount, queries.list_transfers(CITY, fate=Fate.PENDING)) == (0, [])


def test_what_the_program_proposes_is_of_this_agency_and_not_later_than_the_line(version: int) -> None:
    first, _later = taken(version), taken(version, BEGUN + timedelta(days=5))
    rows = queries.list_held(CITY)
    assert queries.proposed(100_000, rows, until=BEGUN + timedelta(days=2)) == {first.id}
    assert queries.list_held("GL-622-X") == []


def test_money_that_waits_for_its_demand_is_passed_on_all_the_same(version: int) -> None:
    odd = taken(version, amount=90_000)
    pass_on(line(90_000), odd)
    assert even() == queries.Balance(90_000, 0, 90_000)
    row = seen_of(odd)
    actions.match(transfer=odd.id, code=row.code, explanation="Thu thiếu", by=HEAD, at=BEGUN)
    assert (seen(row).state, even()) == (State.PARTLY_PAID, queries.Balance(90_000, 90_000, 0))


def seen_of(transfer: queries.TransferRow) -> queries.DemandRow:
    return queries.get_demand(transfer.demand or 0, by=HEAD)


def test_what_differs_is_said_and_stays_open_until_a_later_line_makes_it_up(version: int) -> None:
    first, second = taken(version), taken(version)
    bank = line(190_000)
    with pytest.raises(errors.GapUnexplained) as refused:
        pass_on(bank, first, second)
    assert (refused.value.facts["amount"], refused.value.facts["expected"]) == ("190.000", "200.000")
    short = pass_on(bank, first, second, reason="Bưu điện báo chuyển bù sau")
    assert (short.gap, short.is_open) == (-10_000, True)
    assert even() == queries.Balance(190_000, 200_000, 0, -10_000)
    third = taken(version)
    whole = pass_on(line(110_000), third, makes_up=[short.id])
    assert (whole.gap, queries.list_gaps_of_post(CITY)) == (0, [])
    assert even() == queries.Balance(300_000, 300_000, 0)


def test_a_difference_that_nobody_makes_up_is_closed_with_a_sentence(version: int) -> None:
    short = pass_on(line(95_000), taken(version), reason="Chưa rõ")
    for refused, by, words in (
        (errors.GapNotFound, STRANGER, "x"),
        (errors.GapNotFound, CASHIER, "x"),
        (errors.WhyMissing, HEAD, " "),
    ):
        with pytest.raises(refused):
            actions.close_gap(remittance=short.id, explanation=words, by=by, at=BEGUN)
    for _press in range(2):
        actions.close_gap(remittance=short.id, explanation="Cước đã trừ", by=HEAD, at=BEGUN)
    with pytest.raises(errors.GapNotFound):
        actions.close_gap(remittance=short.id, explanation="Khác", by=HEAD, at=BEGUN)
    found = queries.get_remittance(short.id, by=HEAD)
    assert found and (found.is_open, found.explanation) == (False, "Cước đã trừ")
    assert queries.get_remittance(short.id, by=STRANGER) is None
    assert even().gaps == -5_000


def test_pressed_twice_it_is_one_and_a_parcel_is_passed_on_once(version: int) -> None:
    parcel, bank = taken(version), line(100_000)
    assert pass_on(bank, parcel) == pass_on(bank, parcel)
    with pytest.raises(errors.NotWithThePost):
        pass_on(line(100_000), parcel)
    with pytest.raises(errors.MatchedAlready):
        pass_on(bank, taken(version))


def test_it_refuses_strangers_cashiers_other_money_and_nothing(version: int) -> None:
    parcel, bank = taken(version), line(100_000)
    for by in (STRANGER, CASHIER):
        with pytest.raises((errors.TransferNotFound, errors.NotWithThePost)):
            pass_on(bank, parcel, by=by)
    with pytest.raises(errors.NothingPassedOn):
        pass_on(bank, reason="x")
    with pytest.raises(errors.GapNotFound):
        pass_on(bank, parcel, makes_up=[10**6])
    waiting = actions.hear(told=Told(Source.PLATFORM, "PP1", "?", 5, BEGUN), by=MACHINE, at=BEGUN)
    with pytest.raises(errors.NotOfThePost):
        pass_on(waiting, parcel)
    assert even() == queries.Balance(200_005, 100_000, 100_005)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE payments_remittance SET expected = expected + 1",
        "DELETE FROM payments_passed",
        "UPDATE payments_transfer SET fate = 'PENDING' WHERE fate = 'REMITTED'",
        "INSERT INTO payments_passed (remittance_id, transfer_id) SELECT r.id, t.id FROM payments_remittance r,"
        " payments_transfer t WHERE t.source = 'POST' AND t.id NOT IN (SELECT transfer_id FROM payments_passed)",
        "UPDATE payments_transfer SET fate = 'REMITTED', settled_at = now() WHERE fate = 'PENDING'",
    ],
)
def test_postgresql_holds_it(version: int, sql: str) -> None:
    pass_on(line(100_000), taken(version))
    taken(version), line(7_000)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert m.Remittance.objects.get().expected == 100_000
