"""Every step as it is told and kept, written by hand."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from lienthong.spine.calendar.rules.due import due_at, hand_over_by
from lienthong.spine.calendar.rules.steps import Due, Step, StepKind
from lienthong.spine.calendar.rules.values import PLAIN, Basis, Ending, Pause, Supplement, Unit
from lienthong.spine.calendar.rules.wording import explain
from lienthong.spine.clock.rules import ZONE
from tests.spine.calendar.cast import almanac, ask, local, reference, shown

H, W, D, M = Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH
MONDAY, TUESDAY, FRIDAY = date(2021, 10, 11), date(2021, 10, 12), date(2021, 10, 15)
PAUSING = replace(PLAIN, on_supplement=Supplement.PAUSE)
NINE, TEN = datetime.combine(MONDAY, time(9)), datetime.combine(MONDAY, time(10))


def stretches(*amounts: int, unit: Unit) -> list[Step]:
    return [Step(StepKind.COUNTED, MONDAY, MONDAY, amount, unit) for amount in amounts]


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (3600, "1 giờ làm việc"),
        (5400, "1 giờ 30 phút làm việc"),
        (3661, "1 giờ 1 phút 1 giây làm việc"),
        (61, "1 phút 1 giây làm việc"),
        (60, "1 phút làm việc"),
        (59, "59 giây làm việc"),
        (7201, "2 giờ 1 giây làm việc"),
    ],
)
def test_working_time_is_told_in_hours_minutes_and_seconds(amount: int, told: str) -> None:
    assert explain(stretches(amount, 3600, unit=H)) == (
        f"Đã tính {told}, 11/10/2021; Đã tính 1 giờ làm việc, 11/10/2021."
    )


def test_a_way_in_pieces_tells_each_of_them() -> None:
    steps = [
        Step(StepKind.STARTED, NINE, None, 5, W),
        Step(StepKind.COUNTED, TUESDAY, FRIDAY, 4, W),
        Step(StepKind.PAUSED, date(2021, 10, 18), date(2021, 10, 20)),
        Step(StepKind.COUNTED, date(2021, 12, 31), date(2022, 1, 4), 2, D),
        Step(StepKind.PAUSED, NINE, TEN, name="chờ giấy"),
        Step(StepKind.ENDS, datetime.combine(date(2022, 1, 4), time(17))),
    ]
    assert explain(steps) == (
        "Hạn 5 ngày làm việc, tính từ ngày tiếp theo của 09:00 ngày 11/10/2021. "
        "Đã tính 4 ngày làm việc, 12/10–15/10/2021. "
        "Không tính 18/10–20/10/2021: chờ bổ sung. "
        "Đã tính 2 ngày, 31/12/2021–04/01/2022. "
        "Không tính từ 09:00 ngày 11/10/2021 đến 10:00 ngày 11/10/2021: chờ giấy. "
        "Đến hạn 17:00 thứ Ba ngày 04/01/2022."
    )


def test_a_single_stretch_goes_without_saying() -> None:
    assert explain(stretches(1, unit=W)) == ""


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        (H, "Hạn 2 giờ làm việc, tính ngay từ 11/10/2021."),
        (W, "Hạn 2 ngày làm việc, tính từ ngày tiếp theo của 11/10/2021."),
        (D, "Hạn 2 ngày, tính từ ngày tiếp theo của 11/10/2021."),
        (M, "Hạn 2 tháng, tính từ ngày tiếp theo của 11/10/2021."),
    ],
)
def test_a_limit_is_told_in_its_own_unit(unit: Unit, told: str) -> None:
    assert explain([Step(StepKind.STARTED, MONDAY, None, 2, unit)]) == told


def test_a_step_is_kept_without_what_is_empty() -> None:
    assert Step(StepKind.STARTED, NINE, None, 5, W).as_data() == {
        "kind": "started",
        "first": "2021-10-11T09:00:00",
        "amount": 5,
        "unit": "working_day",
    }
    assert Step(StepKind.ENDS, NINE).as_data() == {"kind": "ends", "first": "2021-10-11T09:00:00"}


@pytest.mark.parametrize("kind", [StepKind.OFF, StepKind.MAKE_UP, StepKind.SUSPENDED])
@pytest.mark.parametrize("confirmed", [True, False])
def test_what_rests_on_a_decision_keeps_whether_somebody_read_it(kind: StepKind, confirmed: bool) -> None:
    step = Step(kind, MONDAY, TUESDAY, name="Nghỉ", basis=Basis("QĐ 1", confirmed=confirmed))
    assert step.as_data() == {
        "kind": kind.value,
        "first": "2021-10-11",
        "last": "2021-10-12",
        "name": "Nghỉ",
        "decision": "QĐ 1",
        "confirmed": confirmed,
    }


def test_a_due_date_is_kept_whole() -> None:
    ends = Step(StepKind.ENDS, datetime.combine(MONDAY, time(17)))
    due = Due(datetime(2021, 10, 11, 17, tzinfo=ZONE), "2018-61", (ends,), "Đến hạn.")
    told = {
        "due": "2021-10-11T17:00:00+07:00",
        "other": None,
        "rule": "2018-61",
        "explanation": "Đến hạn.",
        "steps": [{"kind": "ends", "first": "2021-10-11T17:00:00"}],
    }
    assert due.as_data() == told
    waited = replace(due, other=datetime(2021, 10, 12, 17, tzinfo=ZONE))
    assert waited.as_data() == told | {"other": "2021-10-12T17:00:00+07:00"}


def test_papers_that_come_late_say_why_they_are_handed_over_next_morning() -> None:
    rule = almanac().rule("hand_over", MONDAY)
    late = hand_over_by(reference(), received_at=local("14/10/2021 15:30"), rule=rule)
    assert [step.kind for step in late.steps] == [StepKind.HANDED_IN, StepKind.COUNTED_AS, StepKind.ENDS]
    assert late.explanation == (
        "Hồ sơ nhận lúc 15:30 ngày 14/10/2021. Nhận sau 15:00 nên coi là nhận ngày 15/10/2021. "
        "Đến hạn 07:00 thứ Sáu ngày 15/10/2021."
    )


def test_an_unloaded_year_is_told_with_its_first_day() -> None:
    (step,) = [s for s in ask("01/03/2050", 2, W).steps if s.kind is StepKind.YEAR_UNKNOWN]
    assert (step.first, step.last, step.amount) == (date(2050, 1, 1), None, 2050)


def test_weekly_rest_of_a_way_in_pieces_is_counted_in_each() -> None:
    """Wed 13 and Thu 14 wait; Tue 12, Fri 15, Mon 18 to Fri 22, Mon 25 count: two week-ends between."""
    wait = Pause(local("12/10/2021 17:00"), local("14/10/2021 17:00"), "chờ")
    due = ask("11/10/2021 09:00", 8, W, rule=PAUSING, pauses=[wait])
    (rest,) = [step for step in due.steps if step.kind is StepKind.WEEKLY_REST]
    assert (shown(due.at), rest.amount) == ("25/10/2021 17:00", 4)


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        ("15/10/2021 09:15", "16/10/2021 09:15"),  # a Saturday keeps the hours of its week
        ("15/10/2021 12:00", "16/10/2021 13:30"),
        ("15/10/2021 18:00", "16/10/2021 17:00"),
    ],
)
def test_the_same_time_holds_on_a_day_off_too(begins: str, due: str) -> None:
    assert shown(ask(begins, 1, D, rule=replace(PLAIN, ending=Ending.SAME_TIME)).at) == due


def test_hours_are_counted_to_the_second() -> None:
    begins = datetime(2021, 10, 15, 16, 59, 30, tzinfo=ZONE)
    due = due_at(reference(), start=begins, amount=1, unit=H)
    assert due.at == datetime(2021, 10, 18, 7, 59, 30, tzinfo=ZONE)
