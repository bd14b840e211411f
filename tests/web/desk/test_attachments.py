"""What goes with a document, through its pages: attached, named, read by who signs, sealed by the device as well."""

import base64
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.domain.documents import actions, queries
from lienthong.domain.documents.actions import enrolling as deeds
from lienthong.domain.documents.queries import State, Verb
from lienthong.web.desk.documents import device, many, signing
from tests.domain.documents.attachments import LIST, TABLE, attach, attached, pdf, to_sign, workbook
from tests.domain.documents.office import AT, PIN, Office, browser, office
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def snv(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Office]:
    for page in (signing, many, device):
        monkeypatch.setattr(page, "current_helpers", desk.helpers)
    for room in (signing, deeds):
        monkeypatch.setattr(room, "current_trust", desk.authority().trust)
        monkeypatch.setattr(room, "current_status", lambda: None)
    yield office()


@pytest.fixture
def writer(snv: Office) -> Client:
    return browser(snv.writer)


def address(document: int) -> str:
    return f"/documents/{document}/attachments/"


def upload(client: Client, document: int, *files: tuple[str, bytes], version: str = "1") -> str:
    form = {"version": version, "files": [SimpleUploadedFile(name, content) for name, content in files]}
    answer = client.post(f"/uploads/documents/{document}/attachments/", form, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_files_are_attached_once_and_a_refused_one_is_told_for_itself(snv: Office, writer: Client) -> None:
    document = snv.drafted()
    assert "mỗi tệp tối đa 10 MB" in writer.get(address(document)).content.decode(), (
        "the limits stand there before"
    )
    for _press in range(2):
        page = upload(writer, document, (LIST, pdf()), ("xau.exe", b"MZ"))
        assert "xau.exe: " in page and "Đã đính kèm 1 tệp." in page
    assert [one.name for one in attached(snv, document)] == [LIST]
    assert "Hãy chọn tệp trước." in upload(writer, document)
    assert "đã thay đổi sau khi bạn mở trang này" in upload(
        writer, document, (TABLE, workbook()), version="1"
    )


def test_titles_and_places_are_kept_and_what_was_typed_is_not_lost(snv: Office, writer: Client) -> None:
    document = snv.drafted()
    attach(snv, document)
    first, second = attached(snv, document)
    form = {
        "version": "2",
        f"title-{first.file}": "Danh sách cơ quan chậm",
        f"title-{second.file}": " ",
        f"place-{first.file}": "2",
    }
    page = writer.post(address(document), form).content.decode()
    assert "Danh sách cơ quan chậm" in page and "Hãy ghi tên cho từng tệp" in page
    form[f"title-{second.file}"] = "Bảng tổng hợp"
    for _press in range(2):
        assert writer.post(address(document), form).status_code == 302
    assert [one.title for one in attached(snv, document)] == ["Bảng tổng hợp", "Danh sách cơ quan chậm"]
    form |= {"version": "3", f"off-{second.file}": "1", f"place-{second.file}": "1"}
    assert writer.post(address(document), form).status_code == 302
    assert snv.row(document).attached == (first.file,)


def test_who_signs_reads_them_on_the_page_and_everybody_else_does_not_find_them(snv: Office) -> None:
    document = to_sign(snv)
    listed, table = snv.row(document).attached
    head = browser(snv.head)
    page = head.get(f"/documents/{document}/sign/").content.decode()
    assert "Có 2 tệp kèm theo" in page and LIST in page and TABLE in page
    assert "mã nhận dạng của tệp ghi trong văn bản" in page, "which is which is said"
    shown = head.get(f"{address(document)}{listed}/")
    assert shown.headers["Content-Disposition"].startswith("inline") and shown.getvalue()[:5] == b"%PDF-"
    taken = head.get(f"{address(document)}{table}/")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.getvalue() == workbook()
    assert head.get(f"{address(document)}{listed}/pages/1.png").headers["Content-Type"] == "image/png"
    for part in ("pages/2.png", "pages/0.png"):
        assert head.get(f"{address(document)}{listed}/{part}").status_code == 404
    assert head.get(f"{address(document)}{table}/pages/1.png").status_code == 404
    assert head.get(f"{address(document)}{snv.row(document).file}/").status_code == 404
    stranger = browser(snv.stranger)
    for at in ("", f"{listed}/", f"{listed}/pages/1.png"):
        assert stranger.get(address(document) + at).status_code == 404


def test_after_submission_the_page_leads_back_and_others_have_none(snv: Office, writer: Client) -> None:
    document = to_sign(snv)
    assert writer.get(address(document)).status_code == 302
    upload(writer, document, (LIST, pdf("khác")), version="2")
    assert len(attached(snv, document)) == 2
    assert browser(snv.division).get(address(document)).status_code == 404


def test_the_device_is_asked_for_all_at_once_and_the_answer_fits_a_form(snv: Office) -> None:
    seal = desk.authority().issue("SỞ NỘI VỤ")
    actions.enrol_agency_device(certificate=seal.der, handle="token-9", by=snv.clerk, at=AT)
    document = to_sign(snv)
    version = snv.row(document).version
    read = actions.Read(document, version)
    actions.sign(read=read, pin=PIN, helpers=desk.helpers(), by=snv.head, at=AT)
    clerk = browser(snv.clerk)
    told = clerk.post(f"/documents/{document}/issue/begin/", {"version": str(version)}).json()
    assert [one["name"].partition(": ")[2] for one in told["items"]] == ["", "danh-sach"]
    assert len(told["started"]) * (queries.MOST_ATTACHED + 1) / 2 < 1_000_000, (
        "with ten of them it is still taken"
    )
    made = [
        base64.b64encode(desk.token(seal).sign(base64.b64decode(one["content"]))).decode()
        for one in told["items"]
    ]
    form = {"version": str(version), "started": told["started"], "made": ",".join(made)}
    page = clerk.post(f"/documents/{document}/issue/", form | {"made": made[0]}).content.decode()
    assert "F9" in page and snv.row(document).state is State.NUMBERED
    for _press in range(2):
        assert clerk.post(f"/documents/{document}/issue/", form).status_code == 302
    assert [one.verb for one in queries.list_happenings(document)].count(Verb.SEALED) == 1
    assert "ở góc trên bên phải" in clerk.get(f"/documents/{document}/").content.decode()
