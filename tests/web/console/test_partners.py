"""An agency's administrator connects a partner's system: registers it, gives tokens and addresses, sees what went."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from lienthong.domain.accounts.queries import Kind, list_accounts
from lienthong.domain.partners.models import Subscription
from lienthong.spine.ledger.queries import list_entries
from tests.connectors.receiving import Receiver, running
from tests.domain.partners.telling import work
from tests.e2e.people import signed_in

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Kho dữ liệu của Sở",
    "agency": "GL-SNV",
    "purpose": "Thống kê theo thỏa thuận 12/TT-SNV",
    "contact": "Trung tâm CNTT, 0269 3824 000",
}
TOKEN = {"label": "Máy chủ chính", "scopes": ["cases"], "days": "90"}


@pytest.fixture(autouse=True)
def _not_counted() -> None:
    cache.clear()


@pytest.fixture
def url() -> Iterator[str]:
    with running(Receiver()) as port:
        yield f"http://127.0.0.1:{port}/tin"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def registered(client: Client, **changes: str) -> str:
    """The address of the new system's page."""
    answer = client.post("/console/partners/new/", NEW | changes)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def hook_of(client: Client, system: str, url: str) -> tuple[str, str]:
    """The address of the page, and the secret."""
    told = client.post(f"{system}hooks/new/", {"url": url, "kinds": ["case.received"]}).content.decode()
    (secret,) = re.findall(r'id="given">([^<]+)<', told)
    return re.findall(r"/console/partners/hooks/\w{16}/", told)[0], secret


def test_a_system_is_registered_and_found_again(agency_administrator: Client) -> None:
    system = registered(agency_administrator)
    listed = page(agency_administrator, "/console/partners/")
    assert system in listed
    assert "1 hệ thống đang kết nối" in listed
    told = page(agency_administrator, system)
    assert all(words in told for words in (NEW["name"], NEW["purpose"], NEW["contact"], "Sở Nội vụ"))


def test_what_is_missing_is_said_and_what_was_typed_is_kept(agency_administrator: Client) -> None:
    answer = agency_administrator.post("/console/partners/new/", NEW | {"contact": ""})
    told = answer.content.decode()
    assert 'href="#id_contact' in told
    assert NEW["purpose"] in told
    registered(agency_administrator)
    again = agency_administrator.post("/console/partners/new/", NEW).content.decode()
    assert "đã đăng ký hệ thống tên này" in again


def test_a_foreign_agency_is_not_ours_to_register_for(agency_administrator: Client) -> None:
    told = agency_administrator.post("/console/partners/new/", NEW | {"agency": "GL-622"})
    assert told.status_code == 200
    assert 'href="#id_agency' in told.content.decode()


