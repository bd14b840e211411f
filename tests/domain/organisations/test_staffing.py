"""People join and leave with account and position in one step; staff as the console sees it."""

from datetime import date

import pytest

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.errors import NewcomerRefused
from lienthong.domain.organisations.permissions import can_give_role
from lienthong.spine.actor import Actor, Grant
from tests.factories.people import ADMIN, AT

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 15)


@pytest.fixture(autouse=True)
def _agencies() -> None:
    for code in ("GL-SNV", "GL-STC"):
        actions.create_agency(
            code=code,
            name=f"Sở {code}",
            kind=actions.Kind.DEPARTMENT,
            level=actions.Level.PROVINCE,
            on=date(2021, 1, 1),
            by=ADMIN,
            at=AT,
        )


def newcomer(username: str, agency: str = "GL-SNV") -> actions.Newcomer:
    return actions.Newcomer(
        username=username,
        full_name="Rơ Mah Thử",
        email=f"{username}@example.vn",
        agency=agency,
        title="Chuyên viên",
        role="specialist",
        on=DAY,
    )


def test_a_newcomer_gets_account_and_hat() -> None:
    account = actions.take_on(newcomer=newcomer("romah.thu"), by=ADMIN, at=AT)
    assert [hat.agency for hat in queries.list_hats_of([account], DAY)[account]] == ["GL-SNV"]
    assert queries.list_holders(DAY, agencies=["GL-SNV"], role="specialist") == {account}
    assert queries.list_holders(DAY, agencies=["GL-STC"]) == frozenset()
    assert accounts.count_accounts("ro mah", among=[account], state=accounts.State.NEVER_CAME) == 1


def test_who_begins_later_is_seen_from_today_on() -> None:
    account = actions.take_on(newcomer=newcomer("romah.sau"), by=ADMIN, at=AT)
    before = date(2021, 10, 1)
    assert queries.list_holders(before, agencies=["GL-SNV"]) == {account}
    assert [hat.since for hat in queries.list_hats_of([account], before)[account]] == [DAY]
    assert queries.list_hats(account, before) == []


def test_of_a_list_all_are_taken_on_or_nobody() -> None:
    before = accounts.count_accounts()
    with pytest.raises(NewcomerRefused):
        actions.take_on_all(newcomers=[newcomer("a.one"), newcomer("b.two", "GL-NONE")], by=ADMIN, at=AT)
    assert accounts.count_accounts() == before


def test_who_is_seen_off_wears_no_hat_and_cannot_come_back() -> None:
    account = actions.take_on(newcomer=newcomer("romah.di"), by=ADMIN, at=AT)
    actions.see_off(account=account, on=date(2021, 10, 16), by=ADMIN, at=AT)
    assert queries.list_hats_of([account], date(2021, 10, 16))[account] == []
    assert accounts.count_accounts(among=[account], state=accounts.State.LEFT) == 1


def test_a_position_names_its_substitutes() -> None:
    account = actions.take_on(newcomer=newcomer("romah.nghi"), by=ADMIN, at=AT)
    [hat] = queries.list_hats(account, DAY)
    actions.substitute(
        position=hat.position, account="another", on=DAY, until=date(2021, 10, 20), by=ADMIN, at=AT
    )
    [row] = queries.list_substitutions([hat.position], DAY)
    assert (row.account, row.until) == ("another", date(2021, 10, 20))
    assert queries.list_substitutions([hat.position], date(2021, 10, 20)) == []
    assert queries.get_position(hat.position, date(2021, 1, 1)) is None


def test_nobody_gives_a_role_that_reaches_further_than_their_own() -> None:
    local = Actor(account="a", name="A", grants=(Grant("organisations.appoint", frozenset({"GL-SNV"})),))
    wide = Actor(account="a", name="A", grants=(Grant("organisations.appoint"),))
    assert [can_give_role(local, role) for role in ("specialist", "auditor", "no_such")] == [
        True,
        False,
        False,
    ]
    assert can_give_role(wide, "auditor")
    assert not can_give_role(Actor(account="a", name="A"), "specialist")
