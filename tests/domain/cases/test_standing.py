"""How a case stands: told by events alone, the same however often it is told."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from lienthong.domain.cases.rules.consulting import Outcome, questions
from lienthong.domain.cases.rules.custody import Custody, Original, custody
from lienthong.domain.cases.rules.moves import AT_WORK, State, Verb
from lienthong.domain.cases.rules.sides import SideState, sides
from lienthong.domain.cases.rules.standing import (
    Event,
    Stand,
    Status,
    allows,
    apply,
    begin,
    current,
    history,
    status,
)
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.walks import BEGAN, walk

WALKS, STEPS = 400, 60
DUE = datetime(2021, 10, 22, 17, tzinfo=ZONE)


def received(**more: object) -> Event:
    return Event(
        Verb.RECEIVED, BEGAN, {"agency": "GL-622", "step": 1, "due": {"due": DUE.isoformat()}, **more}
    )


def later(verb: Verb, hours: float = 1, **data: object) -> Event:
    return Event(verb, BEGAN + timedelta(hours=hours), data)


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_random_walk_is_told_again_to_the_same_stand(seed: int) -> None:
    events = walk(Random(seed), STEPS)
    stands = history(events)
    assert stands[-1]._replace(since=BEGAN, until=None) == current(events)._replace(since=BEGAN, until=None)
    for before, after in pairwise(stands):
        assert before.until == after.since
        assert before.since < after.since
    assert history(events) == stands


@pytest.mark.parametrize("seed", range(WALKS))
def test_what_no_walk_may_bring_about(seed: int) -> None:
    events = walk(Random(seed), STEPS)
    stand = begin(events[0])
    for event in events[1:]:
        before, stand = stand, apply(stand, event)
        assert_sound(before, stand, event)


def assert_sound(before: Stand, after: Stand, event: Event) -> None:
    waits = after.state in {State.WAITING_PAPERS, State.WAITING_DUTY}
    assert waits == (after.after_wait is not None), "a wait leads back somewhere, and nothing else does"
    if waits:
        assert after.due_at is None, "a wait has no day"
    if after.state in AT_WORK:
        assert after.due_at is not None, "a running clock has a day"
        assert after.legal_at is not None
    if before.legal_at != after.legal_at:
        moved = {Verb.RECEIVED, Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED, Verb.RECOUNTED}
        assert event.verb in moved, "the law's day moves by waits alone"
    if after.signed_at and before.signed_at:
        assert after.on_time == before.on_time, "nothing after the signature makes it late"
    assert not (before.reappointed and event.verb == Verb.REAPPOINTED), "once only"
    if before.awaited != after.awaited:
        assert (before.due_at, before.agency) == (after.due_at, after.agency) or after.state not in AT_WORK, (
            "asking others moves neither the day nor the place"
        )
    if after.signed_at or after.ended_at:
        assert not after.awaited, "nobody is awaited after the end"
    assert after.received_at is not None or after.state in {
        State.FILED,
        State.TURNED_AWAY,
        State.WITHDRAWN,
    }


@pytest.mark.parametrize("seed", range(WALKS))
def test_questions_that_are_open_are_those_that_the_stand_awaits(seed: int) -> None:
    events = walk(Random(seed), STEPS)
    found = [one for one in questions(events) if one.outcome is Outcome.OPEN]
    assert {one.agency for one in found} == current(events).awaited


@pytest.mark.parametrize("seed", range(WALKS))
def test_an_original_is_at_one_place_at_a_time_and_once_back_stays_back(seed: int) -> None:
    events = walk(Random(seed), STEPS)
    before: tuple[Original, ...] = ()
    for last in range(1, len(events) + 1):
        after = custody(events[:last])
        for old, new in zip(before, after, strict=False):
            assert old == new or old.custody is not Custody.BACK
        for one in after:
            assert (one.custody is Custody.KEPT) == bool(one.keeper)
            assert (one.custody is Custody.SENT) == bool(one.sender)
            assert one.agency
        before = after


@pytest.mark.parametrize("seed", range(WALKS))
def test_rows_that_are_open_beside_are_those_that_the_stand_knows(seed: int) -> None:
    events = walk(Random(seed), STEPS)
    for last in range(1, len(events) + 1):
        open_ = [one.step for one in sides(events[:last]) if one.state is SideState.OPEN]
        assert len(open_) == len(set(open_)), "a row is begun once at a time"
        assert set(open_) == current(events[:last]).beside


def test_the_business_clock_ends_at_the_signature_not_at_the_counter() -> None:
    signed = DUE - timedelta(hours=1)
    events = [
        received(),
        later(Verb.PUT_TO_SIGN),
        Event(Verb.SIGNED, signed, {}),
        Event(Verb.BROUGHT, DUE + timedelta(hours=2), {}),
        Event(Verb.GIVEN, DUE + timedelta(days=9), {}),
    ]
    stand = current(events)
    assert (stand.signed_at, stand.on_time) == (signed, True)
    assert stand.kept is False, "the citizen was promised the result by then"


def test_a_new_appointment_is_a_promise_and_does_not_mend_lateness() -> None:
    promised = DUE + timedelta(days=3)
    events = [
        received(),
        later(Verb.REAPPOINTED, due={"due": promised.isoformat()}),
        later(Verb.PUT_TO_SIGN, 2),
        Event(Verb.SIGNED, DUE + timedelta(days=1), {}),
        Event(Verb.BROUGHT, DUE + timedelta(days=2), {}),
    ]
    stand = current(events)
    assert (stand.due_at, stand.legal_at) == (promised, DUE)
    assert (stand.on_time, stand.kept) == (False, True)


def test_a_second_appointment_does_not_exist() -> None:
    once = current([received(), later(Verb.REAPPOINTED, due={"due": DUE.isoformat()})])
    assert not allows(Verb.REAPPOINTED, once)


def test_waiting_at_the_counter_leads_back_to_the_counter() -> None:
    asked = [received(), later(Verb.SUPPLEMENT_ASKED)]
    again = Event(Verb.SUPPLEMENT_RECEIVED, BEGAN + timedelta(days=3), {"due": {"due": DUE.isoformat()}})
    assert current([*asked, again]).state is State.RECEIVED


def test_a_step_that_is_sent_back_is_done_again_with_all_after_it() -> None:
    walked = [
        received(),
        later(Verb.HANDED_OVER, 1, done=1, step=2),
        later(Verb.HANDED_OVER, 2, done=2, step=3),
        later(Verb.SENT_BACK, 3, step=2),
    ]
    stand = current(walked)
    assert (stand.step, stand.done, stand.returned) == (2, frozenset({1}), True)
    assert current([*walked, later(Verb.HANDED_OVER, 4, done=2, step=3)]).returned is False


def test_a_step_begins_unheld_unless_somebody_is_named() -> None:
    walked = [received(holder="clerk"), later(Verb.HANDED_OVER, done=1, step=2)]
    assert current(walked).holder == ""
    named = [received(), later(Verb.HANDED_OVER, done=1, step=2, holder="one")]
    assert current(named).holder == "one"


@pytest.mark.parametrize(
    ("state", "due", "returned", "expected"),
    [
        ("HANDLING", "15/10 08:59", False, Status.LATE),
        ("HANDLING", "15/10 17:00", False, Status.TODAY),
        ("HANDLING", "15/10 17:00", True, Status.TODAY),
        ("HANDLING", "18/10 17:00", True, Status.RETURNED),
        ("HANDLING", "18/10 17:00", False, Status.HANDLING),
        ("RECEIVED", "18/10 17:00", False, Status.NOT_HANDED_OVER),
        ("TO_SIGN", "14/10 17:00", False, Status.LATE),
        ("TO_SIGN", "18/10 17:00", False, Status.TO_SIGN),
        ("WAITING_PAPERS", "", False, Status.WAITING_PAPERS),
        ("WAITING_DUTY", "", True, Status.WAITING_DUTY),
        ("FILED", "14/10 17:00", False, Status.LATE),
        ("FILED", "18/10 17:00", False, Status.TO_ANSWER),
        ("SIGNED", "14/10 17:00", False, Status.LATE),
        ("READY", "14/10 17:00", False, Status.READY),
        ("GIVEN", "14/10 17:00", False, Status.GIVEN),
    ],
)
def test_what_a_stretch_means_at_nine_on_15_october(
    state: str, due: str, returned: bool, expected: Status
) -> None:
    day = (
        datetime.strptime(f"{due[:5]}/2021 {due[6:]}", "%d/%m/%Y %H:%M").replace(tzinfo=ZONE) if due else None
    )
    assert status(State(state), day, BEGAN, returned=returned) is expected
