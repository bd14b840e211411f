"""The list of agencies is that of the node above: read each hour, or when an operator asks, with what was deleted."""

from io import BytesIO

import pytest

from lienthong.connectors.axis.messages import Organization
from lienthong.connectors.axis.wire import Unit
from lienthong.domain.axis import actions, jobs, queries
from lienthong.domain.axis.actions import BY, Arrival
from lienthong.domain.axis.errors import NeighbourNotFound
from lienthong.domain.axis.models import Neighbour, Organ
from tests.domain.axis.node import MINISTRY, OFFICE, Node, edoc, exchange, written
from tests.domain.documents.office import AT, FOUNDER

HEALTH = "000.00.00.G18"


def asked_anew(axis: Node) -> set[str]:
    above = queries.parent()
    assert above
    actions.ask_for_list(neighbour=above.id, by=FOUNDER, at=AT)
    exchange(AT)
    return {row.code for row in queries.list_organs(limit=50)}


def test_it_is_read_at_once_when_an_operator_asks(axis: Node) -> None:
    axis.above.member("boyte", HEALTH)
    exchange(AT)
    assert HEALTH not in queries.get_organs([HEALTH]), "it is not asked for again within the hour"
    assert HEALTH in asked_anew(axis)


def test_who_is_deleted_there_is_gone_and_comes_back_when_named_again(axis: Node) -> None:
    axis.above.room.units = [Unit(code=OFFICE, name="Văn phòng", is_deleted=True)]
    assert OFFICE not in asked_anew(axis)
    assert MINISTRY in {row.code for row in queries.list_organs(limit=50)}
    axis.above.room.units = []
    assert OFFICE in asked_anew(axis)


def test_divisions_are_no_recipients_and_agencies_of_that_list_alone_are(axis: Node) -> None:
    axis.above.room.units = [
        Unit(code=HEALTH, name="Bộ Y tế", parent="G"),
        Unit(code="000.01.00.G18", name="Phòng Hành chính", is_agency=False),
    ]
    assert {HEALTH, "000.01.00.G18"} & asked_anew(axis) == {HEALTH}


def test_of_a_node_without_that_list_its_members_are_known(axis: Node) -> None:
    axis.above.fault = "old"
    assert {MINISTRY, OFFICE} <= asked_anew(axis)


def test_a_list_that_breaks_off_takes_nobody_away(axis: Node) -> None:
    axis.above.room.units = [Unit(code=HEALTH, name="Bộ Y tế")]
    assert HEALTH in asked_anew(axis)
    axis.above.room.units = [Unit(code="", name="dòng hỏng")]
    assert HEALTH in asked_anew(axis)
    axis.above.room.units = []
    assert HEALTH not in asked_anew(axis)


def test_the_way_up_is_there_before_the_first_message_that_needs_it(axis: Node) -> None:
    """A node that has only just been started: nobody has called the node above yet."""
    Organ.objects.all().delete()
    Neighbour.objects.all().delete()
    made, _secret = actions.add_client(name="Kho bạc", system="kho", organ="H99.8", by=FOUNDER, at=AT)
    to = (Organization(organ_id=MINISTRY, name="Bộ Nội vụ"),)
    message = edoc("1", sender=Organization(organ_id="H99.8", name="Kho bạc"), recipients=to)
    came = Arrival(neighbour=made, wanted=queries.Wanted.DOCUMENT, stated="H99.8")
    key = actions.take(
        content=BytesIO(written(message)), arrival=came, is_announced=lambda _digest: True, by=BY, at=AT
    )
    jobs.read_all(AT)
    row = queries.get_message(key)
    assert row
    assert (row.state, row.reason) == (queries.MessageState.ROUTED, "")


def test_asking_twice_is_asking_once_and_nobody_asks_a_client(axis: Node) -> None:
    above = queries.parent()
    assert above
    for _press in range(2):
        actions.ask_for_list(neighbour=above.id, by=FOUNDER, at=AT)
    calls = axis.above.calls.count("getSynchronizeUnit")
    exchange(AT)
    assert axis.above.calls.count("getSynchronizeUnit") == calls + 1
    made, _secret = actions.add_client(name="Thuế", system="thue", organ="H99.1", by=FOUNDER, at=AT)
    with pytest.raises(NeighbourNotFound):
        actions.ask_for_list(neighbour=made, by=FOUNDER, at=AT)
