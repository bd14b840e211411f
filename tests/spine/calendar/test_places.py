from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.values import MonthDay, OfficeHours, Unit, read_sessions
from tests.spine.calendar.cast import almanac, ask, day, shown


def hours(scope: str, text: str, since: str = "02/10/1999", **more: Any) -> OfficeHours:
    week = (*[read_sessions(text)] * 5, (), ())
    return replace(OfficeHours(scope, week, day(since)), **more)


def calendar(*entries: OfficeHours, places: tuple[str, ...]) -> Calendar:
    return replace(almanac(), hours=(*almanac().hours, *entries)).calendar(*places)


def closing(where: Calendar, on: str) -> int:
    return where.closing(day(on)) // 3600


def test_the_nearest_place_sets_the_hours() -> None:
    province, district = hours("GL", "08:00-18:00"), hours("GL-622", "08:00-19:00")
    assert closing(calendar(province, district, places=("GL-622", "GL")), "15/10/2021") == 19
    assert closing(calendar(district, province, places=("GL-624", "GL")), "15/10/2021") == 18
    assert closing(calendar(district, province, places=("BD-540",)), "15/10/2021") == 17


def test_newer_hours_follow_older_ones() -> None:
    entries = (hours("GL", "08:00-19:00", "01/07/2021"), hours("GL", "08:00-18:00"))
    where = calendar(*entries, places=("GL",))
    assert closing(where, "30/06/2021") == 18
    assert closing(where, "01/07/2021") == 19


def test_hours_that_ended_give_way_to_the_general_ones() -> None:
    where = calendar(hours("GL", "08:00-19:00", effective_to=date(2021, 10, 15)), places=("GL",))
    assert closing(where, "15/10/2021") == 19
    assert closing(where, "18/10/2021") == 17


def test_a_season_wins_over_the_whole_year() -> None:
    winter = hours("GL", "08:00-16:00", season=((10, 16), (4, 15)))
    where = calendar(hours("GL", "08:00-18:00", "01/01/2021"), winter, places=("GL",))
    assert closing(where, "15/10/2021") == 18
    assert closing(where, "18/10/2021") == 16
    assert closing(where, "15/04/2022") == 16
    assert closing(where, "18/04/2022") == 18


@pytest.mark.parametrize(
    ("season", "days"),
    [
        (((4, 16), (10, 15)), {"15/04/2021": 18, "16/04/2021": 16, "15/10/2021": 16, "18/10/2021": 18}),
        (((10, 15), (4, 15)), {"14/10/2021": 18, "15/10/2021": 16, "15/04/2021": 16, "16/04/2021": 18}),
    ],
)
def test_a_season_has_its_first_and_its_last_day(
    season: tuple[MonthDay, MonthDay], days: dict[str, int]
) -> None:
    where = calendar(
        hours("GL", "08:00-18:00", "01/01/2021"), hours("GL", "08:00-16:00", season=season), places=("GL",)
    )
    assert {one: closing(where, one) for one in days} == days


def test_a_limit_ends_at_the_closing_of_its_agency() -> None:
    where = calendar(hours("GL-622", "07:30-11:30 13:00-16:30"), places=("GL-622",))
    assert shown(ask("15/10/2021", 1, Unit.WORKING_DAY, calendar=where).at) == "18/10/2021 16:30"
    assert shown(ask("15/10/2021", 1, Unit.CALENDAR_DAY, calendar=where).at) == "16/10/2021 16:30"


def test_a_make_up_saturday_keeps_the_hours_of_the_day_it_makes_up_for() -> None:
    week = (*[read_sessions("07:00-11:00 13:00-17:00")] * 4, read_sessions("07:00-11:00 13:00-15:00"), (), ())
    where = calendar(OfficeHours("GL", week, day("01/01/2020")), places=("GL",))
    assert closing(where, "26/04/2025") == 15  # for Friday 2/5
    assert closing(where, "04/05/2024") == 17  # for Monday 29/4
