"""Compliance cost: whole đồng, sums that are the sum of their rows, a share rounded as it says."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.domain.reviews.rules.cost import Cost, Saving, income_of, total

costs = st.builds(
    Cost,
    activity=st.just("Nộp hồ sơ"),
    hours=st.integers(0, 99_999).map(lambda cents: Decimal(cents) / 100),
    service=st.integers(0, 10**9),
    other=st.integers(0, 10**9),
    fee=st.integers(0, 10**9),
    times=st.integers(1, 365),
    people=st.integers(1, 10**7),
)
incomes = st.integers(1, 10**6)
amounts = st.integers(0, 10**15)
brief = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_a_case_worked_by_hand() -> None:
    # 2.5 h x 30,540 = 76,350; with 20,000 for copies and 75,000 of fee 171,350 once; twice a year, 1,200 people
    row = Cost("Nộp hồ sơ", Decimal("2.5"), other=20_000, fee=75_000, times=2, people=1_200)
    assert (row.work(30_540), row.once(30_540), row.yearly(30_540)) == (76_350, 171_350, 411_240_000)


@pytest.mark.parametrize(
    ("hours", "income", "work"),
    [("0.5", 1, 1), ("0.25", 1, 0), ("0.01", 150, 2), ("0.01", 149, 1), ("1.5", 3, 5), ("0", 30_540, 0)],
)
def test_time_is_rounded_half_up_to_whole_dong(hours: str, income: int, work: int) -> None:
    assert Cost("x", Decimal(hours)).work(income) == work


@brief
@given(st.lists(costs, max_size=6), incomes)
def test_the_total_is_the_sum_of_its_rows_to_the_dong(rows: list[Cost], income: int) -> None:
    recounted = 0
    for row in rows:
        worth = Fraction(row.hours) * income
        work = int(worth + Fraction(1, 2))  # half up, of what is not negative
        recounted += (work + row.service + row.other + row.fee) * row.times * row.people
    assert total(rows, income) == recounted
    assert total(rows, income) == sum(row.yearly(income) for row in rows)


@brief
@given(amounts, amounts)
def test_a_saving_is_exact_and_its_share_off_by_at_most_half_a_tenth(before: int, after: int) -> None:
    saving = Saving(before, after)
    assert saving.amount == before - after
    if before == 0:
        assert saving.percent is None
        return
    assert saving.percent is not None
    assert abs(Fraction(saving.percent) - Fraction(100 * (before - after), before)) <= Fraction(1, 20)


def test_savings_add_up() -> None:
    whole = Saving(1_000, 800) + Saving(500, 700) + Saving(0, 0)
    assert (whole.before, whole.after, whole.amount) == (1_500, 1_500, 0)


@pytest.mark.parametrize(
    ("before", "after", "percent", "meets"),
    [
        (1_000, 800, "20.0", True),
        (100_000, 80_001, "20.0", False),  # 19.999 % reads as 20.0 and is less than 20
        (2_000, 1_999, "0.1", False),  # 0.05 rounds up
        (1_000, 1_250, "-25.0", False),
        (7, 0, "100.0", True),
    ],
)
def test_the_share_is_rounded_and_the_aim_judged_by_the_amounts(
    before: int, after: int, percent: str, *, meets: bool
) -> None:
    saving = Saving(before, after)
    assert (saving.percent, saving.meets_aim) == (Decimal(percent), meets)


def test_an_hour_is_worth_what_held_on_the_day_and_says_where_that_stands() -> None:
    income = income_of(date(2021, 10, 15))
    # 64.5 million đồng a head in 2020, over 22 days x 8 hours x 12 months = 2,112 hours: 30,539.77
    assert (income.an_hour, income.confirmed) == (30_540, False)
    assert income.source
    assert income_of(date(2015, 1, 1)) == income
