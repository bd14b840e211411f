"""The reference calendar against what is known of it elsewhere."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from lienthong.spine.calendar.errors import HoursRefused, ReferenceFault
from lienthong.spine.calendar.exchange import from_files, read_files
from lienthong.spine.calendar.rules.values import (
    CountingRule,
    Day,
    DayKind,
    OfficeHours,
    Suspension,
    read_sessions,
    write_sessions,
)
from tests.spine.calendar.cast import FOLDER, almanac, day, reference

YEARS = range(2019, 2027)

# Working days of each year, counted by hand: week-days less those off by entry, plus make-up Saturdays.
WORKING_DAYS = {2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249}

# What the package does not know: the swap of 02/01/2026.
NOT_IN_THE_PACKAGE = {date(2026, 1, 2)}


@pytest.mark.parametrize("year", YEARS)
def test_week_days_off_are_those_of_the_holidays_package(year: int) -> None:
    package = {on for on in holidays.country_holidays("VN", years=year) if on.year == year}
    loaded = {on for on, entry in reference().days.items() if on.year == year and entry.kind is DayKind.OFF}
    assert {on for on in loaded - NOT_IN_THE_PACKAGE if on.weekday() < 5} == {
        on for on in package if on.weekday() < 5
    }


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_its_number_of_working_days(year: int) -> None:
    first = date(year, 1, 1)
    dates = [first + timedelta(days=place) for place in range(366)]
    assert sum(reference().is_working(on) for on in dates if on.year == year) == WORKING_DAYS[year]


def test_make_up_saturdays_are_these_and_no_others() -> None:
    made_up = sorted(on for on, entry in reference().days.items() if entry.kind is DayKind.MAKE_UP)
    assert made_up == [
        day("05/01/2019"),
        day("04/05/2019"),
        day("04/05/2024"),
        day("26/04/2025"),
        day("10/01/2026"),
        day("22/08/2026"),
    ]
    assert all(on.weekday() == 5 for on in made_up)


def test_each_swap_names_both_its_days() -> None:
    entries = reference().days
    for entry in entries.values():
        if entry.swapped_with and entry.swapped_with.year in YEARS:
            other = entries[entry.swapped_with]
            assert other.swapped_with == entry.on
            assert other.kind is not entry.kind
            assert other.basis == entry.basis


def test_every_entry_cites_its_decision_or_is_unconfirmed() -> None:
    whole = almanac()
    entries: list[Day | OfficeHours | Suspension | CountingRule] = [*whole.days, *whole.hours]
    entries += [*whole.suspensions, *whole.rules]
    assert [entry for entry in entries if entry.basis.confirmed and not entry.basis.decision] == []


def test_what_is_not_sure_is_marked() -> None:
    unconfirmed = {on for on, entry in reference().days.items() if not entry.basis.confirmed}
    assert {on.year for on in unconfirmed} == {2019, 2020, 2026}
    assert {day("02/01/2026"), day("10/01/2026")} <= unconfirmed
    assert not any(hours.basis.confirmed for hours in almanac().hours)


def test_culture_day_is_off_from_2026_on_whether_loaded_or_not() -> None:
    assert reference().is_working(day("24/11/2025"))
    assert not reference().is_working(day("24/11/2026"))
    assert reference().day(day("24/11/2027")) is not None


def test_beyond_the_loaded_years_fixed_holidays_and_week_ends_are_known() -> None:
    assert not reference().is_working(day("30/04/2027"))
    assert not reference().is_working(day("02/09/2018"))
    assert not reference().is_working(day("06/02/2027"))  # a Saturday
    assert reference().is_working(day("08/02/2027"))  # Tết is not known


def test_a_working_day_has_eight_hours() -> None:
    sessions = reference().sessions(day("15/10/2021"))
    assert write_sessions(sessions) == "07:00-11:30 13:30-17:00"
    assert sum(session.closes - session.opens for session in sessions) == 8 * 3600
    assert write_sessions(reference().sessions(day("04/05/2024"))) == "07:00-11:30 13:30-17:00"


def test_one_call_gives_the_calendar_of_a_place() -> None:
    assert from_files(FOLDER, "GL-622").days == reference().days


def _broken(folder: Path, name: str, old: str, new: str) -> Path:
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(
            text.replace(old, new, 1) if path.name == name else text, encoding="utf-8"
        )
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("days.csv", "2019-01-05", "2019-13-05"),
        ("days.csv", "make_up", "worked"),
        ("days.csv", ",yes,", ",maybe,"),
        ("days.csv", "swapped_with", "swapped"),
        ("hours.csv", "07:00-11:30", "11:30-07:00"),
        ("rules.csv", ",closing,", ",sometime,"),
        ("rules.csv", "15:00", "15h"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_line(tmp_path: Path, name: str, old: str, new: str) -> None:
    with pytest.raises(ReferenceFault) as refused:
        read_files(_broken(tmp_path, name, old, new))
    assert name in str(refused.value)


@pytest.mark.parametrize(
    "text", ["07:00", "07:00-", "11:30-07:00", "07:00-11:30 11:00-12:00", "7h-11h", "07:00-07:00"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(HoursRefused):
        read_sessions(text)
