"""Announcing at the desk: the office enters a decision, its agency takes it up; each sees what is its own."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lienthong.domain.procedures import queries
from lienthong.spine import clock
from tests.e2e import states
from tests.web.desk.test_procedures import entered, rows, words

pytestmark = pytest.mark.django_db
HOME = "/work/procedures/announcing/"
TEXT = {
    "number": "2407/QĐ-BKHCN",
    "issuer": "Bộ Khoa học và Công nghệ",
    "decided_on": "20/09/2021",
    "effective_from": "25/10/2021",
    "keeper": "GL-SKHCN",
}
DEMANDS = (
    {"kind": "MAKE", "code": "N1", "name": "Cấp giấy phép X-quang"},
    {"kind": "MAKE", "code": "N2", "name": "Gia hạn"},
)


@pytest.fixture
def controller(province: None) -> Client:
    return entered("phamvankiem.vpubnd", "division_head", "GL-VPUBND")


def sent(client: Client, **more: str) -> Any:
    return client.post(f"{HOME}new/", TEXT | rows("demands", *DEMANDS, {}, {}) | more)


def only_trigger() -> int:
    (trigger,) = {row.trigger.id for row in queries.list_demands(clock.today())}
    return trigger


def test_a_decision_is_entered_and_the_keeper_opens_its_draft(controller: Client, specialist: Client) -> None:
    answer = sent(controller)
    trigger = only_trigger()
    assert answer.headers["Location"] == f"{HOME}{trigger}/"
    page = words(specialist.get(f"{HOME}{trigger}/"))
    assert "Chậm nhất 5 ngày làm việc trước 25/10/2021" in page and "18/10/2021" in page
    demand = next(row for row in queries.list_demands(clock.today(), trigger=trigger) if row.code == "N1")
    opened = specialist.post(f"{HOME}demands/{demand.id}/")
    version = queries.find_demand(demand.id, clock.today()).version
    assert opened.headers["Location"] == f"/work/procedures/{version}/"
    assert "2407/QĐ-BKHCN" in words(specialist.get(f"/work/procedures/{version}/"))
    again = specialist.post(f"{HOME}demands/{demand.id}/", follow=True)
    assert "Không có gì để dự thảo ở đây" in words(again)
    assert queries.find_demand(demand.id, clock.today()).version == version


def test_more_rows_keep_what_was_typed_and_judge_nothing(controller: Client) -> None:
    page = words(sent(controller, more="yes", decided_on="hôm qua"))
    assert 'name="demands-13-code"' in page and 'name="demands-14-code"' not in page
    assert "Cấp giấy phép X-quang" in page and "hôm qua" in page
    assert "Có 1 chỗ" not in page
    assert not queries.count_demands()


def test_the_office_says_which_version_answers_it(controller: Client, specialist: Client) -> None:
    code = states.an_amended_procedure(Client())
    told = {"demands-0-kind": "AMEND", "demands-0-code": code, "decided_on": "01/01/2021"}
    sent(controller, **told)
    trigger = only_trigger()
    assert "Phiên bản 2 đã đáp ứng" in words(controller.get(f"{HOME}{trigger}/"))
    demand = next(row for row in queries.list_demands(clock.today(), trigger=trigger) if row.code == code)
    assert specialist.post(f"{HOME}demands/{demand.id}/join/").status_code == 404
    controller.post(f"{HOME}demands/{demand.id}/join/")
    assert queries.find_demand(demand.id, clock.today()).is_done
    again = words(controller.post(f"{HOME}demands/{demand.id}/join/", follow=True))
    assert "chưa có quyết định nào" in again


def test_sent_twice_it_is_there_once(controller: Client) -> None:
    sent(controller)
    assert "đã được nhập" in words(sent(controller))
    assert queries.count_demands() == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("number", "", "Số quyết định"),
        ("effective_from", "19/09/2021", "Không được trước ngày ký quyết định."),
        ("decided_on", "hôm qua", "ngày, tháng, năm"),
        ("demands-0-code", "", "Nhập mã thủ tục."),
        ("demands-0-kind", "", "Chọn quyết định làm gì với thủ tục."),
        ("demands-1-code", "N1", "N1"),
        ("demands-1-code", "có dấu", "Dòng 2"),
        ("effective_from", "01/01/2399", "2199"),
    ],
)
def test_a_slip_is_named_and_nothing_is_lost(controller: Client, field: str, value: str, said: str) -> None:
    page = words(sent(controller, **{field: value}))
    assert said in page
    assert "Bộ Khoa học và Công nghệ" in page and "Cấp giấy phép X-quang" in page
    assert not queries.count_demands()


def test_who_has_no_part_in_it_finds_nothing(
    controller: Client, specialist: Client, as_role: Callable[[str], Client]
) -> None:
    sent(controller)
    trigger = only_trigger()
    demand = queries.list_demands(clock.today(), trigger=trigger)[0].id
    head = as_role("division_head")  # of Sở Nội vụ
    assert "2407/QĐ-BKHCN" in words(specialist.get(HOME))
    assert "2407/QĐ-BKHCN" not in words(head.get(HOME))
    for address in (f"{HOME}{trigger}/", f"{HOME}{trigger}/withdraw/", f"{HOME}new/"):
        assert head.get(address).status_code == 404
    assert head.post(f"{HOME}demands/{demand}/").status_code == 404
    assert specialist.get(f"{HOME}new/").status_code == 404
    assert specialist.get(f"{HOME}999999/").status_code == 404
    assert specialist.post(f"{HOME}demands/999999/").status_code == 404
    assert as_role("citizen").get(HOME).status_code == 404


def test_a_slip_is_withdrawn_with_its_reason(controller: Client) -> None:
    sent(controller)
    trigger = only_trigger()
    assert controller.get(f"{HOME}{trigger}/withdraw/").status_code == 200
    controller.post(f"{HOME}{trigger}/withdraw/", {"reason": "Nhập nhầm ngày"})
    page = words(controller.get(f"{HOME}{trigger}/"))
    assert "Nhập nhầm ngày" in page
    late = controller.post(f"{HOME}{trigger}/withdraw/", {"reason": "Nữa"}, follow=True)
    assert "Quyết định đã được rút trước đó" in words(late)
    assert not queries.count_demands()


def test_the_list_says_what_waits_for_whom_and_is_taken_away(controller: Client) -> None:
    sent(controller, effective_from="12/10/2021")  # to be announced by 5/10, eight working days ago
    page = words(controller.get(HOME))
    assert "2 thủ tục chờ công bố hoặc công khai; 2 thủ tục quá hạn." in page
    assert "quá hạn 8 ngày làm việc" in page and "Sở KH&amp;CN" in page
    sheet = load_workbook(BytesIO(controller.get("/work/procedures/announcing.xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]][3:] == ["N1", "N2"]
    assert "Chưa có thủ tục nào được công bố" in words(controller.get(f"{HOME}?queue=done"))


def test_the_list_costs_the_same_however_long_it_is(controller: Client) -> None:
    states.a_trigger(Client())
    with CaptureQueriesContext(connection) as few:
        controller.get(HOME)
    for number in range(6):
        sent(
            controller,
            number=f"{number}/QĐ-B",
            **{"demands-0-code": f"A{number}", "demands-1-code": f"B{number}"},
        )
    with CaptureQueriesContext(connection) as many:
        controller.get(HOME)
    assert len(many) <= len(few) <= 20


def test_an_abolition_asks_for_the_day_of_its_decision(controller: Client) -> None:
    code = states.an_amended_procedure(Client())
    version = queries.list_versions(code, drafts=False)[-1]
    told = {"decision": "30/QĐ-UBND", "on": "01/11/2021", "reason": "Bộ bãi bỏ"}
    page = controller.post(f"/work/procedures/{version.id}/abolish/", told)
    assert "Ban hành ngày" in words(page)
    controller.post(f"/work/procedures/{version.id}/abolish/", told | {"decided_on": "14/10/2021"})
    assert queries.get_version(version.id).until == date(2021, 11, 1)
