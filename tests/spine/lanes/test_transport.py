"""What every carrier does: a further implementation joins the list in ``conftest`` and is held to the same."""

from datetime import timedelta

import pytest

from lienthong.spine.lanes.port import Transport

pytestmark = pytest.mark.django_db
LEASE, NOW = timedelta(minutes=5), timedelta(0)


def keys(lane: Transport, name: str = "ra", *, most: int = 10, lease: timedelta = LEASE) -> list[str]:
    return [load.key for load in lane.take(name, most=most, lease=lease)]


def test_it_carries_in_the_order_of_putting(lane: Transport) -> None:
    for key in ("mot", "hai", "ba"):
        assert lane.put("ra", key)
    assert keys(lane, most=2) == ["mot", "hai"]
    assert keys(lane) == ["ba"]


def test_what_is_put_twice_is_carried_once_also_after_it_is_done(lane: Transport) -> None:
    lane.put("ra", "mot")
    assert not lane.put("ra", "mot")
    assert keys(lane) == ["mot"]
    lane.done("ra", "mot")
    assert not lane.put("ra", "mot")
    assert keys(lane) == []


def test_lanes_know_nothing_of_each_other(lane: Transport) -> None:
    lane.put("ra", "mot")
    assert lane.put("vao", "mot")
    lane.done("ra", "mot")
    assert keys(lane, "vao") == ["mot"]


def test_what_is_lent_is_nobody_elses_until_the_lease_is_over(lane: Transport) -> None:
    lane.put("ra", "mot")
    assert keys(lane) == ["mot"]
    assert keys(lane) == []


def test_whoever_died_with_it_loses_it_to_the_next(lane: Transport) -> None:
    lane.put("ra", "mot")
    assert keys(lane, lease=NOW) == ["mot"]
    (again,) = lane.take("ra", most=1, lease=LEASE)
    assert (again.tries, again.failures) == (2, 0)


def test_what_failed_comes_again_after_its_pause_with_its_fault(lane: Transport) -> None:
    lane.put("ra", "mot")
    keys(lane)
    lane.again("ra", "mot", after=LEASE, fault="im lặng")
    assert keys(lane) == []
    lane.again("ra", "mot", after=NOW, fault="im lặng")
    (again,) = lane.take("ra", most=1, lease=LEASE)
    assert (again.fault, again.failures) == ("im lặng", 2)


def test_a_dead_one_waits_for_somebody_and_then_begins_anew(lane: Transport) -> None:
    lane.put("ra", "mot")
    keys(lane, lease=NOW)
    lane.again("ra", "mot", after=NOW, fault="im lặng")
    keys(lane)
    lane.dead("ra", "mot", fault="từ chối")
    assert keys(lane) == [] and lane.count_waiting("ra") == 0
    assert [(load.key, load.fault) for load in lane.list_dead("ra", most=5)] == [("mot", "từ chối")]
    assert lane.revive("ra", "mot") and not lane.revive("ra", "mot")
    (again,) = lane.take("ra", most=1, lease=LEASE)
    assert (again.tries, again.failures) == (1, 0)


def test_done_is_the_end(lane: Transport) -> None:
    lane.put("ra", "mot")
    keys(lane)
    lane.done("ra", "mot")
    lane.again("ra", "mot", after=NOW, fault="muộn")
    lane.dead("ra", "mot", fault="muộn")
    assert keys(lane) == [] and not lane.revive("ra", "mot")
