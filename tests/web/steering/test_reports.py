"""Progress reports on the screen: listed, begun for a period, written without loss, finished for good, taken away."""

import random
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.spine import clock
from lienthong.spine.ledger.queries import list_entries
from tests.domain.plans.played import played
from tests.domain.plans.running import of
from tests.e2e.people import signed_in
from tests.factories.province import SLUG
from tests.web.steering.people import browser_of, employ
from tests.web.steering.reporting import AT, THIRD, begun, finished, form_of, report_at, text

pytestmark = pytest.mark.django_db
OWN = "GL-SKHCN"  # where the specialist of the demonstration works
FOURTH = "QUARTER-4-2021"


@pytest.fixture(scope="module", autouse=True)
def _year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with played(django_db_blocker):
        yield


@pytest.fixture
def monitor() -> Client:
    return signed_in("plan_monitor")


@pytest.fixture
def specialist() -> Client:
    return signed_in("specialist")


def test_without_reports_the_page_says_what_one_is(monitor: Client) -> None:
    page = text(monitor.get(AT))
    assert "Chưa có báo cáo tiến độ nào" in page
    assert f"{AT}new/" in page


def test_who_may_not_report_sees_the_list_and_begins_nothing() -> None:
    for role in ("assessor", "auditor"):
        browser = signed_in(role)
        assert f"{AT}new/" not in text(browser.get(AT))
        assert browser.get(f"{AT}new/").status_code == 404
    assert signed_in("citizen").get(AT).status_code == 404


def test_the_last_period_that_ended_is_offered_first(monitor: Client) -> None:
    page = monitor.get(f"{AT}new/").content.decode()
    assert re.search(rf'value="{THIRD}"[^>]*checked', page)
    assert re.search(r'value="GL"[^>]*checked', page)
    assert "9 tháng đầu năm 2021 (15/12/2020 – 14/09/2021)" in page
    assert "Năm 2022" not in page


def test_an_agencys_official_reports_on_its_own_part_alone(specialist: Client) -> None:
    page = specialist.get(f"{AT}new/").content.decode()
    assert 'value="GL"' not in page
    assert "Phạm vi báo cáo: Sở Khoa học và Công nghệ." in page
    assert specialist.post(f"{AT}new/", {"agency": "GL", "period": THIRD}).status_code == 200
    assert report_at(begun(specialist, agency=OWN)).agency == OWN
    assert m.ProgressReport.objects.count() == 1


def test_two_days_of_ones_own_choice_are_asked_for_by_name(monitor: Client) -> None:
    for first, last, words in (
        ("1/5/2021", "", "Ghi ngày đầu và ngày cuối của kỳ."),
        ("1/5/2021", "40/5/2021", "Viết ngày theo thứ tự"),
        ("31/5/2021", "1/5/2021", "Ngày đầu kỳ không được sau hôm nay"),
        ("1/1/2020", "1/2/2020", "Kế hoạch ban hành ngày"),
    ):
        answer = monitor.post(f"{AT}new/", {"agency": "GL", "period": "OWN", "first": first, "last": last})
        assert answer.status_code == 200
        assert words in text(answer), first
        assert f'value="{first}"' in text(answer)
    made = report_at(begun(monitor, "OWN", first="1/5/2021", last="31/05/2021"))
    assert f"{made.span.first} {made.span.last}" == "2021-05-01 2021-05-31"


def test_beginning_twice_goes_on_with_the_draft(monitor: Client) -> None:
    assert begun(monitor) == begun(monitor)
    assert "1 báo cáo đang soạn" in text(monitor.get(AT))


def test_every_figure_leads_to_as_many_duties(monitor: Client) -> None:
    page = monitor.get(begun(monitor)).content.decode()
    figures = re.findall(r'<td class="number figures"[^>]*><a href="([^"#][^"]*)">([\d.]+)</a>', page)
    assert len(figures) > 20
    for address, count in random.sample(figures, 20):
        found = text(monitor.get(unescape(address)))
        assert re.search(r"<h1>([\d.]+) nghĩa vụ</h1>", found), address
        assert f"<h1>{count} nghĩa vụ</h1>" in found, address


