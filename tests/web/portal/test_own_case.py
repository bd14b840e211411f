"""One's own case from home, behind both doors: papers that were asked for, the fee, the result, taking it back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.applications.queries import get_application, list_brought
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.queries import State
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.readings.models import Reading
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        states.an_application(Client())
        yield


@pytest.fixture(params=["account", "code"])
def asked(request: Any, province: None) -> tuple[Client, str, int]:
    """A browser, the address of its case there, and the case, which waits for a paper."""
    cache.clear()
    if request.param == "account":
        browser = signed_in("citizen")
        case = states.an_own_case_asked(browser)
        return browser, f"/my/cases/{case}/", case
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    case = states.a_followed_case_asked(browser)
    return browser, "/follow/case/", case


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def state_of(case: int) -> State:
    return cases.follow(case, now=clock.now()).state


def drawing() -> SimpleUploadedFile:
    return SimpleUploadedFile("mat-cat-mong.pdf", PDF, "application/pdf")


def test_what_is_asked_for_is_sent_once_and_the_case_goes_on(asked: tuple[Client, str, int]) -> None:
    browser, here, case = asked
    assert "Bản vẽ mặt cắt móng" in words(browser.get(here))
    kept = browser.post(f"/uploads{here}supplement/", {"files": [drawing()]})
    assert kept.headers["Location"].endswith(f"{here}supplement/")
    assert "mat-cat-mong.pdf" in words(browser.get(f"{here}supplement/"))
    assert not list_brought(case), "not sent yet"
    for _again in range(2):
        answer = browser.post(f"{here}supplement/", {"note": "Tôi gửi bản vẽ"})
        assert answer.headers["Location"] == here
    assert state_of(case) is State.RECEIVED
    assert [one.name for one in list_brought(case)] == ["mat-cat-mong.pdf"]
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{case}")]
    assert verbs.count("cases.supplement_received") == verbs.count("applications.send_supplement") == 1
    assert "Bạn không phải làm gì lúc này" in words(browser.get(here))


def test_a_file_is_taken_out_again_and_nothing_is_not_sent(asked: tuple[Client, str, int]) -> None:
    browser, here, case = asked
    browser.post(f"/uploads{here}supplement/", {"files": [drawing(), SimpleUploadedFile("x.exe", b"MZ")]})
    page = words(browser.get(f"{here}supplement/"))
    assert "x.exe" in page  # said why it was not kept
    remove = re.search(rf'action="({here}supplement/\d+/remove/)"', page)
    assert remove
    browser.post(remove[1])
    answer = browser.post(f"{here}supplement/", {"note": " "})
    assert "Lỗi:" in words(answer)
    assert state_of(case) is State.WAITING_PAPERS


def test_it_is_withdrawn_only_when_one_says_so(asked: tuple[Client, str, int]) -> None:
    browser, here, case = asked
    page = words(browser.get(f"{here}withdraw/"))
    assert "Không còn ai giải quyết hồ sơ" in page
    assert "Lỗi:" in words(browser.post(f"{here}withdraw/", {"reason": "Không cần nữa"}))
    assert state_of(case) is State.WAITING_PAPERS
    for _again in range(2):
        browser.post(f"{here}withdraw/", {"reason": "Không cần nữa", "sure": "on"})
    assert state_of(case) is State.WITHDRAWN
    assert "rút" in words(browser.get(here))
    assert browser.get(f"{here}withdraw/").status_code == 302


def test_a_telephone_that_is_shared_looks_and_does_no_more(province: None) -> None:
    cache.clear()
    browser = Client(HTTP_ACCEPT_LANGUAGE="vi")
    case = states.a_followed_case_asked(browser)
    key = states.an_application_sent(Client())
    browser.post("/follow/", {"code": get_application(key).code, "proof": "0905118172"})
    other = browser.session["followed"]
    assert other != case
    assert "số căn cước của người nộp" in words(browser.get("/follow/case/"))
    for deed in ("supplement/", "withdraw/"):
        answer = browser.post(f"/follow/case/{deed}", {"reason": "x", "note": "x", "sure": "on"})
        assert answer.headers["Location"] == "/follow/case/"
    assert state_of(other) is State.FILED


def test_another_persons_case_is_not_there(province: None) -> None:
    cache.clear()
    browser = signed_in("citizen")
    case = states.a_case(Client())
    for deed in ("", "supplement/", "withdraw/", "fee/", "result.pdf"):
        assert browser.get(f"/my/cases/{case}/{deed}").status_code == 404
    assert browser.post(f"/my/cases/{case}/fetch/").status_code == 404


def test_the_fee_is_paid_from_the_account(province: None) -> None:
    cache.clear()
    browser = signed_in("citizen")
    case = states.an_own_fee(browser)
    assert "Bạn cần nộp 50.000 đồng" in words(browser.get(f"/my/cases/{case}/"))
    assert "Bạn cần nộp 50.000 đồng" in words(browser.get(f"/my/cases/{case}/fee/"))
    assert browser.get("/follow/fee/").headers["Location"] == f"/my/cases/{case}/fee/"


def test_the_page_of_a_case_asks_few_questions_of_the_database(asked: tuple[Client, str, int]) -> None:
    browser, here, _case = asked
    browser.get(here)
    for below in ("", "supplement/", "withdraw/"):
        with CaptureQueriesContext(connection) as said:
            browser.get(f"{here}{below}")
        assert len(said) <= MOST_QUERIES, (below, len(said))


def test_the_one_stop_opens_what_was_sent_and_the_look_is_written_down(
    asked: tuple[Client, str, int],
) -> None:
    browser, here, case = asked
    browser.post(f"/uploads{here}supplement/", {"files": [drawing()]})
    browser.post(f"{here}supplement/", {"note": ""})
    desk = signed_in("one_stop_officer")
    (one,) = list_brought(case)
    assert "mat-cat-mong.pdf" in words(desk.get(f"/cases/{case}/"))
    looks = Reading.objects.count()
    answer = desk.get(f"/cases/{case}/brought/{one.id}/")
    assert isinstance(answer, FileResponse)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert Reading.objects.count() == looks + 1
    assert signed_in("document_clerk").get(f"/cases/{case}/brought/{one.id}/").status_code == 404
