"""The page of access tokens, and what a program reads with one."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.accounts import actions
from lienthong.domain.accounts.queries import Scope
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from tests.e2e.people import account, position, signed_in
from tests.factories.province import SLUG, loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
DUTIES = f"/api/v1/plans/{SLUG}/obligations"
GOOD = {"label": "Báo cáo của Văn phòng", "scopes": ["plans"], "days": "90"}


@pytest.fixture(autouse=True)
def _not_counted() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def monitor(province: None) -> Client:
    return signed_in("plan_monitor")


def given(client: Client, **changes: object) -> str:
    page = client.post("/profile/tokens/", GOOD | changes).content.decode()
    found = re.search(r'id="given">([^<]+)<', page)
    assert found, page
    return found[1]


def asked(address: str, token: str) -> tuple[int, dict[str, object], str]:
    answer = Client().get(address, headers={"authorization": f"Bearer {token}"})
    return answer.status_code, answer.json(), answer.headers.get("WWW-Authenticate", "")


def test_a_token_is_shown_once(monitor: Client) -> None:
    token = given(monitor)
    page = monitor.get("/profile/tokens/").content.decode()
    assert token not in page
    assert "Báo cáo của Văn phòng" in page
    assert "_".join(token.split("_")[:2]) in page
    assert "chưa lần nào" in page


def test_a_program_sees_what_its_owner_sees_and_no_cache_keeps_it(monitor: Client) -> None:
    public = Client().get(DUTIES).json()["count"]
    answer = Client().get(DUTIES, headers={"authorization": f"Bearer {given(monitor)}"})
    assert answer.json()["count"] == monitor.get(DUTIES).json()["count"] > public
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_day_of_the_last_use_is_shown(monitor: Client) -> None:
    asked(DUTIES, given(monitor))
    assert "chưa lần nào" not in monitor.get("/profile/tokens/").content.decode()


def test_a_part_that_it_does_not_open_stays_closed(monitor: Client) -> None:
    status, told, header = asked("/api/v1/boards?from=2021-09-15&to=2021-10-14", given(monitor))
    assert (status, told["code"]) == (403, "ScopeLacking")
    assert "boards" in str(told["detail"])
    assert header == 'Bearer error="insufficient_scope"'


@pytest.mark.parametrize("token", ["x", "lienthong_abc_def", "lienthong__", "%00", "ạ"])
def test_a_false_token_is_told_so_and_gets_not_even_what_is_public(token: str) -> None:
    status, told, header = asked(DUTIES, token.encode().decode("latin-1"))
    assert (status, told["code"]) == (401, "TokenInvalid")
    assert header == 'Bearer error="invalid_token"'


def test_an_ended_token_is_told_so(monitor: Client) -> None:
    token = given(monitor)
    (ending,) = re.findall(r"/profile/tokens/\d+/end/", monitor.get("/profile/tokens/").content.decode())
    assert signed_in("specialist").post(ending).status_code == 404
    assert "không còn dùng được" in monitor.post(ending, follow=True).content.decode()
    assert asked(DUTIES, token)[0] == 401


def test_a_token_opens_no_page(monitor: Client) -> None:
    answer = Client().get("/profile/", headers={"authorization": f"Bearer {given(monitor)}"})
    assert answer.headers["Location"].startswith("/sign-in/")


def test_what_is_wrong_is_told_beside_its_box_and_nothing_typed_is_lost(monitor: Client) -> None:
    answer = monitor.post("/profile/tokens/", {"label": "Kho dữ liệu", "days": "91"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Kho dữ liệu"' in page
    assert 'href="#id_scopes' in page
    assert 'href="#id_days' in page


def test_a_token_acts_with_the_hat_in_which_it_was_given_or_not_at_all(province: None) -> None:
    """Who moves to another position takes no rights of the old one along, and the program none of the new one."""
    owner, held, another = account("plan_monitor"), position("plan_monitor"), position("specialist")
    for hat, status in [(held, 200), (another, 401)]:
        token = actions.give_token(
            label="x", scopes=[Scope.PLANS], hat=hat, days=1, by=Actor(owner, "M"), at=clock.now()
        )
        assert asked(DUTIES, token)[0] == status


def test_the_description_says_that_a_token_may_be_sent() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    assert document["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"
    assert document["paths"]["/api/v1/boards"]["get"]["security"] == [{"Token": []}, {}]
