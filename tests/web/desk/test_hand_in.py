"""Handing documents in: kept at every step, refused in words with nothing lost, handed in once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from lienthong.domain.plans import actions
from lienthong.domain.plans.queries.owed import get_draft
from lienthong.spine import clock
from lienthong.spine.files.queries import get_file
from lienthong.web.desk.plans.page import DutyPage
from tests.domain.plans.running import MONITOR, PDF, document, of
from tests.e2e.people import account
from tests.web.desk.handing import (
    AGENCY,
    AsRole,
    find,
    form,
    paper,
    pdf,
    read,
    row,
    send,
    state,
    story,
    verbs,
    whole,
)

pytestmark = pytest.mark.django_db


def files_in_draft(duty: int) -> list[int]:
    draft = get_draft(duty, account("specialist"))
    return [file for one in draft.content["documents"] for file in one["files"]] if draft else []


def test_a_document_is_handed_in_and_nothing_is_left_to_do(specialist: Client, duty: int) -> None:
    page = send(specialist, duty, whole()).content.decode()
    assert state(duty) == "SUBMITTED"
    assert "191/BC-SKHCN" in page
    assert "Đã nộp. Sở Nội vụ đang xem để chấp nhận hoặc trả lại. Bạn không phải làm gì lúc này." in page
    assert get_draft(duty, account("specialist")) is None


@pytest.mark.parametrize("day", ["13/10/2021", "13-10-2021", "13102021"])
def test_the_day_is_taken_as_people_write_it(specialist: Client, duty: int, day: str) -> None:
    send(specialist, duty, whole(day=day))
    assert f"{story(duty)[0].evidence[0].issued_on:%d%m%Y}" == "13102021"


def test_a_document_comes_with_its_annexes(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf("bao-cao.pdf"), pdf("bieu-1.pdf"), pdf("bieu-2.pdf"))))
    (one,) = story(duty)[0].evidence
    names = [file.name for file in map(get_file, (one.file, *one.annexes)) if file]
    assert names == ["bao-cao.pdf", "bieu-1.pdf", "bieu-2.pdf"]
    page = read(specialist, duty)
    for annex in one.annexes:
        assert f'href="/work/files/{annex}/"' in page
    assert "tệp kèm theo 2" in page


def test_several_documents_say_which_product_each_of_them_is(specialist: Client, province: None) -> None:
    three = find("VI.9", "1/1").id
    first, second = (paper(0, pdf(), outputs=[0, 2]), paper(1, pdf(), number="192/BC-SKHCN", outputs=[1]))
    send(specialist, three, form(first, second))
    assert [one.outputs for one in story(three)[0].evidence] == [(0, 2), (1,)]


def test_which_product_it_is_must_be_said_where_several_are_owed(specialist: Client, province: None) -> None:
    three = find("VI.9", "1/1").id
    page = send(specialist, three, whole()).content.decode()
    assert state(three) == "OPEN"
    assert 'href="#id_d0-outputs' in page


def test_only_products_still_owed_are_offered(specialist: Client, province: None) -> None:
    three = find("VI.9", "1/1").id
    send(specialist, three, form(paper(0, pdf(), outputs=[0])))
    actions.accept(obligation=three, by=MONITOR, at=clock.now())
    page = read(specialist, three, "hand-in/")
    assert 'value="0"' not in page
    assert 'value="1"' in page
    send(specialist, three, form(paper(0, pdf(), number="192/BC-SKHCN", outputs=[0])))
    assert state(three) == "PART_DONE", "what is met already is not met again"


def test_what_is_wrong_is_said_at_its_field_and_what_was_given_stays(specialist: Client, duty: int) -> None:
    page = send(specialist, duty, form(paper(0, pdf("so-lieu.pdf"), day="40/40/2021"))).content.decode()
    assert state(duty) == "OPEN"
    for word in ("40/40/2021", "191/BC-SKHCN", "so-lieu.pdf", 'class="summary"', 'href="#id_d0-issued_on"'):
        assert word in page
    assert "<title>Lỗi:" in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (form(paper(0, pdf(), number="")), "number"),
        (form(paper(0, pdf(), day="1/1/2099")), "issued_on"),
        (form(paper(0)), "upload"),
    ],
)
def test_each_gap_names_its_field(
    specialist: Client, duty: int, given: dict[str, object], field: str
) -> None:
    page = send(specialist, duty, given).content.decode()
    assert state(duty) == "OPEN"
    assert f'href="#id_d0-{field}"' in page


def test_one_document_twice_is_refused_with_its_number(specialist: Client, duty: int) -> None:
    page = send(specialist, duty, form(paper(0, pdf()), paper(1, pdf("hai.pdf")))).content.decode()
    assert state(duty) == "OPEN"
    assert 'class="alert alert-bad"' in page
    assert page.count("191/BC-SKHCN") >= 3


def test_the_draft_waits_after_signing_in_again(as_role: AsRole, specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf("so-lieu.pdf")), do="keep", note="Gửi trước"))
    specialist.post("/sign-out/")
    page = read(as_role("specialist"), duty, "hand-in/")
    for word in ("191/BC-SKHCN", "so-lieu.pdf", "Gửi trước", "Đã lưu nháp"):
        assert word in page


def test_kept_files_are_handed_in_without_being_sent_again(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf("so-lieu.pdf")), do="keep"))
    kept = files_in_draft(duty)
    send(specialist, duty, form(paper(0, kept=kept)))
    assert [story(duty)[0].evidence[0].file] == kept


def test_typing_is_kept_without_a_button_and_takes_no_file_away(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf()), do="keep"))
    before = files_in_draft(duty)
    answer = specialist.post(f"/work/{duty}/hand-in/keep/", form(paper(0, number="9/BC", kept=before)))
    assert "Đã lưu nháp" in answer.content.decode()
    draft = get_draft(duty, account("specialist"))
    assert draft
    assert draft.content["documents"][0]["number"] == "9/BC"
    specialist.post(f"/work/{duty}/hand-in/keep/", form(paper(0, number="10/BC")))
    assert files_in_draft(duty) == before, "words of a page from before the file came"


def test_a_document_is_added_and_left_out_again(specialist: Client, duty: int) -> None:
    page = send(specialist, duty, form(paper(0, pdf()), do="add")).content.decode()
    assert "Văn bản thứ 2" in page
    (first,) = files_in_draft(duty)
    both = form(paper(0, kept=[first]), paper(1, pdf("hai.pdf"), number="2/BC"), do="remove-0")
    page = send(specialist, duty, both).content.decode()
    assert "2/BC" in page
    assert "191/BC-SKHCN" not in page
    assert get_file(first) is None, "a file that nobody can reach is not kept"


def test_a_file_is_left_out_and_gone(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf("mot.pdf"), pdf("hai.pdf")), do="keep"))
    first, second = files_in_draft(duty)
    send(specialist, duty, form(paper(0, kept=[first, second]), do=f"without-0-{first}"))
    assert files_in_draft(duty) == [second]
    assert get_file(first) is None


def test_a_draft_is_thrown_away_with_its_files(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf()), do="keep"))
    (file,) = files_in_draft(duty)
    send(specialist, duty, form(paper(0, kept=[file]), do="drop"))
    assert get_draft(duty, account("specialist")) is None
    assert get_file(file) is None


def test_words_on_their_way_while_it_was_handed_in_are_no_fault(
    specialist: Client, duty: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(specialist, duty, whole())
    monkeypatch.setattr(DutyPage, "is_open", lambda _page, _verb: True)  # as it stood a moment ago
    answer = specialist.post(f"/work/{duty}/hand-in/keep/", whole())
    assert answer.status_code == 200
    assert get_draft(duty, account("specialist")) is None


def test_a_document_has_a_handful_of_files(specialist: Client, duty: int) -> None:
    page = send(specialist, duty, form(paper(0, *(pdf(f"{n}.pdf") for n in range(8))))).content.decode()
    assert "7.pdf: mỗi văn bản có nhiều nhất 6 tệp." in page
    assert len(files_in_draft(duty)) == 6


def test_pressed_twice_it_is_handed_in_once(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    again = send(specialist, duty, whole())
    assert verbs(duty).count("SUBMITTED") == 1
    assert again.redirect_chain[-1][0] == f"/work/{duty}/"  # type: ignore[attr-defined]
    assert "Bạn không phải làm gì lúc này; có kết quả sẽ được báo." in again.content.decode()


def test_what_a_colleague_was_quicker_with_is_told(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf()), do="keep"))
    actions.submit(
        obligation=duty, documents=[document("186/BC", clock.today())], by=of(AGENCY), at=clock.now()
    )
    page = send(specialist, duty, whole()).content.decode()
    assert "vừa có thay đổi" in page
    assert get_draft(duty, account("specialist")) is None


def test_a_page_left_open_brings_no_draft_back(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    answer = specialist.post(f"/work/{duty}/hand-in/keep/", form(paper(0)))
    assert "Đã lưu nháp" not in answer.content.decode()
    assert get_draft(duty, account("specialist")) is None


@pytest.mark.parametrize(
    ("number", "degree"),
    [("12/M-UBND", ""), ("05/BC-SNV(TM)", ""), ("7/TUM-UBND", ""), ("191/BC-SKHCN", "M"), ("8/BC", "TUM")],
)
def test_a_secret_document_is_refused_and_nothing_of_it_is_kept(
    specialist: Client, duty: int, number: str, degree: str
) -> None:
    page = send(specialist, duty, whole(number=number, degree=degree)).content.decode()
    assert state(duty) == "OPEN"
    assert "Không được đưa văn bản Mật, Tối mật, Tuyệt mật vào hệ thống này" in page
    draft = get_draft(duty, account("specialist"))
    assert draft
    assert "ISO 9001" not in str(draft.content)
    assert files_in_draft(duty) == []


def test_a_file_sent_before_its_degree_was_told_goes_out_of_the_store(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf(content=PDF + b"% mat")), do="keep"))
    (file,) = files_in_draft(duty)
    kept = get_file(file)
    assert kept
    specialist.post(f"/work/{duty}/hand-in/keep/", form(paper(0, degree="M", kept=[file])))
    assert get_file(file) is None
    assert files_in_draft(duty) == []


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"no pdf"), ("a.pdf", b"")])
@pytest.mark.parametrize("do", ["send", "keep"])
def test_a_file_of_another_kind_is_refused_by_name(
    specialist: Client, duty: int, name: str, content: bytes, do: str
) -> None:
    given = form(paper(0, SimpleUploadedFile(name, content)), do=do)
    assert f"{name}: " in send(specialist, duty, given).content.decode()
    assert state(duty) == "OPEN"


def test_a_returned_one_says_why_and_what_it_replaces(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole(number="176/BC-SKHCN"))
    actions.send_back(obligation=duty, reason="Thiếu số liệu huyện Kbang", by=MONITOR, at=clock.now())
    assert "Thiếu số liệu huyện Kbang" in read(specialist, duty)
    page = read(specialist, duty, "hand-in/")
    assert "Thiếu số liệu huyện Kbang" in page
    assert "176/BC-SKHCN" in page
    send(specialist, duty, whole())
    assert story(duty)[0].evidence[0].replaces == "176/BC-SKHCN"


@override_settings(LIENTHONG_STREAM_ORIGIN="http://localhost:9001")
def test_the_upload_process_is_where_the_form_goes(specialist: Client, duty: int) -> None:
    answer = specialist.get(f"/work/{duty}/hand-in/")
    assert f'action="http://localhost:9001/uploads/evidence/{duty}/"' in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_form_without_its_token_is_refused(duty: int, specialist: Client) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = specialist.cookies
    assert careful.post(f"/uploads/evidence/{duty}/", whole()).status_code == 403
    assert row(duty).state == "OPEN"


def test_numbers_that_are_none_do_no_harm(specialist: Client, duty: int) -> None:
    odd = form(paper(0, pdf()), do="without-²-x") | {"count": "²", "d0-file": ["²", "9" * 40, "-1"]}
    assert "191/BC-SKHCN" in send(specialist, duty, odd).content.decode()
    assert len(files_in_draft(duty)) == 1