def test_a_list_behind_a_figure_says_what_it_is_narrowed_to(monitor: Client) -> None:
    page = text(
        monitor.get(f"/plans/{SLUG}/duties/", {"part": "REQUEST", "due_from": "2021-06-15", "due_to": "x"})
    )
    assert "Chỉ gồm báo cáo theo yêu cầu, hạn từ ngày 15/06/2021." in page


def test_the_page_says_what_is_so_and_lists_what_is_late(monitor: Client) -> None:
    page = text(monitor.get(begun(monitor)))
    # by hand from the file: 4 duties and 36 reports fell due, 4 and 26 are done, 8 and one of before are overdue
    assert "Quý III năm 2021: 30 trong 40 nghĩa vụ đến hạn đã hoàn thành" in page
    assert "9 nghĩa vụ còn quá hạn" in page
    assert "Thiếu người hoặc thay đổi nhân sự: Công chức đầu mối" in page
    assert "chưa giải trình (13)" in page
    assert "Kỳ trước" in page


def test_words_are_kept_and_sent_twice_are_kept_once(monitor: Client) -> None:
    address = begun(monitor)
    given = form_of(monitor, address) | {"results": "Đã ban hành 12 văn bản.\r\n<b>Đậm</b>"}
    for _press in range(2):
        assert monitor.post(address, given).status_code == 302
    report = report_at(address)
    assert report.words == {"results": "Đã ban hành 12 văn bản.\n<b>Đậm</b>"}
    verbs = [entry.verb for entry in list_entries(subject=f"progress_report:{report.id}")]
    assert verbs.count("plans.save_report") == 1
    assert "&lt;b&gt;Đậm" in monitor.get(address).content.decode()


def test_what_is_too_long_is_refused_and_stays_in_its_box(monitor: Client) -> None:
    address = begun(monitor)
    long = "á" * (queries.MOST_LETTERS + 1)
    answer = monitor.post(address, form_of(monitor, address) | {"results": long, "causes": "Dịch"})
    assert answer.status_code == 200
    assert long in answer.content.decode()
    assert ">Dịch</textarea>" in re.sub(r">\s+", ">", answer.content.decode())
    assert report_at(address).words == {}


def kept_by_itself(browser: Client, address: str, given: dict[str, str]) -> str:
    return text(browser.post(f"{address}keep/", given, headers={"HX-Request": "true"}))


def test_the_page_keeps_words_by_itself_and_goes_on_from_there(monitor: Client) -> None:
    address = begun(monitor)
    given = form_of(monitor, address) | {"results": "Một"}
    fragment = kept_by_itself(monitor, address, given)
    assert "Đã lưu" in fragment
    assert "<html" not in fragment
    marks = dict(re.findall(r'name="(seen-\w+)" id="\S+" value="(\w+)" data-hx-swap-oob="true"', fragment))
    assert set(marks) == {f"seen-{box}" for box in queries.BOXES}
    assert monitor.post(address, given | marks | {"results": "Một, hai"}).status_code == 302
    assert report_at(address).words["results"] == "Một, hai"


