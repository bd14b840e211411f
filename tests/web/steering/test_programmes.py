"""A programme of years on its pages: typed by hand, or a document that was read called so."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import models as m
from lienthong.domain.plans import queries
from lienthong.spine import clock
from tests.domain.plans.running import accepted_draft
from tests.factories.province import SLUG, loaded
from tests.web.steering.people import browser_of, employ

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = NOW.date()
NEW = "/plans/programmes/new/"
MADE = "/plans/15-ctr-ubnd-2021/"
GIVEN = {
    "number": "15/CTr-UBND",
    "issued_on": "5/1/2021",
    "title": "Chương trình tổng thể cải cách hành chính",
    "first": "2021",
    "last": "2025",
    "outline": "I. Cải cách thể chế\nHoàn thiện thể chế\nTheo dõi thi hành pháp luật",
}


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        employ("monitor", "plan_monitor", "GL-SNV")
        employ("head", "division_head", "GL-SKHCN")
        yield


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode()).replace("\u00a0", " ")


def in_force(browser: Client) -> None:
    browser.post(NEW, GIVEN)
    answer = browser.post(f"{MADE}review/issue/", {"monitor": "GL-SNV", "overseer": "GL-VPUBND"})
    assert answer.headers["Location"] == MADE


def test_a_programme_is_typed_reviewed_and_issued() -> None:
    browser = browser_of("monitor")
    assert browser.post(NEW, GIVEN).headers["Location"] == f"{MADE}review/"
    review = text(browser.get(f"{MADE}review/"))
    assert "Đây là chương trình giai đoạn 2021–2025." in review
    assert "Theo dõi thi hành pháp luật" in review
    browser.post(f"{MADE}review/issue/", {"monitor": "GL-SNV", "overseer": "GL-VPUBND"})
    page = text(browser.get(MADE))
    assert "Chương trình cải cách hành chính 2021–2025" in page
    assert "2 nhiệm vụ thuộc 1 lĩnh vực; kế hoạch này không trực tiếp giao nghĩa vụ" in page
    groups = browser.get("/plans/").context["groups"]
    assert [title for title, _rows in groups] == ["Chương trình nhiều năm", "Kế hoạch của tỉnh"]


def test_the_plan_of_the_year_is_linked_to_it_and_both_say_so() -> None:
    browser = browser_of("monitor")
    in_force(browser)
    plan = f"/plans/{SLUG}/"
    assert "gợi ý thêm" in text(browser.get(f"{plan}links/"))
    answer = browser.post(f"{plan}links/?to=15-ctr-ubnd-2021", {"ref": ["I.2"], "to-I.2": "I.2"})
    assert answer.status_code == 302
    said = text(browser.get(plan))
    assert "Chương trình cải cách hành chính 2021–2025 (15/CTr-UBND)</a>: đã nối 1 trong 35 nhiệm vụ." in said
    (group,) = browser.get(f"{MADE}below/").context["groups"]
    assert (group.title, group.made[0].name) == ("Kế hoạch của tỉnh", "UBND tỉnh Gia Lai, 2021")
    above = browser.get(f"{MADE}tasks/I.2/")
    assert "1 nhiệm vụ thực hiện nhiệm vụ này" in text(above)


def test_what_was_typed_stays_when_it_is_refused() -> None:
    browser = browser_of("monitor")
    for wrong, status, said in (
        ({"first": "2026"}, 409, "Năm kết thúc của chương trình không được trước năm bắt đầu."),
        ({"first": "21"}, 422, ""),
        ({"outline": "I. Cải cách thể chế"}, 409, ""),
        ({"number": ""}, 422, "Bạn chưa điền “Số quyết định”."),
        ({"issued_on": "1/1/2022"}, 422, "Ngày này chưa đến."),
    ):
        answer = browser.post(NEW, GIVEN | wrong)
        assert (answer.status_code, "Chương trình tổng thể" in text(answer)) == (status, True), wrong
        assert said in text(answer)
    assert not queries.list_drafts()


def test_the_second_press_finds_what_the_first_made_and_another_programme_is_refused() -> None:
    browser = browser_of("monitor")
    places = [browser.post(NEW, GIVEN).headers["Location"] for _press in range(2)]
    assert places == [f"{MADE}review/"] * 2
    other = browser.post(NEW, GIVEN | {"title": "Chương trình khác"})
    assert (other.status_code, "Chương trình khác" in text(other)) == (409, True)
    assert len(queries.list_drafts()) == 1


def test_a_document_that_was_read_is_called_a_programme() -> None:
    m.Plan.objects.filter(slug=SLUG).update(
        number="750/QĐ-UBND"
    )  # so that the same text can be read once more
    draft, browser = accepted_draft(), browser_of("monitor")
    address = f"/plans/{draft.slug}/review/programme/"
    assert "Đây là kế hoạch năm 2021." in text(browser.get(f"/plans/{draft.slug}/review/"))
    wrong = browser.post(address, {"first": "2025", "last": "2021"})
    assert (wrong.status_code, 'value="2025"' in text(wrong)) == (409, True)
    assert browser.post(address, {"first": "2021", "last": "2030"}).status_code == 302
    called = queries.get_draft(draft.slug)
    assert (called.is_programme, called.last_year) == (True, 2030)


def test_others_find_nothing() -> None:
    in_force(browser_of("monitor"))
    assert browser_of("head").get(NEW).status_code == 404
    assert browser_of("head").post(NEW, GIVEN | {"number": "16/CTr-UBND"}).status_code == 404
    assert browser_of("monitor").get(f"{MADE}review/programme/").status_code == 404  # it was issued
    assert browser_of("head").get(f"{MADE}links/").status_code == 404
    assert Client().get(NEW).headers["Location"].startswith("/sign-in/")
    assert Client().get(MADE).status_code == 200
