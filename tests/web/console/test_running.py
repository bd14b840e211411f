"""What keeps the platform running: front page, deliveries, ledger, calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client

from lienthong.domain.plans.models import Obligation
from lienthong.spine.actor import platform
from lienthong.spine.audits import actions as audits
from lienthong.spine.audits.queries import last_audit
from lienthong.spine.calendar import queries as calendar
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.ledger.verification import Fault, Report
from lienthong.spine.outbox import queries as outbox
from lienthong.spine.schedule import queries as schedule
from lienthong.spine.schedule.models import DailyProgress
from tests.e2e import states

pytestmark = pytest.mark.django_db
BASIS = {"decision": "12/TB-BNV", "decided_on": "01/10/2021", "confirmed": "on"}


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_front_page_counts_what_waits(
    as_role: Callable[[str], Client], platform_administrator: Client
) -> None:
    assert "0 mục lỗi" in text(platform_administrator, "/console/")
    states.a_dead_letter(Client())
    assert "1 mục lỗi" in text(platform_administrator, "/console/")
    assert "mục lỗi" not in text(as_role("auditor"), "/console/")


def test_a_dead_letter_is_tried_again_or_given_up_with_a_reason(platform_administrator: Client) -> None:
    letter = states.a_dead_letter(Client())
    page = text(platform_administrator, "/console/deliveries/")
    assert "ConnectionRefusedError" in page
    platform_administrator.post(f"/console/deliveries/{letter}/retry/")
    assert outbox.lag().dead == 0
    again = platform_administrator.post(f"/console/deliveries/{letter}/retry/", follow=True)
    assert again.status_code == 200
    assert platform_administrator.get(f"/console/deliveries/{letter}/give-up/").status_code == 404


def test_giving_up_needs_a_reason_and_a_second_person(
    platform_administrator: Client, second_administrator: Client
) -> None:
    letter = states.a_dead_letter(Client())
    page = f"/console/deliveries/{letter}/give-up/"
    assert platform_administrator.post(page, {"reason": " "}).status_code == 200
    assert outbox.lag().dead == 1
    proposed = platform_administrator.post(page, {"reason": "Hộp thư đã đóng"})
    assert outbox.lag().dead == 1
    second_administrator.post(f"{proposed.headers['Location']}approve/")
    assert outbox.lag().dead == 0


def test_what_is_on_its_way_is_listed(platform_administrator: Client) -> None:
    letter = states.a_dead_letter(Client())
    platform_administrator.post(f"/console/deliveries/{letter}/retry/")
    on_their_way = outbox.list_waiting()
    waiting = next(row for row in on_their_way if row.id == letter)
    assert not waiting.is_stalled
    page = text(platform_administrator, "/console/deliveries/")
    assert waiting.key in page
    assert f"{len(on_their_way)} mục đang chuyển" in page


def test_a_failed_business_day_waits_for_a_person_and_is_tried_again(platform_administrator: Client) -> None:
    DailyProgress.objects.update_or_create(
        name="notices.digest",
        defaults={
            "began_on": date(2021, 10, 1),
            "done_through": date(2021, 10, 12),
            "attempts": 9,
            "error": "ConnectionRefusedError: mail",
            "failed_at": datetime(2026, 1, 1, tzinfo=UTC),
        },
    )
    page = text(platform_administrator, "/console/deliveries/")
    assert "notices.digest" in page
    assert "13/10/2021" in page
    platform_administrator.post("/console/deliveries/days/notices.digest/retry/")
    assert schedule.list_faults(datetime(2021, 10, 15, 5, tzinfo=UTC)) == []
    again = platform_administrator.post("/console/deliveries/days/notices.digest/retry/", follow=True)
    assert "không còn chờ" in again.content.decode()


def test_the_ledger_reads_as_sentences_and_is_filtered(as_role: Callable[[str], Client]) -> None:
    auditor = as_role("auditor")
    page = text(auditor, "/console/ledger/?agency=GL-SNV")
    assert "giao Bùi Thị Loan chức vụ “Quản trị của Sở”" in page
    assert "accounts.open" not in text(auditor, "/console/ledger/")
    assert "Không mục nào phù hợp" in text(auditor, "/console/ledger/?person=nobody")
    assert "Không mục nào phù hợp" in text(auditor, "/console/ledger/?day=01/01/2020")
    assert auditor.get("/console/ledger/?day=abc").status_code == 200


def test_acts_on_duties_are_told_by_what_is_owed_and_until_when(as_role: Callable[[str], Client]) -> None:
    duty = Obligation.objects.filter(task__ref="III.2").earliest("id")
    by, at = platform("test"), datetime(2021, 10, 15, 3, tzinfo=UTC)
    asked: dict[str, Json] = {"due": "2021-11-15", "reason": "Dịch bệnh"}
    subject = f"obligation:{duty.pk}"
    record(by=by, verb="plans.extension_asked", subject=subject, agency="GL", at=at, details=asked)
    page = unescape(text(as_role("auditor"), "/console/ledger/?agency=GL"))
    assert f"xin gia hạn đến 15/11/2021: III.2 {duty.title.rstrip('.')} (Sở Nội vụ)" in page


def test_a_day_is_entered_corrected_and_withdrawn(platform_administrator: Client) -> None:
    day = {"on": "20/10/2021", "kind": "off", "name": "Nghỉ bão", **BASIS}
    assert platform_administrator.post("/console/calendar/days/new/", day).status_code == 302
    twice = platform_administrator.post("/console/calendar/days/new/", day)
    assert twice.status_code == 200
    (kept,) = [entry for entry in calendar.list_days(2021) if entry.value.name == "Nghỉ bão"]
    changed = {"kind": "off", "name": "Nghỉ tránh bão", **BASIS}
    page = f"/console/calendar/days/{kept.id}/"
    assert platform_administrator.post(page, changed).status_code == 302
    assert platform_administrator.get(page).status_code == 404  # another entry took its place
    (kept,) = [entry for entry in calendar.list_days(2021) if entry.value.on == date(2021, 10, 20)]
    assert kept.value.name == "Nghỉ tránh bão"
    assert "Nghỉ tránh bão" in text(platform_administrator, "/console/calendar/?year=2021")
    platform_administrator.post(f"/console/calendar/days/{kept.id}/withdraw/", {"reason": "Nhập nhầm ngày"})
    assert date(2021, 10, 20) not in [entry.value.on for entry in calendar.list_days(2021)]


def test_an_entry_is_confirmed_only_with_its_decision(platform_administrator: Client) -> None:
    day = {"on": "21/10/2021", "kind": "off", "name": "Nghỉ", "confirmed": "on"}
    assert platform_administrator.post("/console/calendar/days/new/", day).status_code == 200
    assert (
        platform_administrator.post("/console/calendar/days/new/", day | {"confirmed": ""}).status_code == 302
    )


def test_office_hours_are_entered_for_a_season_and_corrected(platform_administrator: Client) -> None:
    hours = {
        "scope": "GL-SNV",
        "effective_from": "01/01/2021",
        "season_from": "15/4",
        "season_to": "15/10",
        **{f"day_{number}": "07:00-11:00 13:30-17:30" for number in range(5)},
        **BASIS,
    }
    bad = platform_administrator.post("/console/calendar/hours/new/", hours | {"day_0": "7h-11h"})
    assert bad.status_code == 200
    assert 'value="7h-11h"' in bad.content.decode()
    odd = platform_administrator.post("/console/calendar/hours/new/", hours | {"season_to": "31/2"})
    assert odd.status_code == 200
    assert platform_administrator.post("/console/calendar/hours/new/", hours).status_code == 302
    (kept,) = [entry for entry in calendar.list_hours() if entry.value.scope == "GL-SNV"]
    assert kept.value.season == ((4, 15), (10, 15))
    page = f"/console/calendar/hours/{kept.id}/"
    assert platform_administrator.post(page, hours | {"day_5": "07:00-11:00"}).status_code == 302
    assert "Thứ Bảy" in text(platform_administrator, "/console/calendar/hours/")


def test_a_suspension_needs_a_decision_and_stops_the_count(platform_administrator: Client) -> None:
    stop = {"from_on": "18/10/2021", "until_on": "22/10/2021", "reason": "Giãn cách", **BASIS}
    new = "/console/calendar/suspensions/new/"
    assert platform_administrator.post(new, stop | {"decision": ""}).status_code == 200
    assert platform_administrator.post(new, stop).status_code == 302
    (kept,) = calendar.list_suspensions()
    page = f"/console/calendar/suspensions/{kept.id}/"
    assert platform_administrator.post(page, stop | {"until_on": "20/10/2021"}).status_code == 302
    tried = text(platform_administrator, "/console/calendar/try/?on=15/10/2021&amount=1&unit=working_day")
    assert "21/10/2021" in tried
    assert "Tạm dừng" in tried


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("on=15/10/2021&amount=15&unit=working_day", "05/11/2021"),
        ("on=15/10/2021&at=14:50&amount=8&unit=working_hour", "18/10/2021"),
        ("on=31/01/2021&amount=1&unit=month", "28/02/2021"),
        ("on=15/10/2021&amount=999999&unit=month", "1200"),
        ("on=15/10/2021&amount=x&unit=month", 'role="alert"'),
    ],
)
def test_the_calendar_can_be_tried(platform_administrator: Client, query: str, told: str) -> None:
    assert told in text(platform_administrator, f"/console/calendar/try/?{query}")


@pytest.mark.parametrize(("year", "status"), [("2019", 200), ("1850", 404), ("x", 200)])
def test_a_year_is_shown(platform_administrator: Client, year: str, status: int) -> None:
    assert platform_administrator.get(f"/console/calendar/?year={year}").status_code == status


def test_components_are_shown_to_everybody(province: None, db: None) -> None:
    assert Client().get("/components/").status_code == 200


def test_a_counting_rule_is_entered_corrected_and_withdrawn_with_a_reason(
    platform_administrator: Client,
) -> None:
    given = {
        "code": "hand_over",
        "effective_from": "01/12/2021",
        "ending": "closing",
        "cut_off": "14:00",
        "on_supplement": "restart",
        **BASIS,
    }
    assert platform_administrator.post("/console/calendar/rules/new/", given).status_code == 302
    kept = next(one for one in calendar.list_rules() if one.value.effective_from == date(2021, 12, 1))
    page = f"/console/calendar/rules/{kept.id}/"
    assert platform_administrator.post(page, {**given, "cut_off": "15:30"}).status_code == 302
    assert "Từ 15:30" in text(platform_administrator, "/console/calendar/rules/")
    (tip,) = [one for one in calendar.list_rules() if one.value.effective_from == date(2021, 12, 1)]
    assert platform_administrator.get(page).status_code == 404
    withdraw = f"/console/calendar/rules/{tip.id}/withdraw/"
    assert platform_administrator.post(withdraw, {"reason": " "}).status_code == 200
    assert platform_administrator.post(withdraw, {"reason": "Nhập nhầm năm"}).status_code == 302
    assert "Nhập nhầm năm" in text(platform_administrator, "/console/calendar/rules/")
    assert tip.id not in [one.id for one in calendar.list_rules()]


def test_office_hours_and_suspensions_entered_wrongly_are_withdrawn(platform_administrator: Client) -> None:
    storm, hours = states.a_suspension(Client()), calendar.list_hours()[0].id
    for place, entry in (("suspensions", storm), ("hours", hours)):
        page = f"/console/calendar/{place}/{entry}/withdraw/"
        assert platform_administrator.post(page, {"reason": "Nhập nhầm địa bàn"}).status_code == 302
        assert "Nhập nhầm địa bàn" in text(platform_administrator, f"/console/calendar/{place}/")
        assert platform_administrator.get(page).status_code == 404
    assert storm not in [one.id for one in calendar.list_suspensions()]
    assert hours not in [one.id for one in calendar.list_hours()]


def test_the_proof_runs_in_the_worker_and_its_page_shows_how_far_it_is(
    as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor, page = as_role("auditor"), "/console/ledger/proof/"
    assert "chưa được kiểm chứng" in text(auditor, page)
    assert auditor.post(page).status_code == 302
    assert "đang được kiểm chứng" in text(auditor, page)
    assert "Một lần kiểm chứng đang chạy" in auditor.post(page, follow=True).content.decode()
    report = Report(chains=2, entries=1_204)
    monkeypatch.setattr(audits, "verify", lambda _progress: report)
    _run_last()
    assert "Sổ nhật ký còn nguyên vẹn" in text(auditor, page)
    report.add(Fault("GL-SNV", 3, "entry_edited"))
    auditor.post(page)
    _run_last()
    assert "Sổ nhật ký đã bị can thiệp" in text(auditor, page)


def _run_last() -> None:
    audit = last_audit()
    assert audit is not None
    audits.run(audit=audit.id)
