"""Reviews at the desk: from the plan to the next version by its pages; who sees what; what is wrong is said."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from lienthong.domain.procedures import queries as procedures
from lienthong.domain.reviews import queries
from lienthong.domain.reviews.queries import State, TextState
from lienthong.spine import clock
from tests.e2e import states
from tests.web.desk.test_procedures import entered, rows, words

pytestmark = pytest.mark.django_db
HOME = "/work/procedures/reviews/"
HEAD = {"year": "2021", "title": "Kế hoạch rà soát, đánh giá thủ tục hành chính năm 2021"}
ROW = {
    "name": "Cấp giấy phép xây dựng",
    "codes": "X.000002",
    "lead": "GL-SKHCN",
    "coordinating": "GL-SNV",
    "begins_on": "01/09/2021",
    "due_on": "29/10/2021",
    "product": "Báo cáo",
}
DECISION = {"number": "15/QĐ-UBND", "decided_on": "15/10/2021"}


@pytest.fixture
def controller(province: None) -> Client:
    """Who controls procedures at the Committee's office."""
    states.an_amended_procedure(Client())
    return entered("phamvankiem.vpubnd", "division_head", "GL-VPUBND")


@pytest.fixture
def head(province: None) -> Client:
    """The head of the division that reviews."""
    return entered("truongphong.skhcn", "division_head", "GL-SKHCN")


def draw_up(client: Client, *given: dict[str, str], **more: str) -> Any:
    return client.post(f"{HOME}plans/new/", HEAD | rows("entries", *(given or (ROW,)), {}, {}) | more)


def issued(controller: Client) -> int:
    plan = int(draw_up(controller).headers["Location"].rstrip("/").rsplit("/", 1)[1])
    assert controller.post(f"{HOME}plans/{plan}/issue/", DECISION).status_code == 302
    return plan


