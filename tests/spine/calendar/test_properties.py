"""Laws that hold for every limit, and two slow ways of counting that know nothing of the fast one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.due import due_at
from lienthong.spine.calendar.rules.rulers import CalendarDays, WorkingDays, WorkingSeconds
from lienthong.spine.calendar.rules.steps import StepKind
from lienthong.spine.calendar.rules.values import (
    PLAIN,
    Ending,
    OfficeHours,
    Pause,
    Supplement,
    Suspension,
    Unit,
    read_sessions,
)
from lienthong.spine.clock.rules import ZONE
from tests.spine.calendar.cast import almanac, reference

UNITS = st.sampled_from(list(Unit))
AMOUNTS = st.integers(1, 40)
STARTS = st.builds(
    lambda day, second: datetime.combine(day, datetime.min.time(), ZONE) + timedelta(seconds=second),
    st.dates(date(2018, 12, 1), date(2027, 2, 1)),
    st.integers(0, 86_399),
)
SHORT_STARTS = STARTS.map(lambda moment: moment.replace(second=0))
SUSPENSIONS = st.lists(
    st.builds(
        lambda first, days: Suspension(first, first + timedelta(days=days), "bão"),
        st.dates(date(2021, 1, 1), date(2021, 12, 31)),
        st.integers(0, 12),
    ),
    max_size=3,
)


def stormy(suspensions: list[Suspension]) -> Calendar:
    return replace(almanac(), suspensions=tuple(suspensions)).calendar()


def uneven() -> Calendar:
    """Hours unlike any other: Saturday mornings, a short Friday, three sessions on Monday, a summer."""
    texts = [
        "06:30-09:00 09:30-11:00 14:00-17:30",
        *["07:30-11:30 13:00-17:00"] * 3,
        "07:30-11:30",
        "08:00-11:00",
        "",
    ]
    week = tuple(read_sessions(text) for text in texts)
    summer = tuple(read_sessions("06:00-12:00") if text else () for text in texts)
    hours = (
        OfficeHours("", week, date(1999, 10, 2)),
        OfficeHours("", summer, date(1999, 10, 2), season=((4, 16), (10, 15))),
    )
    return replace(almanac(), hours=hours).calendar()


CALENDARS = st.sampled_from([reference(), uneven()])


# --- laws


@given(CALENDARS, STARTS, AMOUNTS, UNITS)
def test_a_greater_limit_never_falls_due_earlier(
    calendar: Calendar, start: datetime, amount: int, unit: Unit
) -> None:
    less = due_at(calendar, start=start, amount=amount, unit=unit)
    more = due_at(calendar, start=start, amount=amount + 1, unit=unit)
    assert start < less.at < more.at


@given(CALENDARS, STARTS, st.timedeltas(timedelta(0), timedelta(days=30)), AMOUNTS, UNITS)
def test_a_later_receipt_never_falls_due_earlier(
    calendar: Calendar, start: datetime, later: timedelta, amount: int, unit: Unit
) -> None:
    first = due_at(calendar, start=start, amount=amount, unit=unit)
    second = due_at(calendar, start=start + later, amount=amount, unit=unit)
    assert first.at <= second.at


@given(
    CALENDARS,
    STARTS,
    AMOUNTS,
    AMOUNTS,
    st.sampled_from([Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.CALENDAR_DAY]),
)
def test_two_limits_one_after_the_other_are_one(
    calendar: Calendar, start: datetime, first: int, second: int, unit: Unit
) -> None:
    between = due_at(calendar, start=start, amount=first, unit=unit).at
    apart = due_at(calendar, start=between, amount=second, unit=unit)
    assert apart.at == due_at(calendar, start=start, amount=first + second, unit=unit).at


@given(CALENDARS, STARTS, AMOUNTS, st.sampled_from([Unit.WORKING_HOUR, Unit.WORKING_DAY]))
def test_working_limits_never_end_outside_office_hours(
    calendar: Calendar, start: datetime, amount: int, unit: Unit
) -> None:
    for ending in Ending:
        due = due_at(calendar, start=start, amount=amount, unit=unit, rule=replace(PLAIN, ending=ending))
        second = due.at.hour * 3600 + due.at.minute * 60 + due.at.second
        assert any(s.opens <= second <= s.closes for s in calendar.sessions(due.at.date()))


@given(STARTS, AMOUNTS, UNITS)
def test_a_moved_limit_ends_on_the_first_working_day_from_the_unmoved(
    start: datetime, amount: int, unit: Unit
) -> None:
    calendar = reference()
    kept = due_at(calendar, start=start, amount=amount, unit=unit).at
    moved = due_at(
        calendar, start=start, amount=amount, unit=unit, rule=replace(PLAIN, moves_off_days=True)
    ).at
    day = kept.date()
    while not calendar.is_working(day):
        day += timedelta(days=1)
    assert moved.date() == day


@given(STARTS, AMOUNTS, UNITS, SUSPENSIONS)
def test_the_steps_sum_up_to_the_limit_and_end_at_the_due_instant(
    start: datetime, amount: int, unit: Unit, suspensions: list[Suspension]
) -> None:
    due = due_at(stormy(suspensions), start=start, amount=amount, unit=unit)
    counted = sum(step.amount for step in due.steps if step.kind is StepKind.COUNTED)
    if unit is Unit.WORKING_HOUR:
        assert counted == amount * 3600
    elif unit is not Unit.MONTH:
        assert counted == amount
    assert due.steps[0].kind is StepKind.STARTED
    assert due.steps[-1].first == due.at.replace(tzinfo=None)
    assert due.explanation.endswith(f"ngày {due.at:%d/%m/%Y}.")
    assert f"Đến hạn {due.at:%H:%M}" in due.explanation
    assert str(due.as_data()["due"]) == due.at.isoformat()


@given(STARTS, AMOUNTS, UNITS)
def test_years_that_are_not_loaded_are_told(start: datetime, amount: int, unit: Unit) -> None:
    due = due_at(reference(), start=start, amount=amount, unit=unit)
    crosses = start.year < 2019 or due.at.year > 2026
    told = "chưa được nạp" in due.explanation
    assert told or not crosses or start.date() == date(2018, 12, 31)
    assert crosses or not told


@given(STARTS, AMOUNTS, UNITS, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_pause_never_hastens_a_limit_and_a_restart_never_beats_a_pause(
    start: datetime, amount: int, unit: Unit, wait: timedelta
) -> None:
    plain = due_at(reference(), start=start, amount=amount, unit=unit)
    pause = [Pause(start, start + wait)]
    rule = replace(PLAIN, on_supplement=Supplement.PAUSE)
    paused = due_at(reference(), start=start, amount=amount, unit=unit, rule=rule, pauses=pause)
    assert plain.at <= paused.at
    assert paused.other is not None
    if unit is not Unit.MONTH:
        assert paused.at <= paused.other


# --- oracles


def counts_by_day(calendar: Calendar, suspensions: list[Suspension], unit: Unit) -> Callable[[date], bool]:
    def counts(day: date) -> bool:
        if any(s.from_on <= day <= (s.until_on or day) for s in suspensions):
            return False
        return unit is Unit.CALENDAR_DAY or bool(calendar.sessions(day))

    return counts


@given(STARTS, AMOUNTS, st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY]), SUSPENSIONS)
def test_days_agree_with_turning_the_pages_one_by_one(
    start: datetime, amount: int, unit: Unit, suspensions: list[Suspension]
) -> None:
    calendar = stormy(suspensions)
    counts = counts_by_day(calendar, suspensions, unit)
    day, left = start.date(), amount
    while left:
        day += timedelta(days=1)
        left -= counts(day)
    due = due_at(calendar, start=start, amount=amount, unit=unit)
    assert (due.at.date(), due.at.hour) == (day, 17)


@given(CALENDARS, SHORT_STARTS, st.integers(1, 20), SUSPENSIONS)
def test_hours_agree_with_watching_every_minute_pass(
    calendar: Calendar, start: datetime, amount: int, suspensions: list[Suspension]
) -> None:
    calendar = replace(calendar, suspensions=tuple(suspensions))
    open_on = counts_by_day(calendar, suspensions, Unit.WORKING_DAY)
    moment, left = start.replace(tzinfo=None), amount * 60
    while left:
        if not open_on(moment.date()):
            moment = datetime.combine(moment.date() + timedelta(days=1), datetime.min.time())
            continue
        second = moment.hour * 3600 + moment.minute * 60
        left -= any(s.opens <= second < s.closes for s in calendar.sessions(moment.date()))
        moment += timedelta(minutes=1)
    assert due_at(calendar, start=start, amount=amount, unit=Unit.WORKING_HOUR).at == moment.replace(
        tzinfo=ZONE
    )


@given(CALENDARS, st.integers(736_000, 741_000), st.integers(0, 3_000), st.integers(1, 900))
def test_what_a_ruler_advances_it_also_measures(calendar: Calendar, day: int, more: int, amount: int) -> None:
    for ruler in (CalendarDays(), WorkingDays(calendar)):
        end = ruler.advance(day, amount)
        assert ruler.measure(day, end) == amount
        assert ruler.measure(day, end - 1) == amount - 1
        assert ruler.measure(day, day + more) + ruler.measure(day + more, day + more + 99) == (
            ruler.measure(day, day + more + 99)
        )
    hours, begin = WorkingSeconds(calendar), day * 86_400 + more * 17
    assert hours.measure(begin, hours.advance(begin, amount * 60)) == amount * 60
