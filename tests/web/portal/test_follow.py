"""Looking a case up without an account: after some misses a puzzle, signed, short-lived, used once, for one address."""

import re
import time
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.applications.queries import get_application
from lienthong.web.portal.follow import puzzle
from tests.e2e import states
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
WRONG = {"code": "K7M4PX2Q", "proof": "0905000000"}
NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        states.an_application(Client())
        yield


@pytest.fixture
def case(province: None) -> dict[str, str]:
    """What opens one."""
    del province
    cache.clear()
    key = states.an_application_sent(Client())
    return {"code": get_application(key).code, "proof": "0905118172"}


def visitor(address: str = "203.113.0.1") -> Client:
    return Client(REMOTE_ADDR=address, HTTP_ACCEPT_LANGUAGE="vi")


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def missed(browser: Client, times: int = 3) -> str:
    page = ""
    for _time in range(times):
        page = words(browser.post("/follow/", WRONG))
    return page


def part(page: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', page)
    assert found, name
    return found[1]


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def worked_out(page: str) -> str:
    nonce, digest = part(page, "data-nonce"), part(page, "data-digest")
    numbers = map(str, range(int(part(page, "data-most")) + 1))
    return next(one for one in numbers if sha256(f"{nonce}:{one}".encode()).hexdigest() == digest)


def reckoned(page: str) -> str:
    asked = re.search(r"(\w+) cộng (\w+) bằng mấy", page.lower())
    assert asked
    return str(NUMBERS.index(asked[1]) + NUMBERS.index(asked[2]))


def test_nothing_is_asked_at_first(case: dict[str, str]) -> None:
    browser = visitor()
    assert "data-puzzle" not in words(browser.get("/follow/"))
    assert "data-puzzle" not in missed(browser, 2)
    assert browser.post("/follow/", case).headers["Location"] == "/follow/case/"


def test_after_three_misses_the_work_of_the_browser_opens_it(case: dict[str, str]) -> None:
    browser = visitor()
    page = missed(browser)
    assert "data-puzzle" in page
    solved = case | {"token": token(page), "solved": worked_out(page)}
    assert browser.post("/follow/", solved).headers["Location"] == "/follow/case/"


def test_without_scripts_a_question_in_words_opens_it(case: dict[str, str]) -> None:
    browser = visitor()
    page = missed(browser)
    told = case | {"token": token(page), "solved": "", "answer": reckoned(page)}
    assert browser.post("/follow/", told).headers["Location"] == "/follow/case/"


def test_the_form_comes_with_the_puzzle_from_then_on(case: dict[str, str]) -> None:
    browser = visitor()
    missed(browser)
    page = words(browser.get("/follow/"))
    solved = case | {"token": token(page), "solved": worked_out(page)}
    assert browser.post("/follow/", solved).headers["Location"] == "/follow/case/"


def test_a_network_of_version_6_is_one_address(case: dict[str, str]) -> None:
    missed(visitor("2001:db8:1:2::7"))
    assert "data-puzzle" in words(visitor("2001:db8:1:2::8").get("/follow/"))
    assert visitor("2001:db8:1:3::7").post("/follow/", case).status_code == 302


def test_another_address_is_not_asked(case: dict[str, str]) -> None:
    missed(visitor())
    assert "data-puzzle" not in words(visitor("203.113.0.2").get("/follow/"))
    assert visitor("203.113.0.2").post("/follow/", case).status_code == 302


@pytest.mark.parametrize("given", [{}, {"token": ""}, {"token": "abc:def"}, {"solved": "1"}])
def test_without_a_puzzle_of_ours_nothing_is_looked_up(case: dict[str, str], given: dict[str, str]) -> None:
    browser = visitor()
    missed(browser)
    page = words(browser.post("/follow/", case | given))
    assert "phép kiểm tra" in page.lower()
    assert f'value="{case["code"]}"' in page


def test_it_counts_once(case: dict[str, str]) -> None:
    browser = visitor()
    page = missed(browser)
    solved = {"token": token(page), "solved": worked_out(page)}
    browser.post("/follow/", WRONG | solved)
    assert browser.post("/follow/", case | solved).status_code == 200


def test_a_wrong_number_uses_it_up(case: dict[str, str]) -> None:
    browser = visitor()
    page = missed(browser)
    assert browser.post("/follow/", case | {"token": token(page), "solved": "-1"}).status_code == 200
    solved = {"token": token(page), "solved": worked_out(page)}
    assert browser.post("/follow/", case | solved).status_code == 200


def test_it_runs_out(case: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    browser = visitor()
    page = missed(browser)
    solved = case | {"token": token(page), "solved": worked_out(page)}
    now = time.time
    monkeypatch.setattr("django.core.signing.time.time", lambda: now() + puzzle.LASTS + 1)
    assert "hết hạn" in words(browser.post("/follow/", solved))


def test_somebody_elses_is_refused(case: dict[str, str]) -> None:
    page = missed(visitor())
    other = visitor("203.113.0.9")
    missed(other)
    solved = case | {"token": token(page), "solved": worked_out(page)}
    assert other.post("/follow/", solved).status_code == 200


def test_a_forged_one_is_refused(case: dict[str, str]) -> None:
    browser = visitor()
    missed(browser)
    made = {"nonce": "n", "whose": "x", "digest": sha256(b"n:1").hexdigest(), "answer": ""}
    forged = signing.dumps(made, key="another key", salt=puzzle.SALT)
    assert browser.post("/follow/", case | {"token": forged, "solved": "1"}).status_code == 200


def test_the_answer_does_not_stand_in_the_page(case: dict[str, str]) -> None:
    del case
    told = signing.loads(token(missed(visitor())), salt=puzzle.SALT)
    assert set(told) == {"nonce", "whose", "digest", "answer"}
    assert len(told["answer"]) == len(told["whose"]) == 64


def test_a_wrong_answer_asks_anew_and_too_many_are_refused(case: dict[str, str]) -> None:
    browser = visitor()
    page = missed(browser)
    page = words(browser.post("/follow/", case | {"token": token(page), "answer": "99"}))
    assert "chưa đúng" in page
    for _time in range(9):
        page = words(browser.post("/follow/", WRONG | {"token": token(page), "answer": reckoned(page)}))
    page = words(browser.post("/follow/", case | {"token": token(page), "answer": reckoned(page)}))
    assert "quá nhiều lần" in page
    solved = case | {"token": token(page), "solved": worked_out(page)}
    assert browser.post("/follow/", solved).status_code == 302


def test_the_question_can_be_read_aloud(case: dict[str, str]) -> None:
    del case
    page = missed(visitor())
    assert re.search(r'<label for="puzzle_answer">[^<]*cộng[^<]*bằng mấy', page)
    assert "<img" not in page[page.index("data-puzzle") : page.index("</form>", page.index("data-puzzle"))]
    assert 'role="status"' in page
