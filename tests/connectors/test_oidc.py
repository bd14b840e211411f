"""The client believes one good answer and none of the broken ones."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from lienthong.connectors.oidc import client, fake
from lienthong.connectors.oidc.messages import (
    Fault,
    IdentityRefused,
    Pending,
    Provider,
    Vouched,
    read_providers,
)

BACK = "http://localhost/sign-in/with/vneid/back/"


@pytest.fixture(scope="module")
def server() -> Iterator[fake.FakeProvider]:
    with fake.running() as provider:
        yield provider


@pytest.fixture
def vneid(server: fake.FakeProvider) -> Iterator[Provider]:
    client._discovered.clear()
    server.fault = ""
    yield Provider(
        key="vneid",
        label="VNeID",
        issuer=server.issuer,
        client_id=fake.CLIENT_ID,
        client_secret=fake.CLIENT_SECRET,
        acr_values="2",
        levels=("2", "3"),
        claims={"name": "HoVaTen", "kind": "LoaiTaiKhoan", "level": "loAs"},
        kinds={"1": "CITIZEN"},
    )
    client._discovered.clear()


def _there(server: fake.FakeProvider, provider: Provider) -> tuple[Pending, dict[str, str]]:
    url, pending = client.begin(provider, BACK)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    return pending, server.authorize(asked)


def _and_back(server: fake.FakeProvider, provider: Provider) -> Vouched:
    pending, answer = _there(server, provider)
    return client.finish(provider, pending, answer, BACK)


def test_a_good_answer_names_the_person(server: fake.FakeProvider, vneid: Provider) -> None:
    assert _and_back(server, vneid) == Vouched(server.issuer, "vn-0001", "Rơ Châm H’Phương", "CITIZEN", "2")
    assert (server.asked["code_challenge_method"], server.asked["acr_values"]) == ("S256", "2")


@pytest.mark.parametrize(
    ("fault", "refused"),
    [
        ("wrong_nonce", Fault.NONCE),
        ("no_nonce", Fault.NONCE),
        ("wrong_audience", Fault.AUDIENCE),
        ("wrong_azp", Fault.AUDIENCE),
        ("no_audience", Fault.UNREADABLE),
        ("wrong_issuer", Fault.ISSUER),
        ("issuer_with_slash", Fault.ISSUER),
        ("discovery_other_issuer", Fault.ISSUER),
        ("expired", Fault.EXPIRED),
        ("no_expiry", Fault.UNREADABLE),
        ("from_the_future", Fault.EXPIRED),
        ("too_old", Fault.EXPIRED),
        ("wrong_signature", Fault.SIGNATURE),
        ("damaged", Fault.SIGNATURE),
        ("alg_none", Fault.SIGNATURE),
        ("alg_hs256", Fault.SIGNATURE),
        ("unknown_key", Fault.SIGNATURE),
        ("duplicate_key", Fault.SIGNATURE),
        ("no_subject", Fault.UNREADABLE),
        ("userinfo_other_subject", Fault.SUBJECT),
        ("no_id_token", Fault.UNREADABLE),
        ("not_json", Fault.UNREADABLE),
        ("not_an_object", Fault.UNREADABLE),
        ("huge", Fault.UNREADABLE),
        ("strange_endpoint", Fault.UNREADABLE),
        ("error_500", Fault.UNREACHABLE),
        ("redirect", Fault.UNREACHABLE),
    ],
)
def test_it_refuses_a_broken_answer(
    server: fake.FakeProvider, vneid: Provider, fault: str, refused: Fault
) -> None:
    server.fault = fault
    with pytest.raises(IdentityRefused) as caught:
        _and_back(server, vneid)
    assert caught.value.fault == refused


def test_it_gives_up_a_slow_provider_after_three_seconds(
    server: fake.FakeProvider, vneid: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.3)
    server.fault = "slow"
    with pytest.raises(IdentityRefused) as caught:
        _and_back(server, vneid)
    assert caught.value.fault == Fault.UNREACHABLE


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"state": "another"}, Fault.STATE),
        ({"state": ""}, Fault.STATE),
        ({"iss": "https://elsewhere.example"}, Fault.ISSUER),
        ({"error": "access_denied"}, Fault.CANCELLED),
        ({"code": ""}, Fault.CANCELLED),
        ({"code": "guessed"}, Fault.UNREACHABLE),
    ],
)
def test_it_refuses_an_answer_that_is_not_ours(
    server: fake.FakeProvider, vneid: Provider, change: dict[str, str], refused: Fault
) -> None:
    pending, answer = _there(server, vneid)
    with pytest.raises(IdentityRefused) as caught:
        client.finish(vneid, pending, answer | change, BACK)
    assert caught.value.fault == refused


def test_a_code_stolen_on_the_way_is_useless_without_the_verifier(
    server: fake.FakeProvider, vneid: Provider
) -> None:
    pending, answer = _there(server, vneid)
    with pytest.raises(IdentityRefused):
        client.finish(vneid, dataclasses.replace(pending, verifier="x" * 64), answer, BACK)


def test_a_code_works_once(server: fake.FakeProvider, vneid: Provider) -> None:
    pending, answer = _there(server, vneid)
    client.finish(vneid, pending, answer, BACK)
    with pytest.raises(IdentityRefused):
        client.finish(vneid, pending, answer, BACK)


@pytest.mark.parametrize("level", ["1", ""])
def test_it_refuses_a_person_not_assured_enough(
    server: fake.FakeProvider, vneid: Provider, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "person", server.person | {"loAs": level})
    with pytest.raises(IdentityRefused) as caught:
        _and_back(server, vneid)
    assert caught.value.fault == Fault.LEVEL


def test_the_national_portal_names_its_people_in_its_own_words(
    server: fake.FakeProvider, vneid: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VNConnect: the lasting name is TechID and stands, like the rest, in the userinfo answer only."""
    person = {"sub": "s", "TechID": "T-77", "HoVaTen": " Siu  Blêh ", "LoaiTaiKhoan": 2, "loAs": "3"}
    monkeypatch.setattr(server, "person", person)
    words = {"subject": "TechID", "name": "HoVaTen", "kind": "LoaiTaiKhoan", "level": "loAs"}
    portal = dataclasses.replace(vneid, claims=words, kinds={"1": "CITIZEN", "2": "BUSINESS"})
    assert _and_back(server, portal) == Vouched(server.issuer, "T-77", "Siu Blêh", "BUSINESS", "3")


def test_an_unreachable_provider_is_said_so() -> None:
    nowhere = Provider(key="x", label="X", issuer="http://127.0.0.1:9", client_id="x")
    with pytest.raises(IdentityRefused) as caught:
        client.begin(nowhere, BACK)
    assert caught.value.fault == Fault.UNREACHABLE


def test_providers_are_read_with_their_secret_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush\n")
    file = tmp_path / "providers.yaml"
    file.write_text(
        f"- {{key: vneid, label: VNeID, issuer: 'https://id.example', client_id: a,\n"
        f"   client_secret_file: {secret},\n"
        "   levels: [2], claims: {name: HoVaTen}, kinds: {1: CITIZEN}, opens: true}\n"
    )
    provider = read_providers(file)["vneid"]
    assert (provider.client_secret, provider.levels, provider.kinds) == ("hush", ("2",), {"1": "CITIZEN"})
    assert "hush" not in repr(provider)
    assert (provider.claim("name"), provider.claim("subject")) == ("HoVaTen", "sub")
