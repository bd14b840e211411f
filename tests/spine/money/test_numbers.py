from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.money import format_money, format_number, parse_money, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1234567,89", "1234567.89"),
        ("0", "0"),
        ("-1.000", "-1000"),
        ("−1.000,50", "-1000.50"),
        (" 75.000 ", "75000"),
    ],
)
def test_it_reads_points_as_thousands_and_the_comma_as_decimals(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.5", "1,234.5", "1.23.456", "12.34", "", ",5", "1,", "1e3", "một", "--1"])
def test_it_refuses_what_is_written_another_way(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)


@pytest.mark.parametrize("text", ["75.000 đồng", "75.000 đ", "75.000đ", "75000", "75.000 VNĐ", "75.000,0 đ"])
def test_it_reads_money(text: str) -> None:
    assert parse_money(text) == 75_000


def test_parts_of_a_dong_are_refused() -> None:
    with pytest.raises(ValueError):
        parse_money("75.000,50 đồng")


def test_it_writes_money_and_numbers() -> None:
    assert format_money(75_000) == "75.000 đồng"
    assert format_money(75_000, short=True) == "75.000 đ"
    assert format_number(Decimal("1234567.89")) == "1.234.567,89"
    assert format_number(-1_000) == "-1.000"
    assert format_number(999) == "999"


@given(st.integers(-(10**18), 10**18))
def test_money_written_is_read_back(amount: int) -> None:
    assert parse_money(format_money(amount)) == amount
    assert parse_money(format_money(amount, short=True)) == amount


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_share_written_is_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value