def test_a_token_is_shown_once_answers_and_ends(agency_administrator: Client) -> None:
    system = registered(agency_administrator)
    answer = agency_administrator.post(f"{system}tokens/new/", TOKEN)
    (token,) = re.findall(r'id="given">([^<]+)<', answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    told = page(agency_administrator, system)
    assert token not in told
    assert "Máy chủ chính" in told
    asked = {"headers": {"authorization": f"Bearer {token}"}}
    assert Client().get("/api/v1/cases/x", **asked).status_code == 404  # type: ignore[arg-type]
    assert Client().get("/api/v1/boards", **asked).json()["code"] == "ScopeLacking"  # type: ignore[arg-type]
    assert "chưa lần nào" not in page(agency_administrator, system)
    (ending,) = re.findall(r"/console/partners/\w+/tokens/\d+/end/", told)
    assert "không còn" in agency_administrator.post(ending, follow=True).content.decode()
    assert agency_administrator.post(ending).status_code == 404
    assert Client().get("/api/v1/cases/x", **asked).status_code == 401  # type: ignore[arg-type]


def test_only_what_the_agency_may_open_is_offered(platform_administrator: Client) -> None:
    """Nobody of this office has a position among the people of the test."""
    system = registered(platform_administrator, agency="GL-BDT")
    told = page(platform_administrator, system)
    assert f"{system}tokens/new/" not in told
    answer = platform_administrator.post(f"{system}tokens/new/", TOKEN)
    assert "lienthong_" not in answer.content.decode()


def test_a_machine_never_signs_in_and_is_nobody_in_the_lists_of_people(
    agency_administrator: Client, platform_administrator: Client
) -> None:
    system = registered(agency_administrator)
    machine = system.rstrip("/").rsplit("/", 1)[1]
    (row,) = list_accounts(kind=Kind.SERVICE)
    assert row.id == machine
    for password in ("", "!", "cau long may bay ghe go"):
        answer = Client().post("/sign-in/", {"login": row.username, "password": password})
        assert answer.status_code == 200
    for client in (agency_administrator, platform_administrator):
        assert client.get(f"/console/people/{machine}/").status_code == 404
        assert client.post(f"/console/people/{machine}/password/").status_code == 404
        assert machine not in page(client, "/console/people/?q=kho")


def test_an_address_is_tried_and_its_answer_seen(agency_administrator: Client, url: str) -> None:
    hook, secret = hook_of(agency_administrator, registered(agency_administrator), url)
    assert secret.startswith("whsec_")
    agency_administrator.post(f"{hook}test/")
    assert "đang gửi" in page(agency_administrator, hook)
    work()
    told = page(agency_administrator, hook)
    assert "HTTP 204" in told
    assert "đã nhận" in told
    assert secret not in told


def test_an_address_inside_is_refused_beside_what_was_typed(agency_administrator: Client) -> None:
    system = registered(agency_administrator)
    answer = agency_administrator.post(
        f"{system}hooks/new/", {"url": "https://10.0.0.1/tin", "kinds": ["case.received"]}
    )
    told = answer.content.decode()
    assert "mạng nội bộ" in told
    assert 'href="#id_url' in told
    assert "https://10.0.0.1/tin" in told
    assert not Subscription.objects.exists()


def test_an_address_is_paused_changed_given_another_secret_and_ended(
    agency_administrator: Client, url: str
) -> None:
    client = agency_administrator
    hook, secret = hook_of(client, registered(client), url)
    assert "Tạm dừng từ" in client.post(f"{hook}pause/", follow=True).content.decode()
    assert "Tạm dừng từ" not in client.post(f"{hook}resume/", follow=True).content.decode()
    client.post(f"{hook}change/", {"url": f"{url}/moi", "kinds": ["case.result_signed"]})
    assert f"{url}/moi" in page(client, hook)
    told = client.post(f"{hook}secret/")
    (another,) = re.findall(r'id="given">([^<]+)<', told.content.decode())
    assert another != secret
    assert "no-store" in told.headers["Cache-Control"]
    assert "còn dùng được đến" in page(client, hook)
    client.post(f"{hook}end/")
    ended = page(client, hook)
    assert f"{hook}test/" not in ended
    for deed in ("test", "pause", "resume", "end", "change", "secret"):
        assert client.post(f"{hook}{deed}/").status_code == 404


def test_an_ended_system_is_read_and_not_touched(agency_administrator: Client, url: str) -> None:
    system = registered(agency_administrator)
    hook, _secret = hook_of(agency_administrator, system, url)
    assert "#id_reason" in agency_administrator.post(f"{system}end/", {"reason": ""}).content.decode()
    agency_administrator.post(f"{system}end/", {"reason": "Hết thỏa thuận"})
    assert NEW["name"] in page(agency_administrator, system)
    for address in (f"{system}end/", f"{system}tokens/new/", f"{system}hooks/new/", f"{hook}test/"):
        assert agency_administrator.post(address).status_code == 404
    verbs = [entry.verb for entry in list_entries(subject=f"account:{system.rstrip('/').rsplit('/', 1)[1]}")]
    assert verbs[0] == "partners.end"


def test_systems_of_a_foreign_agency_are_not_found(
    agency_administrator: Client, platform_administrator: Client, url: str
) -> None:
    system = registered(platform_administrator, agency="GL-622")
    hook, _secret = hook_of(platform_administrator, system, url)
    assert system not in page(agency_administrator, "/console/partners/")
    for address in (system, f"{system}tokens/new/", f"{system}hooks/new/", f"{system}end/", hook):
        assert agency_administrator.get(address).status_code == 404
    for deed in ("test", "pause", "resume", "end", "change", "secret", "messages/x/again"):
        assert agency_administrator.post(f"{hook}{deed}/").status_code == 404
    for role in ("specialist", "agency_leader"):
        assert signed_in(role).get(system).status_code == 404
