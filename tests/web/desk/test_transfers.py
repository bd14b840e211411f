"""Work transferred to the post, as its pages show it: to the head who keeps the agreement and to who works under it."""

import pytest
from django.test import Client

from lienthong.config import demo_transfers
from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import queries as cases
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.transfers import queries
from lienthong.domain.transfers.queries import AgreementRow, Step
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from tests.web.desk.counter import EVERYTHING, form, one, text, version, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(city: None) -> AgreementRow:
    """Of UBND thành phố Pleiku, for three procedures."""
    assert demo_transfers.play(until=clock.now())
    assert not demo_transfers.play(until=clock.now())
    (row,) = queries.list_agreements(keeper(), clock.today())
    return row


@pytest.fixture
def head(agreement: AgreementRow) -> Client:
    return worker("trannhuquynh.622")


@pytest.fixture
def postman(agreement: AgreementRow) -> Client:
    return worker("nguyenvanbinh.bd")


def keeper() -> Actor:
    account = find_account(demo_transfers.HEAD)
    assert account
    return build_actor(account.id, account.full_name, "test", clock.now())


def whole(code: str = "TC05", **more: object) -> dict[str, object]:
    given = {"q": "x", "asked": "x", "name": "Siu H’Bưu Điện", "papers": ["1", "2", "3", "4"]}
    return form("receive", version=version(code), **(given | more))


def test_the_post_takes_a_case_in_and_prints_its_receipt(agreement: AgreementRow, postman: Client) -> None:
    home = text(postman.get("/post-counter/"))
    assert "Bưu điện làm Một cửa" in home
    assert "05/TT-UBND" in home
    at = f"/post-counter/{agreement.id}/intake/"
    answer = postman.post(at, whole(), follow=True)
    row = one("Siu H’Bưu Điện")
    assert answer.redirect_chain[-1][0] == f"/post-counter/{agreement.id}/cases/{row.id}/"
    assert row.number in text(answer)
    paper = postman.post(f"/post-counter/{agreement.id}/cases/{row.id}/receipt.pdf")
    assert b"".join(paper.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    assert row.number in text(postman.get("/post-counter/"))
    story = text(worker("rocham.yen").get(f"/cases/{row.id}/"))
    assert "nhân viên bưu điện, thực hiện theo thỏa thuận số 05/TT-UBND" in story


def test_it_offers_and_takes_only_what_was_transferred(agreement: AgreementRow, postman: Client) -> None:
    at = f"/post-counter/{agreement.id}/intake/"
    page = text(postman.post(at, form(q="giấy phép xây dựng")))
    assert "DT01" not in page
    refused = text(postman.post(at, whole("DT01", name="Người Ngoài Việc")))
    assert "Hãy tìm và chọn thủ tục" in refused
    assert cases.find_cases("Người Ngoài Việc", by=EVERYTHING, now=clock.now()) == []


def test_the_post_gives_a_result_once(agreement: AgreementRow, postman: Client) -> None:
    codes = agreement.procedures(Step.RETURN)
    (row, *_others) = cases.list_to_give(agreement.agency, codes, clock.now())
    at = f"/post-counter/{agreement.id}/cases/{row.id}/give/"
    assert row.applicant_name in text(postman.get(at))
    assert "Lỗi:" in text(postman.post(at, {"to": ""}))
    answer = text(postman.post(at, {"to": row.applicant_name}, follow=True))
    assert f"Đã trả kết quả hồ sơ {row.number}" in answer
    again = text(postman.post(at, {"to": row.applicant_name}, follow=True))
    assert f"Đã trả kết quả hồ sơ {row.number}" in again, "a double click finds what the first press did"
    assert [deed.case for deed in queries.list_deeds(agreement.id)].count(row.id) == 1
    assert postman.get(at).status_code == 404


def test_the_rest_of_the_desk_is_shut_to_the_post(agreement: AgreementRow, postman: Client) -> None:
    row = one("Y Bhơm")
    for at in (
        "/cases/", "/cases/intake/", f"/cases/{row.id}/", f"/cases/{row.id}/receipt/",
        f"/post-counter/{agreement.id}/cases/{row.id}/", f"/post-counter/{agreement.id}/cases/{row.id}/give/",
        f"/post-counter/{agreement.id + 1}/intake/", "/transfers/", f"/transfers/{agreement.id}/",
    ):  # fmt: skip
        assert postman.get(at).status_code == 404, at


def test_the_head_ends_it_and_the_post_finds_nothing(
    agreement: AgreementRow, head: Client, postman: Client
) -> None:
    at = f"/transfers/{agreement.id}/"
    assert "Lỗi:" in text(head.post(f"{at}end/", {"words": ""}))
    ended = text(head.post(f"{at}end/", {"words": "Làm mất hồ sơ"}, follow=True))
    assert "Chấm dứt trước hạn" in ended and "Làm mất hồ sơ" in ended
    assert "Hôm nay không có thỏa thuận nào giao việc" in text(postman.get("/post-counter/"))
    assert postman.post(f"/post-counter/{agreement.id}/intake/", whole()).status_code == 404


def test_the_head_enters_an_agreement_chooses_tasks_and_names_people(
    head: Client, agreement: AgreementRow
) -> None:
    given = {"number": "06/TT-UBND", "post": "GL-BUUDIEN", "signed_on": "1/10/2021", "since": "15/10/2021"}
    wrong = text(head.post("/transfers/new/", given | {"until": "1/10/2021", "answers": "Bưu điện"}))
    assert "Ngày cuối của thỏa thuận trước ngày bắt đầu" in wrong and "06/TT-UBND" in wrong
    made = head.post("/transfers/new/", given | {"answers": "Bưu điện"}).headers["Location"]
    assert "Chưa giao việc nào" in text(head.get(made))
    told = head.post(f"{made}tasks/", {"shown": ["TC05"], "task": ["TC05 RETURN"]}, follow=True)
    assert "Đã sửa: 1 việc" in text(told)
    (person,) = [one.account for one in agreement.workers]
    training = {"account": person, "trained_on": "10/10/2021", "training": "Trả kết quả"}
    assert "Nguyễn Văn Bính" in text(head.post(f"{made}people/new/", training, follow=True))
    late = text(head.post(f"{made}people/new/", training | {"trained_on": "1/1/2030"}))
    assert "Ngày tập huấn phải ở trong quá khứ" in late


def test_a_fault_is_noted_and_answered_for(head: Client, agreement: AgreementRow) -> None:
    at = f"/transfers/{agreement.id}/"
    given = {"blame": "MONEY", "worker": "", "number": "K-1", "day": "14/10/2021", "words": "Thu thừa tiền."}
    assert "Thu thừa tiền" in text(head.post(f"{at}faults/new/", given, follow=True))
    fault = queries.list_faults(agreement.id)[0]
    page = text(head.post(f"{at}faults/{fault.id}/", {"words": "Đã trả lại tiền."}, follow=True))
    assert "Đã trả lại tiền" in page
    again = text(head.post(f"{at}faults/{fault.id}/", {"words": "Lời khác."}))
    assert "đã ghi kết quả xử lý" in again
