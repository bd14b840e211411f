"""What others tell of money: taken once where it fits exactly, else waiting with its reason; laid beside our books."""

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Sum

from lienthong.connectors.payment_platform import fake
from lienthong.connectors.payment_platform.errors import Forged, Unreadable
from lienthong.domain.payments import actions, errors, jobs, queries
from lienthong.domain.payments import models as m
from lienthong.domain.payments.exchange import read_statement, read_told
from lienthong.domain.payments.facts import OrderAsked
from lienthong.domain.payments.queries import Fate, Kind, Source, State, Told, Why
from lienthong.spine import clock
from tests.domain.cases.running import BEGUN, CITY, procedure, province
from tests.domain.payments.running import (
    ASKING,
    CASHIER,
    HEAD,
    MACHINE,
    STRANGER,
    account,
    collected,
    due,
    even,
    paid,
    platform_of,
    seen,
    told,
)

pytestmark = pytest.mark.django_db
DAY = BEGUN.date()


@pytest.fixture
def version() -> int:
    province()
    account()
    return procedure(ASKING)


@pytest.fixture
def platform(settings: Any) -> Iterator[fake.FakePlatform]:
    made = platform_of()
    with fake.running(made) as url:
        settings.LIENTHONG_PAYMENT_PLATFORM_URL = url
        yield made


def hear(one: Told) -> queries.TransferRow:
    return actions.hear(told=one, by=MACHINE, at=BEGUN)


def test_money_that_fits_is_taken_with_a_receipt(version: int) -> None:
    row = due(version)
    assert hear(told(row, "A1")).fate is Fate.TAKEN
    assert seen(row).state is State.PAID
    assert [one.label for one in queries.list_receipts(row.id)] == ["DT-21 0000001"]
    assert even() == queries.Balance(100_000, 100_000, 0)


def test_what_is_told_twice_is_taken_once(version: int) -> None:
    row = due(version)
    assert hear(told(row, "A1")) == hear(told(row, "A1"))
    assert even().money_in == 100_000
    with pytest.raises(errors.Contradicted):
        hear(told(row, "A1", 90_000))


@pytest.mark.parametrize(
    ("amount", "reference", "why"),
    [(99_999, "", Why.AMOUNT), (100_001, "", Why.AMOUNT), (100_000, "nộp tiền", Why.UNKNOWN)],
)
def test_what_does_not_fit_waits_with_its_reason(version: int, amount: int, reference: str, why: Why) -> None:
    row = due(version)
    found = hear(told(row, "A1", amount, **({"reference": reference} if reference else {})))
    assert (found.fate, found.why, seen(row).state) == (Fate.PENDING, why, State.DUE)
    assert even().pending == amount


def test_money_for_what_was_paid_or_waived_waits(version: int) -> None:
    paid_, waived = due(version), due(version)
    collected(paid_)
    actions.waive(demand=waived.id, reason="Quyết định 3", by=HEAD, at=BEGUN)
    assert hear(told(paid_, "A1")).why is Why.PAID_ALREADY
    assert hear(told(waived, "A2")).why is Why.CLOSED
    assert even() == queries.Balance(300_000, 100_000, 200_000)


def test_a_person_finds_what_waiting_money_pays(version: int) -> None:
    row = due(version)
    waiting = hear(told(row, "A1", reference="chuyển tiền"))
    given: dict[str, Any] = {"transfer": waiting.id, "explanation": "Gọi điện hỏi người nộp", "at": BEGUN}
    with pytest.raises(errors.CodeUnreadable):
        actions.match(code="LT1", by=HEAD, **given)
    with pytest.raises(errors.DemandNotFound):
        actions.match(code=row.code, by=STRANGER, **given)
    matched = actions.match(code=row.code, by=HEAD, **given)
    assert (matched.fate, matched.agency, seen(row).state) == (Fate.TAKEN, CITY, State.PAID)
    with pytest.raises(errors.MatchedAlready):
        actions.match(code=due(version).code, by=HEAD, **given)
    assert even() == queries.Balance(100_000, 100_000, 0)


def test_too_much_is_not_put_on_a_case(version: int) -> None:
    row = due(version)
    waiting = hear(told(row, "A1", 150_000))
    with pytest.raises(errors.DoesNotFit):
        actions.match(transfer=waiting.id, code=row.code, explanation="x", by=HEAD, at=BEGUN)
    with pytest.raises(errors.TransferNotFound):
        actions.send_back(transfer=waiting.id, explanation="x", by=STRANGER, at=BEGUN)
    back = actions.send_back(transfer=waiting.id, explanation="Ngân hàng đã trả", by=HEAD, at=BEGUN)
    assert back.fate is Fate.RETURNED
    assert even() == queries.Balance(0, 0, 0)


