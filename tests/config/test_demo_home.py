"""The demonstration shows a citizen at home and fees in every state; played twice, nothing is there twice."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo_cases, demo_documents, demo_home, demo_keys, demo_payments
from lienthong.config.demo_cases import account_of
from lienthong.domain.accounts.queries import find_account
from lienthong.domain.applications.queries import find_asked, get_mine, list_my_cases
from lienthong.domain.cases.queries import State, about_money
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.payments import queries
from lienthong.domain.payments.queries import Fate, Step
from lienthong.domain.surveys.queries import Period, list_remarks, total_of
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.factories.city import at_work

pytestmark = pytest.mark.django_db
PLEIKU = "GL-622"


@pytest.fixture(scope="module")
def home(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with at_work(django_db_blocker):
        demo_payments.play(by=platform("test"), until=clock.now())
        demo_keys.enrol(by=platform("test"), at=demo_cases.EVE)
        demo_documents.play(by=platform("test"), until=clock.now())
        assert demo_home.play(until=clock.now()) > 0
        yield


def test_the_citizen_has_a_case_in_each_state_that_asks_something(home: None) -> None:
    account = find_account("ksor.hbuh")
    assert account
    mine = get_mine(account.id, clock.today())
    assert mine.verified
    rows = {row.state: row for row in list_my_cases(mine, clock.now())}
    assert set(rows) == {State.GIVEN, State.READY, State.WAITING_PAPERS, State.RECEIVED}
    asked = find_asked(rows[State.WAITING_PAPERS])
    assert asked
    assert asked.items == ("Bản vẽ mặt cắt móng, tỷ lệ 1/50",)
    owed = {state: queries.find_of(about_money(row.id)) for state, row in rows.items()}
    assert {state: row.owed for state, row in owed.items() if row} == {
        State.GIVEN: 0,
        State.READY: 0,
        State.WAITING_PAPERS: 50_000,
        State.RECEIVED: 10_000,
    }


def test_no_page_of_the_fees_room_is_empty(home: None) -> None:
    waiting = queries.count_waiting(PLEIKU)
    assert waiting.due > 0
    assert (waiting.pending, waiting.differences, waiting.refunds) == (2, 1, 1)
    assert {one.step for one in queries.list_refunds(PLEIKU)} >= {Step.ASKED}
    assert len(queries.list_transfers(PLEIKU, fate=Fate.PENDING)) == 2
    assert [one.cash for one in queries.list_closings(PLEIKU)] == [10_000]


def test_enough_people_said_how_it_went_for_the_public_to_see_it(home: None) -> None:
    total = total_of(Period(2021), agency=PLEIKU)
    assert (total.count, total.satisfied, total.share) == (11, 9, 82)
    by = build_actor(account_of("trannhuquynh.622").id, "Trần Như Quỳnh", "test", clock.now())
    assert [len(list_remarks(by=by, is_open=is_open)) for is_open in (True, False)] == [1, 1]


def test_played_again_it_leaves_everything_as_it_is(home: None) -> None:
    assert demo_home.play(until=clock.now()) == 0
