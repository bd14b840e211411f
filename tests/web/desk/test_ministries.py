"""Ministry software at the desk: what waits, the card, the number, files there and back, differences, who sees what."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lienthong.config import demo_ministries
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.readings.models import Reading
from tests.e2e.people import signed_in
from tests.web.desk.counter import one, text, worker

pytestmark = pytest.mark.django_db
MOST = 25
WAITS, ENTERED = "Lê Quang Vinh", "Phạm Hồng Quân"
COLUMNS = "Số đăng ký,Số hồ sơ một cửa,Trạng thái,Thời điểm cập nhật\n"
JUSTICE, HEAD = "vodinhlam.622", "trannhuquynh.622"


@pytest.fixture
def systems(city: None) -> None:
    """The two systems of the demonstration, some cases entered, a file that came back with differences."""
    assert demo_ministries.play(by=platform("test"), until=clock.now()) == 2


@pytest.fixture
def clerk(systems: None) -> Client:
    return worker(JUSTICE)


@pytest.fixture
def head(systems: None) -> Client:
    return worker(HEAD)


def card(name: str = WAITS) -> str:
    return f"/cases/{one(name).id}/systems/HOTICH/"


def send(client: Client, content: str, name: str = "ho-tich.csv", system: str = "HOTICH") -> str:
    file = SimpleUploadedFile(name, content.encode())
    return str(client.post(f"/uploads/ministry-files/{system}/", {"file": file}).headers["Location"])


def test_the_work_list_leads_to_what_waits_the_oldest_first(clerk: Client) -> None:
    assert "Phần mềm của bộ, ngành: " in text(clerk.get("/cases/"))
    page = text(clerk.get("/cases/systems/"))
    assert "tịch điện tử" in page
    assert "Bộ Kế hoạch và Đầu tư" in page
    waiting = text(clerk.get("/cases/systems/HOTICH/"))
    assert waiting.index(WAITS) < waiting.index("Bùi Văn Tâm")
    assert ENTERED not in waiting


def test_a_case_says_where_else_it_must_be_entered(clerk: Client) -> None:
    case = one(WAITS).id
    assert f'data-hx-get="/cases/{case}/systems/"' in text(clerk.get(f"/cases/{case}/"))
    part = text(clerk.get(f"/cases/{case}/systems/", headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "hộ tịch điện tử" in part
    assert f"/cases/{case}/systems/HOTICH/" in part
    assert "<html" in text(clerk.get(f"/cases/{case}/systems/"))
    entered = text(clerk.get(f"/cases/{one(ENTERED).id}/systems/"))
    assert "HT2021-004117" in entered
    assert "Đã đăng ký" in entered
    other = one("Đinh Hmưk").id
    assert text(clerk.get(f"/cases/{other}/systems/", headers={"HX-Request": "true"})).strip() == ""
    assert "không phải nhập" in text(clerk.get(f"/cases/{other}/systems/"))


def test_the_card_holds_what_is_copied_without_scripts_too(clerk: Client) -> None:
    before = Reading.objects.count()
    page = text(clerk.get(card()))
    values = re.findall(r"<span data-copy>(.*?)</span>", page)
    assert values[:3] == ["LÊ QUANG VINH", "05/11/1974", "064198004308"]
    assert "\t".join(values[:3]) in page
    assert Reading.objects.count() == before + 1


def test_a_number_is_put_on_the_case_and_corrected_with_a_reason(clerk: Client) -> None:
    answer = clerk.post(card(), {"number": "ht2021-004200"})
    assert answer.headers["Location"] == "/cases/systems/HOTICH/"
    page = text(clerk.get(card()))
    assert "HT2021-004200" in page
    again = text(clerk.post(card(), {"number": "HT2021-004201"}))
    assert "số cũ" in again
    assert 'value="HT2021-004201"' in again, "nothing typed is lost"
    clerk.post(card(), {"number": "HT2021-004201", "reason": "Đọc nhầm dòng"})
    page = text(clerk.get(card()))
    assert "Đọc nhầm dòng" in page
    assert "HT2021-004200" in page


@pytest.mark.parametrize(
    ("number", "says"), [("", "Bạn chưa điền"), ("HT21", "HT9999-999999"), ("HT2021-004117", "hồ sơ khác")]
)
def test_a_number_that_cannot_stand_is_told_at_its_box(clerk: Client, number: str, says: str) -> None:
    page = text(clerk.post(card(), {"number": number}))
    assert 'aria-invalid="true"' in page
    assert says in page


def test_what_waits_leaves_in_the_columns_of_the_other_system(clerk: Client) -> None:
    answer = clerk.get("/cases/systems/HOTICH/waiting.xlsx")
    assert "cho-nhap-hotich-20211015.xlsx" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("Họ và tên người yêu cầu", "Ngày, tháng, năm sinh")
    assert [row[0] for row in rows[1:]] == ["LÊ QUANG VINH", "BÙI VĂN TÂM"]
    plain = clerk.get("/cases/systems/HOTICH/waiting.csv").content.decode("utf-8-sig")
    assert "LÊ QUANG VINH,05/11/1974,064198004308" in plain
    assert clerk.get("/cases/systems/HOTICH/waiting.docx").status_code == 404


def test_a_file_is_looked_at_and_then_taken_in_as_a_whole(clerk: Client) -> None:
    number = one(WAITS).number
    table = f"{COLUMNS}HT2021-004150,{number},Chờ duyệt,14/10/2021 09:00\n"
    where = send(clerk, table)
    page = text(clerk.get(where))
    assert "Chưa ghi gì" in page
    assert "HT2021-004150" in page
    assert "HT2021-004150" not in text(clerk.get(card()))
    assert clerk.post(where, {"do": "take"}).headers["Location"] == "/cases/systems/HOTICH/balance/"
    assert "HT2021-004150" in text(clerk.get(card()))
    assert "đã được lấy vào" in text(clerk.post(where, {"do": "take"}))


def test_a_file_with_a_line_that_cannot_be_read_is_not_taken_in(clerk: Client) -> None:
    table = f"{COLUMNS}=1+1,x,Lạ,hôm qua\n"
    page = text(clerk.post(send(clerk, table), {"do": "take"}))
    assert "không đọc được" in page
    assert 'value="take"' not in page
    wrong = text(clerk.get(send(clerk, "Số,Tên\n1,2\n")))
    assert "Số đăng ký" in wrong
    assert send(clerk, "x", "x.exe") == "/cases/systems/HOTICH/import/"
    halved = text(clerk.post(send(clerk, table), {"do": "take", "first": "01/10/2021"}))
    assert "cả hai ngày" in halved


def test_differences_are_listed_and_settled_by_the_head(clerk: Client, head: Client) -> None:
    page = text(clerk.get("/cases/systems/HOTICH/balance/"))
    assert "HT2021-004113" in page
    assert "HT2021-004131" in page
    assert "/cases/systems/differences/" not in page
    mine = text(head.get("/cases/systems/HOTICH/balance/"))
    first, *_others = re.findall(r"/cases/systems/differences/(\d+)/", mine)
    where = f"/cases/systems/differences/{first}/"
    assert clerk.get(where).status_code == 404
    asked = text(head.post(where, {"answer": "THEIRS"}))
    assert 'aria-invalid="true"' in asked
    done = head.post(where, {"answer": "THEIRS", "explanation": "Gõ đảo hai chữ số"})
    assert done.headers["Location"] == "/cases/systems/HOTICH/balance/"
    assert "HT2021-004113" in text(clerk.get(card("Rah Lan Hyen")))
    settled = text(head.get("/cases/systems/HOTICH/balance/?list=settled"))
    assert "Gõ đảo hai chữ số" in settled
    assert "Trần Như Quỳnh" in settled


def test_another_agency_finds_nothing_of_it(systems: None) -> None:
    foreign = signed_in("division_head")
    case = one(WAITS).id
    for where in (f"/cases/{case}/systems/", card(), "/cases/systems/differences/1/"):
        assert foreign.get(where).status_code == 404
        assert foreign.post(where, {"number": "HT2021-004200"}).status_code == 404
    assert WAITS not in text(foreign.get("/cases/systems/HOTICH/"))
    assert "LÊ QUANG VINH" not in foreign.get("/cases/systems/HOTICH/waiting.csv").content.decode("utf-8-sig")
    assert "HT2021" not in text(foreign.get("/cases/systems/HOTICH/balance/"))


def test_nobody_else_opens_the_file(clerk: Client, head: Client) -> None:
    where = send(clerk, "Số đăng ký\nx\n")
    assert head.get(where).status_code == 404
    assert signed_in("document_clerk").get("/cases/systems/").status_code == 404


def test_pages_ask_few_statements(clerk: Client, head: Client) -> None:
    difference = re.findall(
        r"/cases/systems/differences/\d+/", text(head.get("/cases/systems/HOTICH/balance/"))
    )[0]
    sent = send(clerk, f"{COLUMNS}HT2021-004199,,,\n")
    pages = [
        (clerk, where) for where in ("", "HOTICH/", "HOTICH/balance/", "HOTICH/import/", "HOTICH/waiting.csv")
    ]
    pages = [(client, f"/cases/systems/{where}") for client, where in pages]
    pages += [(clerk, card()), (clerk, f"/cases/{one(WAITS).id}/systems/"), (head, difference), (clerk, sent)]
    for client, where in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        assert len(asked) <= MOST, (where, len(asked))
