"""What may go wrong between the rows and the server that calls them out: at most it costs time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from lienthong.spine import clock
from lienthong.spine.lanes import actions, jetstream
from lienthong.spine.lanes.jetstream import JetStream
from lienthong.spine.lanes.line import Unreachable, look
from lienthong.spine.lanes.models import Waiting
from lienthong.spine.lanes.port import Transport
from lienthong.spine.lanes.postgres import Postgres
from tests.factories.nats import NatsServer
from tests.spine.lanes.conftest import Committing

pytestmark = pytest.mark.django_db
LEASE, NOW = timedelta(minutes=5), timedelta(0)


@pytest.fixture
def lane(nats: NatsServer) -> Transport:
    return Committing(JetStream())


@pytest.fixture
def broken(nats: NatsServer) -> Iterator[NatsServer]:
    """The server, which is there again afterwards."""
    yield nats
    nats.stop()
    nats.start()


def keys(lane: Transport, *, most: int = 10, lease: timedelta = LEASE) -> list[str]:
    return [load.key for load in lane.take("ra", most=most, lease=lease)]


def messages() -> int:
    return jetstream.line().count()


def emptied(lane: Transport) -> tuple[list[str], int]:
    """What was lent until no message is left: on a busy machine the server sends one again later than it may."""
    came: list[str] = []
    for _ in range(20):
        came += keys(lane)
        if not messages():
            break
    return came, messages()


def test_the_setting_chooses_it(nats: NatsServer) -> None:
    assert isinstance(actions.transport(), JetStream)


def test_the_server_is_told_when_the_writer_commits_and_forgets_what_is_done(lane: Transport) -> None:
    lane.put("ra", "mot")
    assert messages() == 1
    keys(lane)
    lane.done("ra", "mot")
    assert messages() == 0


def test_what_is_undone_was_never_there(lane: Transport) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        JetStream().put("ra", "mot")
        1 / 0  # noqa: B018
    assert emptied(lane) == ([], 0)


def test_what_a_process_died_before_telling_is_told_by_the_next_who_takes(lane: Transport) -> None:
    JetStream().put("ra", "mot")  # and nothing after the commit
    assert keys(lane) == ["mot"]


def test_what_was_told_twice_is_carried_once(lane: Transport) -> None:
    lane.put("ra", "mot")
    Waiting.objects.update(told_at=None)  # it died before it noted that
    assert keys(lane) == ["mot"]
    assert (keys(lane), messages()) == ([], 1)


def test_a_message_of_what_is_done_already_goes(lane: Transport) -> None:
    lane.put("ra", "mot")
    keys(lane, lease=NOW)
    JetStream().done("ra", "mot")  # the answer to the server is lost
    assert messages() == 1
    assert emptied(lane) == ([], 0)


def test_a_message_without_its_load_goes(lane: Transport) -> None:
    lane.put("ra", "mot")
    Waiting.objects.all().delete()  # an older state of the database was restored
    assert emptied(lane) == ([], 0)


def test_what_the_server_lost_is_told_again_once_it_is_overdue(
    lane: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane.put("ra", "mot")
    Waiting.objects.update(ticket="")
    jetstream.line().tell("ra", [])
    lost = jetstream.line()
    monkeypatch.setattr(jetstream, "_stream", lambda _database: f"{lost.stream}_new")
    assert keys(lane) == []
    monkeypatch.setattr(jetstream, "OVERDUE", NOW)
    assert keys(lane) == ["mot"]
    jetstream.line().close()
    monkeypatch.undo()
    lost.close()


def test_it_keeps_what_it_was_told_over_a_kill(lane: Transport, broken: NatsServer) -> None:
    lane.put("ra", "mot")
    broken.kill()
    broken.start()
    Waiting.objects.update(told_at="9999-01-01T00:00Z")  # nobody tells it anew
    assert keys(lane) == ["mot"]


def test_a_message_that_comes_before_its_time_hides_none_behind_it(lane: Transport) -> None:
    """After a kill the server sends everything at once, also what was put off."""
    for key in ("mot", "hai", "ba"):
        lane.put("ra", key)
    later = Waiting.objects.filter(key__in=("mot", "hai"))
    later.update(ready_at=clock.real_now() + timedelta(hours=1))
    assert keys(lane, most=1) == ["ba"]
    lane.done("ra", "ba")
    assert keys(lane, most=1) == []
    later.update(ready_at=clock.real_now())
    assert Postgres().count_waiting("ra") == 2


def test_without_a_server_loads_are_taken_from_the_rows_and_once_only(
    lane: Transport, broken: NatsServer
) -> None:
    lane.put("ra", "mot")
    broken.kill()
    lane.put("ra", "hai")
    assert keys(lane, most=1) == ["mot"]
    lane.done("ra", "mot")
    broken.start()
    assert keys(lane) == ["hai"]
    lane.done("ra", "hai")
    assert keys(lane) == []


def test_an_operator_is_told_whether_it_answers(nats: NatsServer) -> None:
    assert look(nats.url) == ""
    assert look("nats://127.0.0.1:1") != ""


def test_nobody_waits_for_a_dead_server_at_every_call(
    lane: Transport, broken: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.kill()
    monkeypatch.setattr("lienthong.spine.lanes.line.REST", 60.0)
    with pytest.raises(Unreachable, match="Error"):
        messages()
    broken.start()
    with pytest.raises(Unreachable, match="not long ago"):
        messages()


def test_the_carrier_may_be_changed_with_loads_on_their_way(lane: Transport) -> None:
    Postgres().put("ra", "mot")
    assert keys(lane, lease=NOW) == ["mot"]
    (load,) = Postgres().take("ra", most=5, lease=NOW)
    assert (load.key, load.tries) == ("mot", 2)
    Postgres().done("ra", "mot")
    assert emptied(lane) == ([], 0)
