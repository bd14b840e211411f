"""Incoming documents at the desk through their pages: nothing typed is lost, double clicks find what was done."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from lienthong.domain.correspondence import actions, queries
from lienthong.domain.correspondence.queries import Sought, State, Status, Verb
from lienthong.domain.documents import actions as documents
from lienthong.domain.notices.queries import list_notices
from lienthong.spine.files.models import StoredFile
from lienthong.spine.pdf import OfficialPaper, Paragraph, Signature, typeset
from lienthong.web.desk.correspondence import judged
from tests.domain.correspondence.office import Room, paper
from tests.domain.correspondence.office import room as make
from tests.domain.documents import attachments
from tests.domain.documents.office import AGENCY, AT, OTHER, PIN, browser
from tests.faults.drain import drain
from tests.spine.files.samples import RAR, ole
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture
def room(db: None) -> Room:
    """Without keys: nothing is signed."""
    return make(with_keys=False)


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch, db: None) -> Room:
    monkeypatch.setattr(judged, "current_trust", desk.authority().trust)
    return make()


def typed(**more: object) -> dict[str, object]:
    return {
        "key": str(uuid4()),
        "sender": "Sở Tư pháp",
        "symbol": "12/STP-PBGDPL",
        "dated": "13/10/2021",
        "kind": "CV",
        "subject": "góp ý dự thảo quy chế phối hợp",
        "arrived_on": "15/10/2021",
        "pages": "2",
        "due": "22/10/2021",
        "upload": SimpleUploadedFile("van-ban.pdf", paper()),
        **more,
    }


def send(client: Client, form: dict[str, object]) -> str:
    answer = client.post("/uploads/incoming/", form)
    return answer.headers["Location"] if answer.status_code == 302 else answer.content.decode()


def test_an_old_file_is_registered_for_download_and_its_page_warns(room: Room) -> None:
    clerk = browser(room.clerk)
    files = [
        SimpleUploadedFile("van-ban.pdf", paper()),
        SimpleUploadedFile("bieu.doc", ole("WordDocument", "Macros", "VBA")),
        SimpleUploadedFile("goi.rar", RAR),
    ]
    at = send(clerk, typed(upload=files))
    page = clerk.get(at).content.decode()
    assert "chứa macro" in page
    assert page.count("chỉ tải về được") == 2
    row = queries.get_incoming(int(at.rstrip("/").rsplit("/", 1)[1]), by=room.clerk)
    taken = clerk.get(f"{at}files/{row.files[1]}/")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert taken.headers["Content-Type"] == "application/msword"
    assert taken.getvalue() == ole("WordDocument", "Macros", "VBA")
    drain()  # reading its words and all else that follows
    assert "không đúng" in send(clerk, typed(upload=SimpleUploadedFile("gia.doc", b"MZ" + bytes(600))))


def test_a_document_is_found_by_what_is_written_in_it_by_who_may_see_it(room: Room) -> None:
    incoming = room.assigned()
    issued = room.plainly_issued()
    drain()
    path = "/documents/search/?q=gop+y+du+thao"
    found = browser(room.snv.writer).get(path).content.decode()
    assert f'href="/documents/incoming/{incoming}/"' in found
    assert "<mark>" in found
    unseen = room.registered(symbol="77/X", files=(room.file(),))
    drain()
    assert f'href="/documents/incoming/{unseen}/"' not in browser(room.snv.writer).get(path).content.decode()
    assert f'href="/documents/incoming/{unseen}/"' in browser(room.clerk).get(path).content.decode()
    by_abstract = browser(room.snv.writer).get("/documents/search/?q=don+doc").content.decode()
    assert f'href="/documents/{issued}/"' in by_abstract
    assert f"/documents/incoming/{incoming}/" not in browser(room.stc).get(path).content.decode()


def test_what_turns_out_secret_is_told_to_the_clerk_and_cannot_be_found(room: Room) -> None:
    sheet = typeset_secret()
    file = actions.receive_file(content=BytesIO(sheet), name="x.pdf", by=room.clerk, at=AT).id
    incoming = room.registered(files=(file,), symbol="78/X")
    drain()
    assert any("dấu chỉ mức độ mật" in one.title for one in list_notices(room.clerk.account))
    found = browser(room.clerk).get("/documents/search/?q=khong+duoc+biet").content.decode()
    assert f"/documents/incoming/{incoming}/" not in found


def typeset_secret() -> bytes:
    sheet = OfficialPaper(
        agency="Sở Tư pháp",
        superior="",
        number="78/STP",
        place="Gia Lai",
        day=AT.date(),
        abstract="giao việc",
        body=[Paragraph("MẬT"), Paragraph("Nội dung không được biết.")],
        signature=Signature("Giám đốc", "Ngô Ưởng"),
    )
    return typeset(sheet.template, sheet.data())


def test_what_came_is_registered_once_with_its_file(room: Room) -> None:
    client, form = browser(room.clerk), typed()
    at = send(client, form)
    assert at.startswith("/documents/incoming/")
    assert send(client, form | {"upload": SimpleUploadedFile("van-ban.pdf", paper())}) == at
    page = client.get(at).content.decode()
    assert "01/2021" in page
    incoming = int(at.split("/")[-2])
    (file,) = room.row(incoming).files
    assert client.get(f"{at}files/{file}/").getvalue() == paper()
    assert client.get(f"{at}files/{file + 1}/").status_code == 404
    assert client.get(f"{at}pages/1.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"sender": ""}, "Nơi gửi"),
        ({"dated": "31/2/2021"}, "Ngày văn bản"),
        ({"dated": "16/10/2021"}, "tương lai"),
        ({"due": "1/10/2021"}, "đã qua"),
    ],
)
def test_what_is_refused_is_named_and_words_and_files_stay(
    room: Room, more: dict[str, object], words: str
) -> None:
    page = send(browser(room.clerk), typed(**more))
    assert words in page
    assert "góp ý dự thảo quy chế phối hợp" in page
    kept = StoredFile.objects.get(use="incoming")
    assert f'name="file" value="{kept.pk}"' in page
    again = typed(file=str(kept.pk))
    del again["upload"]
    assert send(browser(room.clerk), again).startswith("/documents/incoming/")


def test_a_twin_is_told_and_registered_all_the_same_when_it_is_another(room: Room) -> None:
    room.registered()
    client = browser(room.clerk)
    page = send(client, typed())
    assert "01/2021" in page
    assert 'name="despite"' in page
    assert send(client, typed(despite="1")).startswith("/documents/incoming/")


@pytest.mark.parametrize("more", [{"degree": "MAT"}, {"subject": "Tối mật"}, {"symbol": "3/TM-UBND"}])
def test_of_a_secret_document_nothing_is_kept(room: Room, more: dict[str, object]) -> None:
    page = send(browser(room.clerk), typed(**more))
    assert "bí mật nhà nước" in page
    assert "STP-PBGDPL" not in page
    assert not StoredFile.objects.filter(use="incoming").exists()
    assert queries.count_register(AGENCY, Sought(2021)) == 0


def test_the_leader_instructs_once_and_the_officer_closes(room: Room) -> None:
    incoming, snv = room.submitted(), room.snv
    at = f"/documents/incoming/{incoming}/"
    head = browser(snv.head)
    assert "field-wrong" in head.post(f"{at}instruct/", told(room, words=" ")).content.decode()
    assert "đã qua" in head.post(f"{at}instruct/", told(room, due="1/10/2021")).content.decode()
    for _ in range(2):
        assert head.post(f"{at}instruct/", told(room)).status_code == 302
    division = browser(snv.division)
    division.post(f"{at}assign/", {"to": snv.writer.account, "note": "Làm ngay"})
    writer = browser(snv.writer)
    assert "Phòng CCHC tham mưu" in writer.get(at).content.decode()
    writer.post(f"{at}note/", {"text": "Đã xem."})
    assert "Lý do" in writer.post(f"{at}close/", {"reason": ""}).content.decode()
    writer.post(f"{at}close/", {"reason": "Chỉ để biết"})
    writer.post(f"{at}file/", {"title": "Quy chế phối hợp 2021"})
    verbs = [one.verb for one in queries.list_happenings(incoming)]
    assert verbs.count(Verb.INSTRUCTED) == 1
    assert room.row(incoming).state is State.FILED


def told(room: Room, **more: str) -> dict[str, object]:
    return {
        "words": "Phòng CCHC tham mưu.",
        "lead": room.snv.division.account,
        "supporting": [room.snv.deputy.account],
        "due": "20/10/2021",
        **more,
    }


def test_whose_business_it_is_not_finds_nothing(room: Room) -> None:
    incoming = room.submitted()
    at = f"/documents/incoming/{incoming}/"
    for person in (room.stc, room.snv.writer):
        client = browser(person)
        for place in (at, f"{at}pages/1.png", f"{at}instruct/", f"{at}files/{room.row(incoming).files[0]}/"):
            assert client.get(place).status_code == 404
        assert client.post(f"{at}instruct/", told(room)).status_code == 404
    assert browser(room.snv.writer).get("/documents/incoming/register/").status_code == 404
    assert browser(room.snv.writer).get("/documents/incoming/new/").status_code == 404
    assert room.row(incoming).state is State.TO_INSTRUCT


def test_a_reply_begins_with_the_sender_and_is_begun_once(room: Room) -> None:
    incoming, writer = room.assigned(), browser(room.snv.writer)
    at = f"/documents/new/?incoming={incoming}"
    page = writer.get(at).content.decode()
    assert "trả lời Công văn số 12/STP-PBGDPL của Sở Tư pháp" in page
    form = {name: str(value) for name, value in room.snv.letter().told().items()} | {"key": str(uuid4())}
    first = writer.post(at, form).headers["Location"]
    assert writer.post(at, form).headers["Location"] == first
    assert [one.verb for one in queries.list_happenings(incoming)].count(Verb.REPLYING) == 1
    assert "12/STP-PBGDPL" in writer.get(first).content.decode()
    assert browser(room.snv.division).get(at).status_code == 200  # they are in it
    assert browser(room.stc).get(at).status_code == 404


def test_the_other_clerk_reads_of_each_file_what_protects_it(sealed: Room) -> None:
    stc = browser(sealed.stc)
    document = attachments.signed(sealed.snv)
    documents.issue(document=document, pin=PIN, helpers=desk.helpers(), by=sealed.clerk, at=AT)
    actions.send(document=document, recipients=[OTHER], by=sealed.clerk, at=AT)
    (row,) = queries.list_sendings(document)
    page = stc.get(f"/documents/arriving/{row.id}/").content.decode()
    listed, table = page.partition(attachments.LIST)[2].partition(attachments.TABLE)[::2]
    assert "hợp lệ" in listed.partition("</div></div>")[0]
    assert "Mã nhận dạng ghi trong văn bản đã ký" in table
    for file, content in zip(row.files, (b"%PDF-", attachments.workbook()[:5]), strict=True):
        taken = stc.get(f"/documents/arriving/{row.id}/files/{file}/")
        assert taken.getvalue()[:5] == content


def test_it_is_sent_once_and_registered_by_the_other_clerk(sealed: Room) -> None:
    document = sealed.snv.issued()
    clerk, stc, at = browser(sealed.clerk), browser(sealed.stc), f"/documents/{document}/sent/"
    assert "ít nhất một cơ quan" in clerk.post(at, {"others": ""}).content.decode()
    for _ in range(2):
        assert clerk.post(at, {"others": "Sở Tài chính"}).status_code == 302
    drain()
    (row,) = queries.list_arriving(OTHER)
    assert "01/SNV-CCHC" in stc.get("/documents/incoming/waiting/").content.decode()
    page = stc.get(f"/documents/arriving/{row.id}/").content.decode()
    assert "Mọi chữ ký đều hợp lệ" in page
    assert stc.get(f"/documents/arriving/{row.id}/document.pdf").getvalue() == sealed.snv.paper(document)
    form = {"subject": "đôn đốc báo cáo", "pages": "1", "due": ""}
    places = {stc.post(f"/documents/arriving/{row.id}/", form).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert "Đã vào sổ" in clerk.get(at).content.decode()
    assert browser(sealed.snv.writer).get(at).status_code == 404
    assert clerk.get(f"/documents/arriving/{row.id}/").status_code == 404


def test_it_is_asked_back_and_given_back(room: Room) -> None:
    sending = room.sent()
    clerk, stc = browser(room.clerk), browser(room.stc)
    for _ in range(2):
        answer = clerk.post(f"/documents/sendings/{sending}/recall/", {"reason": "Sai phụ lục"})
        assert answer.status_code == 302
    assert "Sai phụ lục" in stc.get(f"/documents/arriving/{sending}/").content.decode()
    for _ in range(2):
        assert stc.post(f"/documents/arriving/{sending}/agree/", {}).status_code == 302
    assert room.sending(sending).status is Status.AGREED
    assert stc.get(f"/documents/sendings/{sending}/recall/").status_code == 404


def test_it_is_refused_with_a_reason(room: Room) -> None:
    sending, stc = room.sent(), browser(room.stc)
    stc.post(f"/documents/arriving/{sending}/refuse/", {"reason": "Gửi nhầm nơi"})
    document = room.sending(sending).document
    assert "Gửi nhầm nơi" in browser(room.clerk).get(f"/documents/{document}/sent/").content.decode()


def test_the_register_is_shown_and_taken_away(room: Room) -> None:
    room.instructed()
    client = browser(room.clerk)
    page = client.get("/documents/incoming/register/?year=2021&q=gop+y").content.decode()
    assert "12/STP-PBGDPL" in page
    assert "Không có" in client.get("/documents/incoming/register/?q=khong+co").content.decode()
    for name, kind in (("register.xlsx", "spreadsheetml"), ("register.pdf", "pdf")):
        answer = client.get(f"/documents/incoming/{name}?year=2021")
        assert kind in answer.headers["Content-Type"]
    words = desk.words(client.get("/documents/incoming/register.pdf?year=2021").content)
    for part in ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2021", "Sở Tư pháp", "PBGDPL", "góp ý dự thảo", "20/10/2021"):
        assert part in words


@pytest.mark.parametrize(
    "at", ["", "waiting/", "register/?year=abc&after=x", "new/", "?queue=late", "{one}/", "{one}/correct/"]
)
def test_pages_ask_little_of_the_database(
    room: Room, at: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        incoming = room.registered(symbol=f"{number}/STP")
    client = browser(room.clerk)
    client.get("/documents/incoming/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/documents/incoming/{at.format(one=incoming)}").status_code == 200


def test_the_page_of_sending_asks_little_of_the_database(
    room: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sending = room.sent()
    document = room.sending(sending).document
    client = browser(room.clerk)
    client.get("/documents/incoming/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/documents/{document}/sent/").status_code == 200


def test_figures_are_shown_with_their_definition_and_taken_away(room: Room) -> None:
    room.taken_in()
    client = browser(room.clerk)
    page = client.get("/documents/measures/").content.decode()
    assert "Sở Nội vụ" in page
    assert "100,0 %" in page
    wrong = client.get("/documents/measures/?since=15/10/2021&until=1/10/2021").content.decode()
    assert "field-error" in wrong
    sheet = load_workbook(BytesIO(client.get("/documents/measures.xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:4] == ["Sở Nội vụ", "1", "1", "100,0"]
    assert browser(room.snv.writer).get("/documents/measures/").status_code == 404
