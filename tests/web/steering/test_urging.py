"""Pages of urging: who is late, letters from draft to issue, reminders, reports asked for, extensions, steps."""

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from django.urls import resolve
from docx import Document
from pypdf import PdfReader
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.notices import queries as notices
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries import Status, Wanted
from lienthong.domain.plans.rules.urging import place_of
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.domain.plans.running import at, of
from tests.e2e.people import account, signed_in
from tests.factories.province import SLUG, loaded

pytestmark = pytest.mark.django_db
AT = f"/plans/{SLUG}/urging/"
TODAY = dt.date(2021, 10, 15)
LATE = "GL-SKHCN"  # where the specialist of the demonstration works


@pytest.fixture(scope="module", autouse=True)
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with django_db_blocker.unblock(), loaded(django_db_blocker):
        load_people(by=platform("test"), at=at(1, 4))
        yield


@pytest.fixture
def monitor() -> Client:
    return signed_in("plan_monitor")


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode()).replace("\u00a0", " ")  # type: ignore[attr-defined]


def late(agency: str = LATE) -> list[queries.ObligationRow]:
    plan = queries.get_plan(SLUG, as_of=TODAY)
    return queries.list_overdue(plan, clock.today(), agency)


def drafted(monitor: Client, agency: str = LATE) -> str:
    """The address of a letter just drafted."""
    monitor.post(f"{AT}draft/", {"agency": agency})
    return f"{AT}letters/{m.UrgingLetter.objects.get(agency=agency, sent_at=None, cancelled_at=None).pk}/"


@pytest.mark.parametrize(
    "page", ["", "letters/", "remind/", "reports/", "extensions/", "steps/", "steps/new/"]
)
def test_only_the_monitor_sees_pages_of_urging(page: str, monitor: Client) -> None:
    assert monitor.get(AT + page).status_code == 200
    for role in ("agency_leader", "specialist", "platform_administrator"):
        assert signed_in(role).get(AT + page).status_code == 404


def test_nobody_is_urged_in_the_past(monitor: Client) -> None:
    assert monitor.get(AT, {"as_of": "2021-09-01"}).status_code == 404


def test_late_agencies_stand_with_their_oldest_duty(monitor: Client) -> None:
    page = text(monitor.get(AT, {"q": "khoa hoc"}))
    assert "Sở Khoa học và Công nghệ" in page
    assert "Sở Tư pháp" not in page


def test_letters_are_drafted_for_many_with_a_result_for_each(monitor: Client) -> None:
    page = text(monitor.post(f"{AT}draft/", {"agency": [LATE, "GL-SNV"]}))
    (letter,) = m.UrgingLetter.objects.all()
    assert letter.agency == LATE
    assert letter.rows == [row.id for row in late()]
    assert f"{AT}letters/{letter.pk}/" in page
    assert "Không cơ quan nào tự đôn đốc mình" in page


def test_all_of_a_narrowed_list_are_drafted(monitor: Client) -> None:
    monitor.post(f"{AT}draft/?q=so+khoa", {"all": "1"})
    assert list(m.UrgingLetter.objects.values_list("agency", flat=True)) == [LATE]


def test_a_letter_is_worded_looked_at_and_issued(monitor: Client) -> None:
    address = drafted(monitor)
    monitor.post(address, {"deed": "word", "reason": "Quý III đã kết thúc.", "answer_by": "29/10/2021"})
    word = Document(BytesIO(monitor.get(f"{address}paper.docx").content))
    words = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Quý III đã kết thúc." in words
    assert "trước ngày 29/10/2021" in words
    assert "V/v đôn đốc thực hiện nhiệm vụ cải cách hành chính" in word.tables[0].cell(0, 0).text
    assert len(word.tables[1].rows) == 1 + len(late())
    pdf = " ".join(
        page.extract_text() for page in PdfReader(BytesIO(monitor.get(f"{address}paper.pdf").content)).pages
    )
    assert "Quý III đã kết thúc." in re.sub(r"\s+", " ", pdf)

    answer = monitor.post(
        address, {"deed": "issue", "issue-number": "12/SNV-CCHC", "issue-issued_on": "15/10/2021"}
    )
    assert answer.status_code == 302
    happenings = m.Happening.objects.filter(verb="ESCALATED", data__number="12/SNV-CCHC")
    assert {row.obligation_id for row in happenings} == {row.id for row in late()}
    assert happenings[0].data["told"] == ["Trần Quốc Bảo"]
    titles = [row.title for row in notices.list_notices(account("specialist"))]
    assert titles[0].startswith("Công văn đôn đốc số 12/SNV-CCHC")
    again = monitor.post(address, {"deed": "cancel", "cancel-reason": "Nhầm"})
    assert "đã phát hành hoặc đã hủy" in text(again)


def test_a_letter_is_cancelled_only_with_a_reason(monitor: Client) -> None:
    address = drafted(monitor)
    assert monitor.post(address, {"deed": "cancel", "cancel-reason": ""}).status_code == 200
    assert monitor.post(address, {"deed": "cancel", "cancel-reason": "Đã nộp"}).status_code == 302
    assert m.UrgingLetter.objects.get().cancel_reason == "Đã nộp"
    assert drafted(monitor)


