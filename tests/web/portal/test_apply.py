"""Applying from home, page by page: what is asked, kept, refused in words, sent once, and found again by a code."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.applications import queries
from lienthong.domain.cases import queries as cases
from lienthong.domain.procedures import queries as procedures
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
OWNER = "GL-622"


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        states.an_application(Client())
        yield


@pytest.fixture
def home(province: None) -> Client:
    cache.clear()
    return Client(HTTP_ACCEPT_LANGUAGE="vi")


def words(answer: Any) -> str:
    assert answer.status_code in (200, 400), (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def place(answer: Any) -> str:
    assert answer.status_code == 302, words(answer)
    return str(answer.headers["Location"])


def begun(browser: Client) -> str:
    """The address of a new application."""
    return place(browser.post(f"/procedures/{states.FILED_UNDER}/apply/", {"owner": OWNER}))


def key_of(address: str) -> UUID:
    return UUID(address.split("/")[2])


def content(address: str) -> queries.Content:
    return queries.get_application(key_of(address)).content


def kept_file(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def send(browser: Client, address: str, asked: str, do: str = "save", **typed: str) -> Any:
    return browser.post(address, {"asked": asked, "do": do, **typed})


def test_a_procedure_that_is_filed_online_shows_one_button_to_it(home: Client) -> None:
    told = words(home.get(f"/procedures/{states.FILED_UNDER}/"))
    assert f'href="/procedures/{states.FILED_UNDER}/apply/"' in told
    assert "Nộp hồ sơ trực tuyến" in told
    assert "apply" not in words(home.get(f"/procedures/{states.FILED_UNDER}/?as_of=2021-06-01"))


def test_an_agency_that_does_not_decide_is_not_offered(home: Client) -> None:
    told = words(home.post(f"/procedures/{states.FILED_UNDER}/apply/", {"owner": "GL-SNV"}))
    assert "Bạn nộp cho cơ quan nào?" in told
    assert 'role="alert"' in told
    assert home.get("/procedures/nowhere/apply/").status_code == 404


def test_every_part_is_listed_with_what_opens_it_and_the_code(home: Client) -> None:
    at = begun(home)
    told = words(home.get(at))
    for part in ("Nộp cho ai", "Người nộp", "Ngôi nhà", "Bản vẽ thiết kế", "Mở khi các phần trên đã xong."):
        assert part in told, part
    assert queries.get_application(key_of(at)).code in told
    assert place(home.get(f"{at}check/")) == at


def test_answers_are_kept_and_the_next_part_follows(home: Client) -> None:
    at = begun(home)
    assert place(send(home, f"{at}people/whose/", "whose", whose="SELF")) == f"{at}people/applicant/"
    assert content(at).people == {"whose": {"whose": "SELF"}}


def test_what_is_wrong_is_said_beside_its_box_and_nothing_typed_is_lost(home: Client) -> None:
    at = begun(home)
    asked = "name number birth"
    day = {"birth_day": "27", "birth_month": "3", "birth_year": "2041"}
    told = words(send(home, f"{at}people/applicant/", asked, name="Siu Blưn", number="06419000432", **day))
    assert "Lỗi:" in told
    assert "số căn cước có 12 chữ số, chứng minh cũ có 9; bạn mới nhập 11" in told
    assert "phải ở trong quá khứ. Bạn nhập 27/03/2041." in told
    assert 'value="Siu Blưn"' in told
    assert content(at).people["applicant"]["name"] == "Siu Blưn"


@pytest.mark.parametrize("day", [("31", "2", "1990"), ("", "2", "1990"), ("x", "2", "1990")])
def test_a_day_that_does_not_exist_is_refused_and_not_kept(home: Client, day: tuple[str, str, str]) -> None:
    at = begun(home)
    typed = dict(zip(("birth_day", "birth_month", "birth_year"), day, strict=True))
    told = words(
        send(home, f"{at}people/applicant/", "name number birth", name="An", number="064190004321", **typed)
    )
    assert "field-error" in told
    assert "birth" not in content(at).people["applicant"]


def test_an_answer_that_asks_for_more_comes_back_with_the_question_and_without_blame(home: Client) -> None:
    at = begun(home)
    told = words(send(home, f"{at}form/nha/", "dia_chi ham", dia_chi="Thửa 112", ham="yes"))
    assert "Cần hỏi thêm" in told
    assert "Số tầng hầm" in told
    assert "field-error" not in told
    told = words(
        send(home, f"{at}form/nha/", "dia_chi ham so_ham", dia_chi="Thửa 112", ham="yes", so_ham="0")
    )
    assert "“Số tầng hầm” phải từ 1 trở lên." in told
    place(send(home, f"{at}form/nha/", "dia_chi ham so_ham", dia_chi="Thửa 112", ham="yes", so_ham="2"))
    assert content(at).form["nha"] == {"dia_chi": "Thửa 112", "ham": True, "so_ham": 2}


def test_later_keeps_what_is_there_and_leads_to_the_list(home: Client) -> None:
    at = begun(home)
    assert place(send(home, f"{at}form/nha/", "dia_chi ham", "later", dia_chi="Thửa 112")) == at
    assert content(at).form == {"nha": {"dia_chi": "Thửa 112"}}
    assert "Làm dở" in words(home.get(at))


def test_several_entries_are_added_changed_and_removed(home: Client) -> None:
    at = begun(home)
    part = f"{at}form/lien_ke/"
    assert place(send(home, f"{part}1/", "chu", chu="Siu Blưn")) == part
    place(send(home, f"{part}2/", "chu", chu="Kpă Klơng"))
    place(send(home, f"{part}1/", "chu", chu="Siu Blun"))
    told = words(home.get(part))
    assert told.index("Siu Blun") < told.index("Kpă Klơng")
    assert home.get(f"{part}3/").status_code == 404, "two at most"
    place(send(home, f"{part}1/", "chu", "remove"))
    assert content(at).form["lien_ke"] == [{"chu": "Kpă Klơng"}]
    assert "lien_ke" not in str(content(at).seen)
    place(home.post(part))
    assert "form/lien_ke" in content(at).seen


def test_files_are_kept_named_and_taken_out(home: Client) -> None:
    at = begun(home)
    files = [SimpleUploadedFile("bản vẽ.pdf", PDF), SimpleUploadedFile("la.exe", b"MZ")]
    key = key_of(at)
    assert place(home.post(f"/uploads/applications/{key}/2/", {"files": files})) == f"{at}papers/2/"
    told = words(home.get(f"{at}papers/2/"))
    assert "Đã nhận 1 tệp." in told
    assert "Chưa nhận được “la.exe”" in told
    (kept,) = queries.get_whole(queries.get_application(key), clock.today()).attachments
    assert kept_file(home.get(f"{at}papers/2/{kept.id}/")) == PDF
    assert home.get(f"{at}papers/1/{kept.id}/").status_code == 404
    place(home.post(f"{at}papers/2/{kept.id}/remove/"))
    assert "bản vẽ.pdf" not in words(home.get(f"{at}papers/2/")).split("Đã bỏ tệp")[1]
    assert place(home.post(f"/uploads/applications/{key}/2/")).endswith("?tried=1")
    assert "Bạn chưa chọn tệp." in words(home.get(f"{at}papers/2/?tried=1"))


def test_all_is_shown_before_it_is_sent_and_sending_twice_makes_one_case(home: Client) -> None:
    key = states.an_application(home)
    at = f"/applications/{key}/"
    told = words(home.get(f"{at}check/"))
    for part in ("Thửa 112, phường Hoa Lư", "12/05/1990", "Siu Blưn", "ban-ve.pdf", "UBND thành phố Pleiku"):
        assert part in told, part
    assert "cam đoan" in words(home.post(f"{at}check/"))
    assert queries.get_application(key).case is None
    for _press in range(2):
        assert place(home.post(f"{at}check/", {"true": "yes"})) == f"{at}sent/"
    case = queries.get_application(key).case
    assert case
    assert cases.follow(case, now=clock.now()).state == "FILED"
    told = words(home.get(f"{at}sent/"))
    assert queries.get_application(key).code in told
    assert 'class="qr"' in told
    assert kept_file(home.get(f"{at}form.pdf")).startswith(b"%PDF-")
    for page in (at, f"{at}check/", f"{at}people/whose/", f"{at}papers/2/"):
        assert place(home.get(page)) == f"{at}sent/"


def test_a_number_of_somebody_else_is_refused_without_naming_them(home: Client) -> None:
    states.a_case(Client())  # it is the number of Rơ Châm H’Yưn
    key = states.an_application(home)
    at = f"/applications/{key}/"
    day = {"birth_day": "12", "birth_month": "5", "birth_year": "1990"}
    place(
        send(
            home,
            f"{at}people/applicant/",
            "name number birth",
            name="Lê Văn Lạ",
            number="064190004321",
            **day,
        )
    )
    told = words(home.post(f"{at}check/", {"true": "yes"}))
    assert "không khớp với dữ liệu đang có" in told
    assert "H’Yưn" not in told


def test_another_browser_needs_the_code_and_then_goes_on(home: Client) -> None:
    at = begun(home)
    code = queries.get_application(key_of(at)).code
    other = Client(HTTP_ACCEPT_LANGUAGE="vi")
    part = f"{at}people/whose/"
    assert place(other.get(part)) == f"/applications/?next={part}"
    assert "Không có đơn nào mang mã này" in words(other.post("/applications/", {"code": "AAAA AAAA"}))
    assert place(other.post("/applications/", {"code": code.lower(), "next": part})) == part
    assert other.get(part).status_code == 200


@pytest.mark.parametrize("next_", ["https://vidu.vn/", "//vidu.vn", "/applications/../console/", "/console/"])
def test_a_code_leads_nowhere_but_to_its_application(home: Client, next_: str) -> None:
    at = begun(home)
    code = queries.get_application(key_of(at)).code
    assert place(home.post("/applications/", {"code": code, "next": next_})) == at


def test_who_leaves_a_lent_machine_takes_the_right_along(home: Client) -> None:
    at = begun(home)
    told = words(home.get(place(home.post(f"{at}leave/"))))
    assert queries.get_application(key_of(at)).code in told
    assert place(home.get(at)).startswith("/applications/?next=")


def test_codes_are_not_guessed_at_will(home: Client) -> None:
    for _try in range(20):
        home.post("/applications/", {"code": "AAAA AAAA"})
    assert home.post("/applications/", {"code": "AAAA AAAA"}).status_code == 429
    cache.clear()


def test_a_citizen_who_signed_in_finds_it_from_any_machine(home: Client) -> None:
    at = begun(signed_in("citizen"))
    assert signed_in("citizen").get(at).status_code == 200
    assert place(signed_in("business").get(at)).startswith("/applications/")


def test_giving_up_removes_it_after_a_question(home: Client) -> None:
    at = begun(home)
    assert "Bỏ đơn này?" in words(home.get(f"{at}drop/"))
    assert place(home.post(f"{at}drop/")) == f"/procedures/{states.FILED_UNDER}/"
    assert place(home.get(at)).startswith("/applications/?next=")


def test_no_answer_stays_in_a_browser_or_proxy(home: Client) -> None:
    key = states.an_application(home)
    for page in ("", "check/", "people/applicant/", "papers/2/"):
        assert "no-store" in home.get(f"/applications/{key}/{page}").headers["Cache-Control"]


@pytest.mark.parametrize("page", ["", "check/", "people/applicant/", "form/lien_ke/", "papers/2/"])
def test_pages_ask_a_bounded_number_of_questions(home: Client, page: str) -> None:
    key = states.an_application(home)
    with CaptureQueriesContext(connection) as asked:
        home.get(f"/applications/{key}/{page}")
    assert len(asked) <= 16, [one["sql"][:80] for one in asked.captured_queries]


def test_a_case_is_followed_by_code_and_a_proof_with_the_name_masked(home: Client) -> None:
    key = states.an_application_sent(home)
    code = queries.get_application(key).code
    other = Client(HTTP_ACCEPT_LANGUAGE="vi")
    told = words(other.post("/follow/", {"code": code, "proof": "0905118999"}))
    assert "Không có hồ sơ nào khớp" in told
    assert place(other.get("/follow/case/")) == "/follow/"
    assert place(other.post("/follow/", {"code": code, "proof": "0905 118 172"})) == "/follow/case/"
    told = words(other.get("/follow/case/"))
    assert "R*** C*** H’Yưn" in told
    assert "Bạn không phải làm gì lúc này" in told
    assert "064190004321" not in told


def test_what_was_sent_is_shown_whole_to_the_applicants_own_number_and_not_to_a_shared_telephone(
    home: Client,
) -> None:
    key = states.an_application_sent(home)
    code = queries.get_application(key).code
    other, own = (Client(HTTP_ACCEPT_LANGUAGE="vi") for _ in range(2))
    other.post("/follow/", {"code": code, "proof": "0905 118 172"})
    assert "/sent/" not in other.get("/follow/case/").content.decode()
    assert place(other.get(f"/applications/{key}/sent/")).startswith("/applications/?next=")
    own.post("/follow/", {"code": code, "proof": "064 190 004 321"})
    assert f"/applications/{key}/sent/" in own.get("/follow/case/").content.decode()
    assert own.get(f"/applications/{key}/sent/").status_code == 200


def test_the_code_of_what_was_sent_opens_nothing_without_a_proof(home: Client) -> None:
    key = states.an_application_sent(home)
    code = queries.get_application(key).code.replace(" ", "")
    other = Client(HTTP_ACCEPT_LANGUAGE="vi")
    assert place(other.post("/applications/", {"code": code})) == f"/follow/?code={code}"
    assert place(other.get(f"/applications/{key}/sent/")).startswith("/applications/?next=")


def test_procedures_are_open_data(home: Client) -> None:
    rows = home.get("/procedures/open.json").json()
    assert {"code": states.FILED_UNDER, "filed_online": True}.items() <= {**rows[0]}.items()
    sheet = home.get("/procedures/open.csv").content.decode()
    assert sheet.startswith("\ufeffcode,name,field")
    assert states.FILED_UNDER in sheet
    assert home.get("/procedures/open.docx").status_code == 404


@pytest.mark.parametrize(
    "asked", ["event=HOUSE", "online=on", "agency=G-HUYEN", "event=x", "q=giay+phep+xay+nha"]
)
def test_a_procedure_is_found_by_what_happens_in_life_and_by_who_decides(home: Client, asked: str) -> None:
    assert states.SETTLED.name in words(home.get(f"/procedures/?{asked}"))


def test_an_event_of_life_leads_to_its_own_field_alone(province: None) -> None:
    today = clock.today()
    assert [one.code for one in procedures.list_life_events(today)] == ["HOUSE"], "others lead to nothing yet"
    assert procedures.find_published(today, event="BIRTH").rows == []
    assert procedures.find_published(today, event="HOUSE").rows


def test_behind_the_national_portal_people_are_led_there_and_nothing_is_begun(
    home: Client, settings: Any
) -> None:
    assert "/apply/" in words(home.get(f"/procedures/{states.FILED_UNDER}/"))
    settings.LIENTHONG_PORTAL = "national"
    told = words(home.get(f"/procedures/{states.FILED_UNDER}/"))
    assert 'href="https://dichvucong.gov.vn/"' in told and "Nộp trên Cổng Dịch vụ công quốc gia" in told
    assert "/apply/" not in told
    address = f"/procedures/{states.FILED_UNDER}/apply/"
    assert place(home.get(address)) == "https://dichvucong.gov.vn/"
    before = home.session.get("applications")
    assert place(home.post(address, {"owner": OWNER})) == "https://dichvucong.gov.vn/"
    assert home.session.get("applications") == before