def test_a_thousand_callbacks_move_each_dong_once(version: int, platform: fake.FakePlatform) -> None:
    """Some 1,000 bodies of 60 payments: doubled, reordered, forged, of other amounts, of cases paid meanwhile."""
    draw = random.Random(2021)
    rows = [due(version) for _ in range(60)]
    bodies, sent = _bodies(rows, platform, draw)
    draw.shuffle(bodies)
    assert len(bodies) >= 1_000
    for place, body in enumerate(bodies):
        if place % 100 == 0:
            open_ = [row for row in rows if seen(row).owed]
            if open_:
                actions.collect(demand=open_[0].id, paid=paid(), by=CASHIER, at=BEGUN)
        _call(body)
    counter = m.Entry.objects.filter(way="CASH").aggregate(sum=Sum("amount"))["sum"]
    found = even()
    assert found.money_in == sum(sent.values()) + counter
    assert set(m.Transfer.objects.values_list("transaction", flat=True)) == set(sent)
    assert all(seen(row).received <= row.amount for row in rows)
    assert found.pending > 0


def _bodies(
    rows: list[queries.DemandRow], platform: fake.FakePlatform, draw: random.Random
) -> tuple[list[bytes], dict[str, int]]:
    """All that arrives, and what really moved, by transaction."""
    bodies: list[bytes] = []
    for row in rows:
        platform.shelf.put(fake.Known(row.code, row.amount, row.code))
        for manner in ("", "twice", "amount", "forged"):
            if manner in {"", "forged"} or draw.random() < 0.3:
                made = platform.pay(row.code, BEGUN, manner)
                bodies += made * draw.randint(4, 9)
                bodies += [_bent(body, draw) for body in made]
    sent = {one.transaction: one.paid for one in platform.shelf.all()}
    return bodies, sent


def _bent(body: bytes, draw: random.Random) -> bytes:
    """Somebody changes one field of a genuine call-back."""
    said = json.loads(body)
    field = draw.choice(["SoTien", "MaThamChieu", "MaGiaoDich", "MaXacThuc", "MaLoi", "MaDoiTac"])
    said[field] = str(said[field])[:-1] + "7" if not str(said[field]).endswith("7") else "0"
    return json.dumps(said).encode()


def _call(body: bytes) -> None:
    try:
        one = read_told(body)
    except (Forged, Unreadable):
        return
    assert one is not None
    hear(one)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"MaDoiTac": "GIALAI"}', b"x" * 30_000])
def test_what_is_no_callback_is_not_believed(platform: fake.FakePlatform, body: bytes) -> None:
    with pytest.raises((Forged, Unreadable)):
        read_told(body)


def ordered(version: int) -> tuple[queries.DemandRow, queries.OrderRow]:
    row = due(version)
    order = actions.ask_platform(demand=row.id, by=MACHINE, at=BEGUN)
    assert order is not None
    return row, order


def send(order: int) -> queries.OrderRow:
    jobs.order(OrderAsked(order=order), BEGUN)
    found = queries.last_order(m.Order.objects.get(pk=order).demand_id)
    assert found is not None
    return found


def test_the_platform_is_asked_once_for_its_page(version: int, platform: fake.FakePlatform) -> None:
    row, order = ordered(version)
    assert actions.ask_platform(demand=row.id, by=MACHINE, at=BEGUN) == order
    assert send(order.id).url == f"https://thanh-toan.example/{row.code}/"
    send(order.id)
    assert platform.calls == ["order"]


def test_a_refused_order_says_so_and_can_be_asked_again(version: int, platform: fake.FakePlatform) -> None:
    platform.fault = "refuse"
    row, order = ordered(version)
    assert "99" in send(order.id).refusal
    platform.fault = ""
    again = actions.ask_platform(demand=row.id, by=MACHINE, at=BEGUN)
    assert again and again.id != order.id
    assert send(again.id).url


def test_nothing_is_ordered_for_what_is_paid(version: int) -> None:
    row = due(version)
    collected(row)
    assert actions.ask_platform(demand=row.id, by=MACHINE, at=BEGUN) is None


