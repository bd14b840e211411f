"""A connection to NATS JetStream for code that waits: the library's event loop runs in a thread of this process.

One stream holds the loads of one database, one message each under a subject of its own. A broken connection is not
mended but made anew at the next call: what was subscribed to, and the stream itself, may be gone with the server.
"""

import asyncio
import json
import threading
import time
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.client import JetStreamContext
from nats.js.errors import APIError

ANSWER: Final = 2.0
"""Seconds in which the server must answer."""
REST: Final = 5.0
"""Seconds in which it is not asked again after a failure: nobody waits for a dead server at every call."""
PATIENCE: Final = 0.2
"""Seconds in which something may still arrive in a lane that is empty."""
UNANSWERED: Final = 30.0
"""Seconds after which a message comes again of which its taker said nothing at all."""
MOST_OUT: Final = 100_000
STANDS_ALREADY: Final = 10077
OTHERWISE_MADE: Final = 10058
ACK: Final = b"+ACK"
TERM: Final = b"+TERM"


class Unreachable(Exception):
    """The server does not answer, or not with JetStream."""


@dataclass(frozen=True, slots=True)
class Call:
    """A message that came: the number of its load, and the subject on which it is answered."""

    load: int
    ticket: str


def pause(seconds: float) -> bytes:
    """The answer after which a message comes again in so long, and not before."""
    return b"-NAK " + json.dumps({"delay": max(int(seconds * 1_000_000_000), 0)}).encode()


class Line:
    """``servers`` by commas; three or more keep every message three times. Every method raises Unreachable."""

    def __init__(self, servers: str, stream: str) -> None:
        self.servers = _listed(servers)
        self.stream = stream
        self._client: Client | None = None
        self._pulls: dict[str, JetStreamContext.PullSubscription] = {}
        self._rests_until = 0.0
        self._loop = asyncio.new_event_loop()
        self._turn = asyncio.Lock()
        self._thread = threading.Thread(target=self._loop.run_forever, name="nats", daemon=True)
        self._thread.start()

    def tell(self, lane: str, loads: Sequence[int]) -> None:
        """Each is in the stream afterwards, also those that were there before."""
        self._run(self._tell(lane, loads), ANSWER + len(loads) / 100)

    def fetch(self, lane: str, most: int) -> list[Call]:
        return self._run(self._fetch(lane, most), ANSWER + PATIENCE)

    def say(self, answers: Iterable[tuple[str, bytes]]) -> None:
        """Nobody waits for it to arrive: what is lost is said again when the message comes again."""
        self._run(self._say([one for one in answers if one[0]]), ANSWER)

    def count(self) -> int:
        """Messages in the stream: loads of which it was told, and which are neither done nor dead."""
        return self._run(self._count(), ANSWER)

    def close(self) -> None:
        with suppress(Unreachable):
            self._run(self._drop(), ANSWER)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER)
        self._loop.close()

    def _run[T](self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        if time.monotonic() < self._rests_until:
            work.close()
            raise Unreachable("not long ago")
        future = asyncio.run_coroutine_threadsafe(self._in_turn(work, seconds), self._loop)
        try:
            return future.result(2 * seconds + ANSWER)
        except (NatsError, OSError, TimeoutError) as fault:
            future.cancel()
            self._rests_until = time.monotonic() + REST
            raise Unreachable(f"{type(fault).__name__}: {fault}") from fault

    async def _in_turn[T](self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """One at a time: two that fetch would take each other's messages."""
        try:
            async with self._turn:
                return await self._kept(work, seconds)
        finally:
            work.close()  # where its turn never came

    async def _kept[T](self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        try:
            async with asyncio.timeout(ANSWER):
                await self._connect()
            async with asyncio.timeout(seconds):
                return await work
        except BaseException:
            await self._drop()
            raise

    async def _connect(self) -> None:
        if self._client and self._client.is_connected:
            return
        await self._drop()
        self._client = await _connected(self.servers)
        wanted = self._wanted()
        try:
            await self._stream.add_stream(wanted)
        except APIError as fault:
            if fault.err_code != OTHERWISE_MADE:
                raise
            await self._stream.update_stream(wanted)

    def _wanted(self) -> StreamConfig:
        return StreamConfig(
            name=self.stream,
            subjects=[f"{self.stream}.>"],
            retention=RetentionPolicy.WORK_QUEUE,
            storage=StorageType.FILE,
            discard=DiscardPolicy.NEW,
            discard_new_per_subject=True,
            max_msgs_per_subject=1,
            num_replicas=3 if len(self.servers) >= 3 else 1,
        )

    @property
    def _open(self) -> Client:
        if self._client is None:
            raise ConnectionError("closed")
        return self._client

    @property
    def _stream(self) -> JetStreamContext:
        return self._open.jetstream(timeout=ANSWER)

    async def _drop(self) -> None:
        client, self._client = self._client, None
        self._pulls.clear()
        if client:
            with suppress(NatsError, OSError, TimeoutError):
                await client.close()

    async def _tell(self, lane: str, loads: Sequence[int]) -> None:
        for load in loads:
            try:
                await self._stream.publish(f"{self.stream}.{lane}.{load}", stream=self.stream)
            except APIError as fault:
                if fault.err_code != STANDS_ALREADY:
                    raise

    async def _fetch(self, lane: str, most: int) -> list[Call]:
        pull = self._pulls.get(lane) or await self._pull(lane)
        try:
            messages = await pull.fetch(most, timeout=PATIENCE)
        except TimeoutError:
            return []
        return [Call(int(one.subject.rpartition(".")[2]), one.reply) for one in messages]

    async def _pull(self, lane: str) -> JetStreamContext.PullSubscription:
        name = lane.replace(".", "-")
        consumer = ConsumerConfig(
            durable_name=name,
            filter_subject=f"{self.stream}.{lane}.*",
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=UNANSWERED,
            max_ack_pending=MOST_OUT,
        )
        await self._stream.add_consumer(self.stream, consumer)
        self._pulls[lane] = await self._stream.pull_subscribe_bind(name, stream=self.stream)
        return self._pulls[lane]

    async def _say(self, answers: Sequence[tuple[str, bytes]]) -> None:
        for ticket, words in answers:
            await self._open.publish(ticket, words)

    async def _count(self) -> int:
        return (await self._stream.stream_info(self.stream)).state.messages


def look(servers: str) -> str:
    """Why loads cannot be carried there, or nothing. Leaves nothing behind."""
    try:
        asyncio.run(asyncio.wait_for(_look(_listed(servers)), 2 * ANSWER))
    except (NatsError, OSError, TimeoutError) as fault:
        return str(fault) or type(fault).__name__
    return ""


async def _look(servers: list[str]) -> None:
    client = await _connected(servers)
    try:
        await client.jetstream(timeout=ANSWER).account_info()
    finally:
        await client.close()


def _listed(servers: str) -> list[str]:
    return [one.strip() for one in servers.split(",") if one.strip()]


async def _connected(servers: list[str]) -> Client:
    return await nats.connect(
        servers,
        name="lienthong",
        allow_reconnect=False,
        max_reconnect_attempts=1,
        reconnect_time_wait=0.05,
        connect_timeout=int(ANSWER),
        error_cb=_told_by_who_called,
    )


async def _told_by_who_called(_fault: Exception) -> None:
    """Whoever called reads it as Unreachable; the library would write it out beside."""
