"""Rows that run side by side: each at its own place with its own day; what follows several waits for all of them."""

import pytest
from django.db import Error, connection, transaction

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import columns
from lienthong.domain.cases.queries import Verb
from lienthong.domain.cases.rules.sides import sides
from lienthong.domain.cases.rules.standing import Event, history
from lienthong.spine.actor import Actor
from tests.domain.cases.running import (
    BEGUN,
    BUILDER,
    CHIEF,
    CITY,
    CLERK,
    COMMUNE,
    FORK,
    OFFICER,
    STRANGER,
    TAX,
    TAXMAN,
    VILLAGE,
    WORKS,
    forked,
    hour,
    province,
    received,
    seen,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> int:
    """Handed over at nine on Friday 15th: with the commune, and beside it with the tax office."""
    province()
    case = received(forked())
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    return case


def finish(case: int, by: Actor, at: str = "18/10 09:00") -> None:
    actions.finish_beside(case=case, by=by, at=hour(at))


def beside(case: int) -> list[tuple[int, str]]:
    return [(side.step, side.agency) for side in queries.list_sides(case)]


def test_rows_after_the_same_row_begin_at_their_own_places(case: int) -> None:
    assert (seen(case).seat, seen(case).step) == (COMMUNE, 2)
    assert beside(case) == [(3, TAX)]
    (side,) = queries.list_beside(TAX)
    # three working days after Friday 15th 09:00: Wednesday 20th 09:00, counted in days ends at the closing
    assert (side.case, side.step) == (case, 3)
    assert side.due_at == hour("20/10 17:00")
    assert seen(case, by=TAXMAN).id == case


def test_what_follows_a_row_beside_begins_when_that_is_done(case: int) -> None:
    finish(case, TAXMAN)
    assert beside(case) == [(4, WORKS)]
    assert (seen(case).seat, seen(case).step, seen(case).done) == (COMMUNE, 2, (1, 3))
    finish(case, BUILDER, "18/10 15:00")
    assert beside(case) == []
    actions.hand_over(case=case, by=VILLAGE, at=hour("19/10 09:00"))
    assert (seen(case).seat, seen(case).step) == (CITY, 5)


def test_the_row_that_follows_several_waits_for_all(case: int) -> None:
    """The commune is done first: the case goes where the tax office still works, and from there along its row."""
    actions.hand_over(case=case, by=VILLAGE, at=hour("18/10 09:00"))
    now = seen(case)
    assert (now.seat, now.step, now.step_due_at, beside(case)) == (TAX, 3, hour("20/10 17:00"), [])
    actions.hand_over(case=case, by=TAXMAN, at=hour("19/10 09:00"))
    assert (seen(case).seat, seen(case).step) == (WORKS, 4)
    actions.hand_over(case=case, by=BUILDER, at=hour("19/10 15:00"))
    assert (seen(case).seat, seen(case).step, seen(case).done) == (CITY, 5, (1, 2, 3, 4))


def test_it_plays_to_the_signature(case: int) -> None:
    finish(case, TAXMAN)
    finish(case, BUILDER)
    actions.hand_over(case=case, by=VILLAGE, at=hour("19/10 09:00"))
    actions.put_to_sign(case=case, by=OFFICER, at=hour("20/10 09:00"))
    actions.sign_off(case=case, by=CHIEF, at=hour("20/10 15:00"))
    assert seen(case).on_time is True
    assert told(case)[:4] == ["RECEIVED", "HANDED_OVER", "SIDE_DONE", "SIDE_DONE"]


def test_each_row_says_what_it_was_given_and_used(case: int) -> None:
    finish(case, TAXMAN)
    stays = {stay.step: stay for stay in queries.get_story(case).stays(hour("18/10 10:00"))}
    # from Friday 09:00 to Monday 09:00 are seven office hours on Friday and one and a half on Monday
    assert (stays[3].agency, stays[3].given) == (TAX, 3 * 8 * 3_600)
    assert stays[3].used is not None
    assert 7 * 3_600 <= stays[3].used <= 9 * 3_600
    assert (stays[2].until, stays[4].until) == (None, None)


@pytest.mark.parametrize("by", [STRANGER, VILLAGE, OFFICER, BUILDER])
def test_a_row_beside_is_done_where_it_lies(case: int, by: Actor) -> None:
    with pytest.raises(errors.NotYours):
        finish(case, by)


def test_it_is_done_once(case: int) -> None:
    finish(case, TAXMAN)
    with pytest.raises(errors.NotYours):
        finish(case, TAXMAN)


def test_what_is_sent_back_ends_the_rows_after_it(case: int) -> None:
    actions.send_back(case=case, step=1, reason="Thiếu tờ khai", by=VILLAGE, at=hour("18/10 09:00"))
    assert (seen(case).step, seen(case).done, beside(case)) == (1, (), [])
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=hour("18/10 10:00"))
    assert beside(case) == [(3, TAX)], "begun anew with the rows beside it"


def test_a_case_that_ends_leaves_no_row_open(case: int) -> None:
    actions.withdraw(case=case, reason="x", by=CLERK, at=hour("18/10 09:00"))
    assert (beside(case), queries.list_beside(TAX)) == ([], [])
    assert seen(case, by=TAXMAN).id == case, "what was done there is still seen there"


def test_the_moves_offered_fit(case: int) -> None:
    steps = FORK.steps
    mine = queries.list_moves(seen(case, by=TAXMAN), steps, by=TAXMAN, beside={TAX})
    assert Verb.SIDE_DONE in mine
    assert Verb.HANDED_OVER not in mine
    assert Verb.HANDED_OVER in queries.list_moves(seen(case, by=VILLAGE), steps, by=VILLAGE, beside={TAX})


def test_rows_and_stands_are_what_the_events_tell(case: int) -> None:
    finish(case, TAXMAN)
    actions.hand_over(case=case, by=VILLAGE, at=hour("19/10 09:00"))
    happened = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
    events = [Event(one.verb, one.occurred_at, one.data) for one in happened]
    names = ("step", "agency", "unit", "role", "since", "due_at", "state", "ended_at", "used", "given")
    kept = m.Side.objects.filter(case=case).order_by("id")
    assert [[getattr(one, name) for name in names] for one in kept] == [
        [getattr(one, name) for name in names] for one in sides(events)
    ]
    stands = m.Stand.objects.filter(case=case, superseded_at=None).order_by("since")
    wanted = [columns(stand) for stand in history(events)]
    assert [{name: getattr(one, name) for name in wanted[0]} for one in stands] == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_side SET due_at = now() WHERE case_id = %s",
        "UPDATE cases_side SET state = 'DONE' WHERE case_id = %s",
        "DELETE FROM cases_side WHERE case_id = %s",
    ],
)
def test_a_row_beside_stays_in_the_database(case: int, statement: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [case])
