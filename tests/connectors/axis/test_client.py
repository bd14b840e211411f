"""A parent node as a neighbour: what passes, and every way in which it may fail."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.connectors.axis.examples import CITY, HOME, NEW, PROVINCE, status, written

from lienthong.connectors.axis import bodies, client, edxml, fake, wire
from lienthong.connectors.axis.bodies import Agency, Unit
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.errors import NotConnected, Refused, Silent, Unreadable
from lienthong.connectors.axis.messages import StatusCode
from lienthong.connectors.axis.wire import Form


@pytest.fixture
def node() -> fake.FakeNode:
    node = fake.FakeNode()
    node.member("so-noi-vu", HOME.organ_id)
    node.member("tinh", PROVINCE.organ_id, CITY.organ_id)
    return node


@pytest.fixture(params=Form)
def home(node: fake.FakeNode, request: pytest.FixtureRequest) -> Iterator[Access]:
    with fake.running(node, "so-noi-vu", HOME.organ_id, request.param) as access:
        yield access


def as_province(access: Access) -> Access:
    return replace(access, system_id="tinh", agency=PROVINCE.organ_id)


@pytest.fixture
def message(tmp_path: Path) -> Path:
    path = tmp_path / "new.edxml"
    path.write_bytes(written(NEW))
    return path


def test_a_document_goes_from_one_member_to_the_others(home: Access, message: Path, tmp_path: Path) -> None:
    client.send(home, message)
    province = as_province(home)
    first, second = client.received(province)
    assert {first.recipient, second.recipient} == {PROVINCE.organ_id, CITY.organ_id}
    assert client.counts(province) == (2, 0)
    got = client.fetch(province, first.id, tmp_path / "got.edxml", item=first)
    assert (got, (tmp_path / "got.edxml").read_bytes()) == (first, message.read_bytes())
    into = tmp_path / "into"
    into.mkdir()
    assert edxml.read(tmp_path / "got.edxml", into=into).message == NEW


def test_what_is_acknowledged_is_listed_no_more_and_its_sender_sees_it(home: Access, message: Path) -> None:
    client.send(home, message)
    province = as_province(home)
    first, second = client.received(province)
    client.tell(province, first.id, "processing")
    assert [one.status for one in client.received(province)] == ["processing", "initial"]
    client.tell(province, first.id, "done")
    assert [one.id for one in client.received(province)] == [second.id]
    assert [one.receive_status for one in client.sent(home)] == ["done", "initial"]


def test_a_status_goes_back(home: Access, message: Path, tmp_path: Path) -> None:
    path = tmp_path / "status.edxml"
    path.write_bytes(written(status(StatusCode.REGISTERED)))
    client.send(as_province(home), path, "status")
    assert client.counts(home) == (0, 1)
    (one,) = client.received(home, "status")
    assert (one.sender, one.recipient) == (PROVINCE.organ_id, HOME.organ_id)
    assert client.received(home) == []


def test_the_same_file_sent_again_is_the_same_document(home: Access, message: Path) -> None:
    assert client.send(home, message) == client.send(home, message)
    assert client.counts(as_province(home)) == (2, 0)


def test_anothers_message_is_not_handed_out(home: Access, message: Path, tmp_path: Path) -> None:
    client.send(home, message)
    (first, _) = client.received(as_province(home))
    with pytest.raises(Refused, match="404"):
        client.fetch(home, first.id, tmp_path / "got")
    with pytest.raises(Refused, match="404"):
        client.tell(home, first.id, "done")
    assert not list(tmp_path.glob("got*"))


def test_agencies_are_registered_listed_and_taken_off(home: Access) -> None:
    new = Agency(code="000.01.05.H21", name="Ban Tôn giáo", parent=HOME.organ_id)
    client.register(home, new)
    client.register(home, new)
    assert [one.code for one in client.agencies(home)].count(new.code) == 1
    assert next(one for one in client.agencies(home) if one.code == new.code).name == "Ban Tôn giáo"
    client.deregister(home, new.code)
    assert new.code not in [one.code for one in client.agencies(home)]


def test_agencies_of_a_level_have_both_codes(home: Access) -> None:
    assert [(one.code, one.code102) for one in client.agencies(home, "2")] == [
        ("H21.05", HOME.organ_id),
        ("H21.31", CITY.organ_id),
    ]
    assert [one.code for one in client.agencies(home, "1")] == ["H21"]


def test_the_list_that_nodes_keep_alike_tells_what_is_deleted_and_what_is_no_agency(
    node: fake.FakeNode, home: Access
) -> None:
    gone = Unit(code="000.00.98.H21", name="Sở đã giải thể", is_deleted=True, modified=fake.TIME)
    node.room.units = [gone, Unit(code="000.01.98.H21", name="Phòng Hành chính", is_agency=False)]
    units = client.units(home)
    assert units
    assert units[-2:] == node.room.units
    assert not any(one.is_deleted for one in units[:-2])


def test_a_node_without_that_list_has_none(node: fake.FakeNode, home: Access) -> None:
    node.fault = "old"
    assert client.units(home) is None
    node.fault = "garbage"
    with pytest.raises(Silent):
        client.units(home)


@pytest.mark.parametrize(
    ("told", "truth"), [(True, True), ("1", True), ("False", False), (0, False), ("", False)]
)
def test_truths_come_in_every_form(told: object, truth: bool) -> None:
    assert bodies.unit_in({"code": "H21", "deleted": told}).is_deleted is truth


def test_what_is_no_truth_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError):
        bodies.unit_in({"code": "H21", "isAgency": "có lẽ"})


def test_another_secret_is_refused(home: Access, message: Path) -> None:
    with pytest.raises(Refused, match="401: signature"):
        client.send(replace(home, secret="khác"), message)


def test_what_is_no_message_is_refused_with_its_reason(home: Access, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"<a/>")
    with pytest.raises(Refused, match="no_edxml"):
        client.send(home, path)


def test_the_secret_is_not_shown(home: Access) -> None:
    assert fake.KEY not in repr(home)


def test_without_an_address_nobody_is_called(message: Path) -> None:
    for call in CALLS:
        with pytest.raises(NotConnected):
            call(Access("", "a", "b", "c"), message)


CALLS: list[Callable[[Access, Path], Any]] = [
    lambda access, path: client.agencies(access),
    lambda access, path: client.received(access),
    lambda access, path: client.sent(access),
    lambda access, path: client.counts(access),
    lambda access, path: client.tell(access, "00000001", "done"),
    lambda access, path: client.register(access, Agency(code="A", name="B")),
    lambda access, path: client.deregister(access, HOME.organ_id),
    lambda access, path: client.send(access, path),
    lambda access, path: client.fetch(access, "00000001", path.with_suffix(".got")),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("fault", "expected"), [("refuse", Refused), ("reset", Silent), ("garbage", Silent), ("late", Silent)]
)
def test_every_call_fails_by_name(
    call: Callable[[Access, Path], Any],
    fault: str,
    expected: type[Exception],
    node: fake.FakeNode,
    message: Path,
) -> None:
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        node.fault = fault
        with pytest.raises(expected):
            call(access, message)
    assert [path.name for path in message.parent.iterdir()] == ["new.edxml"]


def test_who_does_not_answer_is_silent(
    node: fake.FakeNode, message: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TIMES", 0.2)
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        node.fault = "hang"
        with pytest.raises(Silent, match="Timeout"):
            client.send(access, message)


def test_what_was_heard_and_not_answered_is_the_same_when_sent_again(
    node: fake.FakeNode, message: Path
) -> None:
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        node.fault = "late"
        with pytest.raises(Silent):
            client.send(access, message)
        node.fault = ""
        client.send(access, message)
        assert client.counts(as_province(access)) == (2, 0)


def test_a_line_that_broke_is_tried_again_for_what_changes_nothing(
    node: fake.FakeNode, message: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    signed = wire.signed

    def mend(fields: Any, **more: Any) -> dict[str, str]:
        asked.append("")
        node.fault = "reset" if len(asked) < 3 else ""
        return signed(fields, **more)

    monkeypatch.setattr(wire, "signed", mend)
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        assert len(client.agencies(access)) == 3
        asked.clear()
        with pytest.raises(Silent):
            client.send(access, message)
    assert len(asked) == 1


@pytest.mark.parametrize("fault", ["half", "changed"])
def test_half_a_file_or_another_is_not_kept(
    fault: str, node: fake.FakeNode, message: Path, tmp_path: Path
) -> None:
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        client.send(access, message)
        province = as_province(access)
        (first, _) = client.received(province)
        node.fault = fault
        with pytest.raises(Silent):
            client.fetch(province, first.id, tmp_path / "got")
        assert not list(tmp_path.glob("got*"))


def test_an_older_node_hands_it_out_within_json(node: fake.FakeNode, message: Path, tmp_path: Path) -> None:
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        client.send(access, message)
        province = as_province(access)
        (first, _) = client.received(province)
        node.fault = "old"
        assert client.fetch(province, first.id, tmp_path / "got", item=first) == first
        assert (tmp_path / "got").read_bytes() == message.read_bytes()
        with pytest.raises(Refused, match="404"):
            client.fetch(access, first.id, tmp_path / "not mine")
        assert node.calls[-2:] == ["downloadEdoc", "getEdoc"]


def test_a_file_is_held_against_its_line_in_the_list(
    node: fake.FakeNode, message: Path, tmp_path: Path
) -> None:
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        client.send(access, message)
        province = as_province(access)
        (first, _) = client.received(province)
        for wrong in (replace(first, sha256="0" * 64), replace(first, size=1)):
            with pytest.raises(Silent):
                client.fetch(province, first.id, tmp_path / "got", item=wrong)


def test_a_list_that_tells_twice_is_as_it_is(node: fake.FakeNode, message: Path) -> None:
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        client.send(access, message)
        node.fault = "twice"
        assert len({one.id for one in client.received(as_province(access))}) == 2


def test_a_file_larger_than_any_is_not_read_on(
    node: fake.FakeNode, message: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LARGEST_FILE", 1_000)
    with fake.running(node, "so-noi-vu", HOME.organ_id) as access:
        client.send(access, message)
        province = as_province(access)
        (first, _) = client.received(province)
        with pytest.raises(Unreadable):
            client.fetch(province, first.id, tmp_path / "got")
        assert not list(tmp_path.glob("got*"))


def test_calls_in_one_block_share_their_lines(home: Access, message: Path) -> None:
    with client.connected(home) as http:
        client.send(home, message)
        assert [one.receive_status for one in client.sent(home)] == ["initial", "initial"]
        assert client.counts(as_province(home)) == (2, 0)
        assert not http.is_closed
    assert http.is_closed
