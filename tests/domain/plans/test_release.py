"""Who leaves lets go of duties: they are another's, or nobody's, and never those of somebody who is not there."""

from datetime import date, datetime

import pytest
from tests.domain.plans.running import at
from tests.domain.plans.small import ISSUED, MONITOR, OVERSEER, Row, document, duties, in_force, of
from tests.faults.drain import drain

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.succession import release_gone
from lienthong.domain.plans.jobs import release_on
from lienthong.domain.plans.queries.owed import Queue, Whose, count_queues, list_left

pytestmark = pytest.mark.django_db

START, NOW = date(2020, 1, 1), at(10, 15)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _agencies() -> None:
    for code in ("A", "B"):
        organisations.create_agency(
            code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=START, by=MONITOR, at=ISSUED
        )


def employ(account: str, agency: str = "A", until: date | None = None) -> int:
    return organisations.assign(
        account=account,
        agency=agency,
        title="Chuyên viên",
        role="specialist",
        on=START,
        until=until,
        by=MONITOR,
        at=ISSUED,
    )


def given(head: str = "", focal: str = "", agency: str = "A") -> int:
    """A duty of an agency, with the people named for it."""
    (duty,) = duties(in_force(Row([agency])))
    actions.assign(obligation=duty, head=head, focal=focal, by=of(agency), at=ISSUED)
    return duty


def named(duty: int) -> tuple[str, str]:
    row = queries.get_obligation(duty, as_of=TODAY)
    return row.head, row.focal


def leave(account: str, *, to: str = "", on: date = TODAY, known: datetime = NOW) -> None:
    organisations.leave(account=account, on=on, handed_to=to, by=MONITOR, at=known)
    drain()


def test_whoever_leaves_is_taken_off_and_the_head_finds_it_unassigned() -> None:
    employ("an"), employ("binh")
    duty = given(head="binh", focal="an")
    leave("an")
    assert named(duty) == ("binh", "")
    assert count_queues(Whose(frozenset("A")), day=TODAY)[Queue.UNASSIGNED] == 1
    assert list_left([duty]) == {duty: "an"}
    assert queries.get_obligation(duty, as_of=date(2021, 10, 14)).focal == "an"


def test_it_is_whose_work_was_handed_over_to() -> None:
    employ("an"), employ("binh")
    duty = given(head="an", focal="an")
    leave("an", to="binh")
    assert named(duty) == ("binh", "binh")


def test_nobody_of_another_agency_is_given_it() -> None:
    employ("an"), employ("cuc", agency="B")
    duty = given(focal="an")
    leave("an", to="cuc")
    assert named(duty) == ("", "")


def test_a_hat_that_is_taken_off_lets_go_where_it_was_worn() -> None:
    worn, _kept = employ("an"), employ("an", agency="B")
    of_a, of_b = given(focal="an"), given(focal="an", agency="B")
    organisations.end_position(position=worn, on=TODAY, by=MONITOR, at=NOW)
    drain()
    assert (named(of_a), named(of_b)) == (("", ""), ("", "an"))


def test_one_who_keeps_another_hat_there_keeps_the_duty() -> None:
    worn, _other = employ("an"), employ("an")
    duty = given(focal="an")
    organisations.end_position(position=worn, on=TODAY, by=MONITOR, at=NOW)
    drain()
    assert named(duty) == ("", "an")


def test_a_position_that_ends_on_a_known_day_lets_go_on_that_day() -> None:
    employ("an", until=date(2021, 10, 31))
    duty = given(focal="an")
    release_on(date(2021, 10, 30), at(10, 29, 17))
    assert named(duty)[1] == "an"
    release_on(date(2021, 11, 1), at(10, 31, 17))
    assert queries.get_obligation(duty, as_of=date(2021, 11, 1)).focal == ""


def test_who_says_beforehand_that_they_leave_keeps_the_duty_until_then() -> None:
    employ("an"), employ("binh")
    duty = given(focal="an")
    leave("an", on=date(2021, 10, 20))
    assert named(duty)[1] == "an"
    release_on(date(2021, 10, 20), at(10, 19, 17))
    assert queries.get_obligation(duty, as_of=date(2021, 10, 20)).focal == ""


def test_what_is_closed_stays_with_whom_it_was() -> None:
    employ("an")
    duty = given(focal="an")
    paper = document(date(2021, 3, 1), [0])
    actions.submit(obligation=duty, documents=[paper], by=of("A"), at=at(3, 1))
    actions.accept(obligation=duty, by=MONITOR, at=at(3, 2))
    leave("an")
    assert named(duty) == ("", "an")


def test_heard_of_twice_it_happens_once() -> None:
    employ("an")
    duty = given(focal="an")
    leave("an")
    assert release_gone(by=MONITOR, at=NOW) == 0
    assert m.Happening.objects.filter(obligation=duty, verb="ASSIGNED").count() == 2


def test_given_anew_and_taken_off_by_hand_nobody_is_said_to_have_left() -> None:
    employ("an"), employ("binh")
    duty = given(focal="an")
    leave("an")
    actions.assign(obligation=duty, focal="binh", by=of("A"), at=NOW)
    actions.assign(obligation=duty, focal="", by=of("A"), at=NOW)
    assert list_left([duty]) == {}


def test_after_a_merger_the_people_of_the_old_agency_let_go() -> None:
    employ("an"), employ("cuc", agency="B")
    duty = given(focal="an")
    actions.hand_over(predecessor="A", successor="B", on=date(2021, 7, 1), by=OVERSEER, at=NOW)
    assert named(duty) == ("", "")
    assert release_gone(by=MONITOR, at=NOW) == 0
