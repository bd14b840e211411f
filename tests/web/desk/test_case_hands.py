"""Cases in many hands at the desk: taken up, given on, many at once, others asked, originals, letters that stop."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lienthong.domain.cases import queries
from lienthong.domain.procedures.rules.record import Task
from tests.domain.cases.running import FORK, row
from tests.domain.procedures.made import a_draft, published
from tests.e2e.people import signed_in
from tests.web.desk.counter import form, one, text, value, version, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def stranger(city: None) -> Client:
    """A specialist of another agency, who may handle cases there."""
    return signed_in("specialist")


def mark(row: queries.CaseRow) -> str:
    return f"{row.id}-{row.stand}"


def test_marked_cases_are_taken_up_at_once_and_a_second_press_changes_nothing(city: None) -> None:
    officer, row = worker("nguyenthithuha.622"), one("Kpă Thương")
    given = {"move": "take", "case": [mark(row)], "back": "/cases/?queue=unheld"}
    page = text(officer.post("/cases/many/", given))
    assert "Đã xong 1/1 hồ sơ" in page
    assert 'href="/cases/?queue=unheld"' in page
    assert one("Kpă Thương").holder
    assert "Lần bấm trước đã làm rồi" in text(officer.post("/cases/many/", given))
    verbs = [each.verb for each in queries.get_story(row.id).happenings]
    assert verbs.count("TAKEN") == 1


def test_one_that_changed_meanwhile_is_told_and_the_rest_goes_through(city: None) -> None:
    head, officer = worker("trannhuquynh.622"), worker("nguyenthithuha.622")
    taken, other = one("Kpă Thương"), one("Siu Thuin")
    marks = [mark(taken), mark(other)]
    asked = text(head.post("/cases/many/", {"move": "assign", "case": marks}))
    assert "Kpă Thương" in asked
    assert "Siu Thuin" in asked
    choice = re.search(r'value="([^"]+)">Kpă H’Nhĭ', asked)
    assert choice
    officer.post("/cases/many/", {"move": "take", "case": [mark(taken)]})
    page = text(
        head.post("/cases/many/", {"move": "assign", "case": marks, "sent": "yes", "holder": choice[1]})
    )
    assert "Đã xong 1/2 hồ sơ" in page
    assert "Nguyễn Thị Thu Hà đã xử lý hồ sơ này" in page
    assert one("Siu Thuin").holder == choice[1]


def test_many_are_not_moved_by_who_has_no_business_with_them(stranger: Client) -> None:
    row = one("Kpă Thương")
    answer = stranger.post("/cases/many/", {"move": "take", "case": [mark(row)]}, follow=True)
    assert "Hãy đánh dấu ít nhất một hồ sơ" in text(answer)
    assert one("Kpă Thương").holder == ""


@pytest.mark.parametrize(
    "given", [{}, {"move": "stop"}, {"move": "take", "case": ["x", "1", "0-0", "9" * 30]}]
)
def test_nonsense_among_many_is_told(clerk: Client, given: dict[str, object]) -> None:
    assert "Hãy đánh dấu ít nhất một hồ sơ" in text(clerk.post("/cases/many/", given, follow=True))


def test_a_reason_is_asked_once_for_all_that_are_sent_back(city: None) -> None:
    leader, row = worker("nayhblun.622"), one("Nguyễn Văn Sơn")
    given = {"move": "send-back", "case": [mark(row)], "sent": "yes", "reason": ""}
    page = text(leader.post("/cases/many/", given))
    assert "Nguyễn Văn Sơn" in page
    assert one("Nguyễn Văn Sơn").state == "TO_SIGN"
    text(leader.post("/cases/many/", given | {"reason": "Thiếu mã ngành"}))
    back = one("Nguyễn Văn Sơn")
    assert (back.state, back.step, back.returned) == ("HANDLING", 2, True)


def test_a_whole_desk_is_handed_over_with_a_reason(city: None) -> None:
    head = worker("trannhuquynh.622")
    page = text(head.get("/cases/desk/"))
    whose = re.search(r'value="([^"]+)">Nguyễn Thị Thu Hà \((\d+)\)', page)
    holder = re.search(r'value="([^"]+)">Kpă H’Nhĭ, ', page)
    assert whose
    assert holder
    given = {"whose": whose[1], "holder": holder[1], "note": "Nghỉ phép từ 18/10"}
    count = int(whose[2])
    assert count >= 3
    done = text(head.post("/cases/desk/", given))
    assert f"Đã xong {count}/{count} hồ sơ" in done
    assert queries.count_by_holder("GL-622").get(whose[1]) is None
    again = text(head.post("/cases/desk/", given))
    assert "chọn" in again
    assert sum(each.verb == "ASSIGNED" for each in queries.get_story(one("Ksor Phước").id).happenings) == 1


def test_a_desk_goes_to_another_person_than_its_own(city: None) -> None:
    head = worker("trannhuquynh.622")
    whose = re.search(r'value="([^"]+)">Nguyễn Thị Thu Hà \(', text(head.get("/cases/desk/")))
    assert whose
    page = text(head.post("/cases/desk/", {"whose": whose[1], "holder": whose[1], "note": "x"}))
    assert "Hãy chọn người khác" in page


def test_only_a_head_hands_a_desk_over(clerk: Client, city: None) -> None:
    assert clerk.get("/cases/desk/").status_code == 404
    assert worker("nguyenthithuha.622").post("/cases/desk/", {}).status_code == 404


def test_a_list_with_marks_asks_no_more_than_before(clerk: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        clerk.get("/cases/")
    assert len(asked) <= 25


def asked_of_works(row: queries.CaseRow) -> None:
    """Nguyễn Thị Thu Hà asks Sở Xây dựng about one of her cases."""
    given = {"question": "Lộ giới hẻm 78 là bao nhiêu?", "first": "GL-SXD", "days": "3"}
    page = text(worker("nguyenthithuha.622").post(f"/cases/{row.id}/consult/", given, follow=True))
    assert "Đã gửi lấy ý kiến" in page


def test_another_agency_is_asked_sees_its_question_alone_and_answers(city: None) -> None:
    row, works = one("Trần Thị Bích Liên"), worker("nayhthuy.sxd")
    assert works.get(f"/cases/{row.id}/").status_code == 404
    asked_of_works(row)
    owed = text(works.get("/cases/opinions/"))
    assert "Lộ giới hẻm 78 là bao nhiêu?" in owed
    page = text(works.get(f"/cases/{row.id}/"))
    assert "Lộ giới hẻm 78 là bao nhiêu?" in page
    assert "0905" not in page
    assert "Chuyển sang bước" not in page
    assert works.get(f"/cases/{row.id}/receipt/").status_code == 404
    assert works.get(f"/cases/{row.id}/hand-over/").status_code == 404
    answer = {"opinion": "Lộ giới 6 m.", "document": "88/SXD-QLXD", "document_on": "15102021"}
    told = text(works.post(f"/cases/{row.id}/opinion/", answer, follow=True))
    assert "Ý kiến đã ghi vào diễn biến hồ sơ" in told
    again = text(works.post(f"/cases/{row.id}/opinion/", answer, follow=True))
    assert "Ý kiến đã ghi vào diễn biến hồ sơ" in again
    verbs = [each.verb for each in queries.get_story(row.id).happenings]
    assert verbs.count("OPINION_GIVEN") == 1
    officer = worker("nguyenthithuha.622")
    assert "Lộ giới 6 m." in text(officer.get(f"/cases/{row.id}/"))


def test_what_an_agency_was_not_asked_is_not_its_own(city: None) -> None:
    row = one("Trần Thị Bích Liên")
    asked_of_works(row)
    assert signed_in("specialist").get(f"/cases/{row.id}/opinion/").status_code == 404


def test_a_question_without_words_keeps_what_was_typed(city: None) -> None:
    row = one("Trần Thị Bích Liên")
    given = {"question": " ", "first": "GL-SXD", "days": "40"}
    page = text(worker("nguyenthithuha.622").post(f"/cases/{row.id}/consult/", given))
    assert re.search(r'value="GL-SXD" selected', page)
    assert page.count("field-error") >= 2
    assert one("Trần Thị Bích Liên").awaited == ("GL-SGTVT",), "what was asked before"


def test_an_original_is_kept_handed_on_signed_for_and_seen(city: None, clerk: Client) -> None:
    row = one("Hồ Thị Mai")
    clerk = worker("rocham.yen")
    page = text(clerk.post(f"/cases/{row.id}/originals/", {"names": "Giấy chứng nhận CH 01234"}, follow=True))
    assert "Giấy chứng nhận CH 01234" in page
    form_of = text(clerk.get(f"/cases/{row.id}/hand-over/"))
    assert "Bản chính giao kèm" in form_of
    clerk.post(f"/cases/{row.id}/hand-over/", {"originals": ["1"]})
    officer = worker("nguyenthithuha.622")
    assert "Bản chính chờ ký nhận: 2" in text(officer.get("/cases/"))
    assert "Giấy chứng nhận CH 01234" in text(officer.get("/cases/originals/"))
    wanting = text(officer.post(f"/cases/{row.id}/sign-for/", {}))
    assert "Hãy nêu lý do" in wanting or "lý do" in wanting.lower()
    signed = {"originals": ["1"]}
    assert "Đã ký nhận" in text(officer.post(f"/cases/{row.id}/sign-for/", signed, follow=True))
    assert "Đã ký nhận" in text(officer.post(f"/cases/{row.id}/sign-for/", signed, follow=True))
    verbs = [each.verb for each in queries.get_story(row.id).happenings]
    assert verbs.count("ORIGINALS_SIGNED") == 1
    assert "Giấy chứng nhận CH 01234" in text(officer.get("/cases/originals/?list=kept"))


def test_originals_are_nobody_elses(stranger: Client, city: None) -> None:
    row = one("Hồ Thị Mai")
    worker("rocham.yen").post(f"/cases/{row.id}/originals/", {"names": "Giấy chứng nhận CH 01234"})
    assert stranger.get(f"/cases/{row.id}/sign-for/").status_code == 404
    assert "CH 01234" not in text(stranger.get("/cases/originals/?list=kept"))


def test_a_case_page_with_questions_stays_within_its_queries(city: None) -> None:
    row = one("Trần Thị Bích Liên")
    asked_of_works(row)
    officer = worker("nguyenthithuha.622")
    with CaptureQueriesContext(connection) as asked:
        officer.get(f"/cases/{row.id}/")
    assert len(asked) <= 25


STOPPED = {
    "named": "PLOT",
    "words": "nhà 1 tầng, 27 Cách Mạng Tháng Tám",
    "letter": "15/QĐ-CCTHADS",
    "letter_on": "01/10/2021",
    "issuer": "Chi cục Thi hành án dân sự Pleiku",
}


def test_a_letter_stops_a_case_and_the_page_says_so(city: None) -> None:
    clerk, row = worker("rocham.yen"), one("Kpă Thương")
    assert "Đã ghi" in text(clerk.post("/cases/stopped/new/", STOPPED, follow=True))
    page = text(clerk.get(f"/cases/{row.id}/"))
    assert "Hồ sơ đang bị ngăn chặn" in page
    assert "15/QĐ-CCTHADS" in page
    listed = text(clerk.get("/cases/stopped/"))
    lift = re.search(r'href="(/cases/stopped/\d+/lift/)"', listed)
    assert lift
    text(clerk.post(lift[1], {"letter": "20/QĐ-CCTHADS"}, follow=True))
    assert "Hồ sơ đang bị ngăn chặn" not in text(clerk.get(f"/cases/{row.id}/"))
    assert "20/QĐ-CCTHADS" in text(clerk.get("/cases/stopped/?list=lifted"))


def test_a_letter_without_a_person_s_number_keeps_what_was_typed(city: None) -> None:
    clerk = worker("rocham.yen")
    page = text(clerk.post("/cases/stopped/new/", STOPPED | {"named": "PARTY", "letter_on": "31/02/2021"}))
    assert value(page, "letter") == "15/QĐ-CCTHADS"
    assert page.count("field-error") >= 2


def test_letters_of_another_agency_are_not_lifted(city: None) -> None:
    worker("rocham.yen").post("/cases/stopped/new/", STOPPED)
    listed = text(worker("rocham.yen").get("/cases/stopped/"))
    lift = re.search(r'href="(/cases/stopped/\d+/lift/)"', listed)
    assert lift
    assert worker("phamthutrang.snv").get(lift[1]).status_code == 404
    assert worker("nguyenthithuha.622").get(lift[1]).status_code == 404


def test_a_second_case_of_the_same_kind_is_pointed_out_at_the_counter(city: None) -> None:
    page = text(
        worker("rocham.yen").post(
            "/cases/intake/",
            form(version=version("DT01"), q="x", asked="x", number="064194004314", name="Kpă Thương"),
        )
    )
    assert "đang có hồ sơ cùng thủ tục chưa xong" in page
    assert "000.00.31.H21-211014-0001" in page


def test_a_correction_keeps_the_number_and_is_found_by_the_right_words(city: None) -> None:
    clerk, row = worker("rocham.yen"), one("Hồ Thị Mai")
    given = {
        "applicant_name": "Hồ Thị Mai Anh",
        "content": row.content,
        "return_by": "POST",
        "reason": "Gõ thiếu tên",
    }
    page = text(clerk.post(f"/cases/{row.id}/correct/", given, follow=True))
    assert "Đã đính chính" in page
    assert "Hồ Thị Mai Anh" in page
    assert one("Hồ Thị Mai Anh").number == row.number
    assert worker("nguyenthithuha.622").get(f"/cases/{row.id}/correct/").status_code == 404


def test_cases_are_linked_by_number(city: None) -> None:
    clerk, row, other = worker("rocham.yen"), one("Hồ Thị Mai"), one("Bùi Văn Tâm")
    wrong = text(clerk.post(f"/cases/{row.id}/link/", {"number": "000.00.31.H21-211015-9999", "reason": "x"}))
    assert "Không có hồ sơ nào bạn được xem mang mã này" in wrong
    clerk.post(f"/cases/{row.id}/link/", {"number": other.number, "reason": "Cùng một nhà"})
    assert f'href="/cases/{other.id}/"' in text(clerk.get(f"/cases/{row.id}/"))
    assert f'href="/cases/{row.id}/"' in text(clerk.get(f"/cases/{other.id}/"))


SIDE_BY_SIDE = replace(
    FORK,
    steps=(
        row("Tiếp nhận", "one_stop", "0.5", tasks=(Task("Tiếp nhận"),)),
        row("Xác nhận nguồn gốc", "commune_land_officer", "2", (1,)),
        row("Xác định nghĩa vụ thuế", "tax_branch", "3", (1,)),
        row("Thẩm định", "environment_office", "5.5", (2, 3)),
        row("Ký", "leadership", "1", (4,), returns=(4,), tasks=(Task("Ký", ends=True),)),
        row("Trả kết quả", "one_stop", "0", (5,)),
    ),
)


def test_a_land_case_is_with_the_commune_and_with_the_tax_office_at_the_same_time(city: None) -> None:
    clerk, taxman, village = worker("rocham.yen"), worker("dangthingoc.thue"), worker("naylehlam.hoalu")
    given = form(
        "receive", version=published(a_draft(SIDE_BY_SIDE)), name="Siu Hyen", papers=["1", "2"], q="x"
    )
    clerk.post("/cases/intake/", given)
    case = one("Siu Hyen")
    page = text(clerk.post(f"/cases/{case.id}/hand-over/", {"commune": "GL-23572"}, follow=True))
    assert "Cùng lúc, “Xác định nghĩa vụ thuế” bắt đầu tại" in page
    assert "Đang làm song song" in page
    assert "Siu Hyen" in text(taxman.get("/cases/beside/"))
    assert "Xong bước làm song song" in text(taxman.get(f"/cases/{case.id}/"))
    assert village.get(f"/cases/{case.id}/step-done/").status_code == 404
    for _press in range(2):
        told = text(
            taxman.post(f"/cases/{case.id}/step-done/", {"step": "3", "note": "Đã ra thông báo"}, follow=True)
        )
        assert "bước chờ việc này được làm tiếp" in told
    verbs = [each.verb for each in queries.get_story(case.id).happenings]
    assert verbs.count("SIDE_DONE") == 1
    village.post(f"/cases/{case.id}/hand-over/", {})
    assert (one("Siu Hyen").seat, one("Siu Hyen").step) == ("GL-622", 4)
