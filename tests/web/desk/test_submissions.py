"""What a leader decides on a telephone: one page each, signed or sent back, then the next; several at once."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.queries import Purpose
from lienthong.domain.documents import actions as documents
from lienthong.domain.documents.queries import Content, Kind
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import SigningForm, build_actor
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from tests.e2e.people import signed_in
from tests.web.desk.counter import one, text, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(city: None) -> Client:
    return worker("nayhblun.622")


def submit(name: str, words: str = "Đủ điều kiện theo Điều 93; đề nghị ký.") -> queries.CaseRow:
    officer, case = worker("nguyenthithuha.622"), one(name).id
    assert officer.post(f"/cases/{case}/submit/", {"note": words}).status_code == 302
    return one(name)


def seen(row: queries.CaseRow, **more: str) -> dict[str, str]:
    return {"seen": str(row.stand), **more}


def test_the_list_tells_each_proposal_and_what_is_late(leader: Client) -> None:
    submit("Kpă Thương")
    page = text(leader.get("/cases/submissions/"))
    assert "đề nghị ký" in page
    assert "Kpă Thương" in page
    assert "quá hạn" in page  # Siu Thuin's, since 14/10


def test_one_page_says_what_is_asked_proposed_due_and_brought(leader: Client) -> None:
    row = submit("Kpă Thương")
    page = text(leader.get(f"/cases/{row.id}/submission/"))
    for said in ("Kpă Thương", "Đủ điều kiện theo Điều 93; đề nghị ký.", "Nguyễn Thị Thu Hà", "Giấy tờ"):
        assert said in page
    article = page[page.index('<article class="submission">') : page.index("</article>")]
    assert len(re.findall(r'class="button button-primary"', article)) == 1


def test_signing_leads_to_the_next_one(leader: Client) -> None:
    row = submit("Kpă Thương")
    answer = leader.post(
        f"/cases/{row.id}/submission/", seen(row, do="sign", document="12/GPXD"), follow=True
    )
    after = one("Kpă Thương")
    assert (after.state, answer.status_code) == ("SIGNED", 200)
    assert queries.get_story(row.id).happenings[-1].data["document"] == "12/GPXD"
    there = answer.redirect_chain[-1][0]
    assert there.endswith("/submission/")
    assert there != f"/cases/{row.id}/submission/"


def test_sending_back_needs_a_reason_and_goes_to_the_step_before(leader: Client) -> None:
    row = submit("Kpă Thương")
    page = text(leader.post(f"/cases/{row.id}/submission/", seen(row, do="back")))
    assert 'class="summary"' in page
    leader.post(f"/cases/{row.id}/submission/", seen(row, do="back", reason="Thiếu bản vẽ"))
    after = one("Kpă Thương")
    assert (after.state, after.returned) == ("HANDLING", True)


def test_pressed_twice_it_is_signed_once(leader: Client) -> None:
    row = submit("Kpă Thương")
    for _press in range(2):
        answer = leader.post(f"/cases/{row.id}/submission/", seen(row, do="sign"), follow=True)
    verbs = [each.verb for each in queries.get_story(row.id).happenings]
    assert verbs.count("SIGNED") == 1
    assert "alert-ok" in text(answer)


def test_what_moved_meanwhile_is_not_signed_unseen(leader: Client) -> None:
    row = submit("Kpă Thương")
    other = worker("nayhblun.622")
    other.post(f"/cases/{row.id}/submission/", seen(row, do="back", reason="Thiếu"))
    submit("Kpă Thương", "Đã bổ sung")
    page = text(leader.post(f"/cases/{row.id}/submission/", seen(row, do="sign"), follow=True))
    assert one("Kpă Thương").state == "TO_SIGN"
    assert "đã xử lý hồ sơ này" in page


def test_several_are_signed_at_once_each_answering_for_itself(leader: Client) -> None:
    first, second = submit("Kpă Thương"), one("Siu Thuin")
    leader.post(f"/cases/{second.id}/submission/", seen(second, do="back", reason="Thiếu"))
    marks = [f"{row.id}-{row.stand}" for row in (first, second)]
    asked = text(leader.post("/cases/many/", {"move": "sign", "case": marks}))
    assert "Kpă Thương" in asked
    page = text(leader.post("/cases/many/", {"move": "sign", "case": marks, "sent": "yes"}))
    assert "Đã xong 1/2 hồ sơ" in page
    assert one("Kpă Thương").state == "SIGNED"


def test_who_does_not_sign_there_finds_no_submission(city: None) -> None:
    row = submit("Kpă Thương")
    for browser in (worker("nguyenthithuha.622"), signed_in("agency_leader")):
        assert browser.get(f"/cases/{row.id}/submission/").status_code == 404


def test_one_that_is_not_submitted_leads_to_its_case(leader: Client) -> None:
    case = one("Kpă Thương").id
    assert leader.get(f"/cases/{case}/submission/").headers["Location"] == f"/cases/{case}/"


def test_the_pages_ask_few_statements(leader: Client) -> None:
    row = submit("Kpă Thương")
    for address in ("/cases/submissions/", f"/cases/{row.id}/submission/"):
        with CaptureQueriesContext(connection) as asked:
            leader.get(address)
        assert len(asked) <= 25, address


def somebody(username: str) -> Actor:
    account = find_account(username)
    assert account
    return build_actor(account.id, account.full_name, "test", clock.now())


def test_the_result_is_shown_as_drafted_with_whose_initials_are_under_it(leader: Client) -> None:
    officer, head = somebody("nguyenthithuha.622"), somebody("trannhuquynh.622")
    organisations.grant_signing(
        account=somebody("nayhblun.622").account,
        agency="GL-622",
        form=SigningForm.KT,
        basis="Phân công của Chủ tịch",
        on=clock.today(),
        by=officer,
        at=clock.now(),
    )
    case = one("Kpă Thương").id
    content = Content(
        kind=Kind.DECISION,
        subject="Cấp giấy phép xây dựng cho Kpă Thương",
        body="Điều 1. Cấp phép./.",
        recipients="Như Điều 1",
        signer=somebody("nayhblun.622").account,
    )
    told = {"case": case, "purpose": Purpose.RESULT, "key": uuid4(), "content": content}
    document = actions.draft_document(**told, by=officer, at=clock.now())  # type: ignore[arg-type]
    submit("Kpă Thương")
    page = text(leader.get(f"/cases/{case}/submission/")).replace("\u00a0", " ")
    assert "Cấp giấy phép xây dựng cho Kpă Thương" in page
    assert "Chưa ai ký nháy" in page
    documents.submit(
        document=document, why="Đủ điều kiện", proposal="Ký", to=head.account, by=officer, at=clock.now()
    )
    documents.initial(document=document, by=head, at=clock.now())
    page = text(leader.get(f"/cases/{case}/submission/")).replace("\u00a0", " ")
    assert "Ký nháy: Trần Như Quỳnh, Trưởng phòng Quản lý đô thị" in re.sub(r"<[^>]+>", "", page)
    assert f"/documents/{document}/" in page
