"""A late case names its causes on its page, and who is named contests; the board sums them by unit and cause."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.desk.counter import one, text, worker

pytestmark = pytest.mark.django_db
PERIOD = "since=15/09/2021&until=15/10/2021"


@pytest.fixture
def head(city: None) -> Client:
    return worker("trannhuquynh.622")


def explain(head: Client, **more: str) -> str:
    case = one("Siu Thuin").id
    given = {"cause_1": "COORDINATION", "agency_1": "GL-622", "agency_2": "GL-622", "agency_3": "GL-622"}
    return text(head.post(f"/cases/{case}/explain/", given | more, follow=True))


def test_a_late_case_shows_each_units_time_and_asks_for_the_cause(head: Client) -> None:
    page = text(head.get(f"/cases/{one('Siu Thuin').id}/"))
    assert "Vì sao trễ hạn" in page
    assert "Chưa ai nêu nguyên nhân." in page
    assert "Thời gian làm việc của từng đơn vị" in page
    assert re.search(r"[1-9][0-9]?0?\u00a0%", page)
    assert "Nêu nguyên nhân trễ hạn" in page


def test_a_case_in_its_time_shows_none_of_it(head: Client) -> None:
    case = one("Kpă Thương").id
    assert "Vì sao trễ hạn" not in text(head.get(f"/cases/{case}/"))
    assert head.post(f"/cases/{case}/explain/", {}).status_code == 302


def test_the_cause_is_told_on_the_case_and_in_its_story(head: Client) -> None:
    page = explain(head, note="Chờ Điện lực trả lời")
    assert "Đã ghi" in page
    assert "Chờ cơ quan phối hợp" in page
    assert "Chờ Điện lực trả lời" in page
    assert "nêu nguyên nhân trễ hạn" in page


def test_without_a_cause_it_says_so_and_keeps_the_words(head: Client) -> None:
    page = explain(head, cause_1="", note="Gõ dở")
    assert 'class="summary"' in page
    assert "Gõ dở" in page


def test_who_is_named_contests_it(head: Client) -> None:
    explain(head)
    case = one("Siu Thuin").id
    page = text(head.post(f"/cases/{case}/contest/", {"reason": "Không phải do phòng"}, follow=True))
    assert "không nhận phần trễ này" in page
    assert "Không phải do phòng" in page


def test_an_officer_who_does_not_hold_it_finds_no_form(city: None) -> None:
    assert worker("kpahnhi.622").get(f"/cases/{one('Siu Thuin').id}/explain/").status_code == 404


def test_the_board_sums_by_unit_and_cause_and_is_taken_away(head: Client) -> None:
    before = text(head.get(f"/boards/causes/?{PERIOD}"))
    assert "chưa hồ sơ nào được nêu nguyên nhân" in before
    explain(head)
    page = text(head.get(f"/boards/causes/?{PERIOD}"))
    assert "nhiều nhất do" in page
    assert "Chờ cơ quan phối hợp" in page
    workbook = head.get(f"/boards/causes.xlsx?{PERIOD}")
    assert workbook.content[:2] == b"PK"
    assert "nguyen-nhan-tre-han-20210915-20211015.xlsx" in workbook["Content-Disposition"]


def test_the_pages_ask_few_statements(head: Client) -> None:
    explain(head)
    for address in (f"/cases/{one('Siu Thuin').id}/", f"/boards/causes/?{PERIOD}"):
        with CaptureQueriesContext(connection) as asked:
            head.get(address)
        assert len(asked) <= 25, address
