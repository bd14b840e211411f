"""Papers that the post brings: checked in one by one on a list that both sides sign, whatever the post says."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.deliveries import actions, errors, queries
from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.queries import Fate, OrderRow, Outcome, State, Tiding
from lienthong.domain.deliveries.queries.wording import arrival_words
from tests.domain.cases.running import BEGUN, province
from tests.domain.deliveries.running import HEAD, SENDER, STRANGER, asked, hear, ready, seen
from tests.faults.drain import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]
WHOLE = actions.Found(Outcome.RECEIVED)
TORN = actions.Found(Outcome.DAMAGED, "Phong bì rách, ướt một góc")
GONE = actions.Found(Outcome.MISSING, "Không có trong túi thư")


@pytest.fixture
def calendar() -> None:
    province()


def check(*found: tuple[OrderRow, actions.Found], **more: Any) -> queries.ArrivalRow:
    given: dict[str, Any] = {"key": uuid4(), "bringer": "Lê Bưu Tá", "by": SENDER, "at": BEGUN}
    return actions.check_in(found={row.id: one for row, one in found}, **(given | more))


def expected() -> dict[int, str]:
    return {one.order.id: one.missing for one in queries.list_expected(by=SENDER, at=BEGUN)}


def test_each_is_checked_in_and_its_errand_follows() -> None:
    whole, torn, gone, later = (asked() for _one in range(4))
    for row in (whole, torn, gone):
        hear(row, Tiding.ON_ROAD)
    made = check((whole, WHOLE), (torn, TORN), (gone, GONE))
    assert made.label == "1/2021"
    assert [seen(row).state for row in (whole, torn, gone, later)] == [
        State.DELIVERED, State.DELIVERED, State.UNDER_WAY, State.TO_SEND,
    ]  # fmt: skip
    assert expected() == {later.id: "", gone.id: GONE.words}
    (told,) = queries.list_arrivals(by=HEAD)
    assert (told.count, told.damaged, told.missing, told.bringer) == (3, 1, 1, "Lê Bưu Tá")
    (event,) = [one for one in queries.list_events(torn.id) if one.deed == "CHECK_IN"]
    assert event.words == TORN.words


def test_what_was_missing_may_come_later_and_nothing_comes_twice() -> None:
    row = asked()
    check((row, GONE))
    check((row, GONE))
    check((row, WHOLE))
    with pytest.raises(errors.CameAlready):
        check((row, WHOLE))
    with pytest.raises(errors.CameAlready):
        check((row, GONE))
    assert expected() == {}


def test_news_of_the_post_that_comes_afterwards_changes_nothing() -> None:
    row = asked()
    check((row, WHOLE))
    assert [hear(row, tiding).fate for tiding in (Tiding.ON_ROAD, Tiding.DELIVERED)] == [Fate.LATE, Fate.LATE]
    assert seen(row).state is State.DELIVERED


def test_what_the_post_says_that_it_brought_waits_until_somebody_found_it() -> None:
    row = asked()
    hear(row, Tiding.DELIVERED)
    assert list(expected()) == [row.id]
    check((row, GONE))
    assert expected() == {row.id: GONE.words}
    check((row, WHOLE))
    assert expected() == {}


def test_a_form_that_is_sent_twice_finds_its_list() -> None:
    row, key = asked(), uuid4()
    assert check((row, WHOLE), key=key).id == check((row, WHOLE), key=key).id
    assert m.Arrived.objects.count() == 1


def test_what_is_not_said_is_refused_and_nothing_is_kept() -> None:
    row, other = asked(), asked()
    for refusal, given, more in (
        (errors.NothingCame, [], {}),
        (errors.NobodyBrought, [(row, WHOLE)], {"bringer": "  "}),
        (errors.SayHow, [(row, WHOLE), (other, actions.Found(Outcome.DAMAGED, " "))], {}),
        (errors.NotYoursToSend, [(row, WHOLE)], {"by": HEAD}),
        (errors.OrderNotFound, [(row, WHOLE)], {"by": STRANGER}),
        (errors.OrderNotFound, [(ready(), WHOLE)], {}),
    ):
        with pytest.raises(refusal):
            check(*given, **more)
    assert not m.Arrival.objects.exists()
    assert seen(row).state is State.TO_SEND


def test_what_was_called_off_does_not_come() -> None:
    key = uuid4()
    row = asked(key)
    actions.call_errand_off(key=key, by=SENDER, at=BEGUN)
    assert expected() == {}
    with pytest.raises(errors.CameAlready):
        check((row, WHOLE))


def test_another_agency_sees_neither_list_nor_parcels() -> None:
    row = asked()
    made = check((row, GONE))
    assert queries.list_arrivals(by=STRANGER) == []
    assert queries.list_expected(by=STRANGER, at=BEGUN) == []
    with pytest.raises(errors.ListNotFound):
        queries.get_arrival(made.id, by=STRANGER)


def test_its_paper_says_what_both_sides_found_and_is_set_once() -> None:
    whole, torn, gone = (asked() for _one in range(3))
    made = check((whole, WHOLE), (torn, TORN), (gone, GONE))
    said = arrival_words(made.id)
    assert (said["received"], said["damaged"], said["missing"]) == ("1", "1", "1")
    assert [row[3:] for row in said["rows"]] == [
        ["Đủ, nguyên vẹn", ""], ["Hư hỏng", TORN.words], ["Không thấy", GONE.words],
    ]  # fmt: skip
    drain()
    file = queries.get_arrival(made.id, by=HEAD).file
    assert file
    assert actions.set_arrival_list(arrival=made.id, by=SENDER, at=BEGUN) == file


def test_what_was_found_stays_written() -> None:
    row = asked()
    made = check((row, GONE))
    for change in (
        lambda: m.Arrived.objects.update(outcome="RECEIVED"),
        lambda: m.Arrived.objects.all().delete(),
        lambda: m.Arrival.objects.filter(pk=made.id).update(bringer="Ai khác"),
        lambda: m.Arrived.objects.create(arrival_id=made.id, order_id=row.id, outcome="DAMAGED"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