def begun(controller: Client, specialist: Client) -> int:
    (entry,) = queries.get_plan(issued(controller), clock.today()).entries
    answer = specialist.post(f"{HOME}entries/{entry.id}/begin/", {"code": "X.000002"})
    return int(answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def seen(review: int) -> dict[str, str]:
    return {"seen": str(queries.get_review(review, clock.today()).revision)}


def answers(review: int, **last: str) -> dict[str, str]:
    """Every item judged well; what is given is said of the last."""
    sheet, _gaps = queries.get_sheet(review)
    well = {"necessary": "yes", "lawful": "yes", "reasonable": "yes", "proposal": "KEEP"}
    given = [well] * (len(sheet.answers) - 1) + [well | last]
    return rows("answers", *given, {"proposal": "KEEP"}, {"proposal": "KEEP"}, initial=len(given)) | seen(
        review
    )


CONCLUDED = {"verdict": "SIMPLIFY", "conclusion": "Bớt giấy tờ Nhà nước đã có."}
DROPPED = {"proposal": "DROP", "reason": "Nhà nước đã có"}
BEFORE = rows(
    "before",
    {
        "activity": "Nộp hồ sơ",
        "hours": "2,5",
        "other": "20.000",
        "fee": "75.000",
        "times": "1",
        "people": "1.200",
    },
)
AFTER = rows("after", {"activity": "Nộp qua mạng", "hours": "0.5", "fee": "75.000", "people": "1200"})


def fill_in(client: Client, review: int) -> None:
    page = f"{HOME}{review}/"
    sent = client.post(f"{page}questions/", answers(review, **DROPPED) | CONCLUDED)
    assert sent.status_code == 302, words(sent)
    sent = client.post(f"{page}costs/", BEFORE | AFTER | seen(review))
    assert sent.status_code == 302, words(sent)


def test_the_whole_journey_by_its_pages(controller: Client, specialist: Client, head: Client) -> None:
    review = begun(controller, specialist)
    page = f"{HOME}{review}/"
    fill_in(specialist, review)
    told = words(specialist.get(page))
    # 2.5 h x 30,540 + 95,000 = 171,350; x 1,200 = 205,620,000; 0.5 h: 90,270; x 1,200 = 108,324,000
    assert "2,5 giờ × 30.540 đ + 20.000 đ + 75.000 đ = 171.350 đ" in told
    assert "171.350 đ × 1 × 1.200 = 205.620.000 đ" in told
    assert "tiết kiệm 97.296.000" in told and "(47,3%)" in told
    assert specialist.get(f"{page}submit/").status_code == 404  # the head answers for it
    assert head.post(f"{page}submit/").status_code == 302
    assert controller.post(f"{page}send-back/", {"reason": "Nêu nguồn số liệu"}).status_code == 302
    assert "Nêu nguồn số liệu" in words(specialist.get(page))
    assert head.post(f"{page}submit/").status_code == 302
    assert "Hạn cho ý kiến" in words(controller.get(page))
    assert controller.post(f"{page}agree/", {"opinion": "Thống nhất."}).status_code == 302
    plan = queries.list_plans(clock.today())[0].id
    made = controller.post(
        f"{HOME}plans/{plan}/decide/",
        {"number": "99/QĐ-UBND", "decided_on": "15/10/2021", "reviews": [str(review)]},
    )
    decision = made.headers["Location"]
    assert "1 phương án đơn giản hóa chưa được dự thảo" in words(specialist.get(decision))
    paper = controller.get(f"{HOME}plans/{plan}/summary.pdf").content
    told = " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(paper)).pages).split())
    assert "tiết kiệm 97.296.000 đồng/năm, tỷ lệ cắt giảm 47,3%" in told
    opened = controller.post(f"{page}carry-out/")
    version = int(opened.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    assert procedures.get_version(version).code == "X.000002"
    shown = words(specialist.get(decision))
    assert "97.296.000 đ" in shown and "chưa dự thảo" not in shown
    again = controller.post(f"{page}carry-out/", follow=True)
    assert "Hiện không làm được việc này" in words(again)


def test_a_plan_is_changed_while_it_is_a_draft_and_says_what_is_wrong_with_a_row(controller: Client) -> None:
    answer = draw_up(controller, ROW | {"lead": "", "due_on": "31/08/2021"})
    told = words(answer)
    assert answer.status_code == 200
    assert "Nội dung của kế hoạch, dòng 1, Cơ quan chủ trì: Hãy ghi cơ quan chủ trì." in told
    assert "Không được trước ngày bắt đầu." in told and "Cấp giấy phép xây dựng" in told
    unknown = words(draw_up(controller, ROW | {"codes": "X.9"}))
    assert "Dòng 1: Không có thủ tục nào mang mã X.9 đang có hiệu lực." in unknown
    plan = int(draw_up(controller).headers["Location"].rstrip("/").rsplit("/", 1)[1])
    changed = HEAD | rows("entries", ROW | {"name": "Tên khác"}, initial=1) | {"seen": "1"}
    assert controller.post(f"{HOME}plans/{plan}/edit/", changed).status_code == 302
    assert "Tên khác" in words(controller.get(f"{HOME}plans/{plan}/"))
    late = words(controller.post(f"{HOME}plans/{plan}/edit/", changed))
    assert "có người khác đã sửa" in late and "Tên khác" in late
    more = controller.post(f"{HOME}plans/{plan}/edit/", changed | {"more": "yes"})
    assert 'name="entries-TOTAL_FORMS" value="6"' in words(more)


def test_what_is_pressed_twice_happens_once(controller: Client, specialist: Client) -> None:
    plan = issued(controller)
    again = controller.post(f"{HOME}plans/{plan}/issue/", DECISION, follow=True)
    assert "Kế hoạch đã được ban hành trước đó" in words(again)
    (entry,) = queries.get_plan(plan, clock.today()).entries
    made = [
        specialist.post(f"{HOME}entries/{entry.id}/begin/", {"code": "X.000002"}).headers["Location"]
        for _press in range(2)
    ]
    assert made[0] == made[1]
    wrong = specialist.post(f"{HOME}entries/{entry.id}/begin/", {"code": "X.9"}, follow=True)
    assert "không có thủ tục X.9" in words(wrong)


def test_a_foreign_agency_finds_nothing_and_a_partner_reads(
    controller: Client, specialist: Client, as_role: Callable[[str], Client]
) -> None:
    review = begun(controller, specialist)
    plan = queries.list_plans(clock.today())[0].id
    foreign = entered("chuyenvien.stc", "division_head", "GL-STC")
    for at in (
        f"{review}/",
        f"{review}/questions/",
        f"{review}/costs.xlsx",
        f"plans/{plan}/",
        f"plans/{plan}/plan.xlsx",
    ):
        assert foreign.get(f"{HOME}{at}").status_code == 404, at
    assert foreign.post(f"{HOME}{review}/submit/").status_code == 404
    assert f"plans/{plan}/" not in words(foreign.get(HOME))
    assert f"plans/{plan}/" in words(specialist.get(HOME))
    partner = as_role("division_head")  # of Sở Nội vụ, which takes part
    assert partner.get(f"{HOME}{review}/").status_code == 200
    assert partner.get(f"{HOME}{review}/questions/").status_code == 404


def test_what_cannot_be_read_is_named_and_nothing_is_lost(controller: Client, specialist: Client) -> None:
    review = begun(controller, specialist)
    page = f"{HOME}{review}/"
    wrong = rows(
        "before",
        {"activity": "Nộp hồ sơ", "hours": "nhiều"},
        {"activity": "Đi lại"},
        {"fee": "5000", "people": "0"},
    )
    told = words(specialist.post(f"{page}costs/", wrong | AFTER | seen(review)))
    assert "dòng 1, Thời gian (giờ): " in told and "nhiều" in told
    assert "dòng 2, Thời gian (giờ): Hãy ghi thời gian hoặc số tiền" in told
    assert "dòng 3, Công việc phải làm: Hãy ghi việc người dân phải làm." in told
    assert "dòng 3, Số đối tượng tuân thủ: Hãy ghi số nguyên từ 1" in told
    own = answers(review) | {f"answers-{len(queries.get_sheet(review)[0].answers)}-item": "Tên gọi"}
    told = words(specialist.post(f"{page}questions/", own | CONCLUDED))
    assert "Hãy chọn mục này thuộc bộ phận nào" in told and "Tên gọi" in told
    kept = specialist.post(f"{page}questions/", answers(review) | {"seen": "99"} | CONCLUDED)
    assert "có người khác đã sửa biểu này" in words(kept)


def test_an_item_of_ones_own_is_added_to_the_questions(controller: Client, specialist: Client) -> None:
    review = begun(controller, specialist)
    place = len(queries.get_sheet(review)[0].answers)
    own = {f"answers-{place}-part": "TIME", f"answers-{place}-item": "Thời hạn 15 ngày"}
    assert specialist.post(f"{HOME}{review}/questions/", answers(review) | own).status_code == 302
    assert queries.get_sheet(review)[0].answers[-1].item == "Thời hạn 15 ngày"


def test_the_cost_is_proposed_from_the_record_and_then_copied(controller: Client, specialist: Client) -> None:
    review = begun(controller, specialist)
    page = words(specialist.get(f"{HOME}{review}/costs/"))
    assert "Chuẩn bị: Bản vẽ thiết kế" in page and 'value="75.000"' in page
    fill_in(specialist, review)
    book = load_workbook(BytesIO(specialist.get(f"{HOME}{review}/costs.xlsx").content)).active
    assert book
    sums = [line[10] for line in book.iter_rows(min_row=4, values_only=True) if line[1] == "Tổng"]
    assert sums == [205_620_000, 108_324_000]


def test_a_draft_of_a_legal_document_is_assessed_asked_about_and_returned(
    controller: Client, specialist: Client, head: Client
) -> None:
    made = specialist.post(
        f"{HOME}texts/new/", {"title": "Quyết định về thiết bị X-quang", "kind": "DECISION"}
    )
    at = made.headers["Location"]
    text = int(at.rstrip("/").rsplit("/", 1)[1])
    assert controller.get(at).status_code == 404  # nobody asked the office yet
    empty = words(specialist.post(f"{at}assess/", {}))
    assert "Hãy ghi mã thủ tục, hoặc tên thủ tục mới." in empty
    opened = specialist.post(f"{at}assess/", {"name": "Xác nhận khai báo thiết bị"})
    review = int(opened.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    lacking = words(head.post(f"{at}ask/"))
    assert "Xác nhận khai báo thiết bị: Dòng 1" in lacking
    assert specialist.post(f"{HOME}{review}/questions/", answers(review)).status_code == 302
    assert specialist.post(f"{HOME}{review}/costs/", AFTER | seen(review)).status_code == 302
    assert head.post(f"{at}ask/").status_code == 302
    assert "Chi phí tuân thủ một năm là 108.324.000" in words(controller.get(at))
    assert specialist.get(f"{HOME}{review}/costs/").status_code == 404
    returned = {"agrees": "no", "opinion": "Chưa rõ đối tượng thực hiện"}
    assert controller.post(f"{at}opinion/", returned).status_code == 302
    assert "Chưa rõ đối tượng thực hiện" in words(specialist.get(at))
    assert queries.get_text(text, clock.today()).state is TextState.RETURNED
    late = controller.post(f"{at}opinion/", returned, follow=True)
    assert "Hiện không làm được việc này" in words(late)


def test_pages_take_at_most_25_queries(controller: Client, specialist: Client, head: Client) -> None:
    review = begun(controller, specialist)
    fill_in(specialist, review)
    plan = queries.list_plans(clock.today())[0].id
    pages = (
        "",
        f"plans/{plan}/",
        f"plans/{plan}/plan.xlsx",
        f"{review}/",
        f"{review}/questions/",
        f"{review}/costs/",
    )
    for at in pages:
        with CaptureQueriesContext(connection) as caught:
            assert specialist.get(f"{HOME}{at}").status_code == 200
        assert len(caught) <= 25, (at, len(caught))
    assert queries.get_review(review, clock.today()).state is State.DRAFT
