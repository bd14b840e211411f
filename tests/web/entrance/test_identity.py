"""Signing in with an identity provider: known, unknown, linked; and each way it can go wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from lienthong.connectors.oidc import client as oidc
from lienthong.connectors.oidc import fake
from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.models import Account
from lienthong.web.entrance import identity
from tests.factories.people import ADMIN, AT, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[fake.FakeProvider]:
    with fake.running() as provider:
        yield provider


@pytest.fixture(params=[True], ids=["opens"])
def vneid(
    request: Any, server: fake.FakeProvider, settings: Any, tmp_path: Path
) -> Iterator[fake.FakeProvider]:
    file = tmp_path / "providers.yaml"
    file.write_text(
        f"- {{key: vneid, label: VNeID, issuer: '{server.issuer}', client_id: {fake.CLIENT_ID},\n"
        f"   client_secret: {fake.CLIENT_SECRET}, levels: ['2'], opens: {str(request.param).lower()},\n"
        "   claims: {name: HoVaTen, kind: LoaiTaiKhoan, level: loAs}, kinds: {1: CITIZEN, 2: BUSINESS}}\n"
    )
    settings.LIENTHONG_IDENTITY_PROVIDERS = str(file)
    server.fault = ""
    oidc._discovered.clear()
    identity._providers.cache_clear()
    yield server
    oidc._discovered.clear()


CLOSED_DOOR = pytest.mark.parametrize("vneid", [False], indirect=True, ids=["closed"])


def _there(client: Client, server: fake.FakeProvider, after: str = "") -> dict[str, str]:
    answer = client.post("/sign-in/with/vneid/", {"next": after})
    query = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    assert query["redirect_uri"] == "http://testserver/sign-in/with/vneid/back/"
    return server.authorize(query)


def _round(client: Client, server: fake.FakeProvider, after: str = "") -> Any:
    return client.get("/sign-in/with/vneid/back/", _there(client, server, after))


def test_an_unknown_person_gets_an_account_and_is_signed_in(vneid: fake.FakeProvider) -> None:
    client = Client()
    assert _round(client, vneid, "/profile/").headers["Location"] == "/profile/"
    account = Account.objects.get()
    assert (account.full_name, account.kind, account.email) == ("Rơ Châm H’Phương", "CITIZEN", "")
    assert "Rơ Châm H’Phương" in client.get("/profile/").content.decode()


def test_the_same_person_comes_back_to_the_same_account_whatever_the_name(
    vneid: fake.FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _round(Client(), vneid)
    monkeypatch.setattr(vneid, "person", vneid.person | {"HoVaTen": "Tên Mới"})
    _round(Client(), vneid)
    assert Account.objects.get().full_name == "Rơ Châm H’Phương"


@CLOSED_DOOR
def test_an_official_links_the_identity_from_the_profile(vneid: fake.FakeProvider) -> None:
    assert _round(Client(), vneid).status_code == 403
    account = person()
    browser = signed_in(account)
    assert _round(browser, vneid).headers["Location"] == "/profile/"
    stranger = Client()
    _round(stranger, vneid)
    assert account.full_name in stranger.get("/profile/").content.decode()


@CLOSED_DOOR
def test_an_address_in_the_answer_links_nothing(
    vneid: fake.FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(email="an@x.example")
    monkeypatch.setattr(
        vneid, "person", vneid.person | {"email": "an@x.example", "ThuDienTu": "an@x.example"}
    )
    client = Client()
    assert _round(client, vneid).status_code == 403
    assert client.get("/profile/").status_code == 302


def test_an_identity_of_somebody_else_is_not_taken_over(vneid: fake.FakeProvider) -> None:
    _round(Client(), vneid)
    answer = _round(signed_in(person()), vneid)
    assert answer.status_code == 409
    assert "thuộc về một tài khoản khác" in answer.content.decode()


def test_a_closed_account_stays_out(vneid: fake.FakeProvider) -> None:
    _round(Client(), vneid)
    account = Account.objects.get()
    actions.disable(account=account.public_id, reason="x", by=ADMIN, at=AT)
    client = Client()
    assert _round(client, vneid).headers["Location"] == "/sign-in/closed/"
    assert client.get("/profile/").status_code == 302


def test_an_answer_works_once_and_only_in_the_browser_that_asked(vneid: fake.FakeProvider) -> None:
    asker, thief = Client(), Client()
    answer = _there(asker, vneid)
    assert thief.get("/sign-in/with/vneid/back/", answer).status_code == 403
    assert asker.get("/sign-in/with/vneid/back/", answer).status_code == 302
    again = Client().get("/sign-in/with/vneid/back/", answer)
    assert again.status_code == 403
    assert "đã được dùng" in again.content.decode()


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("wrong_signature", 403, "không đáng tin"),
        ("wrong_nonce", 403, "không đáng tin"),
        ("wrong_audience", 403, "không đáng tin"),
        ("expired", 403, "không đáng tin"),
        ("error_500", 502, "không trả lời kịp"),
    ],
)
def test_a_broken_answer_signs_nobody_in_and_says_so(
    vneid: fake.FakeProvider, fault: str, status: int, words: str
) -> None:
    vneid.fault = fault
    client = Client()
    answer = _round(client, vneid)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert client.get("/profile/").status_code == 302
    assert Account.objects.count() == 0


def test_a_low_level_is_told_how_to_rise(vneid: fake.FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vneid, "person", vneid.person | {"loAs": "1"})
    assert "công an" in _round(Client(), vneid).content.decode().lower()


def test_a_person_who_turned_back_is_received_kindly(vneid: fake.FakeProvider) -> None:
    client = Client()
    answer = _there(client, vneid)
    page = client.get("/sign-in/with/vneid/back/", {"error": "access_denied", "state": answer["state"]})
    assert "Không có gì thay đổi" in page.content.decode()


def test_it_leads_nowhere_else_after_signing_in(vneid: fake.FakeProvider) -> None:
    assert _round(Client(), vneid, "https://evil.example/").headers["Location"] == "/work/start/"


def test_an_unknown_provider_does_not_exist(vneid: fake.FakeProvider) -> None:
    assert Client().post("/sign-in/with/evil/").status_code == 404
    assert Client().get("/sign-in/with/vneid/").status_code == 405


def test_the_sign_in_page_names_the_provider(vneid: fake.FakeProvider) -> None:
    assert "Tài khoản VNeID" in Client().get("/sign-in/").content.decode()
    assert queries.find_account("vneid") is None