def test_an_issued_letter_needs_number_and_day_not_in_the_future(monitor: Client) -> None:
    address = drafted(monitor)
    for number, day in (("", "15/10/2021"), ("1/SNV", ""), ("1/SNV", "18/10/2021")):
        answer = monitor.post(address, {"deed": "issue", "issue-number": number, "issue-issued_on": day})
        assert answer.status_code == 200
    assert m.UrgingLetter.objects.get().sent_at is None


def test_reminding_tells_people_and_answers_for_each_row(monitor: Client) -> None:
    mine = late()[0].id
    plan = queries.get_plan(SLUG, as_of=TODAY)
    (row,) = queries.list_obligations(plan.id, as_of=TODAY, wanted=Wanted(agency="GL-623"), limit=1)
    nobodys = row.id
    page = text(monitor.post(f"{AT}remind/", {"duty": [mine, nobodys], "words": "Đề nghị gửi trước thứ Hai"}))
    assert "Chưa có ai của" in page
    told = m.Happening.objects.get(verb="REMINDED", obligation=mine).data
    assert (told["text"], told["told"]) == ("Đề nghị gửi trước thứ Hai", ["Trần Quốc Bảo"])
    assert not m.Happening.objects.filter(obligation=nobodys).exists()
    assert "Đề nghị gửi trước thứ Hai" in notices.list_notices(account("specialist"))[0].body


def test_reminding_needs_words_and_marks(monitor: Client) -> None:
    assert "aria-invalid" in text(monitor.post(f"{AT}remind/", {"duty": [late()[0].id], "words": ""}))
    monitor.post(f"{AT}remind/", {"words": "Nhắc"})
    assert not m.Happening.objects.filter(verb="REMINDED").exists()


def test_a_report_is_asked_of_a_group_but_those_left_out(monitor: Client) -> None:
    typed = {"title": "Báo cáo cắt giảm giấy tờ", "due": "29/10/2021"}
    marked = monitor.post(f"{AT}reports/", typed | {"mark": "G-SBN"})
    codes = re.findall(r'name="agency" value="([^"]+)" checked', marked.content.decode())
    assert LATE in codes
    assert "Báo cáo cắt giảm giấy tờ" in text(marked)
    sent = [code for code in codes if code != "GL-STP"]
    assert monitor.post(f"{AT}reports/", typed | {"agency": sent}).status_code == 302
    plan = queries.get_plan(SLUG, as_of=TODAY)
    rows = queries.list_obligations(plan.id, as_of=clock.today(), wanted=Wanted(part="REQUEST"))
    assert {row.agency for row in rows} == set(sent)
    assert f"0/{len(sent)}" in text(monitor.get(f"{AT}reports/"))


def test_extensions_are_decided_in_bulk(monitor: Client) -> None:
    duty = late()[0].id
    actions.ask_extension(
        obligation=duty, until=dt.date(2021, 11, 15), reason="Chờ văn bản", by=of(LATE), at=clock.now()
    )
    assert "Chờ văn bản" in text(monitor.get(f"{AT}extensions/"))
    refused = monitor.post(f"{AT}extensions/", {"duty": duty, "grant": "no", "reason": ""})
    assert "aria-invalid" in text(refused)
    monitor.post(f"{AT}extensions/", {"duty": duty, "grant": "yes"})
    assert queries.get_obligation(duty, as_of=clock.today()).due == dt.date(2021, 11, 15)


def test_a_new_set_of_steps_is_entered_and_the_old_one_stays(monitor: Client) -> None:
    held = queries.get_steps(TODAY)
    assert held
    lines = {
        "form-TOTAL_FORMS": "12",
        "form-INITIAL_FORMS": "0",
        "form-0-days": "3",
        "form-0-side": "after",
        "form-0-rung": "HEAD",
    }
    empty = {
        f"form-{n}-{name}": value
        for n in range(1, 12)
        for name, value in (("days", ""), ("side", "before"), ("rung", "FOCAL"))
    }
    given = {
        "effective_from": "1/11/2021",
        "source": "Công văn số 9/UBND-NC ngày 14/10/2021",
        **lines,
        **empty,
    }
    assert monitor.post(f"{AT}steps/new/", given).status_code == 302
    new, *old = queries.list_step_sets()
    assert [(step.days, step.rung) for step in new.steps] == [(3, "HEAD")]
    assert old == [held]
    assert monitor.post(f"{AT}steps/new/", given).status_code == 200


def test_notes_lead_to_pages_that_are_there(monitor: Client) -> None:
    duty = late()[0]
    for address in (
        place_of(SLUG, duty.ref, duty.id),
        place_of(SLUG, "", duty.id),
        "/work/",
        f"{AT}letters/",
    ):
        assert resolve(address.partition("?")[0]).url_name
    assert monitor.get(place_of(SLUG, duty.ref, duty.id)).status_code == 200
    assert duty.status == Status.OVERDUE
