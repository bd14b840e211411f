"""People say how it went and what they remark; the agency answers; everybody sees counts and nobody a name."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import list_hats
from lienthong.domain.surveys import queries
from lienthong.domain.surveys.models import Rating, Remark
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states
from tests.e2e.people import account, signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        organisations.assign(
            account=account("division_head"),
            agency="GL-622",
            title="Trưởng phòng",
            role="division_head",
            on=clock.today(),
            by=platform("test"),
            at=clock.now(),
        )
        states.an_application(Client())
        yield


@pytest.fixture
def home(province: None) -> Client:
    cache.clear()
    return signed_in("citizen")


@pytest.fixture
def head(province: None) -> Client:
    """Of Pleiku: wears that hat."""
    browser = signed_in("division_head")
    hat = next(
        one.position for one in list_hats(account("division_head"), clock.today()) if one.agency == "GL-622"
    )
    browser.post("/profile/hat/", {"hat": hat})
    return browser


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_one_tap_says_it_and_a_second_thought_changes_it(home: Client) -> None:
    case = states.an_own_result(home)
    here = f"/my/cases/{case}/"
    assert "Bạn hài lòng thế nào" in words(home.get(here))
    for _again in range(2):
        assert home.post(f"{here}rate/", {"level": "5"}).headers["Location"] == here
    assert "Bạn đã đánh giá: Rất hài lòng" in words(home.get(here))
    page = words(home.get(f"{here}rate/"))
    assert "Cán bộ, công chức có lịch sự" in page
    home.post(f"{here}rate/", {"level": "3", "asked": "yes", "OFFICIALS": "2", "csrf": "x"})
    told = queries.find_rating(case)
    assert told
    assert (told.level, told.answers) == (3, {"OFFICIALS": 2})
    assert Rating.objects.filter(case=case).count() == 1


def test_nothing_chosen_is_told_and_what_was_chosen_stays(home: Client) -> None:
    case = states.an_own_result(home)
    page = words(home.post(f"/my/cases/{case}/rate/", {"asked": "yes", "ACCESS": "4", "level": "9"}))
    assert "Lỗi:" in page
    assert re.search(r'id="ACCESS_4"[^>]* checked', page)
    assert queries.find_rating(case) is None


def test_a_telephone_is_enough_to_rate(province: None) -> None:
    cache.clear()
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    case = states.a_followed_result(browser)
    session = browser.session
    session["followed_by_number"] = 0
    session.save()
    assert browser.post("/follow/case/rate/", {"level": "4"}).headers["Location"] == "/follow/case/"
    assert queries.find_rating(case)
    assert browser.get("/follow/case/remarks/").headers["Location"] == "/follow/case/"


def test_before_the_result_nobody_is_asked(home: Client) -> None:
    case = states.an_own_case(home)
    assert "Bạn hài lòng thế nào" not in words(home.get(f"/my/cases/{case}/"))
    assert home.post(f"/my/cases/{case}/rate/", {"level": "1"}).status_code == 302
    assert queries.find_rating(case) is None


def test_a_remark_is_numbered_answered_and_the_answer_is_read_at_home(home: Client, head: Client) -> None:
    case = states.an_own_case(home)
    here, key = f"/my/cases/{case}/remarks/", str(uuid4())
    given = {"key": key, "kind": "FEEDBACK", "text": "Tôi phải đi lại ba lần <b>"}
    for _again in range(2):
        assert home.post(here, given).headers["Location"] == here
    (row,) = Remark.objects.filter(case=case)
    assert "Chờ trả lời" in words(home.get(here))
    assert "đi lại ba lần &lt;b&gt;" in words(head.get("/voice/remarks/"))
    desk = f"/voice/remarks/{row.pk}/"
    assert "Lỗi:" in words(head.post(desk, {"text": " "}))
    for _again in range(2):
        assert head.post(desk, {"text": "Xin lỗi, đã chấn chỉnh."}).status_code in {200, 302}
    assert "Xin lỗi, đã chấn chỉnh." in words(home.get(here))
    assert signed_in("agency_leader").get(desk).status_code == 404, "of another agency"
    assert signed_in("one_stop_officer").post(desk, {"text": "x"}).status_code == 404, "sees, does not answer"


def test_a_remark_without_words_is_asked_for_and_nothing_is_lost(home: Client) -> None:
    case = states.an_own_case(home)
    page = words(home.post(f"/my/cases/{case}/remarks/", {"key": str(uuid4()), "kind": "PRAISE", "text": ""}))
    assert "Lỗi:" in page
    assert re.search(r'value="PRAISE"[^>]* checked', page)
    assert not Remark.objects.filter(case=case).exists()


def test_everybody_sees_counts_once_enough_people_said_something(home: Client) -> None:
    case = states.an_own_result(home)
    home.post(f"/my/cases/{case}/rate/", {"level": "5"})
    seen = Rating.objects.get(case=case)
    assert "chưa đến 10 lượt" in words(Client(HTTP_ACCEPT_LANGUAGE="vi").get("/satisfaction/"))
    for level in (5, 4, 4, 5, 2, 5, 4, 3, 5, 4):
        other = states.an_own_result(home)
        home.post(f"/my/cases/{other}/rate/", {"level": str(level)})
    stranger = Client(HTTP_ACCEPT_LANGUAGE="vi")
    page = words(stranger.get("/satisfaction/?period=2021"))
    count = Rating.objects.filter(agency="GL-622").count()
    assert f"trên {count} lượt trả lời" in page
    below = words(stranger.get("/satisfaction/GL-622/"))
    assert seen.title in below
    assert stranger.get("/satisfaction/XX/").status_code == 404
    assert stranger.get("/satisfaction/?period=1900-7").status_code == 200


def test_a_head_takes_the_results_away(home: Client, head: Client) -> None:
    case = states.an_own_result_rated(home)
    assert "Theo câu hỏi" in words(head.get("/voice/"))
    sheet = openpyxl.load_workbook(BytesIO(head.get("/voice/results.xlsx").content)).worksheets[0]
    cells: list[list[Any]] = [[cell.value for cell in row] for row in sheet.rows]
    title = Rating.objects.get(case=case).title
    assert any(row[1] == title and row[2] >= 1 for row in cells)


def test_the_pages_ask_few_questions_of_the_database(home: Client, head: Client) -> None:
    case = states.an_own_result_rated(home)
    for browser, address in (
        (home, f"/my/cases/{case}/"),
        (home, f"/my/cases/{case}/rate/"),
        (home, f"/my/cases/{case}/remarks/"),
        (home, "/satisfaction/"),
        (head, "/voice/"),
        (head, "/voice/remarks/"),
    ):
        browser.get(address)
        with CaptureQueriesContext(connection) as said:
            browser.get(address)
        assert len(said) <= MOST_QUERIES, (address, len(said))
