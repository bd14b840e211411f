"""Storage times at the desk: the clerk lists, the head decides; others and other agencies find nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from lienthong.domain.cases.models import Happening
from lienthong.domain.retention.models import Disposal
from lienthong.domain.retention.queries import list_holds, list_terms
from tests.e2e import states
from tests.e2e.people import account
from tests.web.desk.counter import text

pytestmark = pytest.mark.django_db
type SignIn = Callable[[str], Client]


@pytest.fixture
def disposal(as_role: SignIn) -> int:
    return states.a_disposal(Client())


def test_the_clerk_sees_that_nothing_is_due_and_by_which_rules(as_role: SignIn) -> None:
    page = text(as_role("document_clerk").get("/retention/"))
    assert "Không có hồ sơ nào của Sở Nội vụ" in page
    assert "Thông tư 09/2011/TT-BNV" in page
    assert "chưa đối chiếu" in page
    refused = text(as_role("document_clerk").post("/retention/lists/new/", {"reason": "Biên bản số 1"}))
    assert "chưa có hồ sơ nào quá thời hạn" in refused.lower()
    assert "Biên bản số 1" in refused


def test_the_head_reads_the_list_and_decides_by_a_tick(as_role: SignIn, disposal: int) -> None:
    head = as_role("agency_leader")
    page = text(head.get(f"/retention/lists/{disposal}/"))
    assert "Duyệt tiêu hủy" in page
    unticked = text(head.post(f"/retention/lists/{disposal}/approve/"))
    assert "Lỗi:" in unticked
    assert Disposal.objects.get(pk=disposal).state == "WAITING"
    answer = head.post(f"/retention/lists/{disposal}/approve/", {"is_read": "on"}, follow=True)
    assert Disposal.objects.get(pk=disposal).state == "APPROVED"
    assert "Đã duyệt" in text(answer)
    again = text(head.post(f"/retention/lists/{disposal}/approve/", {"is_read": "on"}))
    assert "vừa được quyết định hoặc rút" in again


def test_the_head_refuses_with_a_reason(as_role: SignIn, disposal: int) -> None:
    head = as_role("agency_leader")
    assert "Lỗi:" in text(head.post(f"/retention/lists/{disposal}/refuse/"))
    page = head.post(f"/retention/lists/{disposal}/refuse/", {"reason": "Thiếu biên bản"}, follow=True)
    assert "Thiếu biên bản" in text(page)


def test_a_list_of_another_agency_is_not_found(as_role: SignIn) -> None:
    head = as_role("agency_leader")
    own = Disposal.objects.create(
        agency="GL-TEST", reason="x", proposed_by="y", proposed_name="y", proposed_at="2021-10-15T00:00Z"
    )
    assert head.get(f"/retention/lists/{own.pk}/").status_code == 404
    assert head.post(f"/retention/lists/{own.pk}/approve/", {"is_read": "on"}).status_code == 404


def test_a_case_is_held_by_its_number_and_lifted_with_a_reason(as_role: SignIn) -> None:
    clerk = as_role("document_clerk")
    form = {"number": "H21.1", "kind": "COURT", "reason": "Vụ án số 3"}
    page = text(clerk.post("/retention/holds/new/", form))
    assert "Không có hồ sơ nào của cơ quan bạn" in page
    assert "Vụ án số 3" in page
    hold = states.a_hold(Client())
    assert "Đơn khiếu nại" in text(clerk.get("/retention/holds/"))
    clerk.post(f"/retention/holds/{hold}/lift/", {"reason": "Đã giải quyết xong"})
    (row,) = [one for one in list_holds("GL-SNV") if one.id == hold]
    assert row.lift_reason == "Đã giải quyết xong"
    assert clerk.get(f"/retention/holds/{hold + 1}/lift/").status_code == 404


def test_an_administrator_says_that_a_rule_was_compared_with_its_text(as_role: SignIn) -> None:
    admin = as_role("platform_administrator")
    rule = states.a_storage_time(Client())
    admin.post(f"/console/retention/{rule}/confirm/", {"source": "Thông tư 09/2011/TT-BNV, mục 60"})
    (row,) = [one for one in list_terms() if one.term.source.endswith("mục 60")]
    assert row.term.confirmed
    form = {"years": "5", "since": "15/02/2023", "source": "Thông tư 10/2022/TT-BNV", "field": "Hộ tịch"}
    admin.post("/console/retention/new/", form)
    assert "Hộ tịch" in text(admin.get("/console/retention/"))


def test_exercises_are_there_in_a_place_for_practice_alone(as_role: SignIn, settings: Settings) -> None:
    clerk = as_role("one_stop_officer")
    assert clerk.get("/practice/exercises/").status_code == 404
    settings.LIENTHONG_MODE = "training"
    page = text(clerk.get("/practice/exercises/"))
    assert "Còn 4 bài" in page
    assert "TẬP HUẤN – DỮ LIỆU GIẢ" in page
    case = states.a_case(Client())
    story: dict[str, Any] = {**Happening.objects.filter(case=case, verb="RECEIVED").values().get()}
    story |= {"id": None, "account": account("one_stop_officer"), "origin": "web 10.0.0.7"}
    Happening.objects.create(**story)
    assert "Còn 3 bài" in text(clerk.get("/practice/exercises/"))
