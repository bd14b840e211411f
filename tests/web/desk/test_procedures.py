"""Procedures at the desk: a draft is settled, controlled by another person, announced, published; who may what."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lienthong.config.demo import PASSWORD
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.procedures import queries
from lienthong.domain.procedures.queries import State
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states

pytestmark = pytest.mark.django_db
HOME = "/work/procedures/"


@pytest.fixture
def controller(province: None) -> Client:
    """The browser of who controls procedures at the Committee's office."""
    return entered("phamvankiem.vpubnd", "division_head", "GL-VPUBND")


def entered(username: str, role: str, agency: str) -> Client:
    by, at = platform("test"), clock.now()
    account = account_actions.open_account(username=username, full_name="Phạm Văn Kiểm", by=by, at=at)
    token = accounts.link_token(account, accounts.INVITATION)
    account_actions.set_password_by_link(token=token, password=PASSWORD, by=by, at=at)
    organisations.assign(
        account=account, agency=agency, title="Trưởng phòng", role=role, on=at.date(), by=by, at=at
    )
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    assert client.post("/sign-in/", {"login": username, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def draft(specialist: Client) -> int:
    """A draft of the specialist's, with a fault in its process and questions."""
    return states.a_procedure_in_draft(Client())


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def rows(prefix: str, *given: dict[str, str], initial: int = 0) -> dict[str, str]:
    told = {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": str(initial)}
    return told | {
        f"{prefix}-{n}-{name}": value for n, row in enumerate(given) for name, value in row.items()
    }


RECORD = {
    "name": "Cấp giấy phép tiến hành công việc bức xạ",
    "field": "Năng lượng nguyên tử",
    "levels": "PROVINCE",
    "agencies": "GL-SKHCN",
    "audience": "BUSINESS",
    "sequence": "Nộp, thẩm định, ký, trả.",
    "result": "Giấy phép",
    "online_level": "3",
    "copies_of_file": "1",
    "rounds": "1",
    "within": "3",
    "effect": "restart",
    "rule_basis": "Nghị định 61/2018/NĐ-CP",
}
TABLES = (
    rows("ways", {"channel": "COUNTER", "amount": "5", "unit": "working_day"}, initial=1)
    | rows(
        "papers",
        {"name": "Đơn đề nghị", "originals": "1"},
        {"name": "Bản sao", "copies": "2", "certified": "on"},
        initial=1,
    )
    | rows("fees", {"kind": "CHARGE", "name": "Lệ phí", "amount": "75.000"})
    | rows("bases", {"number": "18/2008/QH12", "title": "Luật Năng lượng nguyên tử", "issued_on": "3/6/2008"})
    | rows("forms", {"name": ""})
)
PROCESS = rows(
    "steps",
    {"number": "1", "name": "Tiếp nhận", "unit": "Bộ phận Tiếp nhận và Trả kết quả", "role": "one_stop_officer",
     "time": "0,5", "measure": "working_day", "kind": "HANDLE"},
    {"number": "3", "name": "Ký", "unit": "GL-SKHCN", "role": "agency_leader", "time": "1", "measure": "working_day",
     "kind": "HANDLE", "after": "2", "returns": "2", "tasks": "Ký duyệt [kết thúc]"},
    {"number": "2", "name": "Thẩm định", "unit": "Sở Khoa học và Công nghệ", "role": "specialist", "time": "3.5",
     "measure": "working_day", "kind": "HANDLE"},
    {"number": "4", "name": ""},
    initial=4,
)  # fmt: skip


def seen(version: int) -> dict[str, str]:
    return {"seen": str(queries.get_version(version).revision)}


def settle(client: Client, version: int) -> None:
    """Writes record and process by the pages and answers what is asked."""
    page = f"{HOME}{version}/"
    assert client.post(f"{page}record/", RECORD | TABLES | seen(version)).status_code == 302
    assert client.post(f"{page}process/", PROCESS | seen(version)).status_code == 302
    for question in queries.list_questions(version, clock.today()):
        told = {
            "code": question.finding.code.value,
            "about": question.finding.about,
            "reason": "Đã đối chiếu",
        }
        client.post(f"{page}answer/", told)


def state_of(version: int) -> State:
    return queries.get_version(version).state


DECISION = {"decision": "15/QĐ-UBND", "decided_on": "15/10/2021", "effective_from": "01/11/2021"}


def test_a_draft_goes_from_hand_to_hand_until_everybody_sees_it(
    specialist: Client, controller: Client, draft: int
) -> None:
    page = f"{HOME}{draft}/"
    first = words(specialist.get(page))
    assert "Bước 2: vào ngày đó không có đơn vị “moon_office”." in first
    assert re.search(r"Trình kiểm soát \(còn \d+ chỗ\)", first)
    settle(specialist, draft)
    assert "có thể trình kiểm soát" in words(specialist.get(page))
    assert specialist.get(f"{page}announce/").status_code == 404
    answer = specialist.post(f"{page}submit/")
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert "Sửa nội dung" not in words(specialist.get(page))
    controller.post(f"{page}send-back/", {"reason": "Thiếu mẫu đơn"})
    assert "Thiếu mẫu đơn" in words(specialist.get(page))
    specialist.post(f"{page}submit/")
    controller.post(f"{page}announce/", DECISION)
    assert state_of(draft) is State.ANNOUNCED
    assert Client().get("/procedures/X.000001/").status_code == 404
    controller.post(f"{page}publish/", follow=True)
    assert state_of(draft) is State.PUBLISHED
    assert Client().get("/procedures/X.000001/?as_of=2021-11-01").status_code == 200
    amended = specialist.post(f"{page}amend/")
    assert state_of(int(amended.headers["Location"].split("/")[-2])) is State.DRAFT
    assert "phiên bản 1" in words(specialist.get(amended.headers["Location"]))


def test_the_process_is_kept_in_the_order_of_its_numbers(specialist: Client, draft: int) -> None:
    specialist.post(f"{HOME}{draft}/process/", PROCESS | seen(draft))
    steps = queries.get_record(draft).steps
    assert [(step.name, step.unit, step.after, step.returns) for step in steps] == [
        ("Tiếp nhận", "one_stop", (), ()),
        ("Thẩm định", "GL-SKHCN", (1,), ()),
        ("Ký", "GL-SKHCN", (2,), (2,)),
    ]
    assert steps[2].tasks[0].ends
    again = words(specialist.get(f"{HOME}{draft}/process/"))
    assert 'value="0,5"' in again
    assert "Ký duyệt [kết thúc]" in again


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"steps-1-time": "nhiều"}, "Quy trình nội bộ, dòng 2, Thời hạn: Hãy ghi số, ví dụ 0,5 hoặc 12."),
        ({"steps-1-time": "-1"}, "Phải từ 0 đến 9.999"),
        ({"steps-1-time": "0,125"}, "nhiều nhất hai chữ số thập phân"),
        ({"steps-1-after": "7"}, "dòng 2, Sau bước: Không có bước 7."),
        ({"steps-1-after": "x"}, "Hãy ghi số của bước"),
        ({"steps-1-tasks": "Ký [xong]"}, "“[xong]” không phải là dấu hiệu của việc."),
    ],
)
def test_a_wrong_box_is_named_and_nothing_typed_is_lost(
    specialist: Client, draft: int, changed: dict[str, str], told: str
) -> None:
    before = queries.get_record(draft)
    answer = specialist.post(f"{HOME}{draft}/process/", PROCESS | changed | seen(draft))
    assert answer.status_code == 200
    assert told in words(answer)
    assert "Thẩm định" in words(answer)
    assert queries.get_record(draft) == before


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "Tên thủ tục"),
        ({"within": ""}, "Hãy ghi đủ: số lần, trong bao lâu, thời hạn tính thế nào."),
        ({"agencies": "Sở Không Có"}, "Cơ quan có thẩm quyền"),
        ({"papers-1-copies": ""}, "Thành phần hồ sơ, dòng 2, Bản sao: Hãy ghi số bản sao có chứng thực."),
        ({"fees-0-amount": "nhiều"}, "Phí, lệ phí, dòng 1, Mức thu (đồng): Hãy ghi số tiền"),
        ({"ways-0-amount": "0"}, "Phải lớn hơn 0."),
        ({"bases-0-issued_on": "31/02/2021"}, "Căn cứ pháp lý, dòng 1, Ngày ban hành"),
    ],
)
def test_a_wrong_entry_of_the_record_is_named(
    specialist: Client, draft: int, changed: dict[str, str], told: str
) -> None:
    before = queries.get_record(draft)
    answer = specialist.post(f"{HOME}{draft}/record/", RECORD | TABLES | changed | seen(draft))
    assert answer.status_code == 200
    assert told in words(answer)
    assert "Luật Năng lượng nguyên tử" in words(answer)
    assert queries.get_record(draft) == before


