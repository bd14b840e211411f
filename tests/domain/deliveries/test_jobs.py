"""The post as a partner of the room: told in order and once, asked where call-backs failed, and nothing lost by any
fault of it.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from lienthong.connectors.public_post import fake
from lienthong.connectors.public_post.errors import Forged, Silent, Unreadable
from lienthong.connectors.public_post.messages import BROUGHT_BACK, DELIVERED, FAILED, ON_ROAD
from lienthong.domain.deliveries import actions, errors, jobs, queries
from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.exchange import print_labels, take_callback
from lienthong.domain.deliveries.facts import OrderToTell
from lienthong.domain.deliveries.queries import State
from lienthong.spine import clock
from tests.domain.cases.running import BEGUN
from tests.domain.deliveries.running import HEAD, MACHINE, RECEIVER, SENDER, handed, parcel, post, ready, seen
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
LOCAL = clock.local(BEGUN)
MANNERS: list[fake.Manner] = ["", "twice", "silent"]


@pytest.fixture
def the_post(settings: Any) -> Iterator[fake.FakePost]:
    with post(settings) as made:
        yield made


def call(body: bytes) -> None:
    try:
        actions.hear(told=take_callback(body), by=MACHINE, at=BEGUN)
    except (Forged, Unreadable, errors.ToldOtherwise):
        return


def test_a_parcel_that_was_handed_over_before_the_post_answered_is_told_all_the_same(
    the_post: fake.FakePost,
) -> None:
    row = handed()
    drain()
    assert (seen(row).state, seen(row).item) == (State.HANDED, "VN000000001")


def test_the_post_is_told_once_and_its_number_kept(the_post: fake.FakePost) -> None:
    row = ready(cod=75_000)
    drain()
    jobs.tell(OrderToTell(order=row.id), BEGUN)
    assert the_post.calls == ["order"]
    told = seen(row)
    assert (told.item, told.price, told.is_untold) == ("VN000000001", 26_000, False)
    assert the_post.shelf.find(row.code) == fake.Known(row.code, told.item, 75_000, RECEIVER.address)


@pytest.mark.parametrize("fault", ["reset", "garbage", "late"])
def test_silence_leaves_the_parcel_waiting_and_is_tried_again(the_post: fake.FakePost, fault: str) -> None:
    row = ready()
    the_post.fault = fault
    with pytest.raises(Silent):
        jobs.tell(OrderToTell(order=row.id), BEGUN)
    assert [one.id for one in queries.list_untold(by=SENDER)] == [row.id]
    the_post.fault = ""
    drain()
    assert (seen(row).item, queries.list_untold(by=SENDER)) == ("VN000000001", [])


def test_a_refusal_waits_with_its_words_until_somebody_tells_again(the_post: fake.FakePost) -> None:
    row = ready()
    the_post.fault = "refuse"
    drain()
    assert seen(row).refusal == "99: Sai mã khách hàng"
    the_post.fault = ""
    actions.tell_again(order=row.id, by=SENDER, at=BEGUN)
    drain()
    assert (seen(row).refusal, seen(row).is_untold) == ("", False)


def test_what_is_called_off_is_called_off_at_the_post(the_post: fake.FakePost) -> None:
    row = ready()
    drain()
    actions.cancel(order=row.id, reason="Người dân đến lấy", by=SENDER, at=BEGUN)
    drain()
    assert the_post.calls == ["order", "cancel"]


def test_polling_tells_what_call_backs_did_not(the_post: fake.FakePost) -> None:
    row = handed()
    drain()
    for status in (ON_ROAD, DELIVERED):
        the_post.move(row.code, status, LOCAL, "silent")
    assert jobs.ask(by=MACHINE, at=BEGUN) == 2
    assert seen(row).state is State.DELIVERED
    assert jobs.ask(by=MACHINE, at=BEGUN) == 0
    last = queries.last_poll()
    assert last
    assert (last.last, last.fault) == (2, "")


@pytest.mark.parametrize("fault", ["reset", "garbage", "late", "refuse"])
def test_an_unanswered_question_is_noted_and_asked_again(the_post: fake.FakePost, fault: str) -> None:
    row = handed()
    drain()
    the_post.move(row.code, DELIVERED, LOCAL, "silent")
    the_post.fault = fault
    jobs.ask(by=MACHINE, at=BEGUN)
    last = queries.last_poll()
    assert last
    assert (last.last, bool(last.fault)) == (0, True)
    the_post.fault = ""
    jobs.ask(by=MACHINE, at=BEGUN)
    assert seen(row).state is State.DELIVERED


def test_a_post_that_repeats_itself_is_not_asked_for_ever(
    the_post: fake.FakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = handed()
    drain()
    the_post.move(row.code, ON_ROAD, LOCAL, "silent")
    jobs.ask(by=MACHINE, at=BEGUN)
    moved = the_post.shelf.moved()
    monkeypatch.setattr(
        the_post, "_track", lambda _asked: {"code": "00", "data": [fake._told(one) for one in moved]}
    )
    jobs.ask(by=MACHINE, at=BEGUN)
    last = queries.last_poll()
    assert last
    assert last.fault == "lastId"


def test_hundreds_of_call_backs_move_each_parcel_once(the_post: fake.FakePost) -> None:
    """Doubled, reordered, forged, silent: what the post did and what stands here are the same in the end."""
    draw = random.Random(2021)
    rows = [handed(cod=draw.randrange(3) * 1_000) for _ in range(20)]
    drain()
    bodies: list[bytes] = []
    for row in rows:
        ends = DELIVERED if draw.random() < 0.7 else FAILED
        for status in (ON_ROAD, ends, *((BROUGHT_BACK,) if ends == FAILED else ())):
            manner = draw.choice(MANNERS)
            bodies += the_post.move(row.code, status, LOCAL, manner)
        bodies += the_post.move(row.code, DELIVERED, LOCAL, "forged")
    bodies += bodies
    draw.shuffle(bodies)
    for body in bodies:
        call(body)
    jobs.ask(by=MACHINE, at=BEGUN)
    moved = the_post.shelf.moved()
    assert m.News.objects.count() == len(moved)
    delivered = {one.reference: one.collected for one in moved if one.status == DELIVERED}
    for row in rows:
        now = seen(row)
        assert now.state is (State.DELIVERED if row.code in delivered else State.RETURNING)
        assert now.collected == delivered.get(row.code)
    assert queries.list_waiting_news(by=HEAD) == []


def test_their_list_of_the_day_is_compared_in_the_morning_and_again_when_it_was_not_to_be_had(
    the_post: fake.FakePost,
) -> None:
    row = handed(cod=50_000)
    drain()
    for body in the_post.move(row.code, DELIVERED, LOCAL, "short"):
        call(body)
    assert isinstance(the_post.shelf, fake.Memory)
    the_post.shelf.steps[-1].collected = 50_000  # their list says otherwise
    next_day = LOCAL.date() + timedelta(days=1)
    the_post.fault = "garbage"
    jobs.reconcile(next_day, BEGUN + timedelta(days=1))
    assert queries.list_statements()[0].fault
    the_post.fault = ""
    jobs.reconcile(next_day + timedelta(days=1), BEGUN + timedelta(days=2))
    (gap,) = queries.list_gaps(is_open=True, by=HEAD)
    assert (gap.code, gap.here, gap.there) == (row.code, 49_000, 50_000)


def test_nobody_is_asked_where_no_post_is_connected(settings: Any) -> None:
    settings.LIENTHONG_PUBLIC_POST_URL, settings.LIENTHONG_MODE = "", "production"
    row = ready()
    drain()
    jobs.reconcile(LOCAL.date(), BEGUN)
    assert jobs.ask(by=MACHINE, at=BEGUN) == 0
    assert (seen(row).refusal, queries.last_poll(), queries.list_statements()) == ("NotConnected", None, [])


def test_papers_are_told_with_the_one_stop_as_receiver(the_post: fake.FakePost) -> None:
    row = actions.fetch(parcel=parcel(about="fetch:9", case="000000009"), by=SENDER, at=BEGUN)
    drain()
    known = the_post.shelf.find(row.code)
    assert known
    assert known.to.startswith("Bộ phận Tiếp nhận và Trả kết quả")


def test_labels_and_lists_are_papers(the_post: fake.FakePost) -> None:
    row = handed(cod=75_000)
    drain()
    assert print_labels([row, row], BEGUN).startswith(b"%PDF")
    assert row.handover
    listed = queries.get_handover(row.handover, by=SENDER)
    assert listed.file
    assert actions.set_list(handover=listed.id, by=MACHINE, at=BEGUN) == listed.file
