"""Documents at the desk through their pages: refusals keep what was typed, double clicks find what was done."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lienthong.domain.documents import queries
from lienthong.domain.documents.queries import State, Verb
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.queries import key_of, list_keys
from lienthong.web.desk import registers
from lienthong.web.desk.documents import many, signing
from tests.domain.correspondence.office import Room
from tests.domain.documents.office import PIN, Office, browser, office
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture
def snv(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Office]:
    for page in (signing, many):
        monkeypatch.setattr(page, "current_helpers", desk.helpers)
    monkeypatch.setattr(signing, "current_trust", desk.authority().trust)
    yield office()


def written(snv: Office, **more: str) -> dict[str, str]:
    told = {name: str(value) for name, value in snv.letter().told().items()}
    return told | {"key": str(uuid4())} | more


def opened(client: Client, at: str) -> bytes:
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.getvalue()


def test_a_document_is_written_and_sent_twice_it_is_one(snv: Office) -> None:
    client, form = browser(snv.writer), written(snv)
    first = client.post("/documents/new/", form)
    assert client.post("/documents/new/", form).headers["Location"] == first.headers["Location"]
    page = client.get(first.headers["Location"]).content.decode()
    assert "Dàn trang" not in page
    assert "/pages/1.png" in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"recipients": " - "}, "Hãy ghi nơi nhận"),
        ({"unit": ""}, "ký hiệu đơn vị soạn thảo"),
        ({"body": "Tối mật\nNội dung"}, "bí mật nhà nước"),
        ({"signer": "nobody"}, "Người ký"),
        ({"kind": "XX"}, "Loại văn bản"),
    ],
)
def test_what_is_refused_is_named_and_nothing_typed_is_lost(
    snv: Office, more: dict[str, str], words: str
) -> None:
    answer = browser(snv.writer).post("/documents/new/", written(snv, **more))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "đôn đốc báo cáo cải cách hành chính quý III" in page


def test_the_leader_signs_once_with_the_right_pin(snv: Office) -> None:
    document = snv.to_sign()
    client, at = browser(snv.head), f"/documents/{document}/sign/"
    page = client.get(at).content.decode()
    assert "5 cơ quan chậm báo cáo." in page
    assert "Chứng thư còn hạn" in page
    assert "Mã PIN không đúng" in client.post(at, {"pin": "000000", "version": "1"}).content.decode()
    assert "soạn lại" in client.post(at, {"pin": PIN, "version": "2"}).content.decode()
    for _ in range(2):
        assert client.post(at, {"pin": PIN, "version": "1"}).status_code == 302
    verbs = [one.verb for one in queries.list_happenings(document)]
    assert verbs.count(Verb.SIGNED) == 1


def test_the_clerk_issues_once(snv: Office) -> None:
    document = snv.signed()
    client, at = browser(snv.clerk), f"/documents/{document}/issue/"
    assert "Mã PIN không đúng" in client.post(at, {"pin": "000000"}).content.decode()
    for _ in range(2):
        assert client.post(at, {"pin": PIN}).status_code == 302
    assert (snv.row(document).state, snv.row(document).number) == (State.ISSUED, 1)
    for name, kind in (("register.xlsx", "spreadsheetml"), ("register.pdf", "pdf")):
        assert kind in client.get(f"/documents/{name}?year=2021").headers["Content-Type"]
    assert opened(client, f"/documents/{document}/document.pdf").startswith(b"%PDF-")
    assert client.get(f"/documents/{document}/pages/1.png").content.startswith(b"\x89PNG")
    assert client.get(f"/documents/{document}/pages/9.png").status_code == 404


def test_whose_business_it_is_not_finds_nothing(snv: Office) -> None:
    document = snv.to_sign()
    mine = (
        f"/documents/{document}/",
        f"/documents/{document}/pages/1.png",
        f"/documents/{document}/document.pdf",
    )
    for at in mine:
        assert browser(snv.stranger).get(at).status_code == 404
        assert opened(browser(snv.head), at)
    assert browser(snv.writer).post(f"/documents/{document}/sign/", {"pin": PIN}).status_code == 404
    assert browser(snv.division).post(f"/documents/{document}/issue/", {"pin": PIN}).status_code == 404
    assert browser(snv.division).post(f"/documents/{document}/cancel/", {"reason": "x"}).status_code == 404
    assert snv.row(document).state is State.TO_SIGN


def test_many_are_signed_from_the_list(snv: Office) -> None:
    documents = [snv.to_sign(), snv.to_sign()]
    client = browser(snv.head)
    marked = [f"{one}-1" for one in documents]
    assert "Ký 2 văn bản?" in client.post("/documents/sign-many/", {"document": marked}).content.decode()
    wrong = client.post("/documents/sign-many/", {"document": marked, "pin": "000000"}).content.decode()
    assert "Mã PIN không đúng" in wrong
    for _ in range(2):  # the second press finds what the first one did
        page = client.post("/documents/sign-many/", {"document": marked, "pin": PIN}).content.decode()
        assert "Đã ký 2 văn bản" in page
        assert "Chưa ký được" not in page
    for one in documents:
        assert [each.verb for each in queries.list_happenings(one)].count(Verb.SIGNED) == 1


def test_the_clerk_seals_many_from_the_list(snv: Office) -> None:
    documents = [snv.signed(), snv.signed()]
    client = browser(snv.clerk)
    marked = [f"{one}-1" for one in documents]
    listing = client.get("/documents/?queue=to-issue").content.decode()
    assert all(f'value="{one}"' in listing for one in marked)
    asked = {"document": marked}
    assert "Cấp số và đóng dấu 2 văn bản?" in client.post("/documents/issue-many/", asked).content.decode()
    for _ in range(2):
        page = client.post("/documents/issue-many/", asked | {"pin": PIN}).content.decode()
        assert "Đã phát hành 2 văn bản" in page
    assert sorted(snv.row(one).number or 0 for one in documents) == [1, 2]
    assert browser(snv.stranger).post("/documents/issue-many/", asked).status_code == 302
    assert browser(snv.writer).post("/documents/issue-many/", asked).status_code in (403, 404)


def test_a_key_is_made_seen_and_ended(snv: Office) -> None:
    client = browser(snv.writer)
    assert "Bạn chưa có khóa ký." in client.get("/documents/keys/").content.decode()
    wrong = client.post("/documents/keys/new/", {"pin": "trời xanh", "again": "trời xám"}).content.decode()
    assert "Hai mã PIN khác nhau" in wrong
    client.post("/documents/keys/new/", {"pin": "trời xanh", "again": "trời xanh"})
    key = key_of(holders.account(snv.writer.account))
    assert key
    assert "Sẵn sàng ký" in client.get("/documents/keys/").content.decode()
    assert browser(snv.head).get(f"/documents/keys/{key.id}/end/").status_code == 404
    client.post(f"/documents/keys/{key.id}/end/", {"reason": "Mất máy"})
    assert list_keys(holders.account(snv.writer.account)) == []
    assert browser(snv.head).get("/documents/keys/agency/").status_code == 404


@pytest.mark.parametrize("at", ["", "register/?year=2021&q=don+doc", "register/?year=abc&after=x", "new/"])
def test_pages_ask_little_of_the_database(
    snv: Office, at: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        snv.drafted()
    client = browser(snv.writer)
    client.get("/documents/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/documents/{at}").status_code == 200


def test_one_document_asks_little_of_the_database(
    snv: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    document = snv.to_sign()
    client = browser(snv.head)
    client.get("/documents/")
    for at in (f"/documents/{document}/", f"/documents/{document}/sign/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(at).status_code == 200


def test_of_a_frequent_word_the_register_says_more_than(snv: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        snv.issued()
    clerk = browser(snv.clerk)
    assert "3 văn bản" in clerk.get("/documents/register/?q=don doc").text
    monkeypatch.setattr(registers, "MANY", 2)
    page = clerk.get("/documents/register/?q=don doc").text
    assert "hơn 2 văn bản" in page
    assert "In sổ" not in page
    assert "3 văn bản" in clerk.get("/documents/register/").text


def test_what_replaces_a_document_begins_with_its_content_and_is_shown_there(snv: Office) -> None:
    room = Room(snv)
    document = room.plainly_issued()
    client, at = browser(snv.writer), f"/documents/new/?replaces={document}"
    assert "đôn đốc báo cáo cải cách hành chính quý III" in client.get(at).content.decode()
    assert "đính chính Công văn" in client.get(f"/documents/new/?corrects={document}").content.decode()
    form, places = written(snv), set()
    for _ in range(2):
        places.add(client.post(at, form).headers["Location"])
    (place,) = places
    assert f'href="/documents/{document}/"' in client.get(place).content.decode()
    assert browser(snv.stranger).get(at).status_code == 404
    assert client.get("/documents/new/?replaces=x").status_code == 404
