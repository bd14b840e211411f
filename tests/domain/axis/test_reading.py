"""A message that fails again and again is set aside; readers that are killed do not use up its tries."""

from datetime import timedelta

import pytest

from lienthong.domain.axis import jobs
from lienthong.domain.axis.actions import TO_READ
from lienthong.spine.lanes.models import Waiting
from lienthong.spine.lanes.postgres import Postgres
from tests.domain.documents.office import AT

pytestmark = pytest.mark.django_db
NOW = timedelta(0)


@pytest.fixture(autouse=True)
def _routed_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_one(*_given: object) -> None:
        raise ZeroDivisionError("không định tuyến được")

    monkeypatch.setattr(jobs, "read_one", read_one)
    Postgres().put(TO_READ, "7:bnv-1")


def fail() -> None:
    Waiting.objects.update(ready_at=AT)
    assert jobs.read_all(AT) == 1


def killed(times: int) -> None:
    for _ in range(times):
        assert Postgres().take(TO_READ, most=1, lease=NOW)


def faults() -> list[str]:
    return [load.fault for load in Postgres().list_dead(TO_READ, most=5)]


def test_it_is_tried_six_times_and_set_aside_with_its_fault() -> None:
    for _ in range(5):
        fail()
        assert faults() == []
    fail()
    assert faults() == ["ZeroDivisionError: không định tuyến được"]


def test_killed_readers_use_up_none_of_its_tries() -> None:
    killed(12)
    fail()
    assert faults() == []
    assert Postgres().count_waiting(TO_READ) == 1


def test_what_kills_every_reader_is_set_aside() -> None:
    killed(20)
    fail()
    assert faults() == ["its reader ended without a word 20 times"]


def test_the_next_try_comes_later_each_time() -> None:
    fail()
    assert jobs.read_all(AT) == 0
