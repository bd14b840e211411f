"""Rows that a program asks on standard input."""

import random
import time
from typing import Any

import pytest

from lienthong.spine.calendar.errors import BadInput, BadRow
from lienthong.spine.calendar.exchange import answer
from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.values import Unit
from tests.spine.calendar.cast import almanac


def calendar_at(agency: str) -> Calendar:
    return almanac().calendar(*([agency] if agency else []))


def row(**given: Any) -> dict[str, Any]:
    return {"start": "2021-02-05", "amount": 5, "unit": "working_day"} | given


@pytest.mark.parametrize(
    ("given", "due"),
    [
        (row(), "2021-02-19T17:00:00+07:00"),
        (row(start="2021-02-05T09:00"), "2021-02-19T17:00:00+07:00"),
        (row(start="2021-02-05 23:59:59"), "2021-02-19T17:00:00+07:00"),
        (row(start="2021-02-05T02:00:00Z"), "2021-02-19T17:00:00+07:00"),
        (row(start="2021-02-04T18:00:00Z"), "2021-02-19T17:00:00+07:00"),
        (row(agency="GL-SNV"), "2021-02-19T17:00:00+07:00"),
        (row(agency=None), "2021-02-19T17:00:00+07:00"),
        (row(start="2021-10-15T16:00", amount=8, unit="working_hour"), "2021-10-18T16:00:00+07:00"),
        (row(start="2021-10-15", amount=8, unit="working_hour"), "2021-10-15T17:00:00+07:00"),
        (row(start="2021-04-28", amount=3, unit="calendar_day"), "2021-05-01T17:00:00+07:00"),
        (row(start="2021-01-31", amount=1, unit="month"), "2021-02-28T17:00:00+07:00"),
    ],
)
def test_each_row_gets_its_due_and_explanation(given: dict[str, Any], due: str) -> None:
    (answered,) = answer([given], calendar_at)
    assert answered["due"] == due
    assert answered["explanation"].startswith("Hạn ")
    assert set(answered) == {"due", "explanation"}


def test_no_rows_get_no_answers() -> None:
    assert answer([], calendar_at) == []


BAD: list[object] = [
    "2021-02-05",
    None,
    [],
    {},
    row(start=None),
    row(start=""),
    row(start="05/02/2021"),
    row(start="2021-02-30"),
    row(start="2021-02-05T25:00"),
    row(start=20210205),
    row(start="0001-01-01"),
    row(start="0001-01-01T00:00:00+14:00"),
    row(start="9999-12-31T23:59:59-12:00"),
    row(amount=0),
    row(amount=-1),
    row(amount=1.0),
    row(amount=1.5),
    row(amount="5"),
    row(amount=True),
    row(amount=None),
    row(amount=10**30),
    row(unit="day"),
    row(unit=""),
    row(unit=None),
    row(unit=["working_day"]),
    row(agency=7),
    row(agncy="GL"),
    {"start": "2021-02-05", "amount": 5},
    {"start": "2021-02-05", "unit": "month"},
    {"amount": 5, "unit": "month"},
]


@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_a_bad_row_is_named_by_its_number(bad: object) -> None:
    with pytest.raises(BadRow) as refused:
        answer([row(), bad, row(amount=0)], calendar_at)
    assert refused.value.facts["number"] == 2
    assert "2" in str(refused.value)


@pytest.mark.parametrize("bad", [None, {}, "[]", 5])
def test_anything_but_a_list_is_refused(bad: object) -> None:
    with pytest.raises(BadInput):
        answer(bad, calendar_at)


def test_ten_thousand_rows_take_less_than_two_seconds() -> None:
    draw = random.Random(5)
    rows = [
        row(
            start=f"{draw.randint(2019, 2026)}-{draw.randint(1, 12):02}-28T{draw.randint(0, 23):02}:10",
            amount=draw.randint(1, 60),
            unit=draw.choice(list(Unit)).value,
        )
        for _ in range(10_000)
    ]
    begun = time.process_time()
    assert len(answer(rows, calendar_at)) == 10_000
    assert time.process_time() - begun < 2
