"""The guard of an internal process: a table of faults by hand, and tables drawn at random that a case walks through."""

import heapq
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.procedures.made import STEPS, row

from lienthong.domain.procedures.rules.findings import Code, Finding
from lienthong.domain.procedures.rules.process import check_process
from lienthong.domain.procedures.rules.record import Duration, Step, Task, Way
from lienthong.domain.procedures.rules.vocabulary import Channel, Pause, TimeUnit

UNITS = {"one_stop", "office", "leadership", "commune"}
ROLES = {"specialist"}
FIVE = (Way(Channel.COUNTER, Duration(Decimal(5))),)


def check(*steps: Step, ways: tuple[Way, ...] = FIVE) -> list[Finding]:
    return check_process(steps, ways, units=UNITS, roles=ROLES)


def at(place: int, **changed: object) -> tuple[Step, ...]:
    """The sound table with one row changed."""
    return tuple(replace(step, **changed) if n == place else step for n, step in enumerate(STEPS, 1))  # type: ignore[arg-type]


def test_a_sound_table_has_no_faults() -> None:
    assert check(*STEPS) == []


PAUSE, RESUME = Task("Báo thuế", pauses=Pause.TAX_DUTY), Task("Nhận biên lai", resumes=True)


@pytest.mark.parametrize(
    ("steps", "faults"),
    [
        ((), [(Code.NO_STEPS, None)]),
        (at(2, unit="nowhere"), [(Code.UNIT_UNKNOWN, 2)]),
        (at(2, unit=""), [(Code.UNIT_MISSING, 2)]),
        (at(2, role="magician"), [(Code.ROLE_UNKNOWN, 2)]),
        (at(2, role=""), [(Code.ROLE_MISSING, 2)]),
        (at(3, time=None), [(Code.STEP_WITHOUT_TIME, 3), (Code.TIME_TO_SPARE, None)]),
        (at(3, after=(9,)), [(Code.NOBODY_WAITS, 2), (Code.FOLLOWS_UNKNOWN, 3), (Code.UNREACHABLE, 3),
                             (Code.RETURNS_NOWHERE, 3), (Code.UNREACHABLE, 4), (Code.TIME_TO_SPARE, None)]),
        (at(2, after=(4,)), [(Code.FOLLOWS_BELOW, 2), (Code.UNREACHABLE, 2), (Code.UNREACHABLE, 3),
                             (Code.UNREACHABLE, 4), (Code.NOBODY_WAITS, 1), (Code.TIME_TO_SPARE, None)]),
        (at(2, after=(2,)), [(Code.FOLLOWS_BELOW, 2), (Code.UNREACHABLE, 2), (Code.UNREACHABLE, 3),
                             (Code.UNREACHABLE, 4), (Code.NOBODY_WAITS, 1), (Code.TIME_TO_SPARE, None)]),
        (at(4, after=()), [(Code.UNREACHABLE, 4), (Code.NOBODY_WAITS, 4)]),
        (at(1, after=(2,)), [(Code.FOLLOWS_BELOW, 1), *((Code.UNREACHABLE, n) for n in (1, 2, 3, 4))]),
        (at(3, returns=(4,)), [(Code.RETURNS_NOWHERE, 3)]),
        (at(3, returns=(3,)), [(Code.RETURNS_NOWHERE, 3)]),
        (at(3, returns=(0,)), [(Code.RETURNS_NOWHERE, 3)]),
        (at(3, tasks=()), [(Code.NO_BUSINESS_END, None)]),
        (at(4, tasks=(Task("Trả", ends=True),)), [(Code.SEVERAL_ENDS, 4)]),
        (at(2, tasks=(PAUSE, RESUME)), []),
        (at(2, tasks=(PAUSE,)), [(Code.ENDS_WHILE_PAUSED, 3), (Code.NEVER_RESUMED, 2)]),
        (at(2, tasks=(RESUME,)), [(Code.RESUMED_UNPAUSED, 2)]),
        (at(2, tasks=(PAUSE, PAUSE, RESUME)), [(Code.PAUSED_TWICE, 2)]),
        (at(4, tasks=(PAUSE,)), [(Code.NEVER_RESUMED, 4)]),
        (at(2, time=Decimal("4")), [(Code.BEYOND_LEGAL_TIME, 3)]),
        (at(2, time=Decimal("6")), [(Code.BEYOND_LEGAL_TIME, 2)]),
        (at(4, time=Decimal("0.5")), [(Code.BEYOND_LEGAL_TIME, 4)]),
        (at(2, time=Decimal("2")), [(Code.TIME_TO_SPARE, None)]),
        (at(2, time=Decimal("28"), measure=TimeUnit.WORKING_HOUR), []),
    ],
)  # fmt: skip
def test_each_fault_names_its_row(steps: tuple[Step, ...], faults: list[tuple[Code, int | None]]) -> None:
    assert sorted((f.code.value, f.row or 0) for f in check(*steps)) == sorted(
        (code.value, place or 0) for code, place in faults
    )


