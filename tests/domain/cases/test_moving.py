"""A case goes through its process: handed over, sent back, waiting, signed, given; each move by whom it is for."""

from datetime import date

import pytest

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import columns
from lienthong.domain.cases.rules.standing import Event, history
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.actor import Actor, platform
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.calendar.queries import Basis, Suspension
from tests.domain.cases.running import (
    BEGUN,
    BOSS,
    CHIEF,
    CITY,
    CLERK,
    COLLEAGUE,
    COMMUNE,
    LAND,
    LOADED,
    OFFICER,
    RESTARTS,
    STRANGER,
    VILLAGE,
    hour,
    procedure,
    province,
    received,
    seen,
    someone,
    to_office,
    to_sign,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _province() -> None:
    province()


def position(agency: str = CITY, name: str = "nguoi.nhan") -> str:
    """Somebody with a real position, whom a case can be given to."""
    account = accounts.open_account(username=name, full_name="Người Nhận", by=CLERK, at=LOADED)
    organisations.assign(
        account=account, agency=agency, title="Chuyên viên", role="specialist", on=date(2021, 1, 4), by=CLERK, at=LOADED
    )  # fmt: skip
    return account


def test_a_simple_case_goes_from_the_counter_to_the_citizen() -> None:
    case = to_sign(procedure())
    actions.sign_off(case=case, document="15/GPXD", by=CHIEF, at=hour("20/10 16:00"))
    actions.bring(case=case, by=CLERK, at=hour("21/10 08:00"))
    actions.give(case=case, to="Rơ Châm H’Yưn", by=CLERK, at=hour("25/10 09:00"))
    assert told(case) == ["RECEIVED", "HANDED_OVER", "PUT_TO_SIGN", "SIGNED", "BROUGHT", "GIVEN"]
    row = seen(case)
    assert (row.state, row.national, row.on_time, row.kept) == ("GIVEN", 10, True, True)
    assert (row.signed_at, row.ready_at, row.ended_at) == (
        hour("20/10 16:00"), hour("21/10 08:00"), hour("25/10 09:00"),
    )  # fmt: skip


def test_each_step_has_its_day_and_says_what_it_used() -> None:
    case = to_office(procedure())  # received 09:00, handed over 10:00
    row = seen(case)
    assert (row.step, row.seat, row.unit, row.holder) == (2, CITY, "office", "")
    # 3.5 days are 28 office hours: 5 on Friday from 10:00, 8 on Monday and on Tuesday, 7 on Wednesday
    assert row.step_due_at == hour("20/10 16:00")
    stays = queries.get_story(case).stays(BEGUN)
    assert [(stay.step, stay.used, stay.given) for stay in stays] == [(1, 3600, 4 * 3600), (2, None, None)]


def test_the_business_clock_ends_at_the_signature_and_the_promise_at_the_counter() -> None:
    case = to_sign(procedure())
    actions.sign_off(case=case, by=CHIEF, at=hour("22/10 16:59"))
    actions.bring(case=case, by=CLERK, at=hour("25/10 08:00"))
    row = seen(case)
    assert (row.on_time, row.kept) == (True, False)


def test_a_signature_after_the_day_is_late() -> None:
    case = to_sign(procedure())
    actions.sign_off(case=case, by=CHIEF, at=hour("25/10 08:00"))
    assert seen(case).on_time is False


def test_a_step_of_a_commune_asks_which_and_goes_there() -> None:
    case = received(procedure(LAND))
    with pytest.raises(errors.PlaceMissing):
        actions.hand_over(case=case, by=CLERK, at=BEGUN)
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    assert seen(case, by=VILLAGE).seat == COMMUNE
    actions.hand_over(case=case, by=VILLAGE, at=hour("18/10 09:00"))
    row = seen(case, by=VILLAGE)  # what once lay there is still seen there
    assert (row.seat, row.step) == (CITY, 3)


def test_the_next_step_decides_whether_to_hand_over_or_to_submit() -> None:
    case = to_office(procedure())
    with pytest.raises(errors.NextSigns):
        actions.hand_over(case=case, by=OFFICER, at=hour("15/10 11:00"))
    early = received(procedure(LAND))
    with pytest.raises(errors.NothingSigns):
        actions.put_to_sign(case=early, by=CLERK, at=hour("15/10 11:00"))


def test_what_somebody_holds_is_theirs_and_of_those_who_direct_them() -> None:
    case = to_office(procedure())
    holder = position()
    actions.assign(case=case, holder=holder, note="Anh xem giúp", by=BOSS, at=hour("15/10 11:00"))
    with pytest.raises(errors.NotYours):
        actions.put_to_sign(case=case, by=COLLEAGUE, at=hour("15/10 14:00"))
    standing_in = someone("deputy", CITY, *[grant.permission for grant in OFFICER.grants], acting_for=holder)
    actions.put_to_sign(case=case, by=standing_in, at=hour("15/10 14:00"))
    assert queries.get_story(case).happenings[-1].acting_for == holder


def test_a_case_is_given_only_to_somebody_of_the_agency() -> None:
    case = to_office(procedure())
    with pytest.raises(errors.HolderUnfit):
        actions.assign(case=case, holder=position(COMMUNE), by=BOSS, at=hour("15/10 11:00"))


def test_the_leader_sends_it_back_with_a_reason_to_who_submitted_it() -> None:
    case = to_sign(procedure())
    with pytest.raises(errors.ReasonMissing):
        actions.send_back(case=case, step=2, reason=" ", by=CHIEF, at=hour("18/10 09:00"))
    actions.send_back(case=case, step=2, reason="Thiếu ý kiến quy hoạch", by=CHIEF, at=hour("18/10 09:00"))
    row = seen(case)
    assert (row.state, row.step, row.returned, row.done) == ("HANDLING", 2, True, (1,))
    assert row.legal_at == hour("22/10 17:00"), "sending back costs the agency its own time"
    actions.put_to_sign(case=case, by=OFFICER, at=hour("18/10 16:00"))
    assert seen(case).returned is False


@pytest.mark.parametrize("step", [3, 7, 0])
def test_it_is_sent_back_only_where_it_has_been(step: int) -> None:
    case = to_office(procedure())
    with pytest.raises(errors.StepUnknown):
        actions.send_back(case=case, step=step, reason="x", by=OFFICER, at=hour("18/10 09:00"))


def ask(case: int, at: str = "18/10 09:00", override: str = "", by: Actor = OFFICER) -> None:
    actions.ask_supplement(
        case=case, items=["Bản vẽ mặt bằng"], papers=[2], reason="Thiếu mặt bằng", override=override, by=by, at=hour(at)
    )  # fmt: skip


def test_while_it_waits_it_has_no_day_and_goes_on_where_it_was() -> None:
    case = to_office(procedure())
    ask(case)
    row = seen(case)
    assert (row.state, row.national, row.due_at, row.rounds) == ("WAITING_PAPERS", 5, None, 1)
    actions.receive_supplement(case=case, papers=[3], by=CLERK, at=hour("28/10 09:00"))
    row = seen(case)
    assert (row.state, row.step, row.papers) == ("HANDLING", 2, (1, 2, 3))
    # one day was used by Mon 18 (the day of asking); four are left: Fri 29, Mon 1, Tue 2, Wed 3
    assert row.due_at == row.legal_at == hour("03/11 17:00")
    due = queries.get_story(case).due
    assert due
    assert "chờ bổ sung" in due.explanation
    assert due.other == hour("04/11 17:00")


def test_under_the_other_rule_the_clock_begins_anew() -> None:
    case = to_office(procedure(RESTARTS))
    ask(case)
    actions.receive_supplement(case=case, papers=[2], by=CLERK, at=hour("28/10 09:00"))
    due = queries.get_story(case).due
    assert due
    assert (seen(case).due_at, due.other) == (hour("04/11 17:00"), hour("03/11 17:00"))
    assert "Tính lại từ đầu" in due.explanation


def test_papers_are_asked_for_within_three_days_and_once() -> None:
    late = to_office(procedure())
    with pytest.raises(errors.AskedTooLate) as refused:
        ask(late, "21/10 09:00")
    assert "20/10/2021" in str(refused.value)
    again = to_office(procedure())
    ask(again)
    actions.receive_supplement(case=again, by=CLERK, at=hour("19/10 09:00"))
    with pytest.raises(errors.NoRoundLeft):
        ask(again, "20/10 09:00")


def test_a_further_round_is_a_leaders_with_a_reason() -> None:
    case = to_office(procedure())
    ask(case)
    actions.receive_supplement(case=case, by=CLERK, at=hour("19/10 09:00"))
    with pytest.raises(errors.NoRoundLeft):
        ask(case, "20/10 09:00", override="Tôi muốn", by=OFFICER)
    ask(case, "20/10 09:00", override="Bản vẽ mới vẫn thiếu tỷ lệ", by=BOSS)
    row, last = seen(case), queries.get_story(case).happenings[-1]
    assert (row.rounds, last.data["round"], last.data["override"][:7]) == (2, 2, "Bản vẽ ")


def test_something_must_be_asked_for() -> None:
    case = to_office(procedure())
    with pytest.raises(errors.NothingAsked):
        actions.ask_supplement(case=case, items=[" "], reason="Thiếu", by=OFFICER, at=hour("18/10 09:00"))


def to_land_office() -> int:
    """Received on Friday 15th, confirmed by the commune, with the office since Monday 18th."""
    case = received(procedure(LAND))
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    actions.hand_over(case=case, by=VILLAGE, at=hour("18/10 09:00"))
    return case


def test_a_financial_duty_stops_the_clock_where_the_process_says_so() -> None:
    plain = to_office(procedure())
    with pytest.raises(errors.NoPauseHere):
        actions.pause(case=plain, reason="Chờ nộp", by=OFFICER, at=hour("18/10 11:00"))
    case = to_land_office()
    before = seen(case).legal_at
    actions.pause(
        case=case, reason="Thuế trước bạ", document="2318/TB-CCT", by=OFFICER, at=hour("19/10 16:00")
    )
    assert (seen(case).national, seen(case).due_at) == (6, None)
    actions.resume(case=case, document="Biên lai 0004127", by=OFFICER, at=hour("26/10 15:00"))
    assert before == hour("29/10 17:00")
    # Wed 20 to Tue 26 are five working days that do not count
    assert seen(case).legal_at == hour("05/11 17:00")


def test_one_new_day_is_promised_with_an_apology_and_no_second() -> None:
    case = to_office(procedure())
    with pytest.raises(errors.NotYours):
        reappoint(case, by=BOSS)
    reappoint(case)
    row, story = seen(case), queries.get_story(case)
    assert (row.due_at, row.legal_at) == (hour("27/10 17:00"), hour("22/10 17:00"))
    assert story.promise
    assert "Hẹn lại, thay cho ngày 22/10/2021" in story.promise.explanation
    assert story.happenings[-1].data["in_time"] is True
    with pytest.raises(errors.SecondAppointment):
        reappoint(case, on=date(2021, 11, 1))


def reappoint(case: int, on: date = date(2021, 10, 27), at: str = "21/10 09:00", by: Actor = CHIEF) -> None:
    actions.reappoint(case=case, on=on, reason="Chờ ý kiến Điện lực", by=by, at=hour(at))


def test_an_apology_on_the_day_itself_is_noted_as_too_late() -> None:
    case = to_office(procedure())
    reappoint(case, at="22/10 09:00")
    assert queries.get_story(case).happenings[-1].data["in_time"] is False


@pytest.mark.parametrize("on", [date(2021, 10, 22), date(2021, 10, 21), date(2021, 10, 30)])
def test_a_new_day_is_a_working_day_after_the_old_one(on: date) -> None:
    case = to_office(procedure())
    with pytest.raises(errors.DayUnfit):
        reappoint(case, on=on)


def test_a_wait_after_a_promise_takes_nothing_of_it_back() -> None:
    case = to_land_office()
    reappoint(case, on=date(2021, 11, 10))
    actions.pause(case=case, reason="Thuế", by=OFFICER, at=hour("22/10 09:00"))
    actions.resume(case=case, by=OFFICER, at=hour("25/10 09:00"))
    row = seen(case)
    assert (row.legal_at, row.due_at) == (hour("01/11 17:00"), hour("10/11 17:00"))


def test_a_suspension_reaches_a_running_case_as_an_event_of_its_own() -> None:
    case = to_office(procedure())
    storm = Suspension(date(2021, 10, 18), date(2021, 10, 19), "bão số 8", basis=Basis("12/QĐ-UBND"))
    calendars.suspend(suspension=storm, by=CLERK, at=hour("18/10 06:00"))
    assert seen(case).due_at == hour("22/10 17:00"), "nothing moves by itself"
    assert actions.recount(case=case, reason="Bão số 8", by=platform("job"), at=hour("18/10 07:00"))
    assert seen(case).due_at == hour("26/10 17:00")
    assert not actions.recount(case=case, reason="Bão số 8", by=platform("job"), at=hour("18/10 07:01"))


def test_the_night_after_a_decision_all_running_cases_are_counted_anew_and_told_why() -> None:
    runs, waits, ended = (to_office(procedure()) for _ in range(3))
    ask(waits)
    actions.withdraw(case=ended, reason="x", by=CLERK, at=hour("18/10 09:00"))
    assert the_next_night() == 0, "nothing was decided"
    storm = Suspension(date(2021, 10, 19), date(2021, 10, 20), "bão số 8", basis=Basis("12/QĐ-UBND"))
    calendars.suspend(suspension=storm, by=CLERK, at=hour("18/10 16:00"))
    assert the_next_night() == 1
    assert (seen(runs).legal_at, seen(waits).due_at) == (hour("26/10 17:00"), None)
    due = queries.get_story(runs).due
    assert due
    assert "bão số 8" in due.explanation
    assert the_next_night() == 0, "counted once"


def the_next_night() -> int:
    return actions.recount_all(
        since=hour("18/10 00:30"), reason="Bão số 8", by=platform("job"), at=hour("19/10 00:30")
    )


def test_a_suspension_without_end_leaves_the_day_as_it_was() -> None:
    case = to_office(procedure())
    calendars.suspend(
        suspension=Suspension(date(2021, 10, 19), None, "dịch", basis=Basis("14/QĐ-UBND")),
        by=CLERK,
        at=hour("18/10 16:00"),
    )
    assert (the_next_night(), seen(case).due_at) == (0, hour("22/10 17:00"))


@pytest.mark.parametrize("end", ["withdraw", "stop", "deny"])
def test_every_other_end_needs_a_reason_and_is_final(end: str) -> None:
    case = to_office(procedure())
    by = CLERK if end == "withdraw" else CHIEF
    with pytest.raises(errors.ReasonMissing):
        getattr(actions, end)(case=case, reason="", by=by, at=hour("18/10 09:00"))
    getattr(actions, end)(case=case, reason="Không đủ điều kiện", by=by, at=hour("18/10 09:00"))
    row = seen(case)
    assert row.ended_at == hour("18/10 09:00")
    assert row.due_at is None
    with pytest.raises(errors.NotNow):
        actions.withdraw(case=case, reason="x", by=CLERK, at=hour("18/10 10:00"))


def test_whoever_waited_for_a_case_comes_after_who_held_it() -> None:
    case = to_office(procedure())
    actions.put_to_sign(case=case, by=OFFICER, at=hour("18/10 09:00"))
    actions.sign_off(case=case, by=CHIEF, at=hour("18/10 08:59"))
    assert seen(case).signed_at == hour("18/10 09:00")


def test_stands_are_what_the_events_tell() -> None:
    case = to_land_office()
    actions.pause(case=case, reason="Thuế", by=OFFICER, at=hour("19/10 16:00"))
    actions.resume(case=case, by=OFFICER, at=hour("26/10 15:00"))
    actions.put_to_sign(case=case, by=OFFICER, at=hour("27/10 15:00"))
    happened = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
    events = [Event(one.verb, one.occurred_at, one.data) for one in happened]
    rows = m.Stand.objects.filter(case=case, superseded_at=None).order_by("since")
    wanted = [columns(stand) for stand in history(events)]
    assert [{name: getattr(row, name) for name in wanted[0]} for row in rows] == wanted


def test_a_case_is_not_moved_from_another_agency() -> None:
    case = to_office(procedure())
    for move, given in (
        ("hand_over", {}), ("put_to_sign", {}), ("assign", {"holder": "x"}), ("withdraw", {"reason": "x"}),
        ("bring", {}), ("stop", {"reason": "x"}),
    ):  # fmt: skip
        with pytest.raises(errors.NotYours):
            getattr(actions, move)(case=case, by=STRANGER, at=hour("18/10 09:00"), **given)


def test_a_case_that_is_not_there_is_told_so() -> None:
    with pytest.raises(errors.CaseNotFound):
        actions.hand_over(case=10**9, by=CLERK, at=BEGUN)
