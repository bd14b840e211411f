"""The page on which a document is written takes the words of a Word file, beside what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.domain.documents.office import Office, browser, office
from tests.domain.documents.test_word import LETTER, word

pytestmark = pytest.mark.django_db
ADDRESS = "/uploads/documents/word/"


@pytest.fixture
def snv(db: None) -> Office:
    return office(with_keys=False)


@pytest.fixture
def writer(snv: Office) -> Client:
    return browser(snv.writer)


def sent(client: Client, content: bytes, **typed: str) -> str:
    file = SimpleUploadedFile("du-thao.docx", content)
    answer = client.post(ADDRESS, typed | {"take": "1", "word": file})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_its_words_join_what_was_typed(writer: Client) -> None:
    page = sent(writer, word(LETTER).getvalue(), body="Đoạn đã gõ.", addressees="Sở Tư pháp", unit="CCHC")
    assert "Đoạn đã gõ.\nThực hiện Kế hoạch số 123" in page
    assert "Sở Tư pháp</textarea>" in page, "what was typed stays"
    assert "đôn đốc báo cáo cải cách hành chính</textarea>" in page
    assert 'value="CCHC"' in page


def test_from_that_page_it_is_drafted(writer: Client, snv: Office) -> None:
    given = snv.letter().told() | {"signer": snv.head.account, "key": ""}
    answer = writer.post(ADDRESS, {name: str(value) for name, value in given.items()})
    assert answer.status_code == 302


def test_a_refused_file_loses_nothing_that_was_typed(writer: Client) -> None:
    page = sent(writer, b"MZ", body="Đoạn đã gõ.")
    assert "du-thao.docx" in page and "Đoạn đã gõ.</textarea>" in page
    answer = writer.post(ADDRESS, {"take": "1", "body": "Đoạn đã gõ."})
    assert "Đoạn đã gõ.</textarea>" in answer.content.decode()


def test_of_a_secret_one_nothing_stands_on_the_page(writer: Client) -> None:
    page = sent(writer, word(["TUYỆT MẬT", "chuyện riêng"]).getvalue(), body="cũng mật")
    assert "chuyện riêng" not in page and "cũng mật" not in page


def test_who_may_not_draft_finds_nothing(snv: Office) -> None:
    assert Client().post(ADDRESS, {"take": "1"}).status_code in {302, 404}
