"""The certification lane by keyboard: Enter goes on, F9 certifies; the book, what waits, cancelling; who may not."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import queries
from lienthong.domain.cases.queries import Certified, Period
from lienthong.spine import clock
from tests.e2e.people import signed_in
from tests.web.desk.counter import text, value, worker

pytestmark = pytest.mark.django_db
CITY = "GL-622"
CARD = (
    "064190009876|231234567|Rơ Châm H’Yưn|12051990|Nữ|Làng Plei Ốp, phường Hoa Lư, Pleiku, Gia Lai|01012021"
)


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


def chief() -> str:
    found = find_account("nayhblun.622")
    assert found
    return found.id


def lane(do: str = "certify", **more: object) -> dict[str, object]:
    given = {"key": str(uuid4()), "kind": "COPY", "further_days": "0", "signer": chief(), "do": do}
    return given | {"name": "Siu Thử", "paper_1": "Giấy khai sinh", "copies_1": "3"} | more


def lines(kind: Certified = Certified.COPY) -> list[queries.CertificationRow]:
    return queries.list_certified(CITY, kind, Period(clock.today(), clock.today()))


def test_certifying_shows_the_number_to_write_under_each_paper(clerk: Client) -> None:
    answer = clerk.post("/cases/certify/", lane(paper_2="Bằng tốt nghiệp", pages_2="4"), follow=True)
    page = text(answer)
    assert "Số 1, quyển số 01/2021-SCT/BS" in page
    assert "Số 2, quyển số 01/2021-SCT/BS" in page
    assert [(line.paper, line.copies, line.fee) for line in lines()] == [
        ("Bằng tốt nghiệp", 1, 6_000),
        ("Giấy khai sinh", 3, 6_000),
    ]
    assert value(page, "name") == ""


def test_pressed_twice_it_is_certified_once(clerk: Client) -> None:
    given = lane()
    clerk.post("/cases/certify/", given)
    again = clerk.post("/cases/certify/", given, follow=True)
    assert "Số 1, quyển số" in text(again)
    assert len(lines()) == 1


def test_enter_goes_to_the_next_box_says_the_fee_and_writes_nothing(clerk: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        empty = text(clerk.post("/cases/certify/", lane("go", name="", paper_1="")))
        named = text(clerk.post("/cases/certify/", lane("go", paper_1="")))
        paper = text(clerk.post("/cases/certify/", lane("go", pages_1="5")))
        done = text(clerk.post("/cases/certify/", lane("go", paper_2="")))
    assert re.search(r'name="name"[^>]*autofocus', empty)
    assert re.search(r'name="paper_1"[^>]*autofocus', named)
    assert re.search(r'name="paper_2"[^>]*autofocus', paper)
    assert "21.000" in paper.replace("\u00a0", " ")  # three copies of five pages: 3 x 7.000
    assert re.search(r'value="certify"[^>]*autofocus|autofocus[^>]*value="certify"', done)
    written = [one["sql"] for one in asked if re.match(r"(INSERT|UPDATE|DELETE)", one["sql"])]
    assert [sql for sql in written if "cases_" in sql or "numbering_" in sql] == []


def test_a_scanned_card_fills_who_asks(clerk: Client) -> None:
    page = text(clerk.post("/cases/certify/", lane("go", name=CARD, paper_1="")))
    assert (value(page, "name"), value(page, "number")) == ("Rơ Châm H’Yưn", "064190009876")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Bạn chưa điền “Người yêu cầu chứng thực”"),
        ({"paper_1": ""}, "Ghi tên ít nhất một giấy tờ"),
        ({"signer": ""}, "Chọn người ký"),
        ({"kind": "SIGNATURE"}, "phải có số giấy tờ"),
        ({"kind": "SIGNATURE", "number": "12"}, "12 chữ số"),
        ({"copies_1": "0"}, "1"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    clerk: Client, wrong: dict[str, object], says: str
) -> None:
    page = text(clerk.post("/cases/certify/", lane(exempt="hộ nghèo") | wrong))
    assert says in page
    assert value(page, "exempt") == "hộ nghèo"
    assert 'class="summary"' in page
    assert lines() == []


def test_a_signature_knows_who_signed_by_their_paper(clerk: Client) -> None:
    given = lane(kind="SIGNATURE", number="064190001234", number_kind="CCCD", paper_1="Giấy ủy quyền")
    clerk.post("/cases/certify/", given)
    (line,) = lines(Certified.SIGNATURE)
    assert line.party
    assert line.fee == 30_000


def test_what_cannot_be_done_at_once_waits_with_its_day(clerk: Client) -> None:
    page = text(clerk.post("/cases/certify/", lane("later", further_days="2"), follow=True))
    assert "phải ghi lý do" in page
    clerk.post("/cases/certify/", lane("later", further_days="2", why="120 trang"), follow=True)
    book = text(clerk.get("/cases/certified/"))
    assert "120 trang" in book
    assert "19/10/2021" in book
    (waits,) = queries.list_waiting(CITY)
    done = clerk.post(f"/cases/certified/{waits.id}/finish/", {"signer": chief()}, follow=True)
    assert "Đã chứng thực: số 1" in text(done)
    assert queries.list_waiting(CITY) == []


def test_a_number_is_cancelled_with_a_reason_and_the_book_tells(clerk: Client) -> None:
    clerk.post("/cases/certify/", lane())
    (line,) = lines()
    assert 'class="summary"' in text(clerk.post(f"/cases/certified/{line.id}/cancel/", {}))
    clerk.post(f"/cases/certified/{line.id}/cancel/", {"reason": "Ghi nhầm tên"})
    assert "Ghi nhầm tên" in text(clerk.get("/cases/certified/"))
    again = text(clerk.post(f"/cases/certified/{line.id}/cancel/", {"reason": "Nữa"}))
    assert "Số này đã hủy" in again


def test_the_book_opens_to_be_printed_and_as_a_workbook(clerk: Client) -> None:
    clerk.post("/cases/certify/", lane())
    days = "kind=COPY&first=01/10/2021&last=15/10/2021"
    printed = clerk.get(f"/cases/certified.pdf?{days}")
    assert printed["Content-Type"] == "application/pdf"
    assert "Siu Thử" in PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    workbook = clerk.get(f"/cases/certified.xlsx?{days}")
    assert workbook.content[:2] == b"PK"
    assert clerk.get("/cases/certified.pdf?kind=COPY&first=x&last=y").status_code == 404


def test_the_book_is_searched_without_marks(clerk: Client) -> None:
    clerk.post("/cases/certify/", lane())
    days = "kind=COPY&first=01/10/2021&last=15/10/2021"
    assert "Giấy khai sinh" in text(clerk.get(f"/cases/certified/?{days}&q=siu+thu"))
    assert "Siu Thử" not in text(clerk.get(f"/cases/certified/?{days}&q=nobody"))


def test_others_find_no_lane_and_no_line(city: None, clerk: Client) -> None:
    clerk.post("/cases/certify/", lane())
    (line,) = lines()
    officer, commune = worker("nguyenthithuha.622"), worker("kpahnga.hoalu")
    assert officer.get("/cases/certify/").status_code == 404
    assert commune.get("/cases/certify/").status_code == 200
    for deed in ("finish", "cancel"):
        assert commune.get(f"/cases/certified/{line.id}/{deed}/").status_code == 404
    assert "Siu Thử" not in text(commune.get("/cases/certified/"))


def test_pages_of_the_lane_ask_few_statements(clerk: Client) -> None:
    clerk.post("/cases/certify/", lane())
    clerk.post("/cases/certify/", lane("later"))
    for address in ("/cases/certify/", "/cases/certified/"):
        with CaptureQueriesContext(connection) as asked:
            clerk.get(address)
        assert len(asked) <= 25, address


def test_a_text_that_was_pasted_as_the_name_is_told_off_beside_the_box(clerk: Client) -> None:
    page = text(clerk.post("/cases/certify/", lane(name="N" * 450)))
    assert "200 ký tự" in page
    assert 'id="id_name_error"' in page
    assert "N" * 450 in page, "what was typed stays"
    assert lines() == []


@pytest.mark.parametrize(
    ("copies", "says"), [("-1", "từ 1 trở lên"), ("1000", "nhiều nhất 999"), ("1,5", "số nguyên")]
)
def test_counts_are_told_off_in_plain_words(clerk: Client, copies: str, says: str) -> None:
    assert says in text(clerk.post("/cases/certify/", lane(copies_1=copies)))
    assert lines() == []
