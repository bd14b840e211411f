"""The list of what one owes, and the page of one duty: what it says to whom, on which day."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from lienthong.domain.plans import actions
from lienthong.spine import clock
from tests.domain.plans.running import MONITOR, of
from tests.web.desk.handing import AGENCY, AsRole, find, read, send, story, whole

pytestmark = pytest.mark.django_db
type AtMost = Callable[[int], AbstractContextManager[object]]
MOST_OF_A_LIST, MOST_OF_A_DUTY, MOST_OF_A_FORM, MOST_OF_ASKING = 24, 30, 27, 23


def test_the_list_holds_what_was_given_and_leads_to_it(specialist: Client, duty: int) -> None:
    page = specialist.get("/work/").content.decode()
    assert f'href="/work/{duty}/"' in page
    assert specialist.get(f"/work/{duty}/").status_code == 200


def test_a_late_one_says_by_how_much_and_what_can_be_done(specialist: Client, duty: int) -> None:
    page = read(specialist, duty)
    assert "Quá hạn 11 ngày làm việc. Hãy nộp văn bản" in page
    for way in ("hand-in", "lateness", "extension", "contributions"):
        assert f'href="/work/{duty}/{way}/"' in page
    assert "/take-back/" not in page


def test_the_day_explains_itself_in_the_words_of_the_plan(specialist: Client, duty: int) -> None:
    page = read(specialist, duty)
    assert "Kế hoạch ghi: “Báo cáo định kỳ hàng quý trong năm”" in page
    assert "Hiểu là ngày cuối quý III" in page
    later = clock.today() + timedelta(days=20)
    actions.ask_extension(obligation=duty, until=later, reason="Chờ số liệu", by=of(AGENCY), at=clock.now())
    assert f"Đã xin gia hạn đến {later:%d/%m/%Y}" in read(specialist, duty)
    actions.decide_extension(obligation=duty, grant=True, by=MONITOR, at=clock.now())
    page = read(specialist, duty)
    assert "Được gia hạn" in page
    assert "Hạn nộp" in page


def test_it_leads_to_the_task_in_the_plan(specialist: Client, duty: int) -> None:
    address = f"/plans/751-qd-ubnd-2020/tasks/VI.11/?duty={duty}"
    assert f'href="{address}"' in read(specialist, duty)
    assert specialist.get(address).status_code == 200


def test_what_was_accepted_or_excused_needs_nothing_more(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    actions.accept(obligation=duty, by=MONITOR, at=clock.now())
    page = read(specialist, duty)
    assert "Đã xong: Sở Nội vụ đã chấp nhận. Bạn không phải làm gì lúc này." in page
    assert "/hand-in/" not in page
    other = find("VI.11", "1/4").id
    actions.excuse(obligation=other, reason="Không phát sinh", by=MONITOR, at=clock.now())
    assert "Không phải thực hiện việc này." in read(specialist, other)


def test_one_without_a_day_can_be_handed_in_all_the_same(specialist: Client, province: None) -> None:
    undated = find("VI.11", "rest").id
    assert "Chưa ấn định ngày" in read(specialist, undated)
    assert "Sở Khoa học và Công nghệ" in read(specialist, undated, "hand-in/")


def test_who_is_no_owner_is_told_who_has_to_hand_it_in(as_role: AsRole, duty: int) -> None:
    page = read(as_role("assessor"), duty)
    assert "Sở KH&amp;CN phải nộp: quá hạn 11 ngày làm việc." in page
    assert "/hand-in/" not in page


def test_a_duty_of_another_agency_is_not_there(as_role: AsRole, duty: int) -> None:
    pages = ("", "hand-in/", "extension/", "take-back/", "lateness/", "assign/", "contributions/", "return/")
    for role in ("reporter", "division_head", "agency_leader", "one_stop_officer"):
        browser = as_role(role)
        for page in pages:
            assert browser.get(f"/work/{duty}/{page}").status_code == 404, (role, page)
        for page in ("accept/", *pages[1:]):
            assert browser.post(f"/work/{duty}/{page}", {"reason": "x"}).status_code == 404, (role, page)
        assert browser.post(f"/uploads/evidence/{duty}/", whole()).status_code == 404, role
        assert browser.post(f"/work/{duty}/hand-in/keep/", whole()).status_code == 404, role
    assert [one.verb for one in story(duty)] == ["ASSIGNED"]


def test_a_past_day_is_only_looked_at(specialist: Client, duty: int) -> None:
    page = specialist.get(f"/work/{duty}/?as_of=2021-03-01").content.decode()
    assert f"/work/{duty}/hand-in/" not in page
    assert "Diễn biến" in page
    for way in ("hand-in", "lateness", "extension", "contributions", "take-back"):
        assert specialist.get(f"/work/{duty}/{way}/?as_of=2021-03-01").status_code == 404


def test_a_number_that_is_none_is_not_there(specialist: Client) -> None:
    assert specialist.get(f"/work/{10**18}/").status_code == 404
    assert specialist.get(f"/work/files/{10**18}/").status_code == 404


def test_pages_cost_the_same_however_long_the_list_and_the_story(
    specialist: Client, duty: int, django_assert_max_num_queries: AtMost
) -> None:
    for _ in range(4):
        send(specialist, duty, whole())
        actions.send_back(obligation=duty, reason="Thiếu", by=MONITOR, at=clock.now())
    with django_assert_max_num_queries(MOST_OF_A_LIST):
        page = specialist.get("/work/?whose=agency").content.decode()
    assert page.count('class="owed-status"') > 15
    with django_assert_max_num_queries(MOST_OF_A_DUTY):
        assert read(specialist, duty).count("191/BC-SKHCN") >= 4
    with django_assert_max_num_queries(MOST_OF_A_FORM):
        read(specialist, duty, "hand-in/")
    with django_assert_max_num_queries(MOST_OF_ASKING):
        assert read(specialist, duty, "contributions/").count('name="agency"') > 15


def test_low_rows_are_remembered(specialist: Client, duty: int) -> None:
    specialist.post("/work/rows/", {"dense": "yes", "back": "/work/"})
    assert "owed-dense" in specialist.get("/work/").content.decode()
    specialist.post("/work/rows/", {"back": "/work/"})
    assert "owed-dense" not in specialist.get("/work/").content.decode()


def test_an_empty_queue_says_that_it_is_good(as_role: AsRole, duty: int) -> None:
    page = as_role("specialist").get("/work/?queue=returned").content.decode()
    assert "Không có việc nào bị trả lại." in page
