"""The device at the desk through its pages: what the script sends is believed only as far as it can be checked."""

import base64
from collections.abc import Iterator

import pytest
from django.test import Client

from lienthong.connectors.trust.fake import Issued
from lienthong.domain.documents import queries
from lienthong.domain.documents.actions import enrolling as deeds
from lienthong.domain.documents.queries import State, Verb
from lienthong.spine.signatures import holders
from lienthong.web.desk.documents import device, signing
from tests.domain.documents.office import Office, browser, give_key, office
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db
AT = "/documents/keys/device/"


@pytest.fixture
def snv(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Office]:
    for page in (signing, device):
        monkeypatch.setattr(page, "current_helpers", desk.helpers)
    for room in (signing, deeds):
        monkeypatch.setattr(room, "current_trust", desk.authority().trust)
        monkeypatch.setattr(room, "current_status", lambda: None)
    yield office(with_keys=False)


@pytest.fixture
def head(snv: Office) -> Client:
    return browser(snv.head)


def told(certificate: bytes) -> dict[str, str]:
    return {"handle": "token-1", "certificate": base64.b64encode(certificate).decode()}


@pytest.fixture
def token(snv: Office, head: Client) -> Issued:
    issued = desk.authority().issue("Siu H’Đoan")
    assert head.post(AT, told(issued.der)).status_code == 302
    return issued


def made_by(token: Issued, begun: dict[str, str]) -> str:
    content = base64.b64decode(begun["items"][0]["content"])  # type: ignore[index]
    return base64.b64encode(desk.token(token).sign(content)).decode()


def begun(head: Client, document: int, version: str = "1") -> dict[str, str]:
    answer = head.post(f"/documents/{document}/sign/begin/", {"version": version}).json()
    assert isinstance(answer, dict)
    return answer


def test_what_the_device_made_is_taken_once(snv: Office, head: Client, token: Issued) -> None:
    document = snv.to_sign()
    at = f"/documents/{document}/sign/"
    assert "Ký bằng thiết bị" in head.get(at).content.decode()
    started = begun(head, document)
    form = {"version": "1", "started": started["started"], "made": made_by(token, started)}
    for _ in range(2):
        assert head.post(at, form).status_code == 302
    assert [one.verb for one in queries.list_happenings(document)].count(Verb.SIGNED) == 1
    assert desk.judged(snv.paper(document)).signatures[0].signer == "Siu H’Đoan"


@pytest.mark.parametrize("change", ["started", "made", "other document", "no base64"])
def test_what_was_changed_on_its_way_is_refused_in_words(
    change: str, snv: Office, head: Client, token: Issued
) -> None:
    document, other = snv.to_sign(), snv.to_sign()
    started = begun(head, other if change == "other document" else document)
    made = made_by(token, started)
    form = {"version": "1", "started": started["started"], "made": made}
    if change == "started":
        form["started"] = form["started"][:40] + "A" + form["started"][41:]
    elif change != "other document":
        form["made"] = "?" if change == "no base64" else base64.b64encode(b"\1" * 64).decode()
    page = head.post(f"/documents/{document}/sign/", form).content.decode()
    assert "Thiết bị hoặc dịch vụ ký" in page
    assert "Lỗi:" in page
    assert snv.row(document).state is State.TO_SIGN


def test_a_version_that_was_not_read_is_not_prepared(snv: Office, head: Client, token: Issued) -> None:
    assert "soạn lại" in begun(head, snv.to_sign(), version="2")["refusal"]


@pytest.mark.parametrize("form", [{}, {"handle": "x", "certificate": "?"}, told(b"no certificate")])
def test_a_certificate_that_cannot_be_read_is_refused_in_words(head: Client, form: dict[str, str]) -> None:
    answer = head.post(AT, form)
    assert answer.status_code == 200
    assert "Lỗi:" in answer.content.decode()


def test_somebody_else_s_certificate_is_named(head: Client) -> None:
    page = head.post(AT, told(desk.authority().issue("Nguyễn Văn Khác").der)).content.decode()
    assert "Nguyễn Văn Khác" in page


def test_many_are_prepared_apart_and_each_comes_back_for_itself(
    snv: Office, head: Client, token: Issued
) -> None:
    documents = [snv.to_sign(), snv.to_sign(), snv.to_sign()]
    marked = {"document": [f"{one}-1" for one in documents]}
    page = head.post("/documents/sign-many/", marked).content.decode()
    assert "Ký 3 văn bản?" in page
    assert f'data-begin="/documents/{documents[0]}/sign/begin/"' in page
    assert "Mã PIN</label>" not in page
    prepared = [begun(head, one) for one in documents]
    made = [made_by(token, one) for one in prepared]
    for document, started, signature in zip(documents, prepared, [made[0], made[0], made[2]], strict=True):
        form = {"started": started["started"], "made": signature}
        answers = [head.post(f"/documents/{document}/device/take/", form) for _ in range(2)]
        is_wrong = document == documents[1]
        assert [one.status_code for one in answers] == ([409, 409] if is_wrong else [200, 200])
    assert [snv.row(one).state for one in documents] == [State.SIGNED, State.TO_SIGN, State.SIGNED]


def test_what_the_device_made_comes_back_for_its_own_document_and_person_only(
    snv: Office, head: Client, token: Issued
) -> None:
    document, other = snv.to_sign(), snv.to_sign()
    started = begun(head, document)
    form = {"started": started["started"], "made": made_by(token, started)}
    assert head.post(f"/documents/{other}/device/take/", form).status_code == 409
    assert browser(snv.stranger).post(f"/documents/{document}/device/take/", form).status_code == 404
    assert browser(snv.deputy).post(f"/documents/{document}/device/take/", form).status_code in (404, 409)
    assert [snv.row(one).state for one in (document, other)] == [State.TO_SIGN] * 2


def test_the_clerk_takes_the_agency_s_device_into_use_and_seals_with_it(snv: Office) -> None:
    give_key(holders.account(snv.head.account), snv.head.name)
    clerk, at = browser(snv.clerk), "/documents/keys/agency/device/"
    seal = desk.authority().issue("Sở Nội vụ")
    assert "Sở Tài chính" in clerk.post(at, told(desk.authority().issue("Sở Tài chính").der)).content.decode()
    assert clerk.post(at, told(seal.der)).status_code == 302
    assert browser(snv.head).post(at, told(seal.der)).status_code in (403, 404)
    document = snv.signed()
    assert "Ký bằng thiết bị" in clerk.get(f"/documents/{document}/issue/").content.decode()
    started = clerk.post(f"/documents/{document}/issue/begin/").json()
    form = {"started": started["started"], "made": made_by(seal, started)}
    for _ in range(2):
        assert clerk.post(f"/documents/{document}/issue/", form).status_code == 302
    assert snv.row(document).state is State.ISSUED
    assert [one.signer for one in desk.judged(snv.paper(document)).signatures] == ["Siu H’Đoan", "Sở Nội vụ"]