def test_clearing_a_name_takes_the_entry_out(specialist: Client, draft: int) -> None:
    settle(specialist, draft)
    assert [paper.name for paper in queries.get_record(draft).papers] == ["Đơn đề nghị", "Bản sao"]
    without = {
        "papers-0-name": "",
        "papers-INITIAL_FORMS": "2",
        "fees-INITIAL_FORMS": "1",
        "bases-INITIAL_FORMS": "1",
    }
    specialist.post(f"{HOME}{draft}/record/", RECORD | TABLES | without | seen(draft))
    assert [paper.name for paper in queries.get_record(draft).papers] == ["Bản sao"]


def test_who_wrote_on_an_older_draft_is_told_and_keeps_their_words(specialist: Client, draft: int) -> None:
    old = seen(draft)
    settle(specialist, draft)
    answer = specialist.post(f"{HOME}{draft}/record/", RECORD | TABLES | old | {"field": "Lĩnh vực khác"})
    assert "Có người vừa sửa dự thảo này." in words(answer)
    assert "Lĩnh vực khác" in words(answer)
    assert queries.get_version(draft).field == "Năng lượng nguyên tử"


def test_a_question_is_answered_with_a_reason_only(specialist: Client, draft: int) -> None:
    page, told = f"{HOME}{draft}/", {"code": "paper_uncounted", "about": "Đơn đề nghị"}
    assert "Hãy ghi lý do" in words(specialist.post(f"{page}answer/", told, follow=True))
    specialist.post(f"{page}answer/", told | {"reason": "Một bản như thông lệ"})
    assert "Một bản như thông lệ" in words(specialist.get(page))
    specialist.post(f"{page}answer/", told | {"open": "yes"})
    assert "đã trả lời" not in words(specialist.get(page))
    mended = {"code": "no_field", "about": "", "reason": "Kệ"}
    assert "phải sửa" in words(specialist.post(f"{page}answer/", mended, follow=True))


