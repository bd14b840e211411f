"""Several people act on one duty at once, on data that is really committed: one wins, nobody waits for ever."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from tests.domain.plans.small import MONITOR, VERBS, Row, Verbs, document, duties, in_force, of

from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import retell
from lienthong.domain.plans.queries import Status
from lienthong.spine.errors import Refusal

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
LATER = AT + timedelta(days=3)
DAY = date(2021, 3, 1)


def at_once(*acts: Callable[[], object]) -> list[Exception | None]:
    """Runs each act in a thread of its own; what each raised, in their order."""
    raised: list[Exception | None] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int) -> None:
        try:
            start.wait()
            acts[place]()
        except Exception as fault:
            raised[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return raised


def verbs_of(duty: int) -> list[str]:
    return list(m.Happening.objects.filter(obligation=duty).order_by("id").values_list("verb", flat=True))


@pytest.fixture
def duty() -> Iterator[int]:
    (one,) = duties(in_force(Row(["A"])))
    yield one
    assert retell().differing == ()


@pytest.fixture
def handed_in(duty: int) -> int:
    actions.submit(obligation=duty, documents=[document(DAY)], by=of("A"), at=AT)
    return duty


@pytest.mark.parametrize("round_", range(5))
def test_of_two_monitors_one_decides_and_the_other_is_told(handed_in: int, round_: int) -> None:
    later = LATER + timedelta(seconds=round_ % 2)  # a clock that runs ahead wins nothing
    raised = at_once(
        lambda: actions.accept(obligation=handed_in, by=MONITOR, at=later),
        lambda: actions.send_back(obligation=handed_in, reason="Thiếu", by=MONITOR, at=LATER),
    )
    assert sorted(type(one).__name__ for one in raised) == ["NoneType", "NotNow"]
    won = "RETURNED" if raised[0] else "ACCEPTED"
    assert verbs_of(handed_in) == ["SUBMITTED", won]
    assert queries.get_obligation(handed_in, as_of=later.date()).state == (
        "RETURNED" if raised[0] else "DONE"
    )


def test_handed_in_twice_at_once_it_is_handed_in_once(duty: int) -> None:
    def submit() -> None:
        actions.submit(obligation=duty, documents=[document(DAY)], by=of("A"), at=AT)

    raised = at_once(*[submit] * 6)
    assert sorted(type(one).__name__ for one in raised) == ["NoneType"] + ["NotNow"] * 5
    assert m.Evidence.objects.filter(obligation=duty).count() == 1


def test_handed_in_while_it_is_handed_over_it_is_either_the_old_agencys_or_refused(duty: int) -> None:
    submitted, moved = at_once(
        lambda: actions.submit(obligation=duty, documents=[document(DAY)], by=of("A"), at=LATER),
        lambda: actions.hand_over(predecessor="A", successor="B", on=DAY, by=MONITOR, at=LATER),
    )
    assert moved is None
    assert submitted is None or isinstance(submitted, errors.NotYours)
    row = queries.get_obligation(duty, as_of=LATER.date())
    assert row.agency == "B"
    assert row.status is (Status.SUBMITTED if submitted is None else Status.NOT_DUE)


def test_who_waited_comes_after_who_was_first_whatever_their_clocks_say(handed_in: int) -> None:
    actions.take_back(obligation=handed_in, by=of("A"), at=LATER)
    actions.submit(obligation=handed_in, documents=[document(DAY)], by=of("A"), at=LATER)
    actions.accept(obligation=handed_in, by=MONITOR, at=AT + timedelta(hours=1))
    assert queries.get_obligation(handed_in, as_of=LATER.date()).status is Status.DONE
    times = (
        m.Happening.objects.filter(obligation=handed_in).order_by("id").values_list("recorded_at", flat=True)
    )
    assert list(times) == sorted(times)


def test_sixteen_people_with_mixed_verbs_over_shared_duties_never_wait_in_a_ring() -> None:
    plans = [in_force(Row(["A"]), Row(["A"]), Row(["B"]), Row(["M"], due=None)) for _ in range(2)]
    shared = [duty for plan in plans for duty in duties(plan)]

    def act(place: int) -> Callable[[], None]:
        draw = Random(place)

        def play() -> None:
            for turn in range(12):
                moment = LATER + timedelta(hours=draw.randint(0, 48))
                day = DAY + timedelta(days=draw.randint(1, 90))
                name = "hand_over" if turn % 6 == place % 6 else draw.choice(list(VERBS))
                try:
                    Verbs(draw.choice(shared), day, moment).take(name)
                except Refusal:
                    continue

        return play

    raised = at_once(*(act(place) for place in range(16)))
    assert [one for one in raised if one] == []
    assert retell().differing == ()
    now = m.Standing.objects.filter(until__isnull=True, superseded_at__isnull=True)
    assert now.count() == len(shared)
    assert m.Happening.objects.count() > 50, "they did something"


def test_a_contribution_is_accepted_while_everything_is_handed_over() -> None:
    plan = in_force(Row(["A"], coordinating=["B"]))
    (lead,) = duties(plan)
    ask = {"agency": "B", "text": "Số liệu", "due": date(2021, 6, 1), "by": of("A"), "at": AT}
    asked = actions.ask_contribution(obligation=lead, **ask)  # type: ignore[arg-type]
    actions.submit(obligation=asked, documents=[document(DAY)], by=of("B"), at=LATER)
    accepted, moved, moved_too = at_once(
        lambda: actions.accept(obligation=asked, by=of("A"), at=LATER),
        lambda: actions.hand_over(predecessor="A", successor="C", on=DAY, by=MONITOR, at=LATER),
        lambda: actions.hand_over(predecessor="B", successor="D", on=DAY, by=MONITOR, at=LATER),
    )
    assert (moved, moved_too) == (None, None)
    assert accepted is None or isinstance(accepted, errors.WrongJudge)


def test_two_writers_of_one_agency_move_its_pulse_twice() -> None:
    plan = in_force(Row(["A"]), Row(["A"]))
    before = m.Pulse.objects.get(plan=plan, agency="A").count

    def submit(duty: int) -> Callable[[], None]:
        return lambda: actions.submit(obligation=duty, documents=[document(DAY)], by=of("A"), at=AT)

    assert at_once(*(submit(duty) for duty in duties(plan))) == [None, None]
    assert m.Pulse.objects.get(plan=plan, agency="A").count == before + 2
    assert not m.Touch.objects.exists()
