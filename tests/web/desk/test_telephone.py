"""Signing by telephone through its pages: the question, the page that waits, what became of it."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lienthong.connectors.remote_signing import client as line
from lienthong.connectors.remote_signing.fake import FakeService, running
from lienthong.connectors.shelves import Memory
from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.documents import actions
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import enrolling
from lienthong.domain.documents.queries import State
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.queries import key_of
from lienthong.web.desk.documents import many, signing
from tests.domain.documents.office import AT, Office, browser, office
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db
KEYS, OWN, AGENCY = "/documents/keys/", "/documents/keys/telephone/", "/documents/keys/agency/telephone/"


@pytest.fixture
def service(settings: Any) -> Iterator[FakeService]:
    made = FakeService(Memory())
    for user, name in (("head", "Siu H’Đoan"), ("agency", "Sở Nội vụ"), ("other", "Nguyễn Văn Khác")):
        issued = desk.authority().issue(name)
        made.open_account(user, issued.der, issued.key_der, (desk.authority().issuing.der,))
    with running(made) as url:
        settings.LIENTHONG_SIGNING_URL = url
        yield made


@pytest.fixture
def snv(service: FakeService, monkeypatch: pytest.MonkeyPatch) -> Office:
    for page in (signing, many):
        monkeypatch.setattr(page, "current_helpers", desk.helpers)
    for room in (signing, enrolling):
        monkeypatch.setattr(room, "current_trust", desk.authority().trust)
        monkeypatch.setattr(room, "current_status", lambda: None)
    return office(with_keys=False)


@pytest.fixture
def head(snv: Office) -> Client:
    made = browser(snv.head)
    assert made.post(OWN, {"user": "head"}).status_code == 302
    return made


@pytest.fixture
def clerk(snv: Office) -> Client:
    made = browser(snv.clerk)
    assert made.post(AGENCY, {"user": "agency"}).status_code == 302
    return made


def _asked(head: Client, document: int) -> str:
    """The address of the page that waits."""
    form = {"version": "1", "telephone": str(uuid4())}
    answer = head.post(f"/documents/{document}/sign/", form)
    assert answer.status_code == 302, answer.content.decode()
    _job()
    return str(answer.headers["Location"])


def _job() -> None:
    actions.go_on(helpers=desk.helpers(), at=AT)


def _page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_the_leader_confirms_and_it_is_signed(snv: Office, head: Client, service: FakeService) -> None:
    document = snv.to_sign()
    page = _page(head, f"/documents/{document}/sign/")
    assert "gửi đến điện thoại" in page
    assert "Mã PIN" not in page
    waiting = _asked(head, document)
    page = _page(head, waiting)
    code = m.SigningRequest.objects.get().code
    assert code in page
    (on_telephone,) = service.list_asked(["head"])
    assert on_telephone.say.startswith(f"{code} · Ký: Công văn")
    script = {"HX-Request": "true"}
    page = head.post(f"{waiting}look/", headers=script).text
    assert "Chờ xác nhận trên điện thoại" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    assert head.post(f"{waiting}look/", {"seen": seen[1]}, headers=script).status_code == 204
    service.answer_all(yes=True)
    _job()
    page = head.post(f"{waiting}look/", {"seen": seen[1]}, headers=script).text
    assert "Đã ký 1 văn bản" in page
    assert "hx-trigger" not in page
    assert snv.row(document).state is State.SIGNED


def test_where_no_script_runs_a_button_asks(snv: Office, head: Client, service: FakeService) -> None:
    waiting = _asked(head, snv.to_sign())
    service.answer_all(yes=True)
    _job()
    answer = head.post(f"{waiting}look/")
    assert (answer.status_code, answer.headers["Location"]) == (302, waiting)
    assert "Đã ký 1 văn bản" in _page(head, waiting)


def test_a_no_is_told_and_it_can_be_signed_again(snv: Office, head: Client, service: FakeService) -> None:
    waiting = _asked(head, snv.to_sign())
    service.answer_all(yes=False)
    _job()
    head.post(f"{waiting}look/")
    page = _page(head, waiting)
    assert "Không có văn bản nào được ký" in page
    assert "Đã từ chối trên điện thoại" in page
    assert "Ký lại" in page


def test_the_clerk_numbers_and_seals(snv: Office, head: Client, clerk: Client, service: FakeService) -> None:
    document = snv.to_sign()
    waiting = _asked(head, document)
    service.answer_all(yes=True)
    _job()
    head.post(f"{waiting}look/")
    answer = clerk.post(f"/documents/{document}/issue/", {"telephone": str(uuid4())})
    _job()
    waiting = str(answer.headers["Location"])
    assert "01/SNV-CCHC" in _page(clerk, waiting)
    assert "chờ bạn xác nhận trên điện thoại" in _page(clerk, f"/documents/{document}/issue/")
    service.answer_all(yes=True)
    _job()
    clerk.post(f"{waiting}look/")
    assert "Đã phát hành 1 văn bản" in _page(clerk, waiting)
    assert snv.row(document).state is State.ISSUED


def test_many_are_asked_about_at_once(snv: Office, head: Client, service: FakeService) -> None:
    documents = [snv.to_sign() for _ in range(3)]
    marked = {"document": [f"{one}-1" for one in documents]}
    page = head.post("/documents/sign-many/", marked).text
    assert "xác nhận một lần cho tất cả" in page
    form = marked | {"telephone": str(uuid4())}
    answers = [head.post("/documents/sign-many/", form) for _press in range(2)]
    assert {one.headers["Location"] for one in answers} == {answers[0].headers["Location"]}
    _job()
    assert len(service.list_asked(["head"])) == 1
    service.answer_all(yes=True)
    _job()
    waiting = answers[0].headers["Location"]
    head.post(f"{waiting}look/")
    assert "Đã ký 3 văn bản" in _page(head, waiting)


def test_what_is_refused_before_the_question_is_said_on_the_page(snv: Office, head: Client) -> None:
    document = snv.to_sign()
    form = {"version": "7", "telephone": str(uuid4())}
    page = head.post(f"/documents/{document}/sign/", form).text
    assert "soạn lại" in page
    assert "Lỗi:" in page
    assert not m.SigningRequest.objects.exists()


def test_it_is_withdrawn_from_the_page(snv: Office, head: Client, service: FakeService) -> None:
    document = snv.to_sign()
    waiting = _asked(head, document)
    assert head.post(f"{waiting}withdraw/").headers["Location"] == waiting
    service.answer_all(yes=True)
    _job()
    head.post(f"{waiting}look/")
    assert "Đã rút lại" in _page(head, waiting)
    assert snv.row(document).state is State.TO_SIGN


def test_another_s_question_is_not_there(snv: Office, head: Client, service: FakeService) -> None:
    waiting = _asked(head, snv.to_sign())
    service.answer_all(yes=True)
    _job()
    for other in (snv.deputy, snv.clerk, snv.stranger):
        there = browser(other)
        assert there.get(waiting).status_code == 404
        for deed in ("look/", "withdraw/"):
            assert there.post(f"{waiting}{deed}").status_code == 404


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("other", "không mang tên Siu H’Đoan"),
        ("nobody", "không giữ khóa nào"),
        ("", "Tài khoản của bạn"),
    ],
)
def test_what_cannot_be_taken_into_use_is_said(snv: Office, user: str, words: str) -> None:
    page = browser(snv.head).post(OWN, {"user": user}).text
    assert words in page
    assert "Lỗi:" in page
    assert key_of(holders.account(snv.head.account), holders.TokenKind.REMOTE) is None


def test_a_silent_service_is_said_and_the_page_asks_on(
    snv: Office, head: Client, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.fault = "garbage"
    waiting = _asked(head, snv.to_sign())
    assert "Dịch vụ ký chưa trả lời" in _page(head, waiting)
    monkeypatch.setattr(line, "SECONDS", 0.2)
    page = browser(snv.deputy).post(OWN, {"user": "deputy"}).text
    assert "Thiết bị hoặc dịch vụ ký" in page


def test_where_no_service_is_connected_there_is_no_such_page(snv: Office, settings: Any) -> None:
    settings.LIENTHONG_SIGNING_URL = ""
    assert browser(snv.head).get(OWN).status_code == 404
    assert browser(snv.clerk).get(AGENCY).status_code == 404
    assert "telephone" not in _page(browser(snv.head), KEYS)


def test_in_a_demonstration_the_telephone_is_a_page(settings: Any, db: None) -> None:
    settings.LIENTHONG_SIGNING_URL, settings.LIENTHONG_MODE = "", "demo"
    made = office(with_keys=False)
    head, clerk, at = browser(made.head), browser(made.clerk), "/documents/keys/telephone/try/"
    assert "Không có yêu cầu nào" in _page(head, at)
    for person, user, enrol in ((head, "head.snv", OWN), (clerk, made.clerk.agency, AGENCY)):
        person.post(at, {"open": user})
        assert person.post(enrol, {"user": user}).status_code == 302
    document = made.to_sign()
    waiting = _asked(head, document)
    handle = waiting.split("/")[3]
    assert m.SigningRequest.objects.get().code in _page(head, at)
    assert "Không có yêu cầu nào" in _page(clerk, at)
    clerk.post(at, {"handle": handle, "answer": "yes"})
    actions.go_on(helpers=current_helpers(), at=AT)
    assert made.row(document).state is State.TO_SIGN, "another person's telephone"
    head.post(at, {"handle": handle, "answer": "yes"})
    actions.go_on(helpers=current_helpers(), at=AT)
    assert made.row(document).state is State.SIGNED


def test_elsewhere_there_is_no_such_telephone(snv: Office, head: Client) -> None:
    assert head.get("/documents/keys/telephone/try/").status_code == 404
