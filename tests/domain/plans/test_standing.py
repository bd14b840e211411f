"""How a duty stands is a function of what happened to it: tables written by hand, and stories drawn at random."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.domain.plans.rules.standing import (
    ALLOWED,
    CLOSED,
    Event,
    Stand,
    State,
    Status,
    Terms,
    Verb,
    allows,
    apply,
    begin,
    current,
    history,
    status,
)

START = datetime(2020, 12, 27, 17, tzinfo=UTC)
DUE = date(2021, 9, 30)
EARLY, LATE = date(2021, 9, 28), date(2021, 10, 13)


def terms(due: date | None = DUE, outputs: int = 1) -> Terms:
    return Terms("GL-SKHCN", due, outputs, START)


def told(*verbs: tuple[Verb, dict[str, Any]] | Verb) -> list[Event]:
    """One event a day, in order."""
    pairs = [verb if isinstance(verb, tuple) else (verb, {}) for verb in verbs]
    return [Event(verb, START + timedelta(days=n), data) for n, (verb, data) in enumerate(pairs, 1)]


def handed_in(*documents: tuple[date, list[int]]) -> tuple[Verb, dict[str, Any]]:
    return Verb.SUBMITTED, {
        "documents": [{"on": on.isoformat(), "outputs": outputs} for on, outputs in documents]
    }


def to(agency: str) -> tuple[Verb, dict[str, Any]]:
    return Verb.HANDED_OVER, {"to": agency}


def until(verb: Verb, day: date) -> tuple[Verb, dict[str, Any]]:
    return verb, {"due": day.isoformat()}


IN_TIME, TOO_LATE = handed_in((EARLY, [0])), handed_in((LATE, [0]))

STORIES: list[tuple[str, list[Event], State, bool | None, date | None]] = [
    ("nothing", told(), State.OPEN, None, DUE),
    ("handed in", told(IN_TIME), State.SUBMITTED, None, DUE),
    ("taken back", told(IN_TIME, Verb.TAKEN_BACK), State.OPEN, None, DUE),
    ("returned", told(IN_TIME, Verb.RETURNED), State.RETURNED, None, DUE),
    ("accepted", told(IN_TIME, Verb.ACCEPTED), State.DONE, True, DUE),
    ("accepted late", told(TOO_LATE, Verb.ACCEPTED), State.DONE, False, DUE),
    ("on its very day", told(handed_in((DUE, [0])), Verb.ACCEPTED), State.DONE, True, DUE),
    ("late by grace", told(TOO_LATE, (Verb.ACCEPTED, {"on_time": True})), State.DONE, True, DUE),
    ("returned, then late", told(IN_TIME, Verb.RETURNED, TOO_LATE, Verb.ACCEPTED), State.DONE, False, DUE),
    (
        "the last document counts",
        told(handed_in((EARLY, [0]), (LATE, [0])), Verb.ACCEPTED),
        State.DONE,
        False,
        DUE,
    ),
    ("reopened", told(IN_TIME, Verb.ACCEPTED, Verb.REOPENED), State.RETURNED, None, DUE),
    (
        "done twice",
        told(TOO_LATE, Verb.ACCEPTED, Verb.REOPENED, IN_TIME, Verb.ACCEPTED),
        State.DONE,
        True,
        DUE,
    ),
    ("asked for longer", told(until(Verb.EXTENSION_ASKED, LATE)), State.OPEN, None, DUE),
    (
        "longer",
        told(until(Verb.EXTENSION_ASKED, LATE), until(Verb.EXTENSION_GRANTED, LATE)),
        State.OPEN,
        None,
        LATE,
    ),
    (
        "in time after all",
        told(until(Verb.EXTENSION_ASKED, LATE), until(Verb.EXTENSION_GRANTED, LATE), TOO_LATE, Verb.ACCEPTED),
        State.DONE,
        True,
        LATE,
    ),
    ("refused", told(until(Verb.EXTENSION_ASKED, LATE), Verb.EXTENSION_REFUSED), State.OPEN, None, DUE),
    ("dated anew", told(until(Verb.DATED, EARLY)), State.OPEN, None, EARLY),
    ("excused", told(Verb.EXCUSED), State.NOT_APPLICABLE, None, DUE),
    ("excused while handed in", told(IN_TIME, Verb.EXCUSED), State.NOT_APPLICABLE, None, DUE),
    ("applies after all", told(Verb.EXCUSED, Verb.RESTORED), State.OPEN, None, DUE),
    ("dropped", told(Verb.DROPPED), State.DROPPED, None, DUE),
    ("urged", told(Verb.REMINDED, Verb.ESCALATED, (Verb.EXPLAINED, {"cause": "x"})), State.OPEN, None, DUE),
    ("handed over", told(to("GL-STTTT")), State.OPEN, None, DUE),
    ("handed over while handed in", told(IN_TIME, to("GL-STTTT")), State.SUBMITTED, None, DUE),
]


@pytest.mark.parametrize(
    ("events", "state", "on_time", "due"), [row[1:] for row in STORIES], ids=[row[0] for row in STORIES]
)
def test_a_story_ends_as_the_table_says(
    events: list[Event], state: State, on_time: bool | None, due: date | None
) -> None:
    stand = history(terms(), events)[-1]
    assert (stand.state, stand.on_time, stand.due) == (state, on_time, due)


def test_a_duty_of_two_products_is_done_when_both_have_their_documents() -> None:
    first, second = handed_in((EARLY, [0])), handed_in((LATE, [1]))
    half = current(terms(outputs=2), told(first, Verb.ACCEPTED))
    assert (half.state, sorted(half.met), half.on_time) == (State.PART_DONE, [0], None)
    whole = current(terms(outputs=2), told(first, Verb.ACCEPTED, second, Verb.ACCEPTED))
    assert (whole.state, sorted(whole.met), whole.on_time, whole.evidence_on) == (
        State.DONE,
        [0, 1],
        False,
        LATE,
    )


def test_what_was_accepted_stays_so_when_the_rest_is_returned_or_taken_back() -> None:
    first, second = handed_in((EARLY, [0])), handed_in((LATE, [1]))
    for verb, state in ((Verb.RETURNED, State.RETURNED), (Verb.TAKEN_BACK, State.PART_DONE)):
        stand = current(terms(outputs=2), told(first, Verb.ACCEPTED, second, verb))
        assert (stand.state, sorted(stand.met), list(stand.pending)) == (state, [0], [])


def test_a_duty_without_a_day_is_never_late() -> None:
    stand = current(terms(due=None), told(TOO_LATE, Verb.ACCEPTED))
    assert (stand.state, stand.on_time) == (State.DONE, True)


def test_the_heir_names_people_of_its_own() -> None:
    named = (Verb.ASSIGNED, {"head": "a", "focal": "b"})
    stand = current(terms(), told(named, to("GL-STTTT")))
    assert (stand.agency, stand.head, stand.focal) == ("GL-STTTT", "", "")
    assert current(terms(), told(named, (Verb.ASSIGNED, {"focal": "c"}))).head == "a"


def test_nobody_waits_for_a_longer_term_of_what_is_closed() -> None:
    asked = until(Verb.EXTENSION_ASKED, LATE)
    for story in (told(asked, IN_TIME, Verb.ACCEPTED), told(asked, Verb.EXCUSED), told(asked, Verb.DROPPED)):
        assert current(terms(), story).extension is None


def test_an_answer_to_an_extension_needs_the_question() -> None:
    stand = begin(terms())
    assert not allows(Verb.EXTENSION_GRANTED, stand)
    assert not allows(Verb.EXTENSION_REFUSED, stand)
    asked = apply(stand, told(until(Verb.EXTENSION_ASKED, LATE))[0])
    assert allows(Verb.EXTENSION_GRANTED, asked)


def test_events_of_one_instant_make_one_stretch() -> None:
    events = [Event(verb, START + timedelta(days=1), data) for verb, data in (IN_TIME, (Verb.ACCEPTED, {}))]
    before, after = history(terms(), events)
    assert (before.state, before.until, after.state) == (State.OPEN, after.since, State.DONE)


def test_an_event_of_the_first_instant_leaves_no_stretch_before_it() -> None:
    (only,) = history(terms(), [Event(Verb.EXCUSED, START, {})])
    assert (only.since, only.state) == (START, State.NOT_APPLICABLE)


DAY = date(2021, 9, 1)
BEFORE, SOON, FAR = DAY - timedelta(1), DAY + timedelta(7), DAY + timedelta(8)
ANY_DUE = (None, BEFORE, DAY, SOON, FAR)

STATUSES: list[tuple[State, tuple[date | None, ...], bool | None, Status]] = [
    (State.OPEN, (None,), None, Status.UNDATED),
    (State.OPEN, (BEFORE,), None, Status.OVERDUE),
    (State.OPEN, (DAY,), None, Status.DUE_TODAY),
    (State.OPEN, (DAY + timedelta(1), SOON), None, Status.DUE_SOON),
    (State.OPEN, (FAR,), None, Status.NOT_DUE),
    (State.SUBMITTED, ANY_DUE, None, Status.SUBMITTED),
    (State.RETURNED, (BEFORE,), None, Status.OVERDUE),
    (State.RETURNED, (None, DAY, SOON, FAR), None, Status.RETURNED),
    (State.PART_DONE, (BEFORE,), None, Status.OVERDUE),
    (State.PART_DONE, (None, DAY, SOON, FAR), None, Status.IN_PROGRESS),
    (State.DONE, ANY_DUE, True, Status.DONE),
    (State.DONE, ANY_DUE, False, Status.DONE_LATE),
    (State.NOT_APPLICABLE, ANY_DUE, None, Status.NOT_APPLICABLE),
    (State.DROPPED, ANY_DUE, None, Status.DROPPED),
]


@pytest.mark.parametrize(("state", "dues", "on_time", "expected"), STATUSES)
def test_a_status_is_what_the_table_says(
    state: State, dues: tuple[date | None, ...], on_time: bool | None, expected: Status
) -> None:
    assert {status(state, due, on_time, DAY) for due in dues} == {expected}


def test_the_tables_leave_out_no_state_status_or_verb() -> None:
    assert {row[0] for row in STATUSES} == set(State)
    assert {row[3] for row in STATUSES} == set(Status)
    assert set(ALLOWED) == set(Verb)
    assert {event.verb for _, events, *_ in STORIES for event in events} | {Verb.ASSIGNED} == set(Verb)


UNDONE = "ASSIGNED SUBMITTED DATED EXTENSION_ASKED EXCUSED HANDED_OVER DROPPED REMINDED ESCALATED EXPLAINED"
ALLOWED_BY_HAND = {
    State.OPEN: UNDONE,
    State.SUBMITTED: "ASSIGNED TAKEN_BACK RETURNED ACCEPTED DATED EXCUSED HANDED_OVER DROPPED EXPLAINED",
    State.RETURNED: UNDONE,
    State.PART_DONE: UNDONE,
    State.DONE: "REOPENED EXPLAINED",
    State.NOT_APPLICABLE: "RESTORED EXPLAINED",
    State.DROPPED: "",
}


@pytest.mark.parametrize("state", State)
def test_in_each_state_only_these_verbs_make_sense(state: State) -> None:
    stand = Stand(START, None, state, "GL-SKHCN", DUE)
    assert {verb for verb in Verb if allows(verb, stand)} == set(ALLOWED_BY_HAND[state].split())


# Stories at random: verbs in any order that the rules allow, at moments that may coincide.

days = st.dates(date(2021, 1, 1), date(2021, 12, 31))
usual = [Verb.SUBMITTED, Verb.ACCEPTED, Verb.RETURNED, Verb.REOPENED, Verb.EXTENSION_ASKED]
agencies = st.sampled_from(["GL-SNV", "GL-STTTT", "GL-622"])


def particulars(verb: Verb, day: date, agency: str, outputs: set[int]) -> dict[str, Any]:
    kinds: dict[Verb, dict[str, Any]] = {
        Verb.SUBMITTED: {"documents": [{"on": day.isoformat(), "outputs": sorted(outputs)}]},
        Verb.ASSIGNED: {"focal": agency.lower()},
        Verb.HANDED_OVER: {"to": agency},
        Verb.ACCEPTED: {"on_time": day.day % 2 == 0},
    }
    return kinds.get(verb, {"due": day.isoformat()})


@st.composite
def stories(draw: st.DrawFn) -> tuple[Terms, list[Event]]:
    """Whatever the rules let happen, one after another, some at the same moment."""
    asked = Terms("GL-SKHCN", draw(st.none() | days), draw(st.integers(1, 3)), START)
    stand, moment, events = begin(asked), START, list[Event]()
    for _ in range(draw(st.integers(0, 20))):
        verbs = [verb for verb in [*Verb, *usual * 3] if allows(verb, stand)]
        if not verbs:
            break
        verb = draw(st.sampled_from(verbs))
        outputs = draw(st.sets(st.integers(0, asked.outputs - 1), min_size=1))
        moment += timedelta(hours=draw(st.integers(0, 40)))
        events.append(Event(verb, moment, particulars(verb, draw(days), draw(agencies), outputs)))
        stand = apply(stand, events[-1])
    return asked, events


@given(stories())
def test_stretches_tile_time_without_gap_or_overlap(story: tuple[Terms, list[Event]]) -> None:
    stands = history(*story)
    assert stands[0].since == story[0].at
    assert stands[-1].until is None
    assert all(before.until == after.since > before.since for before, after in pairwise(stands))


@given(stories())
def test_told_at_once_or_step_by_step_a_story_reads_the_same(story: tuple[Terms, list[Event]]) -> None:
    asked, events = story
    known: tuple[Stand, ...] = history(asked, [])
    for count in range(1, len(events) + 1):
        longer = history(asked, events[:count])
        first = events[count - 1].at
        assert [one for one in longer if one.until and one.until < first] == [
            one for one in known if one.until and one.until < first
        ]
        known = longer
    assert known == history(asked, tuple(events))
    last = current(asked, events)
    assert [getattr(last, name) for name in ("state", "agency", "due", "met")] == [
        getattr(known[-1], name) for name in ("state", "agency", "due", "met")
    ]


@given(stories())
def test_a_stretch_says_what_the_events_up_to_it_say(story: tuple[Terms, list[Event]]) -> None:
    asked, events = story
    for stand in history(asked, events):
        then = current(asked, [event for event in events if event.at <= stand.since])
        assert (then.state, then.due, then.agency, then.met, then.on_time) == (
            stand.state, stand.due, stand.agency, stand.met, stand.on_time,
        )  # fmt: skip


@given(stories())
def test_done_has_its_document_and_nothing_else_says_whether_it_was_in_time(
    story: tuple[Terms, list[Event]],
) -> None:
    for stand in history(*story):
        assert (stand.state is State.DONE) == (stand.on_time is not None)
        assert stand.state is not State.DONE or (stand.evidence_on and len(stand.met) == story[0].outputs)
        assert bool(stand.pending) == (stand.state is State.SUBMITTED)
        assert stand.extension is None or stand.state not in CLOSED


@given(stories(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_what_changes_nothing_may_be_left_out(story: tuple[Terms, list[Event]], chance: Any) -> None:
    asked, events = story
    quiet = {Verb.REMINDED, Verb.ESCALATED, Verb.EXPLAINED}
    told_of = [one for one in events if one.verb not in quiet or chance.random() < 0.5]
    assert history(asked, told_of) == history(asked, events)


def test_random_stories_reach_every_verb_and_state() -> None:
    seen: set[str] = set()

    @given(stories())
    @settings(max_examples=400, database=None, derandomize=True)
    def look(story: tuple[Terms, list[Event]]) -> None:
        seen.update(event.verb for event in story[1])
        seen.update(stand.state for stand in history(*story))

    look()
    assert seen >= {*Verb, *State}


@pytest.mark.parametrize(("state", "due", "on_time"), list(product(State, ANY_DUE, (None, True, False))))
def test_every_stand_has_a_status(state: State, due: date | None, on_time: bool | None) -> None:
    assert status(state, due, on_time, DAY) in Status
