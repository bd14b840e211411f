"""Each day of business time has its turn: once, in order, from the first day known, however time moves."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.clock import ZONE
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.rules import PAUSES
from lienthong.spine.schedule import daily, jobs
from lienthong.spine.schedule.actions import catch_up, retry, tick
from lienthong.spine.schedule.errors import NothingFailed
from lienthong.spine.schedule.models import DailyProgress
from lienthong.spine.schedule.queries import list_faults, list_schedules
from tests.spine.schedule.conftest import Diary

pytestmark = pytest.mark.django_db

MORNING, EVENING = "tests.morning", "tests.evening"
OPERATOR = Actor(account="operator00000001", name="Ngô Ưởng", agency="GL-VPUBND", origin="test")


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of October 2021 in Viet Nam."""
    return datetime(2021, 10, day, hour, minute, tzinfo=ZONE)


def october(*days: int) -> list[date]:
    return [date(2021, 10, day) for day in days]


def rest_is_over() -> None:
    DailyProgress.objects.filter(attempts__gt=0).update(again_at=clock.real_now() - timedelta(seconds=1))


def test_a_turn_is_due_at_its_time_in_viet_nam_and_is_told_that_moment(diary: Diary) -> None:
    assert tick(at(15, 7, 29)) == 0
    assert tick(at(15, 7, 30)) == 1
    assert diary.turns == [(MORNING, date(2021, 10, 15), at(15, 7, 30))]


def test_a_day_is_done_once_however_often_the_clock_beats(diary: Diary) -> None:
    assert [tick(at(15, 9, minute)) for minute in range(5)] == [1, 0, 0, 0, 0]
    assert diary.days(MORNING) == october(15)


def test_it_begins_on_the_day_it_is_first_known_and_not_before(diary: Diary) -> None:
    tick(at(15, 6))
    assert diary.turns == []
    tick(at(15, 20))
    assert diary.days(MORNING) == october(15)
    assert DailyProgress.objects.get(name=MORNING).began_on == date(2021, 10, 15)


def test_a_daily_that_comes_with_a_later_version_begins_that_day(diary: Diary) -> None:
    tick(at(15, 20))
    daily("tests.new", at=time(8))(diary.keeper("tests.new"))
    tick(at(18, 20))
    assert diary.days("tests.new") == october(18)
    assert diary.days(MORNING) == october(15, 16, 17, 18)


def test_when_time_jumps_the_days_are_caught_up_in_order_those_of_one_day_by_their_hours(
    diary: Diary,
) -> None:
    tick(at(15, 20))
    diary.turns.clear()
    assert tick(at(18, 12)) == 5
    assert [(name, day.day) for name, day, _ in diary.turns] == [
        (MORNING, 16),
        (EVENING, 16),
        (MORNING, 17),
        (EVENING, 17),
        (MORNING, 18),
    ]
    assert diary.turns[0][2] == at(16, 7, 30)


def test_a_jump_of_months_leaves_out_no_day(diary: Diary) -> None:
    tick(at(1, 20))
    assert tick(at(1, 20) + timedelta(days=150)) == 300
    days = diary.days(EVENING)
    assert days == [date(2021, 10, 1) + timedelta(days=n) for n in range(151)]


def test_days_off_are_days_too(diary: Diary) -> None:
    tick(at(15, 20))
    tick(at(17, 20))
    assert diary.days(MORNING) == october(15, 16, 17)  # Friday to Sunday


def test_a_turn_that_fails_leaves_nothing_behind_and_holds_back_its_own_later_days_only(diary: Diary) -> None:
    tick(at(15, 20))
    diary.broken.add((MORNING, date(2021, 10, 16)))
    tick(at(18, 20))
    assert diary.days(EVENING) == october(15, 16, 17, 18)
    assert diary.days(MORNING) == october(15, 16)
    assert ledger.list_entries(subject=f"{MORNING}:2021-10-16") == []
    (fault,) = list_faults(at(18, 20))
    assert (fault.name, fault.day, fault.attempts, fault.held_back) == (MORNING, date(2021, 10, 16), 1, 2)
    assert fault.error == "RuntimeError: the pen is broken"
    assert fault.again_at == fault.failed_at + PAUSES[0]


