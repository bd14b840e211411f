"""The load generator against a server whose speed and manners are known."""

import asyncio
import contextlib
import math
import re
import threading
from collections.abc import Iterator
from itertools import chain, repeat

import pytest
from bench.figures import as_json, figure, percentile, table
from bench.ground import Bench
from bench.load import Ask, drive, drive_at

pytestmark = pytest.mark.enable_socket


class Server:
    """Answers ``/slow`` after 50 ms, ``/chunked`` in chunks, ``/hang-up`` by closing, ``/gone`` with 404."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[str] = []
        self.lines = 0
        self.cookies: set[str] = set()
        self.forms: set[bytes] = set()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._answer(await self._read(reader), writer):
                await writer.drain()
        writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> str:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        if length := re.search(r"Content-Length: (\d+)", head):
            self.forms.add(await reader.readexactly(int(length[1])))
        return head

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> bool:
        path = head.split()[1]
        self.asked.append(path)
        self.cookies |= {line for line in head.splitlines() if line.startswith("Cookie")}
        if path == "/hang-up":
            return False
        if path == "/slow":
            await asyncio.sleep(0.05)
        status = "404 Not Found" if path == "/gone" else "200 OK"
        if path == "/chunked":
            writer.write(
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nxin\r\n5\r\n chao\r\n0\r\n\r\n"
            )
        else:
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 5\r\n\r\nhello".encode())
        return True


@pytest.fixture
def server() -> Iterator[Server]:
    made, ready, stop = Server(), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with await asyncio.start_server(made.meet, "127.0.0.1", 0) as listening:
            made.port = listening.sockets[0].getsockname()[1]
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(5)
    yield made
    loop.call_soon_threadsafe(stop.set)
    thread.join(5)
    loop.close()


def test_it_measures_what_a_request_took(server: Server) -> None:
    sample = drive(server.port, [repeat(Ask("/slow"))], 0, 0, 0.5)
    assert sample.errors == 0
    assert 1 <= len(sample.seconds) <= 10
    assert min(sample.seconds) >= 0.05


def test_a_user_keeps_the_line_and_the_cookie(server: Server) -> None:
    drive(server.port, [repeat(Ask("/", b"hello", "session=abc")) for _ in range(3)], 0, 0, 0.2)
    assert server.lines == 3
    assert server.cookies == {"Cookie: session=abc"}


def test_users_who_wait_ask_less_and_do_not_arrive_in_step(server: Server) -> None:
    sample = drive(server.port, [repeat(Ask("/")) for _ in range(8)], 0.3, 0, 0.9)
    assert 8 <= len(sample.seconds) <= 32


def test_what_began_in_the_warm_up_is_not_counted(server: Server) -> None:
    late = chain([Ask("/gone"), Ask("/hang-up")], repeat(Ask("/slow")))
    sample = drive(server.port, [late], 0, 0.3, 0.3)
    assert sample.errors == 0
    assert len(server.asked) > len(sample.seconds)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (Ask("/gone"), "/gone: 404"),
        (Ask("/", expect=b"goodbye"), "/: the page lacks goodbye"),
        (Ask("/hang-up"), "/hang-up: "),
    ],
)
def test_what_is_not_the_page_asked_for_is_an_error(server: Server, ask: Ask, words: str) -> None:
    sample = drive(server.port, [chain([ask], repeat(Ask("/")))], 0, 0, 0.5)
    assert sample.errors == 1
    assert sample.words[0].startswith(words)
    assert sample.seconds


def test_a_server_that_is_not_there_is_errors_not_an_exception() -> None:
    sample = drive(1, [iter([Ask("/")] * 3)], 0.05, 0, 0.1)
    assert sample.errors >= 1
    assert sample.seconds == []


def test_chunked_answers_are_read_whole(server: Server) -> None:
    sample = drive(server.port, [repeat(Ask("/chunked", expect=b"xin chao"))], 0, 0, 0.1)
    assert sample.errors == 0
    assert sample.seconds


def test_three_loads_become_three_figures(server: Server) -> None:
    figures = list(Bench(0, 0.2).loads("a page", server.port, lambda _: repeat(Ask("/"))))
    assert [one.load for one in figures] == ["1 user", "16 users who wait 1 s", "16 users without waiting"]
    assert [one.errors for one in figures] == [0, 0, 0]


@pytest.mark.parametrize(
    ("times", "share", "expected"),
    [
        ([7.0], 50, 7.0),
        ([1.0, 2.0, 3.0, 4.0], 50, 2.0),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 101)), 99, 99),
    ],
)
def test_a_percentile_is_a_time_that_was_measured(times: list[float], share: float, expected: float) -> None:
    assert percentile(times, share) == expected


def test_nothing_measured_is_told_as_nothing() -> None:
    empty = figure("nothing", "1 user", [], 30, errors=7)
    assert math.isnan(empty.p50)
    assert empty.per_second == 0
    assert as_json([empty])[0]["p50"] is None
    assert "nan" in table([empty])


def test_figures_are_in_milliseconds_and_per_second() -> None:
    one = figure("page", "1 user", [0.010] * 99 + [0.5], 10, floor=True)
    assert (one.p50, one.p95, one.p99, one.per_second) == (10.0, 10.0, 10.0, 10.0)
    assert one.floor


def test_asks_go_out_at_their_rate_however_long_the_answers_take(server: Server) -> None:
    sample = drive_at(server.port, repeat(Ask("/slow")), 200, 0.1)
    assert (len(sample.seconds), sample.errors) == (20, 0)
    assert server.lines > 1, "they did not wait for each other"


def test_a_form_is_posted_and_its_answer_may_be_another_status(server: Server) -> None:
    sample = drive_at(server.port, repeat(Ask("/gone", form=b"a=1&b=2", status=b"404")), 50, 0.04)
    assert (len(sample.seconds), sample.errors, server.forms) == (2, 0, {b"a=1&b=2"})
