"""Filing regardless of territory: another counter takes a case for the agency that decides, by a dated rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import NumberOf, Scope
from lienthong.domain.cases.rules.anywhere import Rule, choose
from lienthong.domain.cases.rules.periods import Period
from lienthong.domain.procedures.queries import get_handling
from lienthong.domain.procedures.rules.record import Task
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import (
    BEGUN,
    CITY,
    CLERK,
    COUNTER,
    OFFICER,
    OTHER,
    PLAIN,
    STRANGER,
    WORKS,
    hour,
    intake,
    procedure,
    province,
    received,
    row,
    seen,
    someone,
)

KEEPER = someone("keeper", "GL", Permission.KEEP_ANYWHERE)
POINT = someone("point", OTHER, *COUNTER)
THIRD = someone("third", WORKS, *COUNTER)
TODAY = BEGUN.date()
AT_ONCE = row("Tiếp nhận và ký", "one_stop", "5", tasks=(Task("Ký", ends=True),))
needs_database = pytest.mark.django_db


def rule(scope: Scope, code: str, since: date = TODAY, until: date | None = None) -> Rule:
    return Rule(scope, code, NumberOf.OWNER, since, until)


def test_the_narrowest_rule_in_force_is_chosen() -> None:
    about = {"procedure": "P", "field": "Đất đai", "level": "COMMUNE"}
    level, field, own = rule(Scope.LEVEL, "COMMUNE"), rule(Scope.FIELD, "Đất đai"), rule(Scope.PROCEDURE, "P")
    assert choose([level, field, own], TODAY, **about) is own
    assert choose([level, field], TODAY, **about) is field
    assert choose([rule(Scope.LEVEL, "DISTRICT"), rule(Scope.FIELD, "Hộ tịch")], TODAY, **about) is None


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    about = {"procedure": "P", "field": "", "level": ""}
    held = [rule(Scope.PROCEDURE, "P", TODAY, TODAY)]
    assert choose(held, TODAY, **about)
    assert choose(held, TODAY - timedelta(1), **about) is None
    assert choose(held, TODAY + timedelta(1), **about) is None


@pytest.fixture
def version(db: None) -> int:
    del db
    province()
    return procedure()


def allow(number_of: NumberOf = NumberOf.OWNER, **more: Any) -> int:
    given: dict[str, Any] = {
        "scope": Scope.LEVEL,
        "code": "DISTRICT",
        "since": TODAY,
        "basis": "Quyết định 12/QĐ-UBND",
    }
    told = given | {"agency": "GL", "by": KEEPER, "at": BEGUN} | more
    return actions.begin_anywhere(number_of=number_of, **told)


def taken(version: int, by: Actor = POINT, owner: str = CITY, **more: Any) -> int:
    return received(version, by=by, owner=owner, **more)


@needs_database
def test_without_a_rule_another_counter_is_refused_and_nothing_is_kept(version: int) -> None:
    with pytest.raises(errors.NotAnywhere, match="chỉ tiếp nhận tại cơ quan giải quyết"):
        taken(version)
    assert not m.Case.objects.exists()


@needs_database
def test_a_rule_that_begins_tomorrow_or_ended_lets_nobody_in(version: int) -> None:
    allow(since=TODAY + timedelta(1))
    with pytest.raises(errors.NotAnywhere):
        taken(version)
    assert seen(taken(version, at=BEGUN + timedelta(3)), POINT).point == OTHER


@needs_database
@pytest.mark.parametrize(("number_of", "whose"), [(NumberOf.OWNER, CITY), (NumberOf.POINT, OTHER)])
def test_the_rule_says_whose_number_it_is(version: int, number_of: NumberOf, whose: str) -> None:
    allow(number_of)
    one = seen(taken(version), POINT)
    assert (one.owner, one.point, one.seat) == (CITY, OTHER, OTHER)
    assert one.number == f"{whose}-211015-0001"
    assert one.due_at == hour("22/10 17:00")


@needs_database
def test_both_books_stay_without_gaps(version: int) -> None:
    allow(NumberOf.POINT)
    own = [seen(received(version)).number, seen(received(version)).number]
    for_others = seen(taken(version), POINT).number
    assert own == [f"{CITY}-211015-0001", f"{CITY}-211015-0002"]
    assert for_others == f"{OTHER}-211015-0001"
    today = Period(TODAY, TODAY)
    assert {one: queries.count_register(one, today) for one in (CITY, OTHER)} == {CITY: 2, OTHER: 1}


@needs_database
def test_two_agencies_see_it_and_no_third(version: int) -> None:
    allow()
    case = taken(version)
    assert seen(case, CLERK).id == seen(case, POINT).id == case
    with pytest.raises(errors.CaseNotFound):
        seen(case, THIRD)


@needs_database
def test_the_papers_and_originals_are_handed_over_and_signed_for(version: int) -> None:
    allow()
    case = taken(version)
    actions.take_originals(case=case, names=["Sổ đỏ"], by=POINT, at=BEGUN + timedelta(minutes=5))
    with pytest.raises(errors.NotYours):
        actions.hand_over(case=case, by=CLERK, at=BEGUN + timedelta(minutes=6))
    actions.hand_over(case=case, by=POINT, at=BEGUN + timedelta(minutes=10))
    there = seen(case, POINT)
    assert (there.seat, there.step) == (CITY, 2)
    (kept,) = queries.list_originals(case)
    assert (kept.custody, kept.agency, kept.sender) == ("SENT", CITY, OTHER)
    actions.sign_originals(case=case, originals=[1], by=OFFICER, at=BEGUN + timedelta(minutes=30))
    (kept,) = queries.list_originals(case)
    assert (kept.custody, kept.agency) == ("KEPT", CITY)


@needs_database
def test_it_is_counted_once_by_who_decides(version: int) -> None:
    allow(NumberOf.POINT)
    taken(version)
    counted = {one: m.Stand.objects.filter(owner=one).count() for one in (CITY, OTHER)}
    assert counted == {CITY: 1, OTHER: 0}


@needs_database
def test_a_form_sent_twice_is_one_case(version: int) -> None:
    allow()
    given = intake(version, owner=CITY)
    first = actions.receive(intake=given, by=POINT, at=BEGUN)
    again = actions.receive(intake=given, by=POINT, at=BEGUN)
    assert (again.case, again.is_new) == (first.case, False)


@needs_database
def test_papers_that_would_go_nowhere_are_not_taken(version: int) -> None:
    del version
    allow()
    bare = procedure(replace(PLAIN, name="Không có quy trình", steps=(AT_ONCE,)))
    with pytest.raises(errors.NotAnywhere):
        taken(bare)


@needs_database
def test_an_agency_that_does_not_decide_it_is_refused(version: int) -> None:
    allow()
    with pytest.raises(errors.NotHandledHere):
        taken(version, owner=WORKS)


@needs_database
def test_somebody_without_a_counter_takes_nothing(version: int) -> None:
    allow()
    with pytest.raises(errors.NotYours):
        taken(version, by=OFFICER)


@needs_database
def test_the_counter_offers_the_agencies_that_the_rule_lets_it_take_for(version: int) -> None:
    handling = get_handling(version)
    assert queries.list_owners_for(handling, OTHER, TODAY) == []
    assert queries.list_owners_for(handling, CITY, TODAY) == [(CITY, CITY)]
    allow()
    assert queries.list_owners_for(handling, OTHER, TODAY) == [(CITY, CITY)]


@needs_database
@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"basis": " "}, errors.OfNothing),
        ({"code": ""}, errors.OfNothing),
        ({"since": TODAY - timedelta(1)}, errors.BeginsInThePast),
        ({"by": STRANGER}, errors.NotYours),
    ],
)
def test_a_rule_is_refused_that_says_too_little(
    version: int, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    del version
    with pytest.raises(refusal):
        allow(**wrong)
    assert queries.list_anywhere() == []


@needs_database
def test_one_rule_of_a_kind_holds_at_a_time_and_is_ended_once(version: int) -> None:
    del version
    first = allow()
    with pytest.raises(errors.AnotherRuleHolds):
        allow(since=TODAY + timedelta(30))
    end: dict[str, Any] = {"rule": first, "basis": "Quyết định 30", "agency": "GL", "by": KEEPER, "at": BEGUN}
    actions.end_anywhere(until=TODAY, **end)
    with pytest.raises(errors.RuleEnded):
        actions.end_anywhere(until=TODAY + timedelta(9), **end)
    allow(NumberOf.POINT, since=TODAY + timedelta(1))
    assert [one.verb for one in ledger.list_entries(subject=f"anywhere:{first}")] == [
        "cases.end_anywhere",
        "cases.begin_anywhere",
    ]


@needs_database
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_anywhere SET number_of = 'OWNER'",
        "UPDATE cases_anywhere SET since = since - 1",
        "DELETE FROM cases_anywhere",
        "INSERT INTO cases_anywhere (scope, code, number_of, since, basis, ended_by, account, name, recorded_at)"
        " SELECT scope, code, 'POINT', since + 5, basis, '', account, name, recorded_at FROM cases_anywhere",
        "UPDATE cases_case SET point = 'GL-SXD'",
        "UPDATE cases_case SET book = ''",
    ],
)
def test_postgresql_keeps_the_rules_and_who_took_a_case(version: int, statement: str) -> None:
    allow(NumberOf.POINT)
    taken(version)
    with pytest.raises((Error, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
