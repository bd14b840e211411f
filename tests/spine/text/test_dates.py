from datetime import date, timedelta

import pytest

from lienthong.spine.text import parse_date, write_date

YEAR_2024 = [date(2024, 1, 1) + timedelta(days=place) for place in range(366)]


@pytest.mark.parametrize("shape", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"])
def test_every_day_of_a_leap_year_is_read_day_first(shape: str) -> None:
    assert [parse_date(day.strftime(shape)) for day in YEAR_2024] == YEAR_2024


def test_every_day_written_in_words_is_read_back() -> None:
    assert [parse_date(write_date(day)) for day in YEAR_2024] == YEAR_2024


def test_documents_put_a_zero_before_small_days_and_the_first_two_months() -> None:
    assert write_date(date(2026, 3, 2)) == "ngày 02 tháng 3 năm 2026"
    assert write_date(date(2026, 2, 12)) == "ngày 12 tháng 02 năm 2026"
    assert write_date(date(2026, 10, 12)) == "ngày 12 tháng 10 năm 2026"


@pytest.mark.parametrize(
    "text", ["2/3/2026", "02 / 03 / 2026", "2-3-2026", "ngày 2 tháng 3 năm 2026", " 2.3.2026 "]
)
def test_it_reads_what_people_type(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 2)


@pytest.mark.parametrize("text", ["1112026", "02/03/26", "02/03-2026", "31/02/2026", "12/31/2026", "", "nay"])
def test_it_refuses_what_could_mean_two_days_or_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)
