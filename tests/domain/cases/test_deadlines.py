"""When a case falls due: reckoned by hand, and by another library for plain spans."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.domain.cases.rules.deadlines import Limit, result_due, step_due, waits_of, whole
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event
from lienthong.spine.calendar.rules.due import worked
from lienthong.spine.calendar.rules.steps import StepKind
from lienthong.spine.calendar.rules.values import CountingRule, Pause, Supplement, Unit
from lienthong.spine.clock.rules import ZONE
from tests.spine.calendar.cast import almanac, local, reference, shown

RULE = almanac().rule("one_stop", date(2021, 10, 15))
W, H, D = Unit.WORKING_DAY, Unit.WORKING_HOUR, Unit.CALENDAR_DAY


def days(count: str) -> Limit:
    return Limit(Decimal(count), W)


def event(verb: Verb, when: str) -> Event:
    return Event(verb, local(when), {})


def due(
    limit: Limit, received: str, *waits: Pause, effect: Supplement | None = None, rule: CountingRule = RULE
) -> str:
    found = result_due(reference(), limit, received_at=local(received), rule=rule, effect=effect, waits=waits)
    return shown(found.at)


SUPPLEMENT = Pause(local("12/10/2021 16:00"), local("22/10/2021 09:00"))
DUTY = Pause(local("05/10/2021 16:10"), local("12/10/2021 15:20"), "thuế", only_pauses=True)


@pytest.mark.parametrize(
    ("count", "received", "expected"),
    [
        ("5", "05/02/2021 09:00", "19/02/2021 17:00"),  # over Tết
        ("1", "20/04/2021 08:00", "22/04/2021 17:00"),  # 21/4 Giỗ Tổ
        ("2", "29/04/2021 16:59", "05/05/2021 17:00"),  # 30/4, 1/5 and 3/5 in its place
        ("2", "26/04/2024 09:00", "03/05/2024 17:00"),  # 29/4 swapped off
        ("3", "26/04/2024 09:00", "04/05/2024 17:00"),  # Saturday worked
        ("0.5", "15/10/2021 09:00", "15/10/2021 15:00"),  # four hours, the noon left out
        ("1.5", "15/10/2021 14:00", "19/10/2021 08:00"),  # 3 h on Friday, 8 on Monday, 1 on Tuesday
    ],
)
def test_a_result_is_due_on_the_day_reckoned_by_hand(count: str, received: str, expected: str) -> None:
    assert due(days(count), received) == expected


def test_a_supplement_asked_on_day_two_of_five_leaves_three_days_when_the_clock_pauses() -> None:
    # received Mon 11, asked Wed 13 at closing (two days used), answered Fri 22: Mon 25, Tue 26, Wed 27
    wait = Pause(local("13/10/2021 17:00"), local("22/10/2021 09:00"))
    assert due(days("5"), "11/10/2021 09:00", wait, effect=Supplement.PAUSE) == "27/10/2021 17:00"


def test_the_same_supplement_begins_five_days_anew_when_the_rule_says_so() -> None:
    wait = Pause(local("13/10/2021 17:00"), local("22/10/2021 09:00"))
    assert due(days("5"), "11/10/2021 09:00", wait, effect=Supplement.RESTART) == "29/10/2021 17:00"


def test_the_other_reading_is_kept_beside_it() -> None:
    wait = Pause(local("13/10/2021 17:00"), local("22/10/2021 09:00"))
    found = result_due(reference(), days("5"), received_at=local("11/10/2021 09:00"), rule=RULE, waits=[wait])
    assert (shown(found.at), shown(found.other)) == ("29/10/2021 17:00", "27/10/2021 17:00")


def test_a_financial_duty_only_ever_pauses() -> None:
    # the worked example: received Mon 27/9, ten days, tax from 5/10 to 12/10: five working days are not counted
    for effect in Supplement:
        assert due(days("10"), "27/09/2021 09:12", DUTY, effect=effect) == "18/10/2021 17:00"


def test_after_a_restart_only_later_duties_count() -> None:
    # begun anew Fri 22/10; ten days to Fri 5/11; a duty before it changes nothing, one after it lengthens
    assert (
        due(days("10"), "27/09/2021 09:12", DUTY, SUPPLEMENT, effect=Supplement.RESTART) == "05/11/2021 17:00"
    )
    later = Pause(local("25/10/2021 08:00"), local("27/10/2021 08:00"), only_pauses=True)
    assert (
        due(days("10"), "27/09/2021 09:12", SUPPLEMENT, later, effect=Supplement.RESTART)
        == "09/11/2021 17:00"
    )


def test_the_sum_names_the_wait() -> None:
    found = result_due(
        reference(), days("10"), received_at=local("27/09/2021 09:12"), rule=RULE, waits=[DUTY]
    )
    assert StepKind.PAUSED in {step.kind for step in found.steps}
    assert "thuế" in found.explanation
    assert found.rule == "one_stop@2018-06-21"


def test_a_step_lengthens_by_what_it_waited_for_inside() -> None:
    entered = local("12/10/2021 08:00")
    plain = step_due(reference(), days("2"), entered_at=entered)
    waited = step_due(reference(), days("2"), entered_at=entered, waits=[SUPPLEMENT, DUTY])
    assert shown(plain.at) == "14/10/2021 17:00"
    # asked on the 12th, the day of entering, answered on the 22nd: Mon 25, Tue 26
    assert shown(waited.at) == "26/10/2021 17:00"


def test_waits_are_read_from_what_happened() -> None:
    events = [
        event(Verb.RECEIVED, "11/10/2021 09:00"),
        event(Verb.SUPPLEMENT_ASKED, "12/10/2021 16:00"),
        event(Verb.SUPPLEMENT_RECEIVED, "22/10/2021 09:00"),
        event(Verb.PAUSED, "25/10/2021 09:00"),
    ]
    assert [(wait.asked_at, wait.only_pauses) for wait in waits_of(events)] == [(events[1].at, False)]
    now = local("26/10/2021 09:00")
    assert [wait.only_pauses for wait in waits_of(events, until=now)] == [False, True]


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("2", W, (2, W)), ("2.5", W, (20, H)), ("0.25", W, (2, H)), ("0.1", W, (1, H)), ("3.2", H, (4, H)),
        ("1", D, (1, D)), ("0", W, (1, W)),
    ],
)  # fmt: skip
def test_parts_of_days_are_hours(amount: str, unit: Unit, expected: tuple[int, Unit]) -> None:
    assert whole(Decimal(amount), unit) == expected


def test_time_used_is_office_hours_only() -> None:
    assert worked(reference(), local("15/10/2021 16:00"), local("18/10/2021 08:00")) == 2 * 3600
    assert worked(reference(), local("15/10/2021 11:00"), local("15/10/2021 14:00")) == 3600
    assert worked(reference(), local("15/10/2021 14:00"), local("15/10/2021 11:00")) == 0


YEARS = range(2019, 2027)
PACKAGE = holidays.country_holidays("VN", years=range(2018, 2028))
DIFFERENCES = Path(__file__).parents[3] / "docs/holidays-package.md"


def written_differences() -> dict[date, str]:
    """The table of the page: what our calendar says of a day otherwise than the package."""
    rows = re.findall(
        r"^\| (\d{4}-\d\d-\d\d) \| (off|worked) \|", DIFFERENCES.read_text("utf-8"), re.MULTILINE
    )
    return {date.fromisoformat(day): ours for day, ours in rows}


def works_by_package(day: date) -> bool:
    return day in PACKAGE.weekend_workdays or (day.weekday() < 5 and day not in PACKAGE)


def test_the_written_list_names_every_difference_and_no_other() -> None:
    days = (date(2019, 1, 1) + timedelta(days=place) for place in range(8 * 366))
    ours = reference()
    found = {
        day: "worked" if ours.is_working(day) else "off"
        for day in days
        if day.year in YEARS and ours.is_working(day) != works_by_package(day)
    }
    assert found == written_differences()
    assert len(PACKAGE.weekend_workdays) >= 5, "the package tells the make-up Saturdays"


@settings(deadline=None, max_examples=400)
@given(st.dates(date(2019, 1, 1), date(2026, 10, 1)), st.integers(1, 30))
def test_a_plain_span_agrees_with_the_holidays_package(received: date, count: int) -> None:
    """Its days off and its week-end workdays, but for the days of the written list."""
    other = {day: ours == "worked" for day, ours in written_differences().items()}
    day, left = received, count
    while left:
        day += timedelta(days=1)
        left -= other.get(day, works_by_package(day))
    at = datetime.combine(received, datetime.min.time(), ZONE) + timedelta(hours=9)
    found = result_due(reference(), days(str(count)), received_at=at, rule=replace(RULE, cut_off=None))
    assert found.at.date() == day


@settings(deadline=None, max_examples=200)
@given(
    st.dates(date(2019, 1, 1), date(2026, 6, 1)), st.integers(1, 20), st.integers(0, 15), st.integers(1, 30)
)
def test_a_span_with_a_wait_agrees_with_the_holidays_package(
    received: date, count: int, asked: int, waited: int
) -> None:
    """Days until the asking count, then none until the answer's own; the wait for a duty only ever pauses."""
    other = {day: ours == "worked" for day, ours in written_differences().items()}
    begins, ends = received + timedelta(days=asked), received + timedelta(days=asked + waited)
    day, left = received, count
    while left:
        day += timedelta(days=1)
        if not begins < day <= ends:
            left -= other.get(day, works_by_package(day))
    nine = timedelta(hours=9)
    start = datetime.combine(received, datetime.min.time(), ZONE) + nine
    wait = Pause(start + timedelta(days=asked), start + timedelta(days=asked + waited), only_pauses=True)
    rule = replace(RULE, cut_off=None)
    found = result_due(reference(), days(str(count)), received_at=start, rule=rule, waits=[wait])
    assert found.at.date() == day
