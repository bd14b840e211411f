"""What was true of a day stays so: random verbs in any order, asked by day and by what was known."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.plans.small import (
    ISSUED,
    VERBS,
    Row,
    Verbs,
    duties,
    in_a_world_of_its_own,
    in_force,
    possible,
)

from lienthong.domain.plans import models as m
from lienthong.domain.plans import queries
from lienthong.domain.plans.actions.common import events_of, restate, terms_of
from lienthong.domain.plans.rules.standing import history
from lienthong.spine.errors import Refusal

pytestmark = pytest.mark.django_db

DAYS = [date(2021, 1, 15), date(2021, 4, 1), date(2021, 7, 1), date(2021, 11, 30)]
steps = st.lists(
    st.tuples(
        st.integers(0, 13),
        st.integers(0, 2),
        st.dates(date(2021, 1, 1), date(2021, 12, 31)),
        st.integers(1, 24 * 40),
    ),
    min_size=1,
    max_size=10,
)
type Step = tuple[int, int, date, int]
"""Which of the possible verbs, on which duty, the day it wants to hear of, hours since the step before."""
slow = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def small_plan() -> m.Plan:
    return in_force(
        Row(["A"], outputs=("Kế hoạch", "Báo cáo")), Row(["M"], due=None), Row(["B"], due=date(2021, 3, 31))
    )


def answer(plan: queries.PlanRow, day: date, known: datetime | None = None) -> Any:
    """All that the room says about a day."""
    rows = queries.list_obligations(plan.id, as_of=day, known=known)
    tally = sorted(queries.tally(plan, as_of=day, known=known), key=repr)
    told = queries.list_happenings([row.id for row in rows], as_of=day, known=known)
    return rows, tally, told


def taken(choice: int, duty: int, day: date, at: datetime) -> tuple[str, datetime | None]:
    """The verb and when it occurred (the earliest of what it did); None when it was refused, and left nothing."""
    last = m.Happening.objects.order_by("id").last()
    names = possible(duty)
    name = names[choice % len(names)]
    try:
        with transaction.atomic():
            Verbs(duty, day, at).take(name)
    except Refusal:
        return name, None
    new = m.Happening.objects.filter(pk__gt=last.pk if last else 0)
    return name, min((row.occurred_at for row in new), default=None)


@pytest.mark.sampled(test=3)
@given(steps)
@slow
def test_a_later_event_changes_no_answer_about_an_earlier_day(
    story: list[Step],
) -> None:
    def play() -> None:
        plan = small_plan()
        row = queries.get_plan(plan.slug, as_of=DAYS[-1])
        owed, at = duties(plan), ISSUED
        before = {day: answer(row, day) for day in DAYS}
        for choice, place, day, hours in story:
            at += timedelta(hours=hours)
            name, occurred = taken(choice, owed[place], day, at)
            after = {asked: answer(row, asked) for asked in DAYS}
            for asked in DAYS:
                if occurred is None or occurred >= queries.end_of(asked):
                    assert after[asked] == before[asked], (name, asked)
            before = after

    in_a_world_of_its_own(play)


@pytest.mark.sampled(test=3)
@given(steps)
@slow
def test_what_was_known_then_never_changes(story: list[Step]) -> None:
    def play() -> None:
        plan = small_plan()
        row = queries.get_plan(plan.slug, as_of=DAYS[-1])
        owed, at = duties(plan), ISSUED
        kept: dict[datetime, list[Any]] = {}
        for choice, place, day, hours in story:
            at += timedelta(hours=hours)
            taken(choice, owed[place], day, at)
            kept[at] = [answer(row, asked, known=at) for asked in DAYS]
            assert kept[at] == [answer(row, asked) for asked in DAYS], "what is known now is known"
        for known, answers in kept.items():
            assert [answer(row, asked, known=known) for asked in DAYS] == answers, known

    in_a_world_of_its_own(play)


@given(steps)
@slow
def test_what_stands_is_the_fold_of_what_happened_however_it_was_reached(
    story: list[Step],
) -> None:
    def play() -> None:
        plan, at = small_plan(), ISSUED
        owed = duties(plan)
        for choice, place, day, hours in story:
            at += timedelta(hours=hours)
            taken(choice, owed[place], day, at)
        for duty in m.Obligation.objects.filter(plan=plan):
            stretches = _stretches(duty)
            folded = history(terms_of(duty), events_of(duty))
            assert [(row.since, row.until, row.state) for row in stretches] == [
                (one.since, one.until, one.state) for one in folded
            ]
            restate(duty, at + timedelta(days=1))
            assert _stretches(duty) == stretches, "stating it anew changes nothing"

    in_a_world_of_its_own(play)


def _stretches(duty: m.Obligation) -> list[m.Standing]:
    return list(m.Standing.objects.filter(obligation=duty, superseded_at__isnull=True).order_by("since"))


def drawn(dice: Random) -> Step:
    """One of ``steps``, the same on every machine: what hypothesis draws depends on which modules are loaded."""
    day = date(2021, 1, 1) + timedelta(days=dice.randrange(365))
    return dice.randrange(14), dice.randrange(3), day, dice.randint(1, 24 * 40)


def test_the_stories_reach_every_verb() -> None:
    dice, done = Random(751), set[str]()

    def play() -> None:
        owed, at = duties(small_plan()), ISSUED
        for choice, place, day, hours in (drawn(dice) for _ in range(10)):
            at += timedelta(hours=hours)
            name, occurred = taken(choice, owed[place], day, at)
            done.update({name} if occurred else ())

    for _ in range(60):
        in_a_world_of_its_own(play)
        if done == set(VERBS):
            return
    pytest.fail(f"never done: {set(VERBS) - done}")


def test_a_merger_known_late_changes_answers_from_its_day_on_and_none_before() -> None:
    plan = small_plan()
    duty, at = duties(plan)[0], datetime.fromisoformat("2021-07-10T09:00+07:00")
    Verbs(duty, date(2021, 7, 1), at).take("hand_over")
    row = queries.get_plan(plan.slug, as_of=DAYS[-1])

    def owner(day: date, known: datetime | None = None) -> str:
        return queries.get_obligation(duty, as_of=day, known=known).agency

    assert [owner(date(2021, 6, 30)), owner(date(2021, 7, 1))] == ["A", "B"]
    assert owner(date(2021, 7, 9), known=at - timedelta(seconds=1)) == "A"
    assert {one.agency for one in queries.tally(row, as_of=date(2021, 7, 9))} == {"B", "M"}
