"""Hats, the Actor they make, substitution, secondment."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.permissions import Role, Scope, list_roles, register_roles, role_named
from lienthong.spine import stamps
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.models import StatedFact
from tests.domain.organisations.conftest import AT, BY, START

pytestmark = pytest.mark.usefixtures("province", "roles")

NOW = datetime(2021, 7, 1, 3, tzinfo=UTC)
TODAY = date(2021, 7, 1)
NEVER = date(2030, 1, 1)

ROLES = [
    Role("citizen", "Citizen", frozenset({"own.view"}), for_everyone=True),
    Role("specialist", "Specialist", frozenset({"case.handle"})),
    Role(
        "head",
        "Head",
        frozenset({"case.view", "document.sign"}),
        Scope.SUBTREE,
        exceptions={"document.sign": Scope.OWN, "plan.view": Scope.EVERYWHERE},
        personal=frozenset({"document.sign"}),
    ),
]


@pytest.fixture
def roles() -> Iterator[None]:
    before = list_roles()
    register_roles(ROLES)
    yield
    register_roles(before)


def hat(account: str, agency: str = "D", role: str = "head", **more: object) -> int:
    words: dict[str, object] = {"title": role.title(), "on": START, "by": BY, "at": AT} | more
    return actions.assign(account=account, agency=agency, role=role, **words)  # type: ignore[arg-type]


def actor(account: str, worn: int | None = None, at: datetime = NOW) -> Actor:
    return queries.build_actor(account, "Tên", "test", at, worn)


def test_without_a_position_only_the_roles_for_everyone_hold() -> None:
    nobody = actor("p1")
    assert nobody.may("own.view")
    assert not nobody.may("case.view")
    assert nobody.agency == ""
    assert nobody.roles == {"citizen"}


def test_a_hat_grants_what_its_role_lists_where_the_scope_says() -> None:
    hat("p1")
    head = actor("p1")
    assert (head.agency, head.position) == ("D", "Head")
    assert head.roles == {"citizen", "head"}
    assert head.may("case.view", "D") and head.may("case.view", "C")
    assert not head.may("case.view", "P") and not head.may("case.view", "A")
    assert head.may("document.sign", "D") and not head.may("document.sign", "C")
    assert head.reach("plan.view") is None
    assert not head.may("case.handle")


def test_rights_go_by_the_hat_that_is_worn() -> None:
    first = hat("p1", "A", "specialist")
    second = hat("p1", "D", "head")
    assert actor("p1").agency == actor("p1", first).agency == "A"
    assert actor("p1", second).agency == "D"
    assert not actor("p1", first).may("case.view")
    assert [worn.position for worn in queries.list_hats("p1", TODAY)] == [first, second]


def test_a_hat_of_another_is_not_worn() -> None:
    mine, theirs = hat("p1", "A", "specialist"), hat("p2", "D")
    assert actor("p1", theirs).agency == queries.list_hats("p1", TODAY)[0].agency == "A"
    assert mine != theirs


def test_a_role_that_is_gone_grants_nothing() -> None:
    hat("p1", role="emperor")
    assert [grant.permission for grant in actor("p1").grants] == ["own.view"]
    assert role_named("emperor").permissions == frozenset()


def test_the_scope_follows_the_tree_of_the_day() -> None:
    hat("p1")
    actions.move_agency(code="C", parent="P", on=TODAY + timedelta(1), by=BY, at=AT)
    assert actor("p1").may("case.view", "C")
    assert not actor("p1", at=NOW + timedelta(days=1)).may("case.view", "C")


def test_the_day_is_that_of_viet_nam() -> None:
    """17:30 UTC is half past midnight of the next day."""
    hat("p1", on=TODAY)
    assert actor("p1", at=datetime(2021, 6, 30, 16, 59, tzinfo=UTC)).agency == ""
    assert actor("p1", at=datetime(2021, 6, 30, 17, 30, tzinfo=UTC)).agency == "D"


def test_an_ended_position_grants_nothing_from_its_last_day() -> None:
    number = hat("p1")
    actions.end_position(position=number, on=TODAY, by=BY, at=AT)
    assert actor("p1").agency == ""
    assert actor("p1", at=NOW - timedelta(days=1)).agency == "D"
    with pytest.raises(errors.UnknownPosition):
        actions.end_position(position=number, on=TODAY, by=BY, at=AT)


def test_building_an_actor_takes_few_queries_and_none_again_within_a_request() -> None:
    hat("p1")
    with stamps.held():
        with CaptureQueriesContext(connection) as asked:
            actor("p1")
        assert len(asked) <= 4
        with CaptureQueriesContext(connection) as again:
            actor("p1")
        assert not again.captured_queries


def test_a_substitute_does_the_work_but_does_not_sign() -> None:
    number = hat("p1")
    actions.substitute(position=number, account="p2", on=TODAY, until=TODAY + timedelta(5), by=BY, at=AT)
    stand_in = actor("p2", number)
    assert (stand_in.account, stand_in.acting_for) == ("p2", "p1")
    assert stand_in.may("case.view", "C")
    assert not stand_in.may("document.sign", "D")
    assert actor("p1").may("document.sign", "D")
    assert actor("p2", number, NOW + timedelta(days=5)).agency == ""


def test_a_substitute_keeps_their_own_hat_first() -> None:
    number, own = hat("p1"), hat("p2", "A", "specialist")
    actions.substitute(position=number, account="p2", on=TODAY, until=TODAY + timedelta(5), by=BY, at=AT)
    assert [worn.position for worn in queries.list_hats("p2", TODAY)] == [own, number]
    assert actor("p2").acting_for == ""


def test_a_substitution_ends_early_and_with_the_position() -> None:
    number = hat("p1")
    actions.substitute(position=number, account="p2", on=TODAY, until=NEVER, by=BY, at=AT)
    with pytest.raises(errors.SubstitutedAlready):
        actions.substitute(position=number, account="p3", on=TODAY, until=NEVER, by=BY, at=AT)
    actions.end_substitution(position=number, on=TODAY + timedelta(1), by=BY, at=AT)
    assert len(queries.list_hats("p2", TODAY)) == 1
    assert queries.list_hats("p2", TODAY + timedelta(1)) == []
    actions.substitute(position=number, account="p3", on=TODAY + timedelta(1), until=NEVER, by=BY, at=AT)
    actions.end_position(position=number, on=TODAY + timedelta(2), by=BY, at=AT)
    assert len(queries.list_hats("p3", TODAY + timedelta(1))) == 1
    assert queries.list_hats("p3", TODAY + timedelta(2)) == []


def test_nobody_substitutes_for_themselves_or_without_end() -> None:
    number = hat("p1")
    with pytest.raises(errors.OwnSubstitute):
        actions.substitute(position=number, account="p1", on=TODAY, until=NEVER, by=BY, at=AT)
    with pytest.raises(errors.WrongPeriod):
        actions.substitute(position=number, account="p2", on=TODAY, until=TODAY, by=BY, at=AT)


def test_a_seconded_officer_has_two_chiefs_and_works_where_lent() -> None:
    home_chief, host_chief = hat("chief1", "A"), hat("chief2", "B")
    home = hat("p1", "A", "specialist", reports_to=home_chief)
    lent = actions.second(
        position=home,
        agency="B",
        title="Biệt phái",
        role="specialist",
        on=TODAY,
        until=TODAY + timedelta(365),
        reports_to=host_chief,
        by=BY,
        at=AT,
    )
    hats = queries.list_hats("p1", TODAY)
    assert [(worn.position, worn.home) for worn in hats] == [(lent, home), (home, None)]
    assert [chief.account for chief in queries.chiefs_of("p1", TODAY)] == ["chief1", "chief2"]
    assert [chief.account for chief in queries.chiefs_of("p1", TODAY - timedelta(1))] == ["chief1"]
    assert actor("p1").agency == "B"


def test_it_refuses_impossible_positions() -> None:
    number = hat("p1", "A", "specialist")
    with pytest.raises(errors.SecondedWithinAgency):
        actions.second(position=number, agency="A", title="t", role="r", on=TODAY, by=BY, at=AT)
    with pytest.raises(errors.NotInForce):
        hat("p1", "A", on=START - timedelta(1))
    with pytest.raises(errors.WrongPeriod):
        hat("p1", "A", until=START)
    with pytest.raises(errors.UnknownPosition):
        hat("p2", "A", reports_to=0)


def test_positions_of_agencies_are_listed_by_day() -> None:
    hat("p1", "A", "specialist")
    hat("p2", "D", on=TODAY)
    assert [worn.account for worn in queries.list_positions({"A", "D"}, TODAY)] == ["p1", "p2"]
    assert [worn.account for worn in queries.list_positions({"A", "D"}, TODAY - timedelta(1))] == ["p1"]


def test_who_leaves_keeps_no_hat_no_substitution_and_no_right_to_sign() -> None:
    number, other = hat("p1"), hat("p9", "A")
    actions.substitute(position=number, account="p2", on=TODAY, until=NEVER, by=BY, at=AT)
    actions.substitute(position=other, account="p1", on=TODAY, until=NEVER, by=BY, at=AT)
    form = queries.SigningForm.KT
    actions.grant_signing(account="p1", agency="D", form=form, basis="QĐ 1", on=START, by=BY, at=AT)
    last = TODAY + timedelta(3)
    actions.leave(account="p1", on=last, by=BY, at=AT, handed_to="p2")

    def worn(day: date) -> list[int]:
        return [
            len(queries.list_hats("p1", day)),
            len(queries.list_hats("p2", day)),
            len(queries.list_signing("D", day)),
        ]

    assert worn(last - timedelta(1)) == [2, 1, 1]
    assert worn(last) == [0, 0, 0]
    assert len(queries.list_hats("p9", last)) == 1
    fact = StatedFact.objects.get(name="organisations.PersonLeft")
    assert fact.data == {"account": "p1", "handed_to": "p2", "on": last.isoformat()}
