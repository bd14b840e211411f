"""A draft on its pages: who may, every answer by a form, what was typed stays, issuing once."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import synthetic_plan
from lienthong.config import demo, reference
from lienthong.domain.plans import models as m
from lienthong.domain.plans import queries
from lienthong.domain.plans.actions import accept_import
from lienthong.domain.plans.exchange import read_file
from lienthong.spine.actor import platform
from tests.factories.province import AT, SLUG
from tests.web.steering.test_imports import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
DRAFT = "752-qd-ubnd-2020"
REVIEW = f"/plans/{DRAFT}/review/"


@pytest.fixture
def draft() -> queries.PlanRow:
    """The real plan under another number."""
    content = reference.PLAN.read_text("utf-8").replace("751/QĐ-UBND", "752/QĐ-UBND").encode()
    slug = accept_import(
        reading=read_file("plan.txt", content, reference.names()),
        agency="GL",
        source_name="plan.txt",
        source_digest="f" * 64,
        by=platform("test"),
        at=AT,
    )
    return queries.get_draft(slug)


@pytest.fixture
def monitor(draft: queries.PlanRow) -> Client:
    del draft
    demo.load_people(by=platform("test"), at=AT)
    return client_of("plan_monitor")


def warning(draft: queries.PlanRow, code: str, ref: str | None = None) -> int:
    found = m.Warning.objects.filter(version=draft.version_id, code=code)
    return (found.filter(task__ref=ref) if ref else found.filter(task=None)).get().pk


def page(client: Client, address: str = REVIEW) -> str:
    return client.get(address).content.decode()


def test_the_page_says_what_is_left_and_why_issuing_is_locked(monitor: Client) -> None:
    shown = page(monitor)
    assert "còn 17 cảnh báo" in shown
    assert re.search(r'aria-disabled="true">Ban hành \(còn 17 cảnh báo\)', shown)
    assert "Mỗi câu trả lời được lưu ngay" in shown


def test_doubtful_words_are_marked_and_inherited_ones_name_their_line(monitor: Client) -> None:
    shown = page(monitor)
    assert "<mark>100 Kế hoạch" in shown
    assert "theo ô trên, dòng 82" in shown
    assert "Quyết định của UBND tỉnh" in shown
    assert "Quyết định của <mark>UBND</mark> tỉnh" not in shown


def test_one_press_answers_and_one_takes_it_back(monitor: Client, draft: queries.PlanRow) -> None:
    asked = warning(draft, "percent_sign_lost", "I.2")
    answer = monitor.post(f"{REVIEW}?which=open", {"warning": asked, "answer": "PERCENT", "next": 7})
    assert answer.headers["Location"] == f"{REVIEW}?which=open#w7"
    assert "còn 16 cảnh báo" in page(monitor)
    settled = page(monitor, f"{REVIEW}?which=settled")
    assert "đọc là 100%" in settled
    undo = re.search(r'name="undo" value="(\d+)"', settled)
    assert undo
    monitor.post(REVIEW, {"undo": undo[1]})
    assert queries.count_answers(draft) == (17, 0)


def test_a_refused_answer_keeps_what_was_typed(monitor: Client, draft: queries.PlanRow) -> None:
    asked = warning(draft, "agency_unmatched", "VII.2")
    answer = monitor.post(REVIEW, {"warning": asked, "answer": "WHO", "words": "Sở Không Có"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Sở Không Có"' in shown
    assert "Danh bạ không có “Sở Không Có”" in shown


def test_an_answer_without_its_reason_is_refused(monitor: Client, draft: queries.PlanRow) -> None:
    asked = warning(draft, "orphan_row", "I.r3")
    assert monitor.post(REVIEW, {"warning": asked, "answer": "AS_READ"}).status_code == 409
    assert monitor.post(REVIEW, {"warning": asked, "answer": "AS_READ", "reason": "x"}).status_code == 302


def test_a_question_of_another_draft_is_not_answered(monitor: Client) -> None:
    assert monitor.post(REVIEW, {"warning": 10**9, "answer": "RIGHT"}).status_code == 409


def test_a_missing_area_is_made_from_the_body(monitor: Client, draft: queries.PlanRow) -> None:
    place = f"{REVIEW}areas/{warning(draft, 'missing_area')}/"
    shown = page(monitor, place)
    assert "Phần thân nêu 6 ý ở mục II.2" in shown
    sent = {"title": "Cải cách thủ tục hành chính", "point-TOTAL_FORMS": "6", "point-INITIAL_FORMS": "6"}
    sent |= {"point-0-title": "Công bố TTHC", "point-0-leads": "Văn phòng UBND tỉnh"}
    sent |= {f"point-{n}-title": "" for n in range(1, 6)}
    assert monitor.post(place, sent | {"point-0-leads": ""}).status_code == 422
    assert monitor.post(place, sent).status_code == 302
    assert queries.get_task(draft, "II.1").title == "Công bố TTHC"


def test_a_task_is_changed_in_words(monitor: Client, draft: queries.PlanRow) -> None:
    row = queries.get_task(draft, "III.3")
    place = f"{REVIEW}tasks/{row.id}/"
    assert "Tinh giản" in page(monitor, place) or "tinh giản" in page(monitor, place)
    sent = {"title": row.title, "leads": "Sở Nội vụ", "deadlines": "khi nào xong"}
    refused = monitor.post(place, sent)
    assert refused.status_code == 409
    assert "khi nào xong</textarea>" in refused.content.decode()
    assert monitor.post(place, sent | {"deadlines": "trước ngày 1/12/2021"}).status_code == 302
    assert [str(one.due) for one in queries.get_task(draft, "III.3").deadlines] == ["2021-11-30"]


def test_a_task_is_taken_out_with_its_reason(monitor: Client, draft: queries.PlanRow) -> None:
    place = f"{REVIEW}tasks/{queries.get_task(draft, 'III.3').id}/"
    assert monitor.post(place, {"remove": "yes", "remove_reason": ""}).status_code == 409
    assert monitor.post(place, {"remove": "yes", "remove_reason": "Đã xong"}).status_code == 302
    assert "Đã xong" in page(monitor, f"{REVIEW}?which=settled")


def test_a_task_is_added_with_its_source(monitor: Client, draft: queries.PlanRow) -> None:
    area = queries.list_areas(draft)[0].id
    sent = {
        "kind": "INSPECTION",
        "origin": "Kết luận 12",
        "area": area,
        "title": "Sửa sai",
        "leads": "Sở Nội vụ",
    }
    assert monitor.post(f"{REVIEW}tasks/new/", sent | {"origin": ""}).status_code == 422
    assert monitor.post(f"{REVIEW}tasks/new/", sent).status_code == 302
    assert "Kết luận kiểm tra, thanh tra: Kết luận 12" in page(monitor, f"{REVIEW}?which=all&page=1")


def settled(client: Client) -> None:
    assert client.post(REVIEW, {"rest": "yes", "reason": "Đối chiếu bản gốc"}).status_code == 302


def test_issuing_tells_what_it_lays_and_two_presses_issue_once(monitor: Client) -> None:
    settled(monitor)
    place = f"{REVIEW}issue/"
    shown = page(monitor, place)
    told = re.search(r"Ban hành, giao ([\d.]+) nghĩa vụ", shown)
    assert told
    assert '<option value="GL-SNV" selected>' in shown
    assert "nhiệm vụ không giao cho ai" in shown or "Nghĩa vụ theo cơ quan" in shown
    sent = {"monitor": "GL-SNV", "overseer": "GL-VPUBND"}
    assert [monitor.post(place, sent).headers["Location"] for _ in range(2)] == [f"/plans/{DRAFT}/"] * 2
    plan = queries.get_plan(DRAFT, as_of=AT.date())
    assert m.Obligation.objects.filter(plan=plan.id).count() == int(told[1].replace(".", ""))


def test_issuing_is_refused_while_a_warning_is_open_and_to_oneself(monitor: Client) -> None:
    sent = {"monitor": "GL-SNV", "overseer": "GL-VPUBND"}
    assert monitor.post(f"{REVIEW}issue/", sent).status_code == 409
    settled(monitor)
    assert monitor.post(f"{REVIEW}issue/", sent | {"overseer": "GL-SNV"}).status_code == 409


def test_a_draft_is_given_up_with_its_reason(monitor: Client) -> None:
    place = f"{REVIEW}discard/"
    assert monitor.post(place, {"reason": ""}).status_code == 409
    assert monitor.post(place, {"reason": "Nhầm tệp"}).status_code == 302
    assert monitor.get(REVIEW).status_code == 404


def test_drafts_are_listed_for_who_may_import(monitor: Client) -> None:
    assert f'href="{REVIEW}"' in page(monitor, "/plans/")
    assert f'href="{REVIEW}"' not in page(client_of("specialist"), "/plans/")
    assert f'href="{REVIEW}"' not in page(Client(), "/plans/")


@pytest.mark.parametrize("role", ["specialist", "agency_leader", "platform_administrator"])
def test_who_may_not_import_finds_nothing(monitor: Client, role: str) -> None:
    del monitor
    stranger = client_of(role)
    for place in ("", "issue/", "discard/", "tasks/new/", "matches/"):
        assert stranger.get(f"{REVIEW}{place}").status_code == 404
        assert stranger.post(f"{REVIEW}{place}").status_code == 404
    assert stranger.get(f"/plans/{SLUG}/versions/amend/").status_code == 404


def test_a_plan_is_amended_and_the_public_sees_versions_once_issued(monitor: Client) -> None:
    sent = {"number": "320/QĐ-UBND", "day": "1/6/2021"}
    answer = monitor.post(f"/plans/{SLUG}/versions/amend/", sent)
    assert answer.headers["Location"] == f"/plans/{SLUG}/review/"
    row = queries.get_task(queries.get_draft(SLUG), "III.3")
    words = {"title": row.title, "leads": "Sở Tài chính", "deadlines": "Quý III năm 2021"}
    monitor.post(f"/plans/{SLUG}/review/tasks/{row.id}/", words)
    shown = page(monitor, f"/plans/{SLUG}/versions/")
    assert "Từ bản 1 sang bản 2: 1 nhiệm vụ thay đổi, 0 mới, 0 không còn" in shown
    assert "Sở Tài chính" in shown
    assert "sửa nhiệm vụ (III.3)" in page(monitor, f"/plans/{SLUG}/review/?which=settled")
    public = page(Client(HTTP_ACCEPT_LANGUAGE="vi"), f"/plans/{SLUG}/versions/")
    assert "320/QĐ-UBND" not in public
    matches = f"/plans/{SLUG}/review/matches/"
    assert "0 nhiệm vụ của bản hiện hành không còn" in page(monitor, matches)
    monitor.post(matches, {"task": row.id, "old": ""})
    assert "1 nhiệm vụ của bản hiện hành không còn" in page(monitor, matches)


def statements(client: Client, address: str) -> int:
    client.get(address)  # what is kept of names and agencies is read once
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def kept(count: int, number: str) -> str:
    head = [line.replace("999/QĐ-UBND", number) for line in synthetic_plan.HEAD]
    text = synthetic_plan.as_text(synthetic_plan.make_plan(count), head)
    slug = accept_import(
        reading=read_file("plan.txt", text.encode(), reference.names()),
        agency="GL",
        source_name="p",
        source_digest=f"{count:064x}",
        by=platform("test"),
        at=AT,
    )
    return f"/plans/{slug}/review/?which=all"


def test_a_larger_draft_asks_the_database_no_more(monitor: Client) -> None:
    small, large = kept(40, "997/QĐ-UBND"), kept(400, "998/QĐ-UBND")
    assert statements(monitor, large) == statements(monitor, small)