def test_a_failed_turn_rests_and_is_then_tried_again_by_itself(diary: Diary) -> None:
    diary.broken.add((MORNING, date(2021, 10, 15)))
    tick(at(15))
    tick(at(15))
    assert diary.days(MORNING) == october(15)
    diary.broken.clear()
    rest_is_over()
    assert tick(at(16)) == 3
    assert diary.days(MORNING) == october(15, 15, 16)
    assert list_faults(at(16)) == []


def test_after_all_pauses_it_waits_for_a_person(diary: Diary) -> None:
    diary.broken.add((MORNING, date(2021, 10, 15)))
    for _ in range(len(PAUSES) + 1):
        tick(at(15))
        if len(diary.turns) <= len(PAUSES):
            rest_is_over()
    (fault,) = list_faults(at(15))
    assert (fault.attempts, fault.again_at) == (len(PAUSES) + 1, None)
    assert tick(at(16)) == 1  # yesterday's evening
    diary.broken.clear()
    retry(name=MORNING, by=OPERATOR, at=at(16))
    assert tick(at(16)) == 2
    assert ledger.list_entries(subject=f"daily:{MORNING}")[0].verb == "schedule.retry"


def test_only_what_failed_is_tried_again(diary: Diary) -> None:
    tick(at(15))
    for name in (MORNING, "tests.unknown"):
        with pytest.raises(NothingFailed):
            retry(name=name, by=OPERATOR, at=at(15))


def test_a_daily_that_left_the_code_is_left_alone(diary: Diary) -> None:
    DailyProgress.objects.create(name="tests.gone", began_on=date(2021, 1, 1), done_through=date(2021, 1, 1))
    assert tick(at(15, 20)) == 2
    assert DailyProgress.objects.get(name="tests.gone").done_through == date(2021, 1, 1)
    assert "tests.gone" not in {row.name for row in list_schedules()}


def test_what_is_due_next_can_be_read(diary: Diary) -> None:
    assert [(row.name, row.due_next) for row in list_schedules()] == [(MORNING, None), (EVENING, None)]
    tick(at(15))
    assert [row.due_next for row in list_schedules()] == [at(16, 7, 30), at(15, 17)]


def test_two_dailies_of_one_name_are_refused(diary: Diary) -> None:
    with pytest.raises(ValueError, match=MORNING):
        daily(MORNING, at=time(9))(diary.keeper(MORNING))


def test_the_beat_follows_business_time(diary: Diary) -> None:
    with clock.holding(at(15)):
        jobs.take_due_turns()
    assert diary.days(MORNING) == october(15)


def test_catching_up_takes_every_day_since_the_first_and_hands_over_between_days(diary: Diary) -> None:
    ends: list[int] = []
    taken = catch_up(
        until=at(4, 12), since=date(2021, 10, 1), after_each_day=lambda: ends.append(len(diary.turns))
    )
    assert taken == 7
    assert ends == [2, 4, 6, 7]
    assert catch_up(until=at(4, 12), since=date(2021, 1, 1)) == 0


def test_catching_up_takes_only_what_it_is_asked_for(diary: Diary) -> None:
    catch_up(until=at(15, 20), only=[EVENING])
    assert diary.days(MORNING) == []
    assert diary.days(EVENING) == october(15)
    assert not DailyProgress.objects.filter(name=MORNING).exists()


def test_catching_up_raises_what_a_turn_raised_and_keeps_the_days_before(diary: Diary) -> None:
    diary.broken.add((MORNING, date(2021, 10, 3)))
    with pytest.raises(RuntimeError, match="pen"):
        catch_up(until=at(4), since=date(2021, 10, 1))
    assert DailyProgress.objects.get(name=MORNING).done_through == date(2021, 10, 2)
    assert list_faults(at(4)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE schedule_progress SET done_through = done_through - 1",
        "UPDATE schedule_progress SET done_through = done_through + 2",
        "UPDATE schedule_progress SET began_on = began_on - 1",
        "UPDATE schedule_progress SET attempts = 1",
        "DELETE FROM schedule_progress",
    ],
)
def test_the_database_lets_no_day_be_undone_or_leapt_over(change: str, diary: Diary) -> None:
    tick(at(15))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
