"""An administrator sees both sides' counts, each difference with its reason, and has cases sent again."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from lienthong.domain.national.models import Filing, Line
from lienthong.domain.national.queries import FilingState, State
from lienthong.spine import clock
from lienthong.spine.outbox.models import StatedFact
from tests.e2e.states import a_case_that_differs, a_filing

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.headers
    return answer.content.decode()


def test_before_anything_happened_the_page_says_what_is_awaited(platform_administrator: Client) -> None:
    told = page(platform_administrator, "/console/national/")
    assert "Cổng quốc gia chưa có thủ tục nào của tỉnh" in told
    assert "Chưa có hồ sơ nào được nộp từ Cổng quốc gia" in told


def test_without_a_connection_it_says_so(
    platform_administrator: Client, settings: pytest.FixtureRequest
) -> None:
    settings.LIENTHONG_MODE = "production"  # type: ignore[attr-defined]
    told = page(platform_administrator, "/console/national/")
    assert "Chưa kết nối Cổng Dịch vụ công quốc gia" in told


def test_each_difference_has_its_reason_and_leads_to_its_case(agency_administrator: Client) -> None:
    a_case_that_differs(Client())
    told = page(agency_administrator, "/console/national/")
    assert "Sở Nội vụ" in told
    listed = page(agency_administrator, "/console/national/gaps/")
    assert "Ngày hẹn trả không hợp lệ" in listed
    assert "Đã dừng sau 9 lần gửi" in listed
    assert "000.00.03.H21-211001-0099" in listed
    only = page(agency_administrator, "/console/national/gaps/?gap=THEIRS")
    assert "Ngày hẹn trả không hợp lệ" not in only


def test_marked_ones_or_all_of_them_are_sent_again(agency_administrator: Client) -> None:
    a_case_that_differs(Client())
    row = Line.objects.get()
    answer = agency_administrator.post("/console/national/send/", {"line": [str(row.pk)]}, follow=True)
    assert "Đang gửi lại 1 hồ sơ" in answer.content.decode()
    row.refresh_from_db()
    assert (row.state, row.round) == (State.WAITING, 1)
    agency_administrator.post("/console/national/send/", {"which": "all"})
    row.refresh_from_db()
    assert row.round == 2


def test_nothing_marked_is_said_and_strange_marks_do_nothing(agency_administrator: Client) -> None:
    for given in ({}, {"line": ["x", "99999999999"]}):
        answer = agency_administrator.post("/console/national/send/", given, follow=True)
        assert "Chọn ít nhất một hồ sơ" in answer.content.decode()


def test_the_list_is_taken_away_as_a_workbook(agency_administrator: Client) -> None:
    a_case_that_differs(Client())
    answer = agency_administrator.get("/console/national/gaps.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet
    words = [cell.value for cell in sheet[3]]
    assert "Ngày hẹn trả không hợp lệ" in words


@pytest.mark.parametrize(
    "given", ["since=x&until=y", "since=15/10/2021&until=1/1/2021", "since=1/1/2020&until=1/1/2021"]
)
def test_a_span_that_is_none_is_said_and_the_usual_one_shown(
    platform_administrator: Client, given: str
) -> None:
    assert "field-error" in page(platform_administrator, f"/console/national/?{given}")


def test_the_portal_is_asked_for_its_list_on_demand(platform_administrator: Client) -> None:
    today = f"{clock.today():%d/%m/%Y}"
    platform_administrator.post("/console/national/compare/", {"since": today, "until": today})
    (fact,) = StatedFact.objects.filter(name="national.ComparisonWanted")
    assert fact.data == {"since": clock.today().isoformat(), "until": clock.today().isoformat()}


def test_a_filing_is_tried_again_or_given_back_with_a_reason(agency_administrator: Client) -> None:
    filing = a_filing(Client())
    told = page(agency_administrator, "/console/national/")
    assert "Không có thủ tục 9.999999 đang công khai ở đây." in told
    agency_administrator.post(f"/console/national/filings/{filing}/try/")
    assert Filing.objects.get(pk=filing).is_wanted
    back = f"/console/national/filings/{filing}/give-back/"
    empty = agency_administrator.post(back, {"reason": " "}).content.decode()
    assert 'href="#id_reason' in empty
    agency_administrator.post(back, {"reason": "Nộp tại Sở Tư pháp"})
    assert Filing.objects.get(pk=filing).state == FilingState.GIVEN_BACK
    assert agency_administrator.get(back).status_code == 404
    assert "Nộp tại Sở Tư pháp" in page(agency_administrator, "/console/national/")


def test_the_page_costs_a_bounded_number_of_statements(
    agency_administrator: Client, django_assert_max_num_queries: object
) -> None:
    a_filing(Client())
    for address in ("/console/national/", "/console/national/gaps/"):
        with django_assert_max_num_queries(25):  # type: ignore[operator]
            agency_administrator.get(address)
