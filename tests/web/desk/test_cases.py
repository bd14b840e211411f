"""Cases at the desk: taken in by keyboard, listed, moved; what is refused says why and loses nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo, demo_cases, demo_procedures, demo_year
from lienthong.config.demo import PASSWORD
from lienthong.domain.cases import actions, queries
from lienthong.domain.parties import actions as parties
from lienthong.domain.procedures import actions as procedure_actions
from lienthong.domain.procedures import queries as procedures
from lienthong.domain.procedures.queries import get_published
from lienthong.spine import clock
from lienthong.spine.actor import Actor, Grant, platform
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
CARD = (
    "064190009876|231234567|Rơ Châm H’Yưn|12051990|Nữ|Làng Plei Ốp, phường Hoa Lư, Pleiku, Gia Lai|01012021"
)
EVERYTHING = Actor("test", "Người thử", "GL-622", grants=(Grant("cases.follow"), Grant("parties.see")))


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Procedures in force and a few weeks of cases at Pleiku, by people who were there before."""
    with loaded(django_db_blocker):
        by, now = platform("test"), clock.now()
        demo.load_people(by=by, at=demo_year.EVE)
        demo_year.load_people(by=by, at=demo_year.EVE)
        demo_procedures.play(by=by, until=now)
        demo_cases.play(by=by, until=now)
        yield


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def stranger(city: None) -> Client:
    """A specialist of another agency, who may handle cases there."""
    return signed_in("specialist")


