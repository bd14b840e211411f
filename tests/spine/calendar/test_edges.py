"""The edges of what is known: years that are not loaded, the last of all years, places without a name."""

from datetime import date

import pytest

from lienthong.spine.calendar.errors import NoWorkingTime
from lienthong.spine.calendar.rules.days import Almanac, places_of
from lienthong.spine.calendar.rules.due import LIMITS
from lienthong.spine.calendar.rules.values import DayKind, Unit
from tests.spine.calendar.cast import almanac, day, reference

BARE = Almanac(days=(), hours=almanac().hours).calendar()


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("01/01/2050", "Tết Dương lịch"),
        ("30/04/2050", "Ngày Chiến thắng"),
        ("01/05/2050", "Ngày Quốc tế lao động"),
        ("02/09/2050", "Quốc khánh"),
        ("24/11/2050", "Ngày Văn hóa Việt Nam"),
        ("24/11/2026", "Ngày Văn hóa Việt Nam"),
    ],
)
def test_an_unloaded_year_knows_the_holidays_of_fixed_date(on: str, name: str) -> None:
    known = BARE.day(day(on))
    assert known is not None
    assert (known.kind, known.name, known.basis.decision) == (DayKind.OFF, name, "Bộ luật Lao động")
    assert known.basis.confirmed


@pytest.mark.parametrize("on", ["02/01/2050", "31/12/2049", "02/05/2050", "03/09/2050", "24/11/2025"])
def test_an_unloaded_year_knows_no_others(on: str) -> None:
    assert BARE.day(day(on)) is None


@pytest.mark.parametrize(
    ("after", "on"),
    [("30/12/2021", "31/12/2021"), ("31/12/2021", "04/01/2022"), ("27/12/2400", "28/12/2400")],
)
def test_the_next_working_day_may_lie_in_the_next_year(after: str, on: str) -> None:
    assert reference().next_working(day(after)) == day(on)


def test_behind_the_last_year_there_is_no_working_day() -> None:
    last = day("29/12/2400")
    assert reference().next_working(day("28/12/2400")) == last
    with pytest.raises(NoWorkingTime):
        reference().next_working(last)


def test_days_apart_are_those_between_both_ends() -> None:
    tet = [one.on.day for one in reference().apart(day("10/02/2021"), day("12/02/2021"))]
    assert tet == [10, 11, 12]
    assert [one.on for one in BARE.apart(day("30/04/2049"), day("01/01/2050"))] == [
        date(2049, 4, 30),
        date(2049, 5, 1),
        date(2049, 9, 2),
        date(2049, 11, 24),
        date(2050, 1, 1),
    ]


def test_places_run_from_the_agency_upwards() -> None:
    assert places_of("GL-SNV", ["GL"]) == ("GL-SNV", "GL")
    assert places_of("", ["GL"]) == ("GL",)
    assert places_of("") == ()


def test_without_hours_a_day_has_no_sessions() -> None:
    empty = Almanac(days=(), hours=()).calendar()
    assert empty.sessions(day("15/10/2021")) == ()
    assert empty.usual_sessions(day("15/10/2021")) == ()


def test_the_greatest_amounts_are_these() -> None:
    assert LIMITS == {
        Unit.WORKING_HOUR: 100_000,
        Unit.WORKING_DAY: 36_500,
        Unit.CALENDAR_DAY: 36_500,
        Unit.MONTH: 1_200,
    }
