"""Copies through their pages: asked for on the document's page, ordered, made once, found in the register."""

from collections.abc import Iterator
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lienthong.domain.copies import models as m
from lienthong.domain.copies.queries import Medium, State
from lienthong.web.desk.copies import making
from lienthong.web.portal import signatures
from tests.domain.copies.office import Copying, copying, scan
from tests.domain.documents.office import PIN, browser
from tests.spine.signatures import desk
from tests.spine.signatures.test_outside import _script, _with

pytestmark = pytest.mark.django_db


@pytest.fixture
def snv(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Copying]:
    monkeypatch.setattr(making, "current_helpers", desk.helpers)
    yield copying()


def form(snv: Copying, **more: str) -> dict[str, str]:
    told = {
        "key": str(uuid4()),
        "kind": "SY",
        "medium": "ELECTRONIC",
        "sheets": "1",
        "purpose": "Gửi các phòng thực hiện",
        "recipients": "- Các phòng;\n- Lưu: VT.",
        "signer": snv.head.account,
    }
    return told | more


def page_of(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_goes_from_the_documents_page_to_the_register(snv: Copying) -> None:
    clerk, head = browser(snv.clerk), browser(snv.head)
    asking = f"/documents/copies/new/incoming/{snv.incoming}/"
    assert asking in page_of(clerk, f"/documents/incoming/{snv.incoming}/")
    given = form(snv)
    at = clerk.post(asking, given).headers["Location"]
    assert clerk.post(asking, given).headers["Location"] == at
    assert clerk.post(f"{at}make/", {"pin": PIN}).status_code == 302
    assert m.Copy.objects.get().state == State.ASKED
    assert "Cho phép sao" in page_of(head, at)
    for _ in range(2):
        assert head.post(f"{at}order/").status_code == 302
    assert "Mã PIN không đúng" in clerk.post(f"{at}make/", {"pin": "000000"}).content.decode()
    for _ in range(2):
        assert clerk.post(f"{at}make/", {"pin": PIN}).status_code == 302
    assert (m.Copy.objects.get().state, m.Copy.objects.get().number) == (State.MADE, 1)
    assert "01/SY-SNV" in page_of(clerk, f"/documents/incoming/{snv.incoming}/")
    assert b"".join(clerk.get(f"{at}copy.pdf").streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert clerk.get(f"{at}pages/2.png").content.startswith(b"\x89PNG")
    assert clerk.get(f"{at}pages/9.png").status_code == 404


def test_the_register_is_shown_sought_and_taken_away(snv: Copying) -> None:
    snv.made(medium=Medium.PAPER, sheets=4)
    clerk = browser(snv.clerk)
    for query, is_found in (("", True), ("?q=gop+y", True), ("?q=khac", False), ("?kind=TrS", False)):
        assert ("01/SY-SNV" in page_of(clerk, f"/documents/copies/register/{query}")) is is_found
    sheet = load_workbook(BytesIO(clerk.get("/documents/copies/register.xlsx?year=2021").content)).worksheets[
        0
    ]
    head, line = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert (head[0], line[0], str(line[1])) == ("Số, ký hiệu bản sao", "01/SY-SNV", "2021-10-15 00:00:00")
    assert line[2] == "Công văn 12/STP-PBGDPL, ngày 13/10/2021, Sở Tư pháp"
    assert line[7] == "Giấy, 4 bản"
    said = " ".join(desk.words(clerk.get("/documents/copies/register.pdf?year=2021").content).split())
    assert "SỔ ĐĂNG KÝ BẢN SAO VĂN BẢN NĂM 2021" in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": "TrS", "pages": "2-3"}, "phải có trang 1"),
        ({"kind": "TrS", "pages": "1, 9"}, "chỉ có 2 trang"),
        ({"kind": "TrS"}, "Hãy ghi các trang cần trích"),
        ({"recipients": " - "}, "Hãy ghi nơi nhận bản sao"),
        ({"purpose": "Tối mật\nx"}, "bí mật nhà nước"),
        ({"signer": "nobody"}, "Người quyết định và ký sao"),
    ],
)
def test_what_is_refused_is_named_and_nothing_typed_is_lost(
    snv: Copying, more: dict[str, str], words: str
) -> None:
    answer = browser(snv.clerk).post(f"/documents/copies/new/incoming/{snv.incoming}/", form(snv, **more))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "- Lưu: VT." in page or "recipients" in more


def test_a_hostile_scan_is_refused_in_words(snv: Copying) -> None:
    incoming = snv.came(_with(_script))
    answer = browser(snv.clerk).post(f"/documents/copies/new/incoming/{incoming}/", form(snv))
    assert "đoạn mã tự chạy" in answer.content.decode()
    assert not m.Copy.objects.exists()


def test_whose_business_it_is_not_finds_nothing(snv: Copying) -> None:
    copy = snv.asked(incoming=snv.came(scan(1)))
    at = f"/documents/copies/{copy}/"
    stranger, division, clerk = browser(snv.stranger), browser(snv.room.snv.division), browser(snv.clerk)
    for client in (stranger, division):
        for path in (at, f"{at}pages/1.png", f"{at}copy.pdf", f"{at}order/"):
            assert client.get(path).status_code == 404
    assert stranger.get(f"/documents/copies/new/incoming/{snv.incoming}/").status_code == 404
    assert division.get("/documents/copies/register/").status_code == 404
    assert clerk.post(f"{at}order/").status_code == 404
    assert m.Copy.objects.get(pk=copy).state == State.ASKED


def test_the_check_of_signatures_says_that_it_is_a_copy_and_of_what(
    snv: Copying, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "current_trust", desk.authority().trust)
    copy = snv.made()
    file = SimpleUploadedFile("sao.pdf", snv.content(copy))
    page = Client().post("/uploads/signatures/", {"file": file}).content.decode()
    assert "Tệp này là bản sao" in page
    assert "Bản sao y 01/SY-SNV" in page
    assert "Công văn 12/STP-PBGDPL" in page
    assert snv.row(copy).digest in page
