"""The sign-in page: by name or address, back to the same place, nothing told to strangers, rest after wrong
tries.
"""

import re
import time

import pytest
from django.test import Client

from lienthong.domain.accounts import actions
from lienthong.domain.accounts.models import Account
from tests.factories.people import ADMIN, AT, PASSWORD, person, signed_in

pytestmark = pytest.mark.django_db


def _try(login: str, password: str = "wrong", client: Client | None = None, **extra: str) -> str:
    answer = (client or Client()).post("/sign-in/", {"login": login, "password": password}, **extra)  # type: ignore[arg-type]
    return answer.content.decode()


@pytest.mark.parametrize(
    "login", ["nguyenvanan.snv", "NguyenVanAn.SNV", "an@x.example", "AN@x.example", " an@x.example "]
)
def test_name_and_address_both_open_in_any_case(login: str) -> None:
    person(email="an@x.example")
    client = Client()
    assert client.post("/sign-in/", {"login": login, "password": PASSWORD}).status_code == 302
    assert client.get("/profile/").status_code == 200


def test_it_returns_to_the_page_that_was_wanted() -> None:
    account, client = person(), Client()
    wanted = client.get("/profile/?as_of=2021-10-01").headers["Location"]
    assert wanted == "/sign-in/?next=/profile/%3Fas_of%3D2021-10-01"
    page = client.get(wanted).content.decode()
    assert 'name="next" value="/profile/?as_of=2021-10-01"' in page
    answer = client.post(
        wanted, {"login": account.username, "password": PASSWORD, "next": "/profile/?as_of=2021-10-01"}
    )
    assert answer.headers["Location"] == "/profile/?as_of=2021-10-01"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_it_never_leads_to_another_site(away: str) -> None:
    person()
    answer = Client().post("/sign-in/", {"login": "nguyenvanan.snv", "password": PASSWORD, "next": away})
    assert answer.headers["Location"] == "/work/start/"


def _without_what_was_typed(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_strangers_learn_nothing_about_who_has_an_account() -> None:
    person(email="an@x.example")
    logins = ("nguyenvanan.snv", "ghost.snv", "an@x.example", "ghost@x.example")
    assert len({_without_what_was_typed(_try(login)) for login in logins}) == 1
    asked = [Client().post("/account/password/forgotten/", {"login": login}) for login in logins]
    assert len({_without_what_was_typed(page.content.decode()) for page in asked}) == 1


def test_a_closed_account_is_told_so_only_with_the_right_password() -> None:
    account = person()
    actions.disable(account=account.public_id, reason="x", by=ADMIN, at=AT)
    assert "Tên hoặc mật khẩu chưa đúng" in _try(account.username)
    answer = Client().post("/sign-in/", {"login": account.username, "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/closed/"


def test_after_five_wrong_tries_it_says_until_when_it_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    account = person()
    for _ in range(5):
        assert "Tên hoặc mật khẩu chưa đúng" in _try(account.username)
    said = _try(account.username, PASSWORD)
    assert re.search(r"tạm nghỉ đến \d\d:\d\d \(1[56] phút\)", said), said
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 15 * 60 + 1)
    signed_in(account)


def test_one_locked_account_does_not_lock_another() -> None:
    account, other = person(), person(username="binh.snv")
    for _ in range(6):
        _try(account.username)
    signed_in(other)


def test_spreading_over_addresses_does_not_help_the_guesser() -> None:
    account = person()
    for last in range(5):
        _try(account.username, REMOTE_ADDR=f"10.0.0.{last}")
    assert "tạm nghỉ đến" in _try(account.username, PASSWORD, REMOTE_ADDR="10.0.0.99")


def test_a_forged_header_does_not_help_either() -> None:
    person()
    for last in range(40):
        _try(f"guess-{last}", HTTP_X_FORWARDED_FOR=f"10.0.0.{last}")
    assert "tạm nghỉ đến" in _try("nguyenvanan.snv", PASSWORD, HTTP_X_FORWARDED_FOR="10.9.9.9")


def test_the_page_offers_all_ways_in_and_out() -> None:
    page = Client().get("/sign-in/").content.decode()
    for words in (
        "Đăng nhập",
        "Tên đăng nhập hoặc thư công vụ",
        "Hiện",
        "Tiếp tục",
        "Khóa đăng nhập trên máy này",
    ):
        assert words in page
    for words in ("Quên mật khẩu", "Mất thiết bị xác thực", "Hỗ trợ 1022"):
        assert words in page


def test_the_session_has_a_new_key_after_sign_in() -> None:
    client = Client()
    client.post("/sign-in/", {"login": "x", "password": "y"})
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    signed_in(person(), client)
    assert client.session.session_key != before


def test_signing_out_ends_the_session_and_needs_a_post() -> None:
    client = signed_in(person())
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/profile/").status_code == 200
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/profile/").status_code == 302


def test_nobody_can_sign_up() -> None:
    for address in ("/signup/", "/sign-up/", "/account/signup/", "/accounts/signup/"):
        assert Client().get(address).status_code == 404
    assert Account.objects.count() == 0


def test_the_password_link_page_asks_and_sets() -> None:
    from lienthong.domain.accounts import queries

    account = person(email="an@x.example")
    address = f"/account/password/{queries.link_token(account.public_id, queries.RESET)}/"
    client, new = Client(), "song Ba mua lu rat dai"
    assert (
        "hai mật khẩu" in client.post(address, {"password": new, "again": new + "!"}).content.decode().lower()
    )
    assert (
        "quá dễ đoán"
        in client.post(address, {"password": "matkhau12345", "again": "matkhau12345"}).content.decode()
    )
    assert (
        client.post(address, {"password": new, "again": new}).headers["Location"] == "/account/password/set/"
    )
    assert client.get(address).status_code == 410
    assert client.post("/sign-in/", {"login": "an@x.example", "password": new}).status_code == 302