def worker(username: str) -> Client:
    client = Client()
    answer = client.post("/sign-in/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def version(code: str = "TC05") -> int:
    return get_published(code, clock.today()).id


def form(do: str = "go", **more: object) -> dict[str, object]:
    return {"key": str(uuid4()), "channel": "COUNTER", "return_by": "COUNTER", "do": do, **more}


def found(text: str) -> list[queries.CaseRow]:
    return queries.find_cases(text, by=EVERYTHING, now=clock.now())


def one(name: str) -> queries.CaseRow:
    (row,) = found(name)
    return row


def value(page: str, name: str) -> str:
    """What stands in a box."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert tag, name
    shown = re.search(r'value="([^"]*)"', tag[0])
    return shown[1] if shown else ""


def text(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_the_list_says_what_presses_and_leads_to_each_case(clerk: Client) -> None:
    page = text(clerk.get("/cases/"))
    row = one("Siu Thuin")
    assert f'href="/cases/{row.id}/"' in page
    assert "quá hạn" in page
    assert "trễ 1 ngày" in page.lower()


def test_a_procedure_is_found_without_marks_and_one_alone_is_chosen(clerk: Client) -> None:
    page = text(clerk.post("/cases/intake/", form(q="dang ky kinh doanh cho ho ca the")))
    assert value(page, "version") == str(version())
    assert "Cấp giấy đăng ký kinh doanh cho hộ cá thể" in page


def test_of_several_the_first_is_marked_and_enter_takes_it(clerk: Client) -> None:
    page = text(clerk.post("/cases/intake/", form(q="giay phep xay dung")))
    offers = re.findall(r'name="pick" value="(\d+)"', page)
    assert len(offers) > 1
    asked = value(page, "asked")
    page = text(clerk.post("/cases/intake/", form(q="giay phep xay dung", asked=asked, pick=offers[0])))
    assert value(page, "version") == offers[0]


def test_nothing_found_is_said(clerk: Client) -> None:
    page = text(clerk.post("/cases/intake/", form(q="bay len mat trang")))
    assert "Không có thủ tục nào" in page


def test_a_scanned_card_fills_the_applicant(clerk: Client) -> None:
    page = text(clerk.post("/cases/intake/", form(version=version(), q="x", asked="x", card=CARD)))
    assert (value(page, "name"), value(page, "number")) == ("Rơ Châm H’Yưn", "064190009876")
    assert value(page, "birth") == "12/05/1990"
    assert value(page, "card") == ""


def test_what_is_no_card_is_said_beside_the_box(clerk: Client) -> None:
    page = text(clerk.post("/cases/intake/", form(version=version(), q="x", asked="x", card="abc")))
    assert 'id="id_card_error"' in page


def test_a_get_and_every_step_before_receiving_write_nothing(clerk: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        clerk.get("/cases/intake/")
        clerk.post("/cases/intake/", form(q="giay phep"))
        clerk.post("/cases/intake/", form(version=version(), q="x", asked="x", card=CARD))
    written = [one["sql"] for one in asked if re.match(r"(INSERT|UPDATE|DELETE)", one["sql"])]
    assert [sql for sql in written if "cases_" in sql or "parties_" in sql or "numbering_" in sql] == []


def whole(**more: object) -> dict[str, object]:
    return form(
        "receive", version=version(), q="x", asked="x", name="Nguyễn Thị Thử", number_kind="CCCD",
        number="064190007777", phone="0905 222 333", papers=["1", "2", "3", "4"], **more,
    )  # fmt: skip


def test_receiving_numbers_it_and_shows_the_receipt(clerk: Client) -> None:
    answer = clerk.post("/cases/intake/", whole(content="Tạp hóa"), follow=True)
    page, row = text(answer), one("Nguyễn Thị Thử")
    assert answer.redirect_chain[-1][0] == f"/cases/{row.id}/receipt/"
    assert row.number in page
    assert "Trả kết quả" in page
    assert (row.content, row.papers) == ("Tạp hóa", (1, 2, 3, 4))


def test_pressed_twice_it_is_received_once(clerk: Client) -> None:
    given = whole() | {"name": "Người Bấm Hai Lần", "number": "064190006666"}
    clerk.post("/cases/intake/", given)
    again = clerk.post("/cases/intake/", given)
    assert again.status_code == 302
    assert len(found("Người Bấm Hai Lần")) == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Họ và tên"),
        ({"number": "12345"}, "12 chữ số"),
        ({"birth": "40/40/1990"}, "12/05/1990"),
        ({"papers": ["1"]}, "Còn thiếu giấy tờ bắt buộc"),
        ({"version": ""}, "Hãy tìm và chọn thủ tục"),
        ({"submitter_name": "Ksor Ai"}, "căn cứ"),
        ({"phone": "12"}, "điện thoại"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    clerk: Client, wrong: dict[str, object], says: str
) -> None:
    page = text(clerk.post("/cases/intake/", whole(content="Nội dung đã gõ") | wrong))
    assert says.lower() in page.lower()
    assert value(page, "content") == "Nội dung đã gõ"
    assert 'class="summary"' in page


def test_with_scripts_the_browser_is_led_to_the_receipt(clerk: Client) -> None:
    given = whole() | {"name": "Người Dùng Kịch Bản", "number": "064190005555"}
    answer = clerk.post("/cases/intake/", given, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].endswith("/receipt/")


def test_somebody_who_does_not_sit_at_a_counter_finds_no_intake(city: None) -> None:
    assert worker("nguyenthithuha.622").get("/cases/intake/").status_code == 404


def test_a_case_explains_its_day_and_tells_its_story(clerk: Client) -> None:
    row = one("Rơ Châm H’Yưn")
    page = text(clerk.get(f"/cases/{row.id}/"))
    assert "Vì sao là ngày này?" not in page, "while it waits it has no day"
    assert "2318/TB-CCT" in page
    assert "064*****4321" in page
    assert "064190004321" not in page
    late = text(clerk.get(f"/cases/{one('Siu Thuin').id}/"))
    assert "Vì sao là ngày này?" in late
    assert "14/10" in late


def test_a_case_goes_from_the_counter_to_the_result(clerk: Client) -> None:
    clerk.post("/cases/intake/", whole() | {"name": "Người Đi Trọn", "number": "064190004444"})
    case = one("Người Đi Trọn").id
    move(clerk, case, "hand-over")
    move(worker("kpahnhi.622"), case, "submit", note="Đủ điều kiện")
    leader = worker("nayhblun.622")
    assert "Đủ điều kiện" in text(leader.get(f"/cases/{case}/"))
    move(leader, case, "sign", document="99/GCN")
    move(clerk, case, "bring")
    move(clerk, case, "give", to="Người Đi Trọn", way="COUNTER")
    row = one("Người Đi Trọn")
    assert (row.state, row.on_time, row.kept) == ("GIVEN", True, True)


def move(browser: Client, case: int, slug: str, **given: object) -> str:
    assert browser.get(f"/cases/{case}/{slug}/").status_code == 200, slug
    answer = browser.post(f"/cases/{case}/{slug}/", given, follow=True)
    assert answer.redirect_chain, text(answer)
    assert answer.redirect_chain[-1][0] == f"/cases/{case}/"
    return text(answer)


def test_pressed_twice_a_move_is_made_once_and_said_to_be_done(clerk: Client) -> None:
    case = one("Hồ Thị Mai").id
    clerk.post(f"/cases/{case}/hand-over/", {})
    again = text(clerk.post(f"/cases/{case}/hand-over/", {}, follow=True))
    assert [one_.verb for one_ in queries.get_story(case).happenings] == ["RECEIVED", "HANDED_OVER"]
    assert "alert-ok" in again


def test_a_refusal_keeps_what_was_typed(city: None) -> None:
    leader, case = worker("nayhblun.622"), one("Đặng Thị Ngọc Ánh").id
    given = {"on": "16/10/2021", "reason": "Chờ ý kiến của Điện lực"}
    page = text(leader.post(f"/cases/{case}/appoint/", given))
    assert "ngày làm việc" in page
    assert "Chờ ý kiến của Điện lực" in page


def test_papers_are_asked_for_once_and_completely(city: None) -> None:
    officer, case = worker("nguyenthithuha.622"), one("Kpă Thương").id
    page = text(officer.post(f"/cases/{case}/supplement/", {"reason": "Thiếu"}))
    assert "Hãy nêu giấy tờ" in page
    move(officer, case, "supplement", reason="Thiếu chữ ký", items="Đơn có chữ ký\nBản vẽ có dấu")
    assert one("Kpă Thương").state == "WAITING_PAPERS"


@pytest.mark.parametrize("slug", ["", "receipt/", "hand-over/", "submit/", "withdraw/", "sign/", "nonsense/"])
def test_a_foreign_agencys_case_is_not_found(stranger: Client, slug: str) -> None:
    case = one("Siu Thuin").id
    assert stranger.get(f"/cases/{case}/{slug}").status_code == 404
    if slug not in {"", "receipt/"}:
        assert stranger.post(f"/cases/{case}/{slug}", {"reason": "x"}).status_code == 404


def test_a_foreign_agency_does_not_see_it_in_lists_and_searches(stranger: Client) -> None:
    assert "Siu Thuin" not in text(stranger.get("/cases/"))
    assert "Siu Thuin" not in text(stranger.get("/cases/?q=siu+thuin"))


@pytest.mark.parametrize("slug", ["sign", "refuse", "stop", "appoint", "assign", "turn-away"])
def test_what_is_not_theirs_is_not_found(clerk: Client, slug: str) -> None:
    case = one("Siu Thuin").id
    expected = {"turn-away": 302}.get(slug, 404)  # the counter's own, only not now
    assert clerk.get(f"/cases/{case}/{slug}/").status_code == expected


@pytest.mark.parametrize(
    "query", ["after=x", "after=2021_3", "after=_", "before=2021-10-15T00:00:00_1", "queue=x"]
)
def test_a_nonsense_address_shows_the_list(clerk: Client, query: str) -> None:
    assert clerk.get(f"/cases/?{query}").status_code == 200


def test_the_list_pages_by_where_one_was(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.web.desk.cases.listing.PAGE", 4)
    first = text(clerk.get("/cases/"))
    link = re.search(r'href="(\?[^"]*after=[^"]*)"', first)
    assert link
    second = text(clerk.get("/cases/" + link[1].replace("&amp;", "&")))
    assert not set(rows_of(first)) & set(rows_of(second))
    back = re.search(r'href="(\?[^"]*before=[^"]*)"', second)
    assert back
    assert rows_of(text(clerk.get("/cases/" + back[1].replace("&amp;", "&")))) == rows_of(first)


def rows_of(page: str) -> list[str]:
    return re.findall(r'href="/cases/(\d+)/"', page)


@pytest.mark.parametrize(
    "address", ["/cases/", "/cases/?queue=all&whose=agency", "/cases/?q=0905", "/cases/intake/"]
)
def test_lists_stay_within_their_budget(clerk: Client, address: str) -> None:
    assert_within(clerk, address)


@pytest.mark.parametrize("name", ["Siu Thuin", "Rơ Châm H’Yưn", "Phạm Hồng Quân"])
def test_a_case_stays_within_its_budget(clerk: Client, name: str) -> None:
    assert_within(clerk, f"/cases/{one(name).id}/")
    assert_within(clerk, f"/cases/{one(name).id}/receipt/")


def assert_within(browser: Client, address: str, most: int = 25) -> None:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(one["sql"][:150] for one in asked)


def test_the_demonstration_is_what_its_lines_say(city: None) -> None:
    now = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
    whose = queries.Whose("GL-622", is_owner=True)
    counts = queries.count_queues(
        whose, now, [queries.Queue.LATE, queries.Queue.WAITING, queries.Queue.READY]
    )
    assert list(counts.values()) == [1, 2, 1]


def filed_online(name: str) -> int:
    """An online filing with UBND thành phố Pleiku, under a procedure that may be filed so."""
    online = procedures.Way(procedures.Channel.ONLINE, procedures.Duration(Decimal("3.5")))
    said = replace(states.SETTLED, ways=(*states.SETTLED.ways, online))
    by = Actor("drafter", "Nay H’Thuy", "GL-SXD", origin="test")
    other = Actor("controller", "Phạm Văn Kiểm", "GL-VPUBND", origin="test")
    draft = procedure_actions.open_draft(
        code=f"X.{uuid4().hex[:6]}", name=said.name, keeper=by.agency, by=by, at=clock.now()
    )
    states._announced(draft, said, date(2021, 1, 4), by=by, other=other)
    intake = actions.Intake(
        key=uuid4(),
        version=draft,
        applicant=actions.Applicant(parties.Draft(name=name)),
        channel=queries.Channel.ONLINE,
    )
    return actions.file_online(intake=intake, owner="GL-622", by=platform("portal"), at=clock.now())


def test_an_online_filing_is_received_with_its_papers(clerk: Client) -> None:
    case = filed_online("Người Nộp Trực Tuyến")
    page = text(clerk.get("/cases/?queue=to_answer"))
    assert f'href="/cases/{case}/"' in page
    assert "chưa có mã" in page
    assert "Còn thiếu giấy tờ" in text(clerk.post(f"/cases/{case}/receive/", {"papers": ["1"]}))
    move(clerk, case, "receive", papers=["1", "2"])
    row = one("Người Nộp Trực Tuyến")
    assert (row.state, bool(row.number)) == ("RECEIVED", True)


def test_an_online_filing_is_turned_away_with_a_reason(clerk: Client) -> None:
    case = filed_online("Người Bị Từ Chối")
    assert clerk.get(f"/cases/{case}/receipt/").status_code == 404
    assert 'class="summary"' in text(clerk.post(f"/cases/{case}/turn-away/", {"reason": ""}))
    page = move(clerk, case, "turn-away", reason="Không thuộc thẩm quyền (Điều 17)")
    assert "Không thuộc thẩm quyền" in page
    assert one("Người Bị Từ Chối").state == "TURNED_AWAY"


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
    assert one("Trần Thị Bích Liên").awaited == ()


def test_an_original_is_kept_handed_on_signed_for_and_seen(city: None, clerk: Client) -> None:
    row = one("Hồ Thị Mai")
    clerk = worker("rocham.yen")
    page = text(clerk.post(f"/cases/{row.id}/originals/", {"names": "Giấy chứng nhận CH 01234"}, follow=True))
    assert "Giấy chứng nhận CH 01234" in page
    form_of = text(clerk.get(f"/cases/{row.id}/hand-over/"))
    assert "Bản chính giao kèm" in form_of
    clerk.post(f"/cases/{row.id}/hand-over/", {"originals": ["1"]})
    officer = worker("nguyenthithuha.622")
    assert "Bản chính chờ ký nhận: 1" in text(officer.get("/cases/"))
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
