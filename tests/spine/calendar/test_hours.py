import pytest

from lienthong.spine.calendar.errors import NoWorkingTime
from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.steps import StepKind
from lienthong.spine.calendar.rules.values import Unit
from tests.spine.calendar.cast import ask, shown

# 15/10/2021 is a Friday.
STARTS = [
    ("15/10/2021 06:00", "15/10/2021 09:00"),  # before opening
    ("15/10/2021 07:00", "15/10/2021 09:00"),  # at opening
    ("15/10/2021 09:15", "15/10/2021 11:15"),
    ("15/10/2021 09:30", "15/10/2021 11:30"),  # ends with the morning, not at the afternoon's opening
    ("15/10/2021 10:30", "15/10/2021 14:30"),  # over lunch
    ("15/10/2021 11:30", "15/10/2021 15:30"),  # as the morning ends
    ("15/10/2021 12:00", "15/10/2021 15:30"),  # at lunch
    ("15/10/2021 13:30", "15/10/2021 15:30"),
    ("15/10/2021 15:00", "15/10/2021 17:00"),  # ends with the day
    ("15/10/2021 16:00", "18/10/2021 08:00"),  # over the week-end
    ("15/10/2021 17:00", "18/10/2021 09:00"),  # at closing
    ("15/10/2021 20:00", "18/10/2021 09:00"),  # after closing
    ("16/10/2021 08:00", "18/10/2021 09:00"),  # on a day off
    ("10/02/2021 08:00", "17/02/2021 09:00"),  # at Tết
    ("15/10/2021", "15/10/2021 09:00"),  # a whole day: its opening
    ("16/10/2021", "18/10/2021 09:00"),  # a whole day off: the next opening
    ("31/12/2021 15:00", "31/12/2021 17:00"),  # with the year
    ("31/12/2021 16:00", "04/01/2022 08:00"),  # over the year's end, 3/1 in place of 1/1
]


@pytest.mark.parametrize(("begins", "due"), STARTS)
def test_two_hours_run_in_office_hours_only(begins: str, due: str) -> None:
    assert shown(ask(begins, 2, Unit.WORKING_HOUR).at) == due


def test_hours_that_cannot_run_at_once_say_when_they_begin() -> None:
    late = ask("15/10/2021 20:00", 2, Unit.WORKING_HOUR)
    assert [step.kind for step in late.steps][:2] == [StepKind.STARTED, StepKind.OPENED]
    assert "Ngoài giờ làm việc nên bắt đầu từ 07:00 ngày 18/10/2021." in late.explanation
    assert "Ngoài giờ" not in ask("15/10/2021 09:00", 2, Unit.WORKING_HOUR).explanation


def test_seconds_are_kept() -> None:
    due = ask("15/10/2021 09:00", 1, Unit.WORKING_HOUR)
    assert due.at.isoformat() == "2021-10-15T10:00:00+07:00"


@pytest.mark.parametrize("unit", list(Unit))
def test_without_office_hours_nothing_falls_due(unit: Unit) -> None:
    with pytest.raises(NoWorkingTime):
        ask("15/10/2021 09:00", 1, unit, calendar=Calendar(days={}, hours=()))
