"""Cutting periods: no day is lost or doubled."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.organisations.rules.period import Period, divide

D = date(2021, 1, 1)
DAYS = [D + timedelta(days=i) for i in range(-2, 14)]
bounds = st.none() | st.integers(0, 10).map(lambda days: D + timedelta(days=days))
periods = st.builds(Period, bounds, bounds).filter(lambda period: not period.is_empty)


def test_it_holds_from_its_first_day_up_to_its_end() -> None:
    year = Period(date(2021, 1, 1), date(2022, 1, 1))
    assert year.holds(date(2021, 1, 1)) and year.holds(date(2021, 12, 31))
    assert not year.holds(date(2020, 12, 31)) and not year.holds(date(2022, 1, 1))


@given(periods, periods)
def test_dividing_keeps_every_day_once(held: Period, changed: Period) -> None:
    parts = list(divide(held, changed))
    for day in DAYS:
        found = [inside for part, inside in parts if part.holds(day)]
        assert found == ([changed.holds(day)] if held.holds(day) else [])


@given(periods, periods)
def test_overlap_and_cover_agree_with_the_days(one: Period, other: Period) -> None:
    ours, theirs = ({day for day in DAYS if period.holds(day)} for period in (one, other))
    assert one.overlaps(other) == other.overlaps(one) == bool(ours & theirs)
    assert not one.covers(other) or theirs <= ours
