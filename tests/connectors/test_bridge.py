"""Signing at the desk: the page asks the program, the program asks the officer, the device signs, we check."""

import http.client
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from tests.spine.signatures import desk

from lienthong.connectors.bridge.fake import FakeDevice
from lienthong.connectors.bridge.messages import Asked, Item, Unreadable, read_asked, read_made
from lienthong.connectors.bridge.program import Bridge, serve
from lienthong.spine.signatures.errors import TokenSilent
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.signing import Pending, Wish, begin, finish, is_of
from lienthong.spine.signatures.trust import holder_of
from lienthong.spine.signatures.verdicts import Verdict

PIN = "246802"
ORIGIN = "https://lienthong.example"


def device() -> FakeDevice:
    return FakeDevice(desk.token(desk.person()), PIN)


class _Officer:
    """Types ``pin``, or declines; remembers what the window said."""

    def __init__(self, pin: str | None = PIN) -> None:
        self.pin = pin
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, name: str, papers: Sequence[str]) -> str | None:
        self.seen.append((name, tuple(papers)))
        return self.pin


def pending() -> Pending:
    one = desk.token(desk.person())
    return begin(desk.paper(), Wish(SIGNER), one.certificate, one.chain, desk.helpers(), at=desk.NOW)


def asked(*items: Item) -> Asked:
    return Asked(holder_of(desk.person().der).serial, items or (Item("Công văn 12", pending().content),))


def test_a_paper_is_signed_by_a_device_that_the_platform_never_sees() -> None:
    waiting = pending()
    wish = asked(Item("Công văn 12", waiting.content))
    bridge = Bridge(ORIGIN, device(), _Officer())
    (made,) = read_made(bridge.sign(wish.told()), wish)
    paper = finish(waiting, made.value, desk.helpers())
    assert desk.judged(paper).verdict is Verdict.VALID


def test_the_officer_is_told_for_what_before_the_pin() -> None:
    officer = _Officer()
    Bridge(ORIGIN, device(), officer).sign(asked(Item("Công văn 12", b"a"), Item("Tờ trình 3", b"b")).told())
    assert officer.seen == [("Siu H’Đoan", ("Công văn 12", "Tờ trình 3"))]


def test_one_pin_signs_the_batch() -> None:
    wish = asked(*(Item(str(n), bytes([n])) for n in range(20)))
    officer = _Officer()
    made = read_made(Bridge(ORIGIN, device(), officer).sign(wish.told()), wish)
    assert [bool(one.value) for one in made] == [True] * 20
    assert len(officer.seen) == 1


@pytest.mark.parametrize(
    ("pin", "faults"),
    [(None, ["CANCELLED"] * 4), ("000000", ["WRONG_PIN", "WRONG_PIN", "LOCKED", "LOCKED"])],
)
def test_nothing_is_signed_without_the_pin(pin: str | None, faults: list[str]) -> None:
    bridge, wish = Bridge(ORIGIN, device(), _Officer(pin)), asked()
    made = [read_made(bridge.sign(wish.told()), wish)[0] for _ in faults]
    assert [(one.value, one.fault) for one in made] == [(b"", fault) for fault in faults]


def test_without_the_device_it_says_so_and_asks_for_no_pin() -> None:
    absent, officer, wish = device(), _Officer(), asked()
    absent.is_in = False
    assert read_made(Bridge(ORIGIN, absent, officer).sign(wish.told()), wish)[0].fault == "NO_DEVICE"
    assert officer.seen == []


def test_what_was_made_before_the_device_was_pulled_out_stays_made() -> None:
    wish, token = asked(*(Item(str(n), bytes([n])) for n in range(5))), device()
    token.signs = 2
    made = read_made(Bridge(ORIGIN, token, _Officer()).sign(wish.told()), wish)
    assert [bool(one.value) for one in made] == [True, True, False, False, False]
    assert [one.fault for one in made] == ["", "", *["NO_DEVICE"] * 3]


def test_two_papers_of_one_name_have_each_their_own_signature() -> None:
    wish = asked(Item("Công văn", b"a"), Item("Công văn", b"b"))
    made = read_made(Bridge(ORIGIN, device(), _Officer()).sign(wish.told()), wish)
    key = desk.token(desk.person())
    assert all(
        is_of(key.certificate, one.value, item.content) for one, item in zip(made, wish.items, strict=True)
    )


def test_the_pin_is_in_no_message() -> None:
    said = json.dumps([Bridge(ORIGIN, device(), _Officer()).sign(asked().told()), asked().told()])
    assert PIN not in said


def test_what_the_device_signed_for_another_paper_enters_none() -> None:
    one, other = pending(), pending()
    wish = asked(Item("x", other.content + b"!"))
    (made,) = read_made(Bridge(ORIGIN, device(), _Officer()).sign(wish.told()), wish)
    with pytest.raises(TokenSilent):
        finish(one, made.value, desk.helpers())


def test_a_paper_that_did_not_come_back_has_failed() -> None:
    assert [one.fault for one in read_made({"signatures": []}, asked())] == ["FAILED"]


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {"certificate": "x", "items": []},
        {"certificate": "x", "items": [{"name": "a"}]},
        {"certificate": "x", "items": [{"name": "a", "content": "!!"}]},
        {"certificate": "x", "items": [{"name": "a", "content": "QQ=="}] * 201},
        {"certificate": "x", "items": [{"name": "a", "content": "QUFB" * 4_000}]},
    ],
)
def test_messages_of_another_shape_are_refused(told: Any) -> None:
    with pytest.raises(Unreadable):
        read_asked(told)


@contextmanager
def _running(bridge: Bridge) -> Iterator[int]:
    server = serve(bridge, port=0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _called(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, Any]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    told = {"Origin": ORIGIN, "Host": f"127.0.0.1:{port}"} | headers
    line.request(method, path, json.dumps(body) if body is not None else None, told)
    answer = line.getresponse()
    said = answer.read()
    line.close()
    return answer.status, json.loads(said) if said else None, answer.headers


def test_it_answers_the_platform_s_pages() -> None:
    with _running(Bridge(ORIGIN, device(), _Officer())) as port:
        status, told, headers = _called(port, "GET", "/v1/certificates")
        assert (status, told["certificates"][0]["name"]) == (200, "Siu H’Đoan")
        assert headers["Access-Control-Allow-Origin"] == ORIGIN
        assert _called(port, "OPTIONS", "/v1/sign")[0] == 204
        status, told, _ = _called(port, "POST", "/v1/sign", asked().told())
        assert (status, bool(told["signatures"][0]["value"])) == (200, True)
        assert _called(port, "POST", "/v1/sign", {"x": 1})[0] == 400
        assert _called(port, "GET", "/v1/elsewhere")[0] == 404


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": ""}, {"Host": "evil.example:14741"}]
)
def test_to_strangers_it_says_nothing(headers: dict[str, str]) -> None:
    officer = _Officer()
    with _running(Bridge(ORIGIN, device(), officer)) as port:
        for method, path in (("GET", "/v1/certificates"), ("OPTIONS", "/v1/sign")):
            status, told, answered = _called(port, method, path, **headers)
            assert (status, told, "Access-Control-Allow-Origin" in answered) == (403, None, False)
        assert _called(port, "POST", "/v1/sign", asked().told(), **headers)[0] == 403
    assert officer.seen == []
