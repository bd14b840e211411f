"""Second factors: offered or required, TOTP and recovery codes, every change in the ledger."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client, override_settings

from lienthong.domain.accounts import actions
from lienthong.domain.accounts.models import Account
from lienthong.spine.ledger.models import Entry
from tests.factories.people import ADMIN, AT, PASSWORD, age_session, person, signed_in

pytestmark = pytest.mark.django_db
ADD = "/profile/proofs/application/"


def code_of(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def _secret(page: str) -> str:
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found, page
    return found[1]


def add_application(client: Client) -> str:
    secret = _secret(client.get(ADD).content.decode())
    answer = client.post(ADD, {"code": code_of(secret)})
    assert answer.headers["Location"] == "/profile/proofs/recovery/"
    return secret


def _password_step(account: Account) -> Client:
    client = Client()
    answer = client.post("/sign-in/", {"login": account.username, "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/second-step/"
    return client


def test_with_an_application_the_password_alone_opens_nothing() -> None:
    account = person()
    secret = add_application(signed_in(account))
    client = _password_step(account)
    assert client.get("/profile/").status_code == 302
    assert "chưa đúng" in client.post("/sign-in/second-step/", {"code": "000000"}).content.decode()
    assert (
        client.post("/sign-in/second-step/", {"code": code_of(secret, 1)}).headers["Location"]
        == "/work/start/"
    )
    assert client.get("/profile/").status_code == 200


def test_a_code_works_once() -> None:
    account = person()
    secret = add_application(signed_in(account))
    used = code_of(secret, 1)
    _password_step(account).post("/sign-in/second-step/", {"code": used})
    again = _password_step(account)
    again.post("/sign-in/second-step/", {"code": used})
    assert again.get("/profile/").status_code == 302


@pytest.mark.parametrize(("steps", "opens"), [(-3, False), (-1, True), (0, True), (1, True), (3, False)])
def test_a_code_lives_about_a_minute(steps: int, opens: bool) -> None:
    account = person()
    secret = add_application(signed_in(account))
    client = _password_step(account)
    client.post("/sign-in/second-step/", {"code": code_of(secret, steps)})
    assert (client.get("/profile/").status_code == 200) is opens


def test_codes_cannot_be_tried_for_ever() -> None:
    account = person()
    secret = add_application(signed_in(account))
    client = _password_step(account)
    for _ in range(5):
        client.post("/sign-in/second-step/", {"code": "000000"})
    assert "15 phút" in client.post("/sign-in/second-step/", {"code": code_of(secret, 1)}).content.decode()
    assert client.get("/profile/").status_code == 302


def test_a_recovery_code_stands_in_once() -> None:
    account = person()
    client = signed_in(account)
    add_application(client)
    page = client.get("/profile/proofs/recovery/").content.decode()
    codes = re.findall(r"<li>([\w-]+)</li>", page)
    assert len(codes) == 10
    lost = _password_step(account)
    assert lost.post("/sign-in/second-step/", {"code": codes[0]}).headers["Location"] == "/work/start/"
    again = _password_step(account)
    assert again.post("/sign-in/second-step/", {"code": codes[0]}).status_code == 200


def test_the_secret_is_not_readable_in_the_database() -> None:
    account = person()
    secret = add_application(signed_in(account))
    assert secret not in str(list(Authenticator.objects.values()))


def test_changes_are_in_the_ledger_without_the_secret() -> None:
    account = person()
    client = signed_in(account)
    secret = add_application(client)
    client.post("/profile/proofs/application/remove/")
    verbs = list(Entry.objects.filter(subject=f"account:{account.public_id}").values_list("verb", flat=True))
    assert "accounts.second_factor_added" in verbs
    assert "accounts.second_factor_removed" in verbs
    assert secret not in str(list(Entry.objects.values_list("details", flat=True)))


def test_an_administrator_clears_a_lost_device_and_sessions_end() -> None:
    account = person()
    client = signed_in(account)
    add_application(client)
    assert (
        actions.clear_second_factor(account=account.public_id, reason="mất điện thoại", by=ADMIN, at=AT) == 2
    )
    assert client.get("/profile/").status_code == 302
    signed_in(account)


@override_settings(LIENTHONG_SECOND_FACTOR="required")
def test_an_official_without_second_factor_adds_one_before_anything_else() -> None:
    client = signed_in(person())
    assert client.get("/profile/").headers["Location"] == ADD
    assert client.get("/").status_code == 200
    add_application(client)
    assert client.get("/profile/").status_code == 200


@override_settings(LIENTHONG_SECOND_FACTOR="required")
def test_the_last_second_factor_of_an_official_stays() -> None:
    client = signed_in(person())
    add_application(client)
    page = client.post("/profile/proofs/application/remove/").content.decode()
    assert "cần có yếu tố xác thực thứ hai" in page
    assert Authenticator.objects.filter(type="totp").exists()


@override_settings(LIENTHONG_SECOND_FACTOR="required")
def test_citizens_are_not_made_to() -> None:
    assert signed_in(person(kind="CITIZEN")).get("/profile/").status_code == 200


@override_settings(LIENTHONG_SECOND_FACTOR="offered")
def test_where_it_is_offered_an_official_goes_on_without() -> None:
    client = signed_in(person())
    assert client.get("/profile/").status_code == 200
    assert client.get("/profile/proofs/").status_code == 200


def test_delicate_changes_ask_once_more_who_it_is() -> None:
    client = signed_in(person())
    assert client.get(ADD).status_code == 200
    age_session(client, began=6 * 60)
    assert client.get(ADD).headers["Location"].startswith("/confirm/password/")
    answer = client.post(f"/confirm/password/?next={ADD}", {"password": PASSWORD})
    assert answer.headers["Location"] == ADD
    assert client.get(ADD).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/profile/proofs/passkeys/add/",
        "/profile/proofs/",
        "/sign-in/lost-device/",
    ],
)
def test_the_pages_of_proofs_are_drawn(address: str) -> None:
    assert signed_in(person()).get(address).status_code == 200


def test_passkey_options_come_as_json_and_a_forged_answer_is_refused() -> None:
    client = Client()
    answer = client.get("/sign-in/passkey/", headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"
    forged = client.post("/sign-in/passkey/", {"credential": '{"id":"x","response":{"userHandle":"MQ"}}'})
    assert forged.headers["Location"] == "/sign-in/"
    assert client.get("/profile/").status_code == 302