def test_a_payment_that_was_never_told_is_found_in_the_morning(
    version: int, platform: fake.FakePlatform
) -> None:
    row, order = ordered(version)
    send(order.id)
    platform.pay(row.code, clock.local(BEGUN), "silent")
    jobs.reconcile(DAY + timedelta(days=1), BEGUN + timedelta(days=1))
    (gap,) = queries.list_gaps(CITY, is_open=True)
    assert (gap.kind, gap.here, gap.there) == (Kind.MISSING_HERE, None, 100_000)
    assert seen(row).state is State.PAID
    jobs.reconcile(DAY + timedelta(days=2), BEGUN + timedelta(days=2))
    assert len(queries.list_gaps(CITY, is_open=True)) == 1
    assert even().receipts == 100_000


def test_a_silent_platform_is_asked_again_for_the_day_that_is_missing(
    version: int, platform: fake.FakePlatform
) -> None:
    row, order = ordered(version)
    send(order.id)
    platform.pay(row.code, clock.local(BEGUN), "silent")
    platform.fault = "garbage"
    jobs.reconcile(DAY + timedelta(days=1), BEGUN + timedelta(days=1))
    assert {one.fault != "" for one in queries.list_statements()} == {True}
    platform.fault = ""
    jobs.reconcile(DAY + timedelta(days=2), BEGUN + timedelta(days=2))
    assert seen(row).state is State.PAID


def test_days_stand_in_their_order_whenever_they_were_compared(version: int) -> None:
    days = [DAY, DAY - timedelta(days=2), DAY - timedelta(days=1)]
    for day in days:
        actions.compare(source=Source.PLATFORM, day=day, listed=[], by=MACHINE, at=BEGUN)
    assert [one.day for one in queries.list_statements()] == sorted(days, reverse=True)


def test_each_difference_is_explained_by_a_person_once(version: int) -> None:
    row = due(version)
    hear(told(row, "A1"))
    listed = [told(row, "A1", 90_000)]
    assert actions.compare(source=Source.PLATFORM, day=DAY, listed=listed, by=MACHINE, at=BEGUN) == 1
    assert actions.compare(source=Source.PLATFORM, day=DAY, listed=listed, by=MACHINE, at=BEGUN) == 0
    (gap,) = queries.list_gaps(CITY, is_open=True)
    with pytest.raises(errors.GapNotFound):
        actions.explain(difference=gap.id, explanation="x", by=STRANGER, at=BEGUN)
    with pytest.raises(errors.WhyMissing):
        actions.explain(difference=gap.id, explanation=" ", by=HEAD, at=BEGUN)
    actions.explain(difference=gap.id, explanation="Phí ngân hàng", by=HEAD, at=BEGUN)
    with pytest.raises(errors.ExplainedAlready):
        actions.explain(difference=gap.id, explanation="Khác", by=HEAD, at=BEGUN)
    assert queries.list_gaps(CITY, is_open=False)[0].explanation == "Phí ngân hàng"
    assert queries.list_gaps("GL-622", is_open=True) == []


def test_a_bank_statement_is_taken_in_once(version: int) -> None:
    row = due(version)
    text = f"FT21288001;15/10/2021 08:30;100.000;MBVCB {row.code} nop le phi\nFT21288002\t15/10/2021\t5000 đ\tủng hộ"
    listed = read_statement(text)
    first = actions.take_statement(listed=listed, by=HEAD, at=BEGUN)
    again = actions.take_statement(listed=listed, by=HEAD, at=BEGUN)
    assert (first, again) == (actions.Taken(1, 1, 0), actions.Taken(0, 0, 2))
    assert (seen(row).state, queries.list_entries(row.id)[0].way) == (State.PAID, queries.Way.TRANSFER)
    assert even() == queries.Balance(105_000, 100_000, 5_000)


def test_a_statement_is_vouched_for_by_who_decides_there(version: int) -> None:
    listed = read_statement(f"FT1;15/10/2021 08:30;100.000;{due(version).code}")
    for actor, error in ((CASHIER, errors.NotYoursToDecide), (STRANGER, errors.LineOfOthers)):
        with pytest.raises(error):
            actions.take_statement(listed=listed, by=actor, at=BEGUN)
    assert even().money_in == 0


@pytest.mark.parametrize(
    "line",
    [
        "",
        "FT1;15/10/2021",
        "FT1;32/10/2021;5;x",
        "FT1;15/10/2021;-5;x",
        "FT1;15/10/2021;1,5;x",
        ";15/10/2021;5;x",
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(errors.LineUnreadable) as refused:
        read_statement(line)
    assert refused.value.facts["line"] == 1