def test_what_the_page_keeps_without_scripts_leads_back_to_it(monitor: Client) -> None:
    address = begun(monitor)
    answer = monitor.post(f"{address}keep/", form_of(monitor, address) | {"causes": "Dịch"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(address)
    assert report_at(address).words == {"causes": "Dịch"}


@pytest.fixture
def colleague() -> Client:
    """A second person at the agency that monitors the plan."""
    employ("dongnghiep", "plan_monitor", "GL-SNV")
    return browser_of("dongnghiep")


def test_two_people_in_different_boxes_both_keep_their_words(monitor: Client, colleague: Client) -> None:
    address = begun(monitor)
    mine, theirs = form_of(monitor, address), form_of(colleague, address)
    assert colleague.post(address, theirs | {"causes": "Của họ"}).status_code == 302
    assert monitor.post(address, mine | {"results": "Của tôi"}).status_code == 302
    assert report_at(address).words == {"causes": "Của họ", "results": "Của tôi"}


def test_two_people_in_one_box_see_both_words_before_one_replaces_the_other(
    monitor: Client, colleague: Client
) -> None:
    address = begun(monitor)
    mine = form_of(monitor, address) | {"results": "Của tôi", "proposals": "Đề nghị"}
    colleague.post(address, form_of(colleague, address) | {"results": "Của họ", "causes": "Dịch"})
    assert "vừa sửa lời báo cáo" in kept_by_itself(monitor, address, mine)
    answer = monitor.post(address, mine)
    page = text(answer)
    assert answer.status_code == 200
    assert "Người dongnghiep đã viết" in page
    assert "<p>Của họ</p>" in page
    assert report_at(address).words == {"results": "Của họ", "causes": "Dịch"}
    again = dict(re.findall(r'name="(seen-\w+)" id="\S+" value="(\w+)"', page))
    boxes = dict(re.findall(r'<textarea name="(\w+)"[^>]*> ?(.*?)</textarea>', page))
    assert boxes["results"] == "Của tôi"
    assert boxes["causes"] == "Dịch"
    assert monitor.post(address, boxes | again).status_code == 302
    assert report_at(address).words["results"] == "Của tôi"
    assert report_at(address).words["causes"] == "Dịch"
    assert report_at(address).words["proposals"] == "Đề nghị"


def test_others_find_no_draft_and_change_none(monitor: Client, specialist: Client) -> None:
    address = begun(monitor)
    for browser in (specialist, signed_in("assessor"), signed_in("agency_leader")):
        for page in ("", "finish/", "discard/", "paper.pdf"):
            assert browser.get(address + page).status_code == 404
        assert browser.post(address, {"results": "Xấu"}).status_code == 404
        assert browser.post(f"{address}keep/", {"results": "Xấu"}).status_code == 404
        assert browser.post(f"{address}finish/", {"seen": ""}).status_code == 404
    assert report_at(address).words == {}
    assert specialist.get(address.replace(SLUG, "khong-co")).status_code == 404


def test_a_finished_report_is_seen_by_whom_it_concerns(monitor: Client, specialist: Client) -> None:
    address = begun(specialist, agency=OWN)
    finished(specialist, address)
    employ("nguoikhac", "specialist", "GL-STP")
    other = browser_of("nguoikhac")
    for browser in (specialist, monitor, signed_in("auditor")):
        assert browser.get(address).status_code == 200
        assert address in text(browser.get(AT))
        assert "<textarea" not in browser.get(address).content.decode()
    assert other.get(address).status_code == 404
    assert address not in text(other.get(AT))


def test_finishing_is_asked_for_sure_and_says_what_is_missing(monitor: Client) -> None:
    address = begun(monitor, FOURTH)
    answer = monitor.post(address, form_of(monitor, address) | {"results": "Tốt", "do": "finish"})
    assert answer.headers["Location"] == f"{address}finish/"
    page = text(monitor.get(f"{address}finish/"))
    assert "Hoàn thành báo cáo: Quý IV năm 2021, Toàn kế hoạch?" in page
    assert "Kỳ báo cáo đến ngày 14/12/2021 mới kết thúc: số liệu là của ngày 15/10/2021." in page
    assert "Còn để trống: Tồn tại, hạn chế; Nguyên nhân;" in page
    assert not report_at(address).is_finished
    assert finished(monitor, address).headers["Location"] == address
    assert report_at(address).is_finished
    assert monitor.post(f"{address}finish/", {"seen": "x"}).headers["Location"] == address
    assert monitor.get(f"{address}finish/").headers["Location"] == address


def test_it_is_not_finished_with_words_that_were_not_looked_at(monitor: Client, colleague: Client) -> None:
    address = begun(monitor)
    seen = re.search(r'name="seen" value="(\w+)"', text(monitor.get(f"{address}finish/")))
    assert seen
    colleague.post(address, form_of(colleague, address) | {"results": "Khác"})
    answer = monitor.post(f"{address}finish/", {"seen": seen[1]})
    assert "vừa sửa lời báo cáo" in text(answer)
    assert not report_at(address).is_finished
    assert monitor.post(f"{address}finish/").status_code == 200
    assert not report_at(address).is_finished


def test_words_that_come_after_the_end_are_shown_once_more(monitor: Client, colleague: Client) -> None:
    address = begun(monitor)
    late = form_of(colleague, address) | {"results": "Viết muộn"}
    finished(monitor, address)
    page = text(colleague.post(address, late))
    assert "không sửa được nữa" in page
    assert "<p>Viết muộn</p>" in page
    assert report_at(address).words == {}


def test_an_empty_draft_is_taken_away_and_one_with_words_is_not(monitor: Client) -> None:
    address = begun(monitor)
    monitor.post(address, form_of(monitor, address) | {"results": "Tốt"})
    assert "đã có lời viết" in text(monitor.post(f"{address}discard/"))
    monitor.post(address, form_of(monitor, address) | {"results": ""})
    assert "Bỏ bản nháp báo cáo" in text(monitor.get(f"{address}discard/"))
    assert monitor.post(f"{address}discard/").headers["Location"] == AT
    assert monitor.get(address).status_code == 404
    kept = begun(monitor)
    finished(monitor, kept)
    assert monitor.post(f"{kept}discard/").status_code == 404


def test_the_list_is_narrowed_by_agency_and_period(monitor: Client, specialist: Client) -> None:
    whole, own = begun(monitor), begun(specialist, agency=OWN)
    finished(monitor, whole)
    finished(specialist, own)
    assert own not in text(monitor.get(AT, {"agency": "GL"}))
    assert own in text(monitor.get(AT, {"agency": OWN}))
    assert own in text(monitor.get(AT, {"period": "2021-06-15_2021-09-14"}))
    assert "không có báo cáo nào khớp" in text(monitor.get(AT, {"agency": "GL-STP"})).lower()
    assert whole in text(monitor.get(AT, {"agency": "nobody", "period": "2021-13-99_x"}))


def test_in_the_past_there_are_only_reports_that_were_finished_then(monitor: Client) -> None:
    address = begun(monitor)
    finished(monitor, address)
    draft = begun(monitor)
    past = text(monitor.get(AT, {"as_of": "2021-10-14"}))
    assert address not in past
    assert draft not in past
    assert f"{AT}new/" not in past
    for page in (address, draft, f"{AT}new/"):
        assert monitor.get(page, {"as_of": "2021-10-14"}).status_code == 404


def test_overview_and_agencys_page_lead_to_the_reports(monitor: Client, specialist: Client) -> None:
    assert f'href="{AT}"' in monitor.get(f"/plans/{SLUG}/").content.decode()
    page = specialist.get(f"/plans/{SLUG}/agencies/{OWN}/").content.decode()
    assert f'href="{AT}?agency={OWN}"' in page


def test_a_page_costs_as_many_questions_whatever_it_lists(
    monitor: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    draft = begun(monitor, "YEAR-1-2021")
    monitor.get(draft)
    with django_assert_max_num_queries(40):
        monitor.get(draft)
    finished(monitor, draft)
    with django_assert_max_num_queries(25):
        monitor.get(draft)
    for agency in ("GL-STP", "GL-SYT", "GL-SXD"):
        report = actions.begin_report(
            plan=report_at(draft).plan,
            agency=agency,
            first=report_at(draft).span.first,
            last=report_at(draft).span.last,
            by=of(agency),
            at=clock.now(),
        )
        actions.finish_report(report=report, by=of(agency), at=clock.now())
    with django_assert_max_num_queries(25):
        monitor.get(AT)
