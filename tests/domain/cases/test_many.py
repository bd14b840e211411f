"""Taking up, giving on, and many at once: each case answers for itself, a second press finds the first."""

from datetime import date, datetime
from functools import partial

import pytest

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.queries import Verb
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.actor import Actor
from tests.domain.cases.running import (
    BEGUN,
    BOSS,
    CHIEF,
    CITY,
    CLERK,
    COLLEAGUE,
    LOADED,
    OFFICER,
    STRANGER,
    hour,
    procedure,
    province,
    seen,
    to_office,
    to_sign,
    told,
)

pytestmark = pytest.mark.django_db
AT = hour("18/10 09:00")


@pytest.fixture
def case() -> int:
    province()
    return to_office(procedure())


def position(name: str, agency: str = CITY) -> str:
    account = accounts.open_account(username=name, full_name="Người Nhận", by=CLERK, at=LOADED)
    organisations.assign(
        account=account, agency=agency, title="Chuyên viên", role="specialist", on=date(2021, 1, 4), by=CLERK, at=LOADED
    )  # fmt: skip
    return account


def take(case: int, stand: int, by: Actor = OFFICER, at: datetime = AT) -> bool:
    act = partial(actions.take, case=case, by=by, at=at)
    return actions.unless_moved(case=case, seen=stand, verb=Verb.TAKEN, act=act, by=by, at=at)


def test_what_nobody_holds_is_taken_up(case: int) -> None:
    actions.take(case=case, by=OFFICER, at=AT)
    row = seen(case)
    assert (row.holder, row.state, row.step) == ("officer", "HANDLING", 2)
    assert row.step_due_at == hour("20/10 16:00"), "taking up gives no new time"
    with pytest.raises(errors.NotNow):
        actions.take(case=case, by=COLLEAGUE, at=AT)


def test_a_step_is_taken_up_in_its_own_role_or_by_who_directs(case: int) -> None:
    at_counter = Actor("clerk", "", CITY, grants=CLERK.grants, roles=frozenset({"one_stop_officer"}))
    with pytest.raises(errors.NotYours):
        actions.take(case=case, by=at_counter, at=AT)
    assert Verb.TAKEN not in queries.list_theirs(seen(case), by=at_counter)
    head = Actor("boss", "", CITY, grants=BOSS.grants, roles=frozenset({"division_head"}))
    actions.take(case=case, by=head, at=AT)
    assert seen(case).holder == "boss"


def test_nothing_is_taken_up_from_another_agency(case: int) -> None:
    with pytest.raises(errors.NotYours):
        actions.take(case=case, by=STRANGER, at=AT)


@pytest.mark.parametrize("state", ["WAITING_PAPERS", "SIGNED", "READY"])
def test_a_desk_is_handed_over_with_what_waits_and_what_is_done(state: str) -> None:
    """Giving a case on changes who holds it and nothing else: a wait stays a wait, without a day."""
    province()
    case, other = to_office(procedure()), position("nguoi.nhan")
    if state == "WAITING_PAPERS":
        actions.ask_supplement(case=case, items=["x"], reason="x", by=OFFICER, at=AT)
    else:
        actions.put_to_sign(case=case, by=OFFICER, at=AT)
        actions.sign_off(case=case, by=CHIEF, at=AT)
    if state == "READY":
        actions.bring(case=case, by=CLERK, at=AT)
    before = seen(case)
    actions.assign(case=case, holder=other, note="Nghỉ phép", by=BOSS, at=hour("18/10 10:00"))
    after = seen(case)
    assert (after.state, after.holder) == (state, other)
    assert (after.due_at, after.legal_at, after.signed_at) == (
        before.due_at,
        before.legal_at,
        before.signed_at,
    )
    if state == "WAITING_PAPERS":
        actions.receive_supplement(case=case, by=CLERK, at=hour("19/10 09:00"))
        assert (seen(case).state, seen(case).holder) == ("HANDLING", other)


def test_a_second_press_finds_the_first(case: int) -> None:
    stand = seen(case).stand
    assert take(case, stand) is True
    assert take(case, stand) is False
    assert told(case).count("TAKEN") == 1


def test_a_case_that_was_moved_meanwhile_says_by_whom(case: int) -> None:
    stand = seen(case).stand
    actions.take(case=case, by=COLLEAGUE, at=AT)
    with pytest.raises(errors.MovedMeanwhile) as refused:
        take(case, stand)
    assert str(refused.value).startswith("Người colleague ")
    assert "09:00 18/10" in str(refused.value)
    assert seen(case).holder == "colleague"


def test_a_refusal_of_one_leaves_it_as_it_was(case: int) -> None:
    stand = seen(case).stand
    with pytest.raises(errors.NotYours):
        take(case, stand, by=STRANGER)
    assert seen(case).stand == stand
    assert told(case) == ["RECEIVED", "HANDED_OVER"]


def test_people_are_counted_by_what_they_hold_open(case: int) -> None:
    version = procedure()
    actions.take(case=case, by=OFFICER, at=AT)
    ended = to_office(version)
    actions.take(case=ended, by=OFFICER, at=AT)
    actions.withdraw(case=ended, reason="x", by=CLERK, at=AT)
    to_sign(version)
    assert queries.count_by_holder(CITY) == {"officer": 1}
    assert queries.count_by_holder("GL-623") == {}


def test_only_what_one_sees_is_among_the_chosen(case: int) -> None:
    assert [row.id for row in queries.list_chosen([case], by=OFFICER, now=BEGUN)] == [case]
    assert queries.list_chosen([case], by=STRANGER, now=BEGUN) == []