def test_pressed_twice_it_is_done_once(specialist: Client, draft: int) -> None:
    settle(specialist, draft)
    page = f"{HOME}{draft}/"
    specialist.post(f"{page}submit/")
    second = specialist.post(f"{page}submit/", follow=True)
    assert isinstance(second, HttpResponse)
    assert "Hiện không làm được việc này." in words(second)
    told = [one.verb for one in queries.list_happenings(queries.get_version(draft).procedure)]
    assert told.count("submit") == 1


def test_a_draft_of_another_agency_is_not_there(as_role: Callable[[str], Client], draft: int) -> None:
    other = as_role("division_head")
    page = f"{HOME}{draft}/"
    for address in (page, f"{page}record/", f"{page}process/", f"{page}discard/", f"{page}submit/"):
        assert other.get(address).status_code == 404
        assert other.post(address).status_code == 404
    assert other.post(f"{page}answer/", {"code": "x", "reason": "x"}).status_code == 404
    assert "X.000001" not in words(other.get(HOME))


def test_an_unknown_act_is_not_there(specialist: Client, draft: int) -> None:
    assert specialist.get(f"{HOME}{draft}/burn/").status_code == 404
    assert specialist.post(f"{HOME}{draft}/burn/").status_code == 404


def test_a_new_procedure_belongs_to_the_agency_of_who_opens_it(specialist: Client, province: None) -> None:
    taken = {"code": "Y.1", "name": "Thủ tục thử"}
    opened = specialist.post(f"{HOME}new/", taken)
    version = int(opened.headers["Location"].split("/")[-2])
    assert queries.get_version(version).keeper == "GL-SKHCN"
    again = words(specialist.post(f"{HOME}new/", taken))
    assert "Mã Y.1 đã thuộc về một thủ tục khác." in again
    assert "Thủ tục thử" in again
    assert "không thể làm mã" in words(specialist.post(f"{HOME}new/", {"code": "a b", "name": "x"}))


