"""Suspensions by decision and pauses of a case."""

from dataclasses import replace
from datetime import date, time

import pytest

from lienthong.spine.calendar.errors import ClockStopped
from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.steps import StepKind
from lienthong.spine.calendar.rules.values import PLAIN, Basis, Pause, Supplement, Suspension, Unit
from tests.spine.calendar.cast import almanac, ask, local, shown

H, W, D, M = Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH
PAUSING = replace(PLAIN, on_supplement=Supplement.PAUSE)
DECISION = Basis("Quyết định 12/QĐ-UBND", date(2021, 10, 12), confirmed=True)
# Wednesday 13/10 to Sunday 17/10
STORM = Suspension(date(2021, 10, 13), date(2021, 10, 17), "bão số 8", frozenset({"GL-622"}), basis=DECISION)


def calendar_with(*suspensions: Suspension, places: tuple[str, ...] = ("GL-622", "GL")) -> Calendar:
    return replace(almanac(), suspensions=suspensions).calendar(*places)


@pytest.mark.parametrize(
    ("begins", "amount", "unit", "due"),
    [
        ("11/10/2021 09:00", 1, W, "12/10/2021 17:00"),  # over before the storm
        ("11/10/2021 09:00", 2, W, "18/10/2021 17:00"),
        ("11/10/2021 09:00", 3, W, "19/10/2021 17:00"),
        ("14/10/2021 09:00", 1, W, "18/10/2021 17:00"),  # received during it
        ("18/10/2021 09:00", 1, W, "19/10/2021 17:00"),
        ("11/10/2021 09:00", 1, D, "12/10/2021 17:00"),
        ("11/10/2021 09:00", 2, D, "18/10/2021 17:00"),
        ("14/10/2021 09:00", 3, D, "20/10/2021 17:00"),
        ("20/09/2021 09:00", 1, M, "25/10/2021 17:00"),  # five days more
        ("12/10/2021 16:00", 1, H, "12/10/2021 17:00"),
        ("12/10/2021 16:00", 2, H, "18/10/2021 08:00"),
        ("14/10/2021 09:00", 2, H, "18/10/2021 09:00"),
    ],
)
def test_a_suspension_stops_every_clock(begins: str, amount: int, unit: Unit, due: str) -> None:
    answer = ask(begins, amount, unit, calendar=calendar_with(STORM))
    assert shown(answer.at) == due
    named = "Tạm dừng 13/10–17/10/2021: bão số 8 (Quyết định 12/QĐ-UBND)." in answer.explanation
    assert named is (answer.at > local("13/10/2021 00:00") and begins != "18/10/2021 09:00")


@pytest.mark.parametrize(
    ("suspension", "places", "procedure", "stops"),
    [
        (STORM, ("GL-622", "GL"), "", True),
        (STORM, ("GL-624", "GL"), "", False),
        (STORM, (), "", False),
        (replace(STORM, areas=frozenset()), (), "", True),
        (replace(STORM, areas=frozenset({"GL"})), ("GL-624", "GL"), "", True),
        (replace(STORM, procedures=frozenset({"1.001"})), ("GL-622",), "1.001", True),
        (replace(STORM, procedures=frozenset({"1.001"})), ("GL-622",), "1.002", False),
        (replace(STORM, procedures=frozenset({"1.001"})), ("GL-622",), "", False),
    ],
)
def test_a_suspension_reaches_its_areas_and_procedures_only(
    suspension: Suspension, places: tuple[str, ...], procedure: str, stops: bool
) -> None:
    calendar = calendar_with(suspension, places=places)
    due = ask("12/10/2021 09:00", 1, W, calendar=calendar, procedure=procedure)
    assert shown(due.at) == ("18/10/2021 17:00" if stops else "13/10/2021 17:00")


# An announced outage of the office at Pleiku: Wednesday 13/10/2021 from 10:00 to 17:00, six of its eight hours.
OUTAGE = replace(
    STORM, until_on=date(2021, 10, 13), reason="Bảo trì hệ thống", from_at=time(10), until_at=time(17)
)
SHORT = replace(OUTAGE, from_at=time(10), until_at=time(11))


@pytest.mark.parametrize(
    ("outage", "begins", "amount", "unit", "due"),
    [
        (OUTAGE, "13/10/2021 08:00", 3, H, "14/10/2021 08:00"),  # two hours before it, one the next morning
        (OUTAGE, "13/10/2021 08:00", 2, H, "13/10/2021 10:00"),  # over when it begins
        (OUTAGE, "13/10/2021 11:00", 1, H, "14/10/2021 08:00"),  # received during it
        (OUTAGE, "12/10/2021 09:00", 1, W, "14/10/2021 17:00"),  # the 13th lost half of its hours and more
        (OUTAGE, "12/10/2021 09:00", 1, D, "14/10/2021 17:00"),
        (SHORT, "13/10/2021 08:00", 3, H, "13/10/2021 14:00"),
        (SHORT, "12/10/2021 09:00", 1, W, "13/10/2021 17:00"),  # one hour of eight takes no day
    ],
)
def test_an_announced_outage_takes_its_hours_and_of_days_those_that_lose_half(
    outage: Suspension, begins: str, amount: int, unit: Unit, due: str
) -> None:
    assert shown(ask(begins, amount, unit, calendar=calendar_with(outage)).at) == due


