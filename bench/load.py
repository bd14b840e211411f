"""Users who ask for pages over kept-alive connections. Bare asyncio: a full client would measure itself."""

import asyncio
import gc
import math
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    name: str
    users: int
    wait: float


LOADS = (Load("1 user", 1, 0), Load("16 users who wait 1 s", 16, 1), Load("16 users without waiting", 16, 0))


@dataclass(frozen=True, slots=True)
class Ask:
    """A GET, or a POST of ``form``. ``expect`` must be in the body, so that a fast error page is not counted as a fast
    page; ``status`` is the answer that counts as success.
    """

    path: str
    expect: bytes = b""
    cookie: str = ""
    form: bytes = b""
    status: bytes = b"200"


@dataclass(slots=True)
class Sample:
    """Seconds each success took, and what went wrong instead (the first few in words)."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    words: list[str] = field(default_factory=list)

    def fail(self, reason: str) -> None:
        self.errors += 1
        if len(self.words) < 3:
            self.words.append(reason)


class Refused(Exception):
    pass


def drive(port: int, users: Sequence[Iterator[Ask]], wait: float, warm_up: float, measured: float) -> Sample:
    """Every user asks, waits, asks again. What began in the first ``warm_up`` seconds is not counted."""
    sample = Sample()
    gc.collect()
    gc.disable()  # the generator's own pauses are not the server's
    try:
        with ThreadPoolExecutor(1) as thread:  # the caller's own thread may have a loop already
            thread.submit(asyncio.run, _drive(port, users, wait, warm_up, measured, sample)).result()
    finally:
        gc.enable()
    return sample


def drive_at(port: int, asks: Iterator[Ask], rate: float, seconds: float) -> Sample:
    """So many asks a second whatever the answers take, each timed from when it was due, not from when it went out."""
    sample = Sample()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _drive_at(port, asks, rate, seconds, sample)).result()
    return sample


async def _drive_at(port: int, asks: Iterator[Ask], rate: float, seconds: float, sample: Sample) -> None:
    start = time.perf_counter()
    free: list[_User] = []

    async def one(ask: Ask, due: float) -> None:
        user = free.pop() if free else _User(port, asks, 0, 0, math.inf, sample)
        await user.ask(ask, due)
        free.append(user)

    async with asyncio.TaskGroup() as group:
        for place in range(int(rate * seconds)):
            due = start + place / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(one(next(asks), due))
    for user in free:
        user.hang_up()


async def _drive(
    port: int, users: Sequence[Iterator[Ask]], wait: float, warm_up: float, measured: float, sample: Sample
) -> None:
    start = time.perf_counter()
    spread = random.Random(1)
    async with asyncio.TaskGroup() as group:
        for asks in users:
            user = _User(port, asks, wait, start + warm_up, start + warm_up + measured, sample)
            group.create_task(user.live(spread.uniform(0, wait)))


@dataclass(slots=True)
class _User:
    port: int
    asks: Iterator[Ask]
    wait: float
    counts_from: float
    ends_at: float
    sample: Sample
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def live(self, late: float) -> None:
        await asyncio.sleep(late)
        while time.perf_counter() < self.ends_at:
            await self.ask(next(self.asks), time.perf_counter())
            if self.wait:
                await asyncio.sleep(self.wait)
        self.hang_up()

    async def ask(self, ask: Ask, began: float) -> None:
        try:
            await asyncio.wait_for(self._exchange(ask), TIMEOUT)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, Refused) as reason:
            self.hang_up()
            if began >= self.counts_from:
                self.sample.fail(f"{ask.path}: {str(reason) or type(reason).__name__}")
            return
        ended = time.perf_counter()
        if began >= self.counts_from and ended <= self.ends_at:
            self.sample.seconds.append(ended - began)

    async def _exchange(self, ask: Ask) -> None:
        reader, writer = await self._line()
        writer.write(_head(ask) + ask.form)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await _body(reader, head.lower())
        if head[9:12] != ask.status:
            raise Refused(head[9:12].decode("ascii", "replace"))
        if ask.expect not in body:
            raise Refused(f"the page lacks {ask.expect.decode()}")
        if b"connection: close" in head.lower():
            self.hang_up()

    async def _line(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The kept connection; as a browser does, a new one where the server has closed it meanwhile."""
        if self._reader is not None and self._reader.at_eof():
            self.hang_up()
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        return self._reader, self._writer

    def hang_up(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def _head(ask: Ask) -> bytes:
    lines = [f"{'POST' if ask.form else 'GET'} {ask.path} HTTP/1.1", "Host: localhost"]
    if ask.cookie:
        lines.append(f"Cookie: {ask.cookie}")
    if ask.form:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(ask.form)}"]
    return "\r\n".join([*lines, "", ""]).encode()


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if b"transfer-encoding: chunked" in head:
        return await _chunks(reader)
    _, found, rest = head.partition(b"content-length:")
    return await reader.readexactly(int(rest.split(b"\r\n", 1)[0])) if found else b""


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        whole += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return whole
