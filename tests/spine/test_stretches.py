"""Events folded into stretches of time."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from lienthong.spine.stretches import history

START = datetime(2021, 10, 1, tzinfo=UTC)


class Lamp(NamedTuple):
    since: datetime
    until: datetime | None
    lit: bool


class Press(NamedTuple):
    at: datetime
    lit: bool


DARK = Lamp(START, None, lit=False)
PRESSES = st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12).map(
    lambda hours: [Press(START + timedelta(hours=hour), lit) for hour, lit in sorted(hours)]
)


def press(lamp: Lamp, event: Press) -> Lamp:
    return lamp._replace(lit=event.lit)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def test_each_change_ends_one_stretch_and_begins_the_next() -> None:
    assert history(DARK, [Press(at(2), True), Press(at(5), False)], press) == (
        Lamp(at(0), at(2), lit=False),
        Lamp(at(2), at(5), lit=True),
        Lamp(at(5), None, lit=False),
    )


def test_what_changes_nothing_begins_no_stretch() -> None:
    assert history(DARK, [Press(at(2), False)], press) == (DARK,)


def test_events_of_one_instant_make_one_stretch() -> None:
    assert history(DARK, [Press(at(2), True), Press(at(2), False), Press(at(2), True)], press) == (
        Lamp(at(0), at(2), lit=False),
        Lamp(at(2), None, lit=True),
    )


@given(PRESSES)
def test_stretches_meet_and_say_what_the_last_press_before_them_said(presses: list[Press]) -> None:
    told = history(DARK, presses, press)
    assert told[0].since == START
    assert told[-1].until is None
    assert all(one.until == after.since for one, after in pairwise(told))
    for hour in range(10):
        (lamp,) = (
            one for one in told if one.since <= at(hour) and (one.until is None or at(hour) < one.until)
        )
        said = [DARK.lit, *(event.lit for event in presses if event.at <= at(hour))]
        assert lamp.lit == said[-1]
