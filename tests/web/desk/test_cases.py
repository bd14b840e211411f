"""Cases at the desk: taken in by keyboard, listed, moved; what is refused says why and loses nothing."""

import re
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lienthong.domain.cases import actions, queries
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.queries import reach_of
from lienthong.domain.procedures import actions as procedure_actions
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.web.desk.counter import form, found, one, text, value, version, worker

pytestmark = pytest.mark.django_db
CARD = (
    "064190009876|231234567|Rơ Châm H’Yưn|12051990|Nữ|Làng Plei Ốp, phường Hoa Lư, Pleiku, Gia Lai|01012021"
)


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def stranger(city: None) -> Client:
    """A specialist of another agency, who may handle cases there."""
    return signed_in("specialist")


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
    assert "Hẹn trả kết quả" in page
    assert "In giấy tiếp nhận" in page
    assert (row.content, row.papers) == ("Tạp hóa", (1, 2, 3, 4))


def test_who_wants_short_messages_is_reached_from_then_on(clerk: Client) -> None:
    given = whole() | {"name": "Người Muốn Tin Nhắn", "number": "064190006655", "messages": "on"}
    assert clerk.post("/cases/intake/", given).status_code == 302
    (party,) = queries.people_of(one("Người Muốn Tin Nhắn").id)
    reach = reach_of(party, clock.today())
    assert reach
    assert (reach.phone, sorted(reach.consents)) == ("0905222333", ["SMS"])


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
        ({"phone": "02693824424", "messages": "on"}, "cần một số di động"),
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
    said = states.SETTLED
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


def test_a_filter_is_kept_under_a_name_and_dropped(clerk: Client) -> None:
    page = clerk.get("/cases/", {"queue": "late", "whose": "owned", "q": ""}).content.decode()
    assert "Lưu bộ lọc này" in page
    answer = clerk.post("/cases/lists/", {"name": "Trễ ở Pleiku", "queue": "late", "whose": "owned"})
    assert answer.headers["Location"] == "/cases/?queue=late&whose=owned"
    assert '<a href="?queue=late&amp;whose=owned">Trễ ở Pleiku</a>' in clerk.get("/cases/").content.decode()
    shown = clerk.get(answer.headers["Location"]).content.decode()
    drop = re.search(r'action="(/cases/lists/\d+/drop/)"', shown)
    assert drop
    assert clerk.get(drop[1]).status_code == 405
    clerk.post(drop[1])
    assert "Trễ ở Pleiku" not in clerk.get("/cases/").content.decode().partition("<main")[2]


def test_a_filter_without_a_name_is_refused_in_words(clerk: Client) -> None:
    answer = clerk.post("/cases/lists/", {"name": " ", "queue": "late"}, follow=True)
    assert "Hãy đặt tên cho bộ lọc" in answer.content.decode()


def test_anothers_filter_stays(clerk: Client, stranger: Client) -> None:
    clerk.post("/cases/lists/", {"name": "Của tôi", "queue": "today"})
    (kept,) = re.findall(r'href="\?queue=today">Của tôi', clerk.get("/cases/").content.decode())[:1]
    assert kept
    page = clerk.get("/cases/", {"queue": "today"}).content.decode()
    drop = re.search(r'action="(/cases/lists/\d+/drop/)"', page)
    assert drop
    stranger.post(drop[1])
    assert "Của tôi" in clerk.get("/cases/").content.decode()


def test_a_list_is_narrowed_to_a_procedure(clerk: Client) -> None:
    def shown(**query: str) -> set[int]:
        page = clerk.get("/cases/", {"queue": "all", "whose": "owned", **query}).content.decode()
        return {int(case) for case in re.findall(r'<a href="/cases/(\d+)/"', page)}

    every = queries.list_cases(
        queries.Whose("GL-622", is_owner=True), queries.Queue.ALL, clock.now(), limit=50
    )
    code = every.rows[0].procedure
    wanted = {row.id for row in every.rows if row.procedure == code}
    assert shown(procedure=code) == wanted < {row.id for row in every.rows}
    assert shown(procedure="NONE") == set()
