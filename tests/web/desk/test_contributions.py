"""Other agencies are asked for their parts, several at once, each by its day; the lead judges what comes."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.queries import ObligationRow, Wanted
from lienthong.spine import clock
from tests.domain.plans.running import of
from tests.web.desk.handing import AGENCY, AsRole, find, read, row, send, state, verbs, whole

pytestmark = pytest.mark.django_db
KBANG = "GL-625"


def in_days(count: int) -> date:
    return clock.today() + timedelta(days=count)


def ask(browser: Client, duty: int, *agencies: str, **words: str) -> HttpResponse:
    given = {"text": "Số liệu ISO của huyện", "due": f"{in_days(10):%d/%m/%Y}", "agency": list(agencies)}
    answer = browser.post(f"/work/{duty}/contributions/", given | words)
    assert isinstance(answer, HttpResponse)
    return answer


def parts_of(duty: int) -> dict[str, ObligationRow]:
    rows = queries.list_obligations(None, as_of=clock.today(), wanted=Wanted(part="CONTRIBUTION"), limit=50)
    return {row.agency: row for row in rows if row.of == duty}


@pytest.fixture
def part(duty: int) -> int:
    """What Kbang is asked for by Sở Khoa học và Công nghệ."""
    return actions.ask_contribution(
        obligation=duty, agency=KBANG, text="Số liệu", due=in_days(10), by=of(AGENCY), at=clock.now()
    )


@pytest.fixture
def sent_part(as_role: AsRole, part: int) -> int:
    send(as_role("reporter"), part, whole(number="3/BC-UBND"))
    return part


def test_each_is_asked_by_its_own_day(specialist: Client, duty: int) -> None:
    own_day = {f"due-{KBANG}": f"{in_days(11):%d%m%Y}"}
    answer = ask(specialist, duty, "GL-622", KBANG, **own_day)
    assert answer.status_code == 302
    assert {code: part.due for code, part in parts_of(duty).items()} == {
        "GL-622": in_days(10),
        KBANG: in_days(11),
    }
    page = read(specialist, duty)
    assert "Đã gửi đề nghị đến 2 cơ quan." in page
    assert "UBND huyện KBang" in page


def test_one_that_is_refused_stops_no_other_and_keeps_what_was_typed(specialist: Client, duty: int) -> None:
    page = ask(specialist, duty, "GL-622", KBANG, **{f"due-{KBANG}": "31/2/2021"}).content.decode()
    assert set(parts_of(duty)) == {"GL-622"}
    assert "Đã gửi đề nghị đến 1 cơ quan." in page
    assert 'value="31/2/2021"' in page
    assert f'id="refusal-{KBANG}"' in page
    assert "<title>Lỗi:" in page
    assert "Số liệu ISO của huyện" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"text": ""}, 'href="#id_text"'),
        ({"due": ""}, "Hãy ghi ngày phải gửi phần phối hợp."),
        ({"due": "1/3/2021"}, "15/10/2021"),
        ({"due": "chiều mai"}, 'href="#id_due"'),
    ],
)
def test_what_is_missing_is_said_and_nobody_asked(
    specialist: Client, duty: int, words: dict[str, str], said: str
) -> None:
    page = ask(specialist, duty, KBANG, **words).content.decode()
    assert said in page
    assert not parts_of(duty)
    assert f'value="{KBANG}" checked' in page


def test_nobody_marked_nobody_asked(specialist: Client, duty: int) -> None:
    assert "Hãy đánh dấu ít nhất một cơ quan." in ask(specialist, duty).content.decode()


def test_pressed_twice_each_is_asked_once(specialist: Client, duty: int) -> None:
    assert [ask(specialist, duty, KBANG).status_code for _ in range(2)] == [302, 302]
    assert list(parts_of(duty)) == [KBANG]


def test_an_agency_that_does_not_coordinate_is_not_asked(specialist: Client, duty: int) -> None:
    page = ask(specialist, duty, AGENCY, "GL", "khong-co").content.decode()
    assert not parts_of(duty)
    assert "Hãy đánh dấu ít nhất một cơ quan." in page


def test_nobody_is_asked_for_what_is_handed_in_or_has_no_partners(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    assert specialist.get(f"/work/{duty}/contributions/").status_code == 302
    assert "/contributions/" not in read(specialist, duty)
    assert ask(specialist, duty, KBANG).status_code == 302
    assert not parts_of(duty)


def test_the_asked_find_it_in_their_list_and_hand_it_in(as_role: AsRole, part: int) -> None:
    reporter = as_role("reporter")
    page = reporter.get("/work/?whose=agency&queue=contributions").content.decode()
    assert f"/work/{part}/" in page
    assert "phối hợp với Sở KH&amp;CN" in page
    assert "Cơ quan chủ trì đề nghị phối hợp phần việc này." in read(reporter, part)
    send(reporter, part, whole(number="3/BC-UBND"))
    assert state(part) == "SUBMITTED"
    assert "Sở KH&amp;CN đang xem để chấp nhận hoặc trả lại." in read(reporter, part)


def test_the_lead_finds_what_came_with_its_file_and_accepts_it(specialist: Client, sent_part: int) -> None:
    assert f"/work/{sent_part}/" in specialist.get("/work/?whose=agency&queue=to_judge").content.decode()
    assert "Đã nộp, chờ ý kiến của cơ quan bạn" in read(specialist, sent_part)
    answer = specialist.post(f"/work/{sent_part}/accept/", follow=True)
    assert "Đã chấp nhận phần phối hợp." in answer.content.decode()
    assert state(sent_part) == "DONE"


def test_accepted_twice_it_is_accepted_once(specialist: Client, sent_part: int) -> None:
    for _ in range(2):
        answer = specialist.post(f"/work/{sent_part}/accept/", follow=True)
        assert "Đã chấp nhận phần phối hợp." in answer.content.decode()
    assert verbs(sent_part).count("ACCEPTED") == 1


def test_the_lead_returns_it_with_a_reason_and_a_day(
    as_role: AsRole, specialist: Client, sent_part: int
) -> None:
    page = read(specialist, sent_part, "return/")
    assert "3/BC-UBND" in page
    refused = specialist.post(f"/work/{sent_part}/return/", {"reason": "", "again_by": "20/10/2021"})
    assert 'href="#id_reason"' in refused.content.decode()
    assert 'value="20/10/2021"' in refused.content.decode()
    given = {"reason": "Thiếu biểu 2", "again_by": "20102021"}
    assert specialist.post(f"/work/{sent_part}/return/", given).status_code == 302
    assert state(sent_part) == "RETURNED"
    assert "Thiếu biểu 2" in read(as_role("reporter"), sent_part, "hand-in/")


def test_nobody_judges_their_own_part_and_the_lead_does_not_hand_it_in(
    as_role: AsRole, specialist: Client, sent_part: int
) -> None:
    reporter = as_role("reporter")
    assert reporter.post(f"/work/{sent_part}/accept/").status_code == 404
    assert reporter.post(f"/work/{sent_part}/return/", {"reason": "x"}).status_code == 404
    for page in ("hand-in", "take-back", "extension", "contributions"):
        assert specialist.get(f"/work/{sent_part}/{page}/").status_code == 404
    assert state(sent_part) == "SUBMITTED"


def test_another_agency_sees_nothing_of_it(as_role: AsRole, sent_part: int) -> None:
    stranger = as_role("document_clerk")
    assert stranger.get(f"/work/{sent_part}/").status_code == 404
    assert stranger.post(f"/work/{sent_part}/accept/").status_code == 404
    assert row(sent_part).state == "SUBMITTED"


def test_a_task_without_partners_offers_nobody_to_ask(specialist: Client, province: None) -> None:
    alone = find("III.1", "1/1").id
    if "/contributions/" not in read(specialist, alone):
        assert specialist.get(f"/work/{alone}/contributions/").status_code == 302
