"""How a case is numbered, by the agency's code of the day."""

from datetime import date

import pytest

from lienthong.domain.cases.rules.numbers import is_number, write_number

PLEIKU = {"QCVN102": "000.00.31.H21", "QD20": "H21.31"}


@pytest.mark.parametrize(
    ("codes", "day", "place", "expected"),
    [
        (PLEIKU, date(2021, 10, 15), 1, "000.00.31.H21-211015-0001"),
        (PLEIKU, date(2021, 1, 5), 10_000, "000.00.31.H21-210105-10000"),
        (PLEIKU, date(2025, 6, 30), 2, "000.00.31.H21-250630-0002"),
        (PLEIKU, date(2025, 7, 1), 2, "H21.31-20250701-0000002"),
        ({"QD20": "H21.31"}, date(2021, 10, 15), 3, "H21.31-211015-0003"),
        ({}, date(2021, 10, 15), 3, "GL-622-211015-0003"),
    ],
)
def test_a_number_follows_the_code_in_force(
    codes: dict[str, str], day: date, place: int, expected: str
) -> None:
    assert write_number(codes, "GL-622", day, place) == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("000.00.31.H21-211015-0001", True),
        (" H21.31-20250701-0000002 ", True),
        ("GL-622-211015-0003", True),
        ("211015", False),
        ("Rơ Châm", False),
        ("", False),
    ],
)
def test_a_whole_number_is_told_from_other_words(text: str, known: bool) -> None:
    assert is_number(text) is known
