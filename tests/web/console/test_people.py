"""People: invited, helped, kept out, seen off; their positions and substitutes."""

import re
from datetime import date

import pytest
from django.test import Client

from lienthong.connectors.mail import fake
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import queries
from lienthong.spine.ledger.queries import list_entries
from tests.e2e.people import account, position

pytestmark = pytest.mark.django_db
TODAY = date(2021, 10, 15)
NEWCOMER = {
    "full_name": "Rơ Mah H’Lan",
    "username": "romah.hlan",
    "email": "hlan@snv.example",
    "agency": "GL-SNV",
    "title": "Chuyên viên",
    "role": "specialist",
    "on": "15/10/2021",
}


def page_of(role: str) -> str:
    return f"/console/people/{account(role)}/"


def test_an_invited_person_has_account_and_position(agency_administrator: Client) -> None:
    assert agency_administrator.post("/console/people/invite/", NEWCOMER).status_code == 302
    found = accounts.find_account("romah.hlan")
    assert found is not None
    assert [hat.agency for hat in queries.list_hats(found.id, TODAY)] == ["GL-SNV"]
    listed = agency_administrator.get("/console/people/?q=ro+mah&state=never_came").content.decode()
    assert "romah.hlan" in listed


@pytest.mark.parametrize(
    "wrong", [{"agency": "GL-622"}, {"role": "platform_administrator"}, {"username": "A B"}, {"email": ""}]
)
def test_an_invitation_beyond_the_own_agency_or_rights_is_refused(
    agency_administrator: Client, wrong: dict[str, str]
) -> None:
    answer = agency_administrator.post("/console/people/invite/", NEWCOMER | wrong)
    assert answer.status_code == 200
    assert "Rơ Mah H’Lan" in answer.content.decode()  # what was typed is kept
    assert accounts.find_account("romah.hlan") is None


def test_a_temporary_password_is_shown_once_and_works(agency_administrator: Client) -> None:
    page = f"{page_of('document_clerk')}password/"
    answer = agency_administrator.post(page)
    shown = re.search(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", answer.content.decode())
    assert shown
    assert "no-store" in answer.headers["Cache-Control"]
    assert shown[0] not in agency_administrator.get(page).content.decode()
    given = {"login": "levanthu.snv", "password": shown[0]}
    assert Client().post("/sign-in/", given).status_code == 302


def test_a_disabled_person_is_out_and_can_be_let_in_again(agency_administrator: Client) -> None:
    page, clerk = page_of("document_clerk"), account("document_clerk")
    agency_administrator.post(f"{page}disable/", {"reason": "Mất điện thoại"})
    assert accounts.count_accounts(among=[clerk], state=accounts.State.DISABLED) == 1
    assert list_entries(subject=f"account:{clerk}")[0].details["reason"] == "Mất điện thoại"
    agency_administrator.post(f"{page}enable/")
    assert accounts.count_accounts(among=[clerk], state=accounts.State.DISABLED) == 0


def test_nobody_closes_their_own_account_or_takes_a_position(agency_administrator: Client) -> None:
    own = page_of("agency_administrator")
    refused = agency_administrator.post(f"{own}disable/", {"reason": "Thử"})
    assert "không thể tự khóa tài khoản của mình" in refused.content.decode()
    hat = {"agency": "GL-SNV", "title": "Giám đốc", "role": "agency_leader", "on": "15/10/2021"}
    assert "Không ai tự giao" in agency_administrator.post(f"{own}positions/", hat).content.decode()
    stand_in = {"account": "buithiloan.snv", "on": "15/10/2021", "until": "20/10/2021"}
    page = f"/console/positions/{position('plan_monitor')}/substitute/"
    assert "Không ai tự giao" in agency_administrator.post(page, stand_in).content.decode()


def test_who_leaves_hands_over_and_wears_no_hat(agency_administrator: Client) -> None:
    clerk = account("document_clerk")
    page = f"{page_of('document_clerk')}leave/"
    later = agency_administrator.post(page, {"on": "16/10/2021"})
    assert "đúng ngày đó" in later.content.decode()
    given = {"on": "15/10/2021", "handed_to": "phamthutrang.snv", "decision": "7/QĐ-SNV"}
    assert agency_administrator.post(page, given).status_code == 302
    assert queries.list_hats(clerk, TODAY) == []
    assert accounts.count_accounts(among=[clerk], state=accounts.State.LEFT) == 1


def test_a_substitute_is_named_shown_and_ended(agency_administrator: Client) -> None:
    place = position("document_clerk")
    given = {"account": "phamthutrang.snv", "on": "15/10/2021", "until": "20/10/2021"}
    assert agency_administrator.post(f"/console/positions/{place}/substitute/", given).status_code == 302
    assert "Phạm Thu Trang" in agency_administrator.get(page_of("document_clerk")).content.decode()
    twice = agency_administrator.post(f"/console/positions/{place}/substitute/", given)
    assert twice.status_code == 200
    ended = agency_administrator.post(f"/console/positions/{place}/substitution/end/", {"on": "15/10/2021"})
    assert ended.status_code == 302
    assert queries.list_substitutions([place], TODAY) == []


def test_positions_are_assigned_lent_and_ended(platform_administrator: Client) -> None:
    clerk, place = account("document_clerk"), position("document_clerk")
    more = {"agency": "GL-STC", "title": "Văn thư kiêm nhiệm", "role": "document_clerk", "on": "15/10/2021"}
    lent = more | {"agency": "GL-TTT", "title": "Tăng cường"}
    assert platform_administrator.post(f"/console/people/{clerk}/positions/", more).status_code == 302
    assert platform_administrator.post(f"/console/positions/{place}/second/", lent).status_code == 302
    assert [hat.agency for hat in queries.list_hats(clerk, TODAY)] == ["GL-TTT", "GL-SNV", "GL-STC"]
    ended = platform_administrator.post(f"/console/positions/{place}/end/", {"on": "15/10/2021"})
    assert ended.status_code == 302
    assert "GL-SNV" not in [hat.agency for hat in queries.list_hats(clerk, TODAY)]


def test_a_lost_second_factor_is_cleared_with_a_reason_by_two(
    platform_administrator: Client, agency_administrator: Client
) -> None:
    clerk = account("document_clerk")
    page = f"/console/people/{clerk}/second-factor/"
    proposed = agency_administrator.post(page, {"reason": "Mất máy, đã gặp mặt"})
    assert platform_administrator.post(f"{proposed.headers['Location']}approve/").status_code == 302
    verbs = [entry.verb for entry in list_entries(subject=f"account:{clerk}")[:2]]
    assert set(verbs) == {"accounts.clear_second_factor", "approvals.approve"}


def test_a_platform_administrator_is_disabled_only_by_two(
    platform_administrator: Client, second_administrator: Client
) -> None:
    second = accounts.find_account("rahlanngoi")
    assert second
    page = f"/console/people/{second.id}/disable/"
    proposed = platform_administrator.post(page, {"reason": "Nghỉ dài hạn"}, follow=True)
    shown = proposed.content.decode()
    assert "Hôm nay không ai khác có quyền này" in shown  # the one who could is the one it concerns
    there = proposed.redirect_chain[-1][0]
    answer = second_administrator.post(f"{there}approve/", follow=True)
    assert "liên quan đến chính tài khoản của bạn" in answer.content.decode()
    assert accounts.count_accounts(among=[second.id], state=accounts.State.DISABLED) == 0


def test_letters_wait_on_their_page(platform_administrator: Client) -> None:
    assert fake.count_letters() == 0
    assert "Chưa có thư nào" in platform_administrator.get("/console/letters/").content.decode()
