"""A parcel from the wish to the receiver's hand, and back: who may do what, and what is done once."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.deliveries import actions, errors, queries
from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.actions import Receiver
from lienthong.domain.deliveries.queries import Fate, Gap, Kind, State, Tiding
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import BEGUN, CITY
from tests.domain.deliveries.running import (
    HEAD,
    MACHINE,
    RECEIVER,
    SENDER,
    STRANGER,
    handed,
    hear,
    news,
    parcel,
    ready,
    seen,
    told_to_post,
)

pytestmark = pytest.mark.django_db
DAY = BEGUN.date()


def verbs(row: queries.OrderRow) -> list[str]:
    return [one.verb.removeprefix("deliveries.") for one in ledger.list_entries(subject=f"parcel:{row.id}")]


def test_a_wish_waits_for_the_result_and_goes_to_the_address_that_was_wished() -> None:
    given = parcel()
    wished = actions.wish(parcel=given, by=MACHINE, at=BEGUN)
    assert (wished.state, wished.phone) == (State.WISHED, "0905123456")
    again = actions.wish(
        parcel=parcel(
            about=given.about, receiver=Receiver("Em trai", "0905 000 111", "12 Hùng Vương, Pleiku")
        ),
        by=MACHINE,
        at=BEGUN,
    )
    assert (again.id, again.receiver) == (wished.id, "Em trai")
    made = actions.ready(parcel=given, by=MACHINE, at=BEGUN)
    assert (made.id, made.state, made.receiver, made.code) == (
        wished.id,
        State.TO_SEND,
        "Em trai",
        given.case,
    )
    assert actions.ready(parcel=given, by=MACHINE, at=BEGUN) == made
    with pytest.raises(errors.NotWithThePost):
        actions.wish(parcel=given, by=MACHINE, at=BEGUN)


@pytest.mark.parametrize(
    ("receiver", "refusal"),
    [
        (Receiver(" ", "0905123456", "12 Hùng Vương, Pleiku"), errors.ReceiverMissing),
        (Receiver("A", "12", "12 Hùng Vương, Pleiku"), errors.PhoneUnfit),
        (Receiver("A", "0905123456", "Pleiku"), errors.PlaceMissing),
    ],
)
def test_a_wish_needs_a_whole_address(receiver: Receiver, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        actions.wish(parcel=parcel(receiver=receiver), by=MACHINE, at=BEGUN)
    assert not m.Order.objects.exists()


def test_a_result_without_an_address_waits_for_one_and_is_told_then() -> None:
    row = ready(receiver=Receiver("Rơ Châm H’Yưn", "", ""))
    assert (row.is_untold, row.is_addressed) == (True, False)
    assert queries.get_order_for_post(row.id) is None
    assert [one.id for one in queries.list_untold(by=SENDER)] == [row.id]
    mended = actions.mend(order=row.id, receiver=RECEIVER, cod=5_000, by=SENDER, at=BEGUN)
    assert (mended.id, mended.cod, mended.is_addressed) == (row.id, 5_000, True)
    assert queries.get_order_for_post(row.id) == mended


def test_what_the_post_knows_is_called_off_there_when_the_address_changes() -> None:
    row = told_to_post(ready())
    other = actions.mend(order=row.id, receiver=RECEIVER, cod=0, by=SENDER, at=BEGUN)
    assert (other.code, other.state) == (f"{row.code}.2", State.TO_SEND)
    assert (seen(row).state, queries.get_dropped(row.id)) == (State.CANCELLED, seen(row))


def test_only_the_one_stop_that_sends_it_does_anything_with_it() -> None:
    row = ready()
    told: dict[str, Any] = {"order": row.id, "at": BEGUN}
    for by in (STRANGER, HEAD, MACHINE):
        with pytest.raises(errors.NotYoursToSend):
            actions.cancel(reason="x", by=by, **told)
        with pytest.raises(errors.NotYoursToSend):
            actions.mend(receiver=RECEIVER, cod=0, by=by, **told)
        with pytest.raises(errors.NotYoursToSend):
            actions.take_back(reason="x", by=by, **told)
        with pytest.raises(errors.NotYoursToSend):
            actions.tell_again(by=by, **told)
    with pytest.raises(errors.NotYoursToSend):
        actions.hand_over(key=uuid4(), orders=[row.id], collector="A", by=HEAD, at=BEGUN)
    with pytest.raises(errors.OrderNotFound):
        actions.hand_over(key=uuid4(), orders=[row.id], collector="A", by=STRANGER, at=BEGUN)
    with pytest.raises(errors.OrderNotFound):
        queries.get_order(row.id, by=STRANGER)


def test_parcels_are_handed_over_all_or_none_on_one_list_that_is_signed_for() -> None:
    one, two = ready(), ready()
    key = uuid4()
    with pytest.raises(errors.NobodySigned):
        actions.hand_over(key=key, orders=[one.id], collector=" ", by=SENDER, at=BEGUN)
    with pytest.raises(errors.NothingChosen):
        actions.hand_over(key=key, orders=[], collector="Lê Bưu Tá", by=SENDER, at=BEGUN)
    made = actions.hand_over(key=key, orders=[two.id, one.id], collector="Lê Bưu Tá", by=SENDER, at=BEGUN)
    assert actions.hand_over(key=key, orders=[one.id], collector="A", by=SENDER, at=BEGUN).id == made.id
    assert (made.label, [row.code for row in queries.list_handed(made.id)]) == (
        "1/2021",
        [one.code, two.code],
    )
    third = ready()
    with pytest.raises(errors.NotAllThere, match="đã bàn giao cho bưu chính"):
        actions.hand_over(key=uuid4(), orders=[one.id, third.id], collector="A", by=SENDER, at=BEGUN)
    assert seen(third).state is State.TO_SEND
    assert handed(third).handover == made.id + 1
    assert queries.list_handovers(by=SENDER)[0].label == "2/2021"


def test_the_post_moves_a_parcel_to_its_receiver() -> None:
    row = handed(cod=75_000)
    assert hear(row, Tiding.ON_ROAD).fate is Fate.TAKEN
    assert seen(row).state is State.UNDER_WAY
    hear(row, Tiding.DELIVERED, collected=75_000)
    last = seen(row)
    assert (last.state, last.collected, last.delivered_at) == (State.DELIVERED, 75_000, BEGUN)
    assert verbs(row) == ["hear", "hear", "ready"]


def test_news_is_taken_once_in_whatever_order_it_comes() -> None:
    row = handed()
    delivered = news(row, Tiding.DELIVERED, number=7_002)
    first = actions.hear(told=delivered, by=MACHINE, at=BEGUN)
    assert actions.hear(told=delivered, by=MACHINE, at=BEGUN) == first
    assert hear(row, Tiding.ON_ROAD, number=7_001).fate is Fate.LATE
    assert (seen(row).state, m.News.objects.count()) == (State.DELIVERED, 2)
    with pytest.raises(errors.ToldOtherwise):
        hear(row, Tiding.FAILED, number=7_002)


def test_news_that_fits_nothing_waits_until_a_head_settled_it() -> None:
    row = handed()
    hear(row, Tiding.DELIVERED)
    unfit, unknown = hear(row, Tiding.FAILED), hear("KHONG-CO", Tiding.DELIVERED)
    assert (unfit.fate, unknown.fate, seen(row).state) == (Fate.UNFIT, Fate.UNKNOWN, State.DELIVERED)
    assert [one.id for one in queries.list_waiting_news(by=HEAD)] == [unknown.id, unfit.id]
    assert [one.id for one in queries.list_waiting_news(by=STRANGER)] == [unknown.id]
    with pytest.raises(errors.NewsNotFound):
        actions.settle_news(news=unfit.id, explanation="x", by=STRANGER, at=BEGUN)
    with pytest.raises(errors.ReasonNeeded):
        actions.settle_news(news=unfit.id, explanation=" ", by=HEAD, at=BEGUN)
    actions.settle_news(news=unfit.id, explanation="Bưu điện báo nhầm", by=HEAD, at=BEGUN)
    with pytest.raises(errors.SettledAlready):
        actions.settle_news(news=unfit.id, explanation="Khác", by=HEAD, at=BEGUN)
    assert [one.id for one in queries.list_waiting_news(by=HEAD)] == [unknown.id]


def test_what_comes_back_is_at_the_counter_when_the_counter_says_so_and_may_go_again() -> None:
    row = handed()
    hear(row, Tiding.FAILED, words="Không có người nhận")
    assert seen(row).state is State.RETURNING
    with pytest.raises(errors.NotWithThePost):
        actions.send_again(order=row.id, receiver=RECEIVER, cod=0, by=SENDER, at=BEGUN)
    actions.take_back(order=row.id, reason="Không có người nhận", by=SENDER, at=BEGUN)
    assert (seen(row).state, seen(row).reason) == (State.BACK, "Không có người nhận")
    again = actions.send_again(order=row.id, receiver=RECEIVER, cod=0, by=SENDER, at=BEGUN)
    assert actions.send_again(order=row.id, receiver=RECEIVER, cod=0, by=SENDER, at=BEGUN).id == again.id
    assert (again.code, again.state) == (f"{row.code}.2", State.TO_SEND)


def test_a_parcel_is_called_off_before_the_post_has_it_and_not_after() -> None:
    row, gone = ready(), handed()
    with pytest.raises(errors.ReasonNeeded):
        actions.cancel(order=row.id, reason="", by=SENDER, at=BEGUN)
    actions.cancel(order=row.id, reason="Người dân đến lấy", by=SENDER, at=BEGUN)
    assert seen(row).state is State.CANCELLED
    with pytest.raises(errors.NotWithThePost):
        actions.cancel(order=gone.id, reason="x", by=SENDER, at=BEGUN)
    actions.drop_of(about=gone.about, reason="Hồ sơ đã kết thúc", by=MACHINE, at=BEGUN)
    assert seen(gone).state is State.HANDED


def test_papers_are_fetched_and_become_a_case() -> None:
    row = actions.fetch(parcel=parcel(about="fetch:1", case="000000001"), by=SENDER, at=BEGUN)
    assert (row.kind, row.code, row.state) == (Kind.PAPERS, "TG-000000001", State.TO_SEND)
    with pytest.raises(errors.OrderNotFound):
        actions.hand_over(key=uuid4(), orders=[row.id], collector="A", by=SENDER, at=BEGUN)
    hear(row, Tiding.DELIVERED)
    assert (seen(row).state, queries.count_waiting(CITY).arrived) == (State.DELIVERED, 1)
    actions.received_as(order=row.id, case="000.00.31.H21-211015-0009", by=SENDER, at=BEGUN)
    assert (seen(row).became, queries.count_waiting(CITY).arrived) == ("000.00.31.H21-211015-0009", 0)


def delivered(cod: int, collected: int) -> queries.OrderRow:
    row = handed(cod=cod)
    hear(row, Tiding.DELIVERED, collected=collected)
    return seen(row)


def test_each_difference_of_a_day_waits_for_a_head_who_explains_it_once() -> None:
    same, less, missing = delivered(75_000, 75_000), delivered(50_000, 50_000), delivered(0, 0)
    listed = {same.code: 75_000, less.code: 49_000, "KHONG-CO": 1}
    assert actions.compare(day=DAY, listed=listed, at=BEGUN) == 3
    assert actions.compare(day=DAY, listed=listed, at=BEGUN) == 0
    found = {gap.code: (gap.kind, gap.here, gap.there) for gap in queries.list_gaps(is_open=True, by=HEAD)}
    assert found == {
        less.code: (Gap.AMOUNT, 50_000, 49_000),
        missing.code: (Gap.MISSING_THERE, 0, None),
        "KHONG-CO": (Gap.MISSING_HERE, None, 1),
    }
    (gap,) = (one for one in queries.list_gaps(is_open=True, by=HEAD) if one.code == less.code)
    with pytest.raises(errors.NewsNotFound):
        actions.explain(difference=gap.id, explanation="x", by=STRANGER, at=BEGUN)
    for _press in range(2):
        actions.explain(difference=gap.id, explanation="Bưu điện thu thiếu", by=HEAD, at=BEGUN)
    assert len(queries.list_gaps(is_open=True, by=HEAD)) == 2
    with pytest.raises(errors.SettledAlready):
        actions.explain(difference=gap.id, explanation="Khác", by=HEAD, at=BEGUN)
    (statement,) = queries.list_statements()
    assert (statement.here, statement.there, statement.count_here) == (125_000, 124_001, 3)


def test_a_day_that_was_not_to_be_had_is_asked_for_again() -> None:
    day = date(2021, 10, 16)
    actions.note_missed(day=date(2021, 10, 14), fault="Silent", at=BEGUN)
    actions.note_missed(day=DAY, fault="Silent", at=BEGUN)
    assert queries.days_to_compare(day) == [date(2021, 10, 14), DAY]
    actions.compare(day=DAY, listed={}, at=BEGUN)
    assert queries.days_to_compare(day) == [date(2021, 10, 14)]


def test_whoever_a_parcel_was_for_is_forgotten_with_the_case() -> None:
    row = delivered(75_000, 75_000)
    actions.forget(about=row.about)
    kept = seen(row)
    assert (kept.receiver, kept.phone, kept.address, kept.collected) == ("—", "", "", 75_000)
    assert queries.list_news(row.id)[0].words == ""


@pytest.mark.parametrize(
    ("model", "change"),
    [
        ("Event", {"words": "khác"}), ("News", {"tiding": "FAILED"}), ("News", {"collected": 1}),
        ("Order", {"state": "HANDED"}), ("Order", {"collected": 5}), ("Order", {"about": "case:0"}),
        ("Order", {"handover": None}), ("Handover", {"collector": "Khác"}),
    ],
)  # fmt: skip
def test_postgresql_keeps_what_was_told_and_done(model: str, change: dict[str, Any]) -> None:
    delivered(75_000, 75_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        getattr(m, model).objects.update(**change)
    with pytest.raises(Exception, match=r"refused|protected"), transaction.atomic():
        getattr(m, model).objects.all()._raw_delete(using="default")