def test_an_outage_over_night_takes_what_it_covers_of_both_days() -> None:
    over = replace(OUTAGE, until_on=date(2021, 10, 14), from_at=time(16), until_at=time(8))
    assert shown(ask("13/10/2021 15:00", 2, H, calendar=calendar_with(over)).at) == "14/10/2021 09:00"
    assert shown(ask("12/10/2021 09:00", 2, W, calendar=calendar_with(over)).at) == "14/10/2021 17:00"


def test_the_sum_says_from_when_until_when_it_was_out() -> None:
    answer = ask("13/10/2021 08:00", 3, H, calendar=calendar_with(OUTAGE))
    assert "Bảo trì hệ thống, từ 10:00 đến 17:00" in answer.explanation
    assert "Quyết định 12/QĐ-UBND" in answer.explanation


def test_a_last_day_that_an_outage_takes_moves_where_the_rule_moves_last_days() -> None:
    moving = replace(PLAIN, moves_off_days=True)
    due = ask("10/10/2021 09:00", 3, D, calendar=calendar_with(OUTAGE), rule=moving)
    assert shown(due.at) == "14/10/2021 17:00"


def test_overlapping_suspensions_count_once() -> None:
    second = replace(STORM, from_on=date(2021, 10, 15), until_on=date(2021, 10, 18))
    within = replace(STORM, from_on=date(2021, 10, 14), until_on=date(2021, 10, 14))
    due = ask("12/10/2021 09:00", 2, W, calendar=calendar_with(second, within, STORM))
    assert shown(due.at) == "20/10/2021 17:00"


@pytest.mark.parametrize("unit", list(Unit))
def test_behind_a_suspension_without_last_day_nothing_falls_due(unit: Unit) -> None:
    calendar = calendar_with(replace(STORM, until_on=None))
    with pytest.raises(ClockStopped) as refused:
        ask("12/10/2021 16:30", 1, unit, calendar=calendar)
    assert "Quyết định 12/QĐ-UBND" in str(refused.value)


def test_before_a_suspension_without_last_day_limits_still_fall_due() -> None:
    calendar = calendar_with(replace(STORM, until_on=None))
    assert shown(ask("11/10/2021 09:00", 1, W, calendar=calendar).at) == "12/10/2021 17:00"


def test_a_last_day_is_not_moved_into_a_suspension() -> None:
    storm = replace(STORM, from_on=date(2021, 10, 18), until_on=date(2021, 10, 19))
    moving = replace(PAUSING, moves_off_days=True)
    due = ask("15/10/2021 09:00", 2, D, calendar=calendar_with(storm), rule=moving)
    assert shown(due.at) == "20/10/2021 17:00"


@pytest.mark.parametrize(
    ("asked", "answered", "due"),
    [
        ("13/10/2021 17:00", "23/10/2021 09:00", "27/10/2021 17:00"),  # two of five days used
        ("13/10/2021 07:30", "23/10/2021 09:00", "27/10/2021 17:00"),  # the day of asking counts as used
        ("11/10/2021 10:00", "14/10/2021 09:00", "21/10/2021 17:00"),  # asked on the day of receipt
        ("13/10/2021 09:00", "13/10/2021 16:00", "18/10/2021 17:00"),  # answered the same day
        ("18/10/2021 17:00", "30/10/2021 09:00", "18/10/2021 17:00"),  # asked when the limit was over
    ],
)
def test_days_of_waiting_do_not_count(asked: str, answered: str, due: str) -> None:
    wait = Pause(local(asked), local(answered), "chờ bổ sung")
    assert shown(ask("11/10/2021 09:00", 5, W, rule=PAUSING, pauses=[wait]).at) == due


def test_hours_of_waiting_do_not_count_to_the_minute() -> None:
    wait = Pause(local("15/10/2021 08:20"), local("15/10/2021 14:10"))
    due = ask("15/10/2021 08:00", 2, H, rule=PAUSING, pauses=[wait])
    assert shown(due.at) == "15/10/2021 15:50"
    assert "Đã tính 20 phút làm việc" in due.explanation
    assert "Đã tính 1 giờ 40 phút làm việc" in due.explanation


def test_two_waits_are_both_left_out_in_any_order_given() -> None:
    first = Pause(local("12/10/2021 09:00"), local("14/10/2021 09:00"))
    second = Pause(local("15/10/2021 09:00"), local("20/10/2021 09:00"))
    for pauses in ([first, second], [second, first]):
        assert shown(ask("11/10/2021 09:00", 5, W, rule=PAUSING, pauses=pauses).at) == "25/10/2021 17:00"


def test_a_restart_counts_anew_from_the_last_answer() -> None:
    first = Pause(local("12/10/2021 09:00"), local("14/10/2021 09:00"))
    second = Pause(local("15/10/2021 09:00"), local("20/10/2021 09:00"))
    due = ask("11/10/2021 09:00", 5, W, pauses=[second, first])
    assert shown(due.at) == "27/10/2021 17:00"
    assert "Tính lại từ đầu khi bổ sung 09:00 ngày 20/10/2021." in due.explanation
    assert StepKind.RESTARTED in [step.kind for step in due.steps]


def test_the_other_reading_is_kept_only_when_the_clock_waited() -> None:
    assert ask("11/10/2021 09:00", 5, W).other is None
