"""Anybody checks a file: what the page says of valid, changed, doubtful and unsigned ones. Nothing is kept."""

import threading
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.store import store
from lienthong.spine.signatures.confined import MOST_BYTES
from lienthong.spine.signatures.verdicts import Reason, Report
from lienthong.spine.signatures.xml_frame import DS
from lienthong.spine.signatures.xml_signing import sign_xml
from lienthong.web.portal import signatures
from tests.spine.signatures import desk
from tests.spine.signatures.wrapping import PLAIN, wrapped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _trusting_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(signatures, "current_trust", desk.authority().trust)


def sent(content: bytes, name: str = "quyết định.pdf") -> str:
    answer = Client().post("/uploads/signatures/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_page_asks_for_a_file_and_says_that_nothing_is_kept() -> None:
    page = Client().get("/signatures/").content.decode()
    assert 'action="/uploads/signatures/"' in page
    assert "xóa ngay" in page


def test_a_good_file_is_called_valid_with_who_signed_and_when() -> None:
    page = sent(desk.sealed())
    assert "Tất cả 2 chữ ký của tệp này đều hợp lệ." in page
    assert "Siu H’Đoan" in page
    assert "có dấu thời gian chứng minh" in page
    assert "quyết định.pdf" in page


def test_it_says_that_certificates_of_a_demonstration_prove_nothing() -> None:
    assert "không có giá trị ở bên ngoài" in sent(desk.sealed())


def test_a_changed_file_is_called_invalid_with_the_reason_in_words() -> None:
    content = bytearray(desk.sealed())
    content[content.index(b"/Title") + 30] ^= 1
    page = sent(bytes(content))
    assert "Đừng tin tệp này" in page
    assert "Tệp đã bị sửa sau khi ký." in page


def test_what_a_stranger_s_certificate_says_is_not_repeated_as_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "current_trust", desk.FakeAuthority().trust)
    page = sent(desk.signed())
    assert "Chưa kiểm tra được đầy đủ tệp này." in page
    assert "chưa điều nào được xác nhận" in page
    assert '<h2 lang="vi">Siu H’Đoan</h2>' not in page
    assert "có dấu thời gian chứng minh" not in page


def test_a_picture_of_a_seal_is_no_signature() -> None:
    assert "Tệp này không có chữ ký số." in sent(desk.paper())


def test_what_is_no_pdf_is_told_in_words() -> None:
    assert "Tệp không phải là PDF hay XML đọc được" in sent(b"GIF89a")


def test_a_name_that_is_markup_stays_text() -> None:
    assert "<script>alert" not in sent(desk.paper(), "<script>alert(1)</script>.pdf")


@pytest.mark.parametrize("files", [{}, {"file": SimpleUploadedFile("a.pdf", b"")}])
def test_without_a_file_it_asks_again(files: dict[str, SimpleUploadedFile]) -> None:
    answer = Client().post("/uploads/signatures/", files)
    assert answer.status_code == 400
    assert "Bạn hãy chọn tệp PDF hoặc XML trước." in answer.content.decode()


def test_a_file_beyond_measure_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "MOST_BYTES", 1_000)
    answer = Client().post("/uploads/signatures/", {"file": SimpleUploadedFile("a.pdf", bytes(1_001))})
    assert answer.status_code == 400
    assert MOST_BYTES > 1_000


def test_when_others_take_all_turns_it_asks_for_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = threading.BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(signatures, "_turns", taken)
    monkeypatch.setattr(signatures, "PATIENCE", 0.01)
    answer = Client().post("/uploads/signatures/", {"file": SimpleUploadedFile("a.pdf", b"%PDF")})
    assert answer.status_code == 503


def test_a_turn_is_given_back_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(signatures, "PATIENCE", 0.01)
    monkeypatch.setattr(signatures, "verify", lambda *_, **__: Report(faults=(Reason.TOO_MUCH_WORK,)))
    for _ in range(3):
        assert "quá phức tạp" in sent(b"%PDF")


def test_nothing_of_the_file_is_kept() -> None:
    content = desk.sealed() + f"\n% {uuid4()}".encode()  # the store is that of all tests
    sent(content)
    assert not store().exists(sha256(content).hexdigest())
    assert not StoredFile.objects.exists()


def _xml(document: str) -> bytes:
    return sign_xml(document.encode(), desk.token(desk.person()), desk.helpers(), at=datetime.now(UTC))


def test_of_a_signed_xml_it_shows_what_was_signed() -> None:
    page = sent(_xml("<Thư><Số>1205</Số></Thư>"), "thư.xml")
    assert "chữ ký của tệp này đều hợp lệ." in page
    assert "&lt;Số&gt;1205&lt;/Số&gt;" in page
    assert "Siu H’Đoan" in page


def test_of_a_wrapped_xml_it_shows_the_signed_part_and_nothing_else() -> None:
    part = PLAIN.decode().replace("</Case>", f'<ds:Signature xmlns:ds="{DS[1:-1]}" Id="placeholder"/></Case>')
    made = sign_xml(
        part.encode(), desk.token(desk.person()), desk.helpers(), at=datetime.now(UTC), part="case-1"
    )
    page = sent(wrapped(made, "3 before it"), "thư.xml")
    assert "Chưa kiểm tra được đầy đủ tệp này." in page
    assert "&lt;Fee&gt;100&lt;/Fee&gt;" in page
    assert "999" not in page


def test_a_changed_xml_shows_nothing_of_itself() -> None:
    page = sent(_xml("<Thư><Số>1205</Số></Thư>").replace(b"1205", b"1206"), "thư.xml")
    assert "Đừng tin tệp này" in page
    assert "1206" not in page


def test_an_xml_with_a_doctype_is_told_in_words() -> None:
    assert "DOCTYPE" in sent(b"<!DOCTYPE a><a/>", "thư.xml")


def test_it_speaks_english_too() -> None:
    with translation.override("en"):
        client = Client()
        client.post("/language/", {"language": "en"})
        answer = client.post("/uploads/signatures/", {"file": SimpleUploadedFile("a.pdf", desk.signed())})
    assert "The signature of this file is valid." in answer.content.decode()


def test_too_many_files_from_one_place_wait() -> None:
    answers = [Client().post("/uploads/signatures/").status_code for _ in range(61)]
    assert answers[0] == 400
    assert answers[-1] == 429
