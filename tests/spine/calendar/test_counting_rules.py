from dataclasses import replace
from datetime import date, time

import pytest

from lienthong.spine.calendar.errors import AmountRefused, StartOutOfRange
from lienthong.spine.calendar.rules.due import LIMITS, due_at
from lienthong.spine.calendar.rules.steps import StepKind
from lienthong.spine.calendar.rules.values import PLAIN, CountingRule, Ending, Unit
from tests.spine.calendar.cast import almanac, ask, local, reference, shown

W, D, M = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH
SAME_TIME = replace(PLAIN, ending=Ending.SAME_TIME)
MOVING = replace(PLAIN, moves_off_days=True)
CUT_OFF = replace(PLAIN, cut_off=time(15, 0))


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        ("12/10/2021 09:15", "15/10/2021 09:15"),
        ("12/10/2021 06:00", "15/10/2021 07:00"),
        ("12/10/2021 11:30", "15/10/2021 11:30"),
        ("12/10/2021 12:00", "15/10/2021 13:30"),
        ("12/10/2021 20:00", "15/10/2021 17:00"),
        ("12/10/2021", "15/10/2021 17:00"),  # a whole day has no time to keep
    ],
)
def test_a_limit_may_end_at_the_time_of_receipt(begins: str, due: str) -> None:
    assert shown(ask(begins, 3, W, rule=SAME_TIME).at) == due


@pytest.mark.parametrize(
    ("begins", "amount", "unit", "due"),
    [
        ("28/04/2021 09:00", 3, D, "04/05/2021 17:00"),  # 1/5 and 2/5 off, 3/5 in its place
        ("28/04/2021 09:00", 1, D, "29/04/2021 17:00"),
        ("31/01/2021 09:00", 1, M, "01/03/2021 17:00"),  # 28/2 is a Sunday
        ("27/04/2024 09:00", 7, D, "04/05/2024 17:00"),  # a make-up Saturday is no day off
    ],
)
def test_a_last_day_off_moves_when_the_rule_says_so(begins: str, amount: int, unit: Unit, due: str) -> None:
    assert shown(ask(begins, amount, unit, rule=MOVING).at) == due


def test_a_last_day_off_is_named_whether_it_moves_or_not() -> None:
    kept, moved = ask("28/04/2021", 3, D), ask("28/04/2021", 3, D, rule=MOVING)
    assert "Ngày cuối 01/05/2021 là ngày nghỉ, không chuyển." in kept.explanation
    assert "chuyển sang ngày làm việc tiếp theo 04/05/2021." in moved.explanation
    assert StepKind.ENDS_ON_DAY_OFF in [step.kind for step in kept.steps]


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        ("14/10/2021 15:00", "15/10/2021 17:00"),
        ("14/10/2021 15:01", "18/10/2021 17:00"),  # as if received on Friday
        ("15/10/2021 16:00", "19/10/2021 17:00"),  # as if received on Monday
        ("16/10/2021 09:00", "19/10/2021 17:00"),  # Saturday: as if received on Monday
        ("16/10/2021", "19/10/2021 17:00"),
    ],
)
def test_after_the_cut_off_it_counts_as_received_next_working_day(begins: str, due: str) -> None:
    assert shown(ask(begins, 1, W, rule=CUT_OFF).at) == due


def test_without_a_cut_off_the_receipt_of_a_day_off_counts_from_the_next_day() -> None:
    assert shown(ask("16/10/2021 09:00", 1, W).at) == "18/10/2021 17:00"


def test_the_cut_off_is_explained() -> None:
    assert (
        "Nhận sau 15:00 nên coi là nhận ngày 15/10/2021."
        in ask("14/10/2021 15:01", 1, W, rule=CUT_OFF).explanation
    )
    assert (
        "Nhận vào ngày nghỉ nên coi là nhận ngày 18/10/2021."
        in ask("16/10/2021", 1, W, rule=CUT_OFF).explanation
    )


def test_a_missing_day_of_the_month_is_explained() -> None:
    assert "lấy ngày cuối tháng 28/02/2021" in ask("31/01/2021", 1, M).explanation
    assert "cuối tháng" not in ask("28/01/2021", 1, M).explanation


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("amount", [0, -1])
def test_it_refuses_nothing_and_less(unit: Unit, amount: int) -> None:
    with pytest.raises(AmountRefused) as refused:
        ask("15/10/2021", amount, unit)
    assert str(LIMITS[unit]) in str(refused.value)


@pytest.mark.parametrize("unit", list(Unit))
def test_it_counts_to_the_limit_and_refuses_one_more(unit: Unit) -> None:
    assert ask("15/10/2021", LIMITS[unit], unit).at.year > 2050
    with pytest.raises(AmountRefused):
        ask("15/10/2021", LIMITS[unit] + 1, unit)


@pytest.mark.parametrize("far", [date(1999, 12, 31), date(2200, 1, 1)])
def test_it_refuses_days_beyond_its_range(far: date) -> None:
    with pytest.raises(StartOutOfRange):
        due_at(reference(), start=far, amount=1, unit=W)


@pytest.mark.parametrize("unit", list(Unit))
def test_the_ends_of_its_range_are_counted(unit: Unit) -> None:
    assert due_at(reference(), start=date(2000, 1, 1), amount=1, unit=unit).at.year == 2000
    assert due_at(reference(), start=date(2199, 12, 31), amount=LIMITS[unit], unit=unit).at.year > 2230


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        due_at(reference(), start=local("15/10/2021 09:00").replace(tzinfo=None), amount=1, unit=W)


@pytest.mark.parametrize(
    ("code", "on", "version"),
    [
        ("one_stop", date(2021, 10, 15), "one_stop@2018-06-21"),
        ("one_stop", date(2025, 6, 30), "one_stop@2018-06-21"),
        ("one_stop", date(2025, 7, 1), "one_stop@2025-07-01"),
        ("", date(2021, 1, 1), "plain"),
    ],
)
def test_the_rule_in_force_on_the_day_is_taken_and_named(code: str, on: date, version: str) -> None:
    rule = almanac().rule(code, on)
    assert ask("15/10/2021", 1, W, rule=rule).rule == version


def test_a_rule_not_yet_in_force_is_unknown() -> None:
    with pytest.raises(KeyError):
        almanac().rule("one_stop", date(2018, 6, 20))


def test_the_later_of_two_rules_wins() -> None:
    older, newer = CountingRule("x", date(2020, 1, 1)), CountingRule("x", date(2021, 1, 1))
    rules = replace(almanac(), rules=(newer, older))
    assert rules.rule("x", date(2022, 1, 1)) is newer
    assert rules.rule("x", date(2020, 6, 1)) is older