def test_the_office_hands_a_draft_to_a_department(controller: Client, specialist: Client, draft: int) -> None:
    page = f"{HOME}{draft}/"
    assert specialist.get(f"{page}hand-to/").status_code == 404
    controller.post(f"{page}hand-to/", {"keeper": "Sở Xây dựng"})
    assert queries.get_version(draft).keeper == "GL-SXD"
    assert specialist.get(page).status_code == 404


def test_a_procedure_is_abolished_by_a_decision_with_its_reason(controller: Client, province: None) -> None:
    code = states.an_amended_procedure(Client())
    version = next(one.id for one in queries.list_versions(code, drafts=True) if one.state is State.PUBLISHED)
    page = f"{HOME}{version}/"
    given = {"decision": "30/QĐ-UBND", "decided_on": "15/10/2021", "on": "01/12/2021", "reason": ""}
    assert "Lý do" in words(controller.post(f"{page}abolish/", given))
    controller.post(f"{page}abolish/", given | {"reason": "Luật mới không còn quy định"})
    assert state_of(version) is State.ABOLISHED
    public = words(Client().get(f"/procedures/{code}/?as_of=2021-12-01"))
    assert "Thủ tục này đã bị bãi bỏ." in public
    assert "Luật mới không còn quy định" in public


def sent(client: Client, version: int, content: bytes, name: str = "thu-tuc.xlsx", **more: str) -> str:
    given = {"file": SimpleUploadedFile(name, content)} | seen(version) | more
    return words(client.post(f"/uploads/procedures/{version}/", given, follow=True))


def test_a_workbook_that_was_taken_away_is_read_back(specialist: Client, draft: int) -> None:
    taken = specialist.get(f"{HOME}{draft}/procedure.xlsx")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="X.000001-1.xlsx"'
    book = load_workbook(BytesIO(taken.content))
    book["Nội dung"]["B2"] = "Năng lượng nguyên tử"
    target = BytesIO()
    book.save(target)
    assert "Dự thảo đã ghi theo bảng tính." in sent(specialist, draft, target.getvalue())
    assert queries.get_version(draft).field == "Năng lượng nguyên tử"
    assert "Có người vừa sửa dự thảo này." in sent(specialist, draft, target.getvalue(), seen="1")


def test_what_is_no_workbook_is_refused_and_changes_nothing(specialist: Client, draft: int) -> None:
    before = queries.get_record(draft)
    taken = specialist.get(f"{HOME}{draft}/procedure.xlsx").content
    assert "thu-tuc.xlsx" in sent(specialist, draft, b"not a workbook")
    assert "thu-tuc.pdf" in sent(specialist, draft, taken, name="thu-tuc.pdf")
    assert "Có người vừa sửa" in sent(specialist, draft, taken, seen="x")
    assert "Hãy chọn bảng tính trước." in words(
        specialist.post(f"/uploads/procedures/{draft}/", seen(draft), follow=True)
    )
    assert queries.get_record(draft) == before


def test_a_workbook_of_another_agency_is_not_there(as_role: Callable[[str], Client], draft: int) -> None:
    other = as_role("division_head")
    assert other.get(f"{HOME}{draft}/procedure.xlsx").status_code == 404
    assert other.post(f"/uploads/procedures/{draft}/", seen(draft)).status_code == 404


@pytest.mark.parametrize("path", ["", "{draft}/", "{draft}/record/", "{draft}/process/"])
def test_pages_ask_a_bounded_number_of_questions(specialist: Client, draft: int, path: str) -> None:
    address = HOME + path.format(draft=draft)
    specialist.get(address)
    with CaptureQueriesContext(connection) as asked:
        specialist.get(address)
    assert len(asked) <= 25, "\n".join(one["sql"][:180] for one in asked.captured_queries)