def test_branches_run_side_by_side_and_a_row_waits_for_the_slowest() -> None:
    both = (
        row("Tiếp nhận", "one_stop", "0.5"),
        row("Thẩm định", "office", "3", after=(1,)),
        row("Xác nhận của xã", "commune", "3.5", after=(1,)),
        row("Ký", "leadership", "1", after=(2, 3), tasks=(Task("Ký", ends=True),)),
    )
    assert check(*both) == []
    unjoined = (*both[:3], replace(both[3], after=(2,)))
    assert [(f.code, f.row) for f in check(*unjoined)] == [(Code.NOBODY_WAITS, 3), (Code.TIME_TO_SPARE, None)]


def test_each_channel_is_held_against_its_own_time() -> None:
    ways = (*FIVE, Way(Channel.ONLINE, Duration(Decimal(3))))
    late = check(*STEPS, ways=ways)
    assert [(f.code, f.row, f.about) for f in late] == [(Code.BEYOND_LEGAL_TIME, 2, "4 / 3")]
    faster = tuple(
        replace(step, online=Decimal("1.5")) if n == 2 else step for n, step in enumerate(STEPS, 1)
    )
    assert check(*faster, ways=ways) == []


@pytest.mark.parametrize(
    ("limit", "fits"),
    [
        (Duration(Decimal(40), TimeUnit.WORKING_HOUR), True),
        (Duration(Decimal("39.5"), TimeUnit.WORKING_HOUR), False),
        (Duration(Decimal(7), TimeUnit.CALENDAR_DAY), True),  # any seven days hold five working days
        (Duration(Decimal(6), TimeUnit.CALENDAR_DAY), False),  # from a Saturday on only four
        (Duration(Decimal(1), TimeUnit.MONTH), True),
    ],
)
def test_a_legal_time_in_days_or_months_holds_what_it_is_sure_to_hold(limit: Duration, fits: bool) -> None:
    codes = {f.code for f in check(*STEPS, ways=(Way(Channel.COUNTER, limit),))}
    assert (Code.BEYOND_LEGAL_TIME not in codes) is fits


@st.composite
def tables(draw: st.DrawFn) -> tuple[Step, ...]:
    """Mostly sound tables of one to nine rows, with faults here and there."""
    size = draw(st.integers(1, 9))
    places = st.integers(0, size + 1)
    steps = []
    for place in range(1, size + 1):
        usual = st.just((place - 1,)) if place > 1 else st.just(())
        steps.append(
            Step(
                name=f"Bước {place}",
                unit=draw(st.sampled_from(["one_stop", "office", "office", "office", "nowhere"])),
                role="specialist",
                time=draw(st.decimals(0, 3, places=1)),
                after=tuple(draw(st.one_of(usual, usual, st.sets(places, max_size=3)))),
                returns=tuple(draw(st.one_of(st.just(()), st.sets(places, max_size=1)))),
                tasks=draw(tasks()),
            )
        )
    return tuple(steps)


def tasks() -> st.SearchStrategy[tuple[Task, ...]]:
    kinds = st.sampled_from([Task("Làm"), Task("Làm"), Task("Ký", ends=True), PAUSE, RESUME])
    return st.lists(kinds, max_size=2).map(tuple)


def walk(steps: tuple[Step, ...]) -> list[tuple[Decimal, int]]:
    """Plays a case: whoever is free works, a row begins when all it follows are done. (end, row) as they end."""
    waiting = {place: set(step.after) for place, step in enumerate(steps, 1)}
    running = [(step.time or Decimal(0), place) for place, step in enumerate(steps, 1) if place == 1]
    waiting.pop(1)
    ended = []
    while running:
        now, place = heapq.heappop(running)
        ended.append((now, place))
        for other, missing in list(waiting.items()):
            if place in missing:
                missing.discard(place)
                if not missing:
                    heapq.heappush(running, (now + (steps[other - 1].time or Decimal(0)), other))
                    del waiting[other]
    return ended


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(tables(), st.decimals(1, 12, places=1))
def test_a_case_walks_through_whatever_the_guard_lets_pass(steps: tuple[Step, ...], days: Decimal) -> None:
    found = check(*steps, ways=(Way(Channel.COUNTER, Duration(days)),))
    blocking = [finding for finding in found if not finding.is_asked]
    assert all(finding.row is None or 1 <= finding.row <= len(steps) for finding in found)
    if blocking:
        return
    ended = walk(steps)
    order = [place for _, place in ended]
    assert sorted(order) == list(range(1, len(steps) + 1)), "every row is worked on, once"
    assert ended[-1][0] <= days, "and all of it within the legal time"
    assert sum(task.ends for step in steps for task in step.tasks) == 1
    for place, step in enumerate(steps, 1):
        assert all(order.index(back) < order.index(place) for back in step.returns)


@UNHURRIED
@given(tables())
def test_what_a_case_cannot_walk_through_is_refused(steps: tuple[Step, ...]) -> None:
    """Rows that no walk reaches are the rows that the guard calls unreachable."""
    found = check(*steps, ways=())
    told = {finding.row for finding in found if finding.code is Code.UNREACHABLE}
    never = set(range(1, len(steps) + 1)) - {place for _, place in walk(steps)}
    below = {finding.row for finding in found if finding.code is Code.FOLLOWS_BELOW}
    assert never - {1} <= told
    if not below and not steps[0].after:
        assert told == never
