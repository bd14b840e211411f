"""One duty, from the list to the word of who judges it; what is refused says why and loses nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.queries.owed import get_draft
from lienthong.spine import clock
from tests.domain.plans.running import MONITOR, PDF, of
from tests.e2e.people import account

pytestmark = pytest.mark.django_db
AGENCY = "GL-SKHCN"
type AsRole = Callable[[str], Client]


@pytest.fixture
def duty(province: None) -> int:
    """The report of quarter III that Sở Khoa học và Công nghệ owes, given to its specialist."""
    (row,) = [
        row
        for row in queries.list_obligations(
            None, as_of=clock.today(), wanted=queries.Wanted(agency=AGENCY), limit=500
        )
        if (row.ref, row.key) == ("VI.11", "1/3")
    ]
    actions.assign(obligation=row.id, focal=account("specialist"), by=of(AGENCY), at=clock.now())
    return row.id


@pytest.fixture
def specialist(as_role: AsRole) -> Client:
    return as_role("specialist")


def state(duty: int) -> str:
    return queries.get_obligation(duty, as_of=clock.today()).state


def form(number: str = "187/BC-SKHCN", day: str = "13102021", **more: object) -> dict[str, object]:
    return {
        "count": "1",
        "d0-number": number,
        "d0-issued_on": day,
        "d0-issuer": "Sở Khoa học và Công nghệ",
        "d0-abstract": "Tình hình áp dụng ISO 9001 quý III",
        "note": "",
        "do": "send",
        **more,
    }


def pdf(name: str = "bao-cao.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def send(browser: Client, duty: int, given: dict[str, object]) -> HttpResponse:
    answer = browser.post(f"/uploads/evidence/{duty}/", given, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def test_the_list_holds_what_was_given_and_leads_to_it(specialist: Client, duty: int) -> None:
    page = specialist.get("/work/").content.decode()
    assert f'href="/work/{duty}/"' in page
    assert specialist.get(f"/work/{duty}/").status_code == 200


def test_a_document_is_handed_in_and_nothing_is_left_to_do(specialist: Client, duty: int) -> None:
    page = send(specialist, duty, form(**{"d0-upload": pdf()})).content.decode()
    assert state(duty) == "SUBMITTED"
    assert "187/BC-SKHCN" in page
    assert "Bạn không phải làm gì lúc này." in page
    assert get_draft(duty, account("specialist")) is None


@pytest.mark.parametrize("day", ["13/10/2021", "13-10-2021", "13102021"])
def test_the_day_is_taken_as_people_write_it(specialist: Client, duty: int, day: str) -> None:
    send(specialist, duty, form(day=day, **{"d0-upload": pdf()}))
    (told, *_) = queries.list_happenings([duty], as_of=clock.today())
    assert f"{told.evidence[0].issued_on:%d%m%Y}" == "13102021"


def test_what_is_wrong_is_said_and_what_was_given_stays(specialist: Client, duty: int) -> None:
    page = send(
        specialist, duty, form(day="40/40/2021", **{"d0-upload": pdf("so-lieu.pdf")})
    ).content.decode()
    assert state(duty) == "OPEN"
    assert "40/40/2021" in page
    assert "187/BC-SKHCN" in page
    assert "so-lieu.pdf" in page
    assert 'class="summary"' in page


def test_the_draft_waits_after_signing_in_again(as_role: AsRole, specialist: Client, duty: int) -> None:
    send(specialist, duty, form(do="keep", **{"d0-upload": pdf("so-lieu.pdf")}))
    specialist.post("/sign-out/")
    page = as_role("specialist").get(f"/work/{duty}/hand-in/").content.decode()
    assert "187/BC-SKHCN" in page
    assert "so-lieu.pdf" in page


def test_typing_is_kept_without_a_button(specialist: Client, duty: int) -> None:
    answer = specialist.post(f"/work/{duty}/hand-in/keep/", form(number="9/BC"))
    assert answer.status_code == 200
    draft = get_draft(duty, account("specialist"))
    assert draft
    assert draft.content["documents"][0]["number"] == "9/BC"


def test_pressed_twice_it_is_handed_in_once(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(**{"d0-upload": pdf()}))
    again = send(specialist, duty, form(**{"d0-upload": pdf()}))
    told = queries.list_happenings([duty], as_of=clock.today())
    assert [one.verb for one in told if one.verb == "SUBMITTED"] == ["SUBMITTED"]
    assert again.redirect_chain[-1][0] == f"/work/{duty}/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("number", "degree"),
    [("12/M-UBND", ""), ("05/BC-SNV(TM)", ""), ("7/TUM-UBND", ""), ("187/BC-SKHCN", "M"), ("8/BC", "TUM")],
)
def test_a_secret_document_is_refused_and_nothing_of_it_is_kept(
    specialist: Client, duty: int, number: str, degree: str
) -> None:
    given = form(number=number, **{"d0-degree": degree, "d0-upload": pdf()})
    page = send(specialist, duty, given).content.decode()
    assert state(duty) == "OPEN"
    assert "Tuyệt mật" in page
    draft = get_draft(duty, account("specialist"))
    assert draft
    assert "ISO 9001" not in str(draft.content)
    assert not draft.content["documents"][0].get("file")


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"no pdf"), ("a.pdf", b"")])
def test_a_file_of_another_kind_is_refused_by_name(
    specialist: Client, duty: int, name: str, content: bytes
) -> None:
    page = send(specialist, duty, form(**{"d0-upload": SimpleUploadedFile(name, content)})).content.decode()
    assert f"{name}:" in page
    assert state(duty) == "OPEN"


def test_a_foreign_file_is_not_taken_by_its_number(as_role: AsRole, specialist: Client, duty: int) -> None:
    send(specialist, duty, form(do="keep", **{"d0-upload": pdf()}))
    draft = get_draft(duty, account("specialist"))
    assert draft
    file = draft.content["documents"][0]["file"]
    assert specialist.get(f"/work/files/{file}/").status_code == 200
    assert as_role("reporter").get(f"/work/files/{file}/").status_code == 404


def test_a_returned_one_says_why_and_what_it_replaces(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(number="176/BC-SKHCN", **{"d0-upload": pdf()}))
    actions.send_back(obligation=duty, reason="Thiếu số liệu huyện Kbang", by=MONITOR, at=clock.now())
    page = specialist.get(f"/work/{duty}/hand-in/").content.decode()
    assert "Thiếu số liệu huyện Kbang" in page
    assert "176/BC-SKHCN" in page
    send(specialist, duty, form(**{"d0-upload": pdf("lai.pdf")}))
    told = queries.list_happenings([duty], as_of=clock.today())
    assert told[0].evidence[0].replaces == "176/BC-SKHCN"


def test_what_was_handed_in_is_taken_back(specialist: Client, duty: int) -> None:
    send(specialist, duty, form(**{"d0-upload": pdf()}))
    specialist.post(f"/work/{duty}/take-back/", {"reason": ""})
    assert state(duty) == "OPEN"


def test_an_extension_is_asked_and_a_day_too_early_refused_with_what_was_typed(
    specialist: Client, duty: int
) -> None:
    early = specialist.post(f"/work/{duty}/extension/", {"until": "2/3/2020", "reason": "Chờ số liệu"})
    assert "Chờ số liệu" in early.content.decode()
    later = clock.today() + timedelta(days=20)
    specialist.post(f"/work/{duty}/extension/", {"until": f"{later:%d%m%Y}", "reason": "Chờ số liệu"})
    assert queries.get_obligation(duty, as_of=clock.today()).extension == later


def test_lateness_is_explained_by_a_listed_cause(specialist: Client, duty: int) -> None:
    address = f"/work/{duty}/lateness/"
    wrong = specialist.post(address, {"cause": "WEATHER", "text": "Mưa"})
    assert wrong.status_code == 200
    assert specialist.post(address, {"cause": "DATA", "text": "Kbang chưa gửi"}).status_code == 302
    assert queries.list_happenings([duty], as_of=clock.today())[0].data["cause"] == "DATA"


def test_contributions_are_asked_of_several_each_by_its_day(specialist: Client, duty: int) -> None:
    day = clock.today() + timedelta(days=10)
    given = {
        "text": "Số liệu ISO của huyện",
        "due": f"{day:%d/%m/%Y}",
        "agency": ["GL-622", "GL-625"],
        "due-GL-625": f"{day + timedelta(days=1):%d%m%Y}",
    }
    assert specialist.post(f"/work/{duty}/contributions/", given).status_code == 302
    rows = queries.list_obligations(
        None, as_of=clock.today(), wanted=queries.Wanted(part="CONTRIBUTION"), limit=50
    )
    asked = {row.agency: row.due for row in rows if row.of == duty}
    assert asked == {"GL-622": day, "GL-625": day + timedelta(days=1)}


def test_a_contribution_is_answered_by_the_asked_and_judged_by_the_lead(
    as_role: AsRole, specialist: Client, duty: int
) -> None:
    day = clock.today() + timedelta(days=10)
    part = actions.ask_contribution(
        obligation=duty, agency="GL-625", text="Số liệu", due=day, by=of(AGENCY), at=clock.now()
    )
    reporter = as_role("reporter")
    assert f"/work/{part}/" in reporter.get("/work/?whose=agency&queue=contributions").content.decode()
    send(reporter, part, form(number="3/BC-UBND", **{"d0-upload": pdf()}))
    assert reporter.post(f"/work/{part}/accept/").status_code == 404
    assert specialist.get(f"/work/{part}/hand-in/").status_code == 404
    specialist.post(f"/work/{part}/return/", {"reason": "Thiếu biểu 2"})
    assert state(part) == "RETURNED"
    send(reporter, part, form(number="4/BC-UBND", **{"d0-upload": pdf()}))
    specialist.post(f"/work/{part}/accept/")
    assert state(part) == "DONE"


def test_the_head_gives_many_at_once_and_each_answers(as_role: AsRole, province: None) -> None:
    leader = as_role("agency_leader")
    rows = queries.list_obligations(
        None, as_of=clock.today(), wanted=queries.Wanted(agency="GL-SNV"), limit=3
    )
    foreign = queries.list_obligations(
        None, as_of=clock.today(), wanted=queries.Wanted(agency=AGENCY), limit=1
    )
    given = {"duty": [row.id for row in [*rows, *foreign]], "focal": account("document_clerk")}
    page = leader.post("/work/assign/", given).content.decode()
    assert "Đã giao 3 nghĩa vụ" in page
    assert {queries.get_obligation(row.id, as_of=clock.today()).focal for row in rows} == {
        account("document_clerk")
    }
    assert not queries.get_obligation(foreign[0].id, as_of=clock.today()).focal


def test_a_duty_of_another_agency_is_not_there(as_role: AsRole, duty: int) -> None:
    for role in ("reporter", "division_head", "agency_leader", "one_stop_officer"):
        browser = as_role(role)
        for page in ("", "hand-in/", "extension/", "take-back/", "assign/", "contributions/"):
            assert browser.get(f"/work/{duty}/{page}").status_code == 404, (role, page)


def test_a_past_day_is_only_looked_at(specialist: Client, duty: int) -> None:
    page = specialist.get(f"/work/{duty}/?as_of=2021-03-01").content.decode()
    assert f"/work/{duty}/hand-in/" not in page
    assert specialist.get(f"/work/{duty}/hand-in/?as_of=2021-03-01").status_code == 404


def test_the_list_costs_the_same_however_long(
    specialist: Client, duty: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        specialist.get("/work/?whose=agency")


def test_low_rows_are_remembered(specialist: Client, duty: int) -> None:
    specialist.post("/work/rows/", {"dense": "yes", "back": "/work/"})
    assert "owed-dense" in specialist.get("/work/").content.decode()
    specialist.post("/work/rows/", {"back": "/work/"})
    assert "owed-dense" not in specialist.get("/work/").content.decode()


def test_an_empty_queue_says_that_it_is_good(as_role: AsRole, duty: int) -> None:
    page = as_role("specialist").get("/work/?queue=returned").content.decode()
    assert "Không có việc nào bị trả lại." in page
