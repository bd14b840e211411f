"""Pieces of a file, received straight to disk (tus 1.0, https://tus.io/protocols/resumable-upload).

Who may send and where to go on from is asked of the page's own view, before a byte is taken; the bytes never pass
through a view nor lie in memory; then the view is told, and finishes what is whole. What came before a cut stays.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from io import FileIO
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

from lienthong.spine.files.partial import Busy, WrongOffset, appending

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ADDRESS: Final = re.compile(r"/uploads/resumable/([0-9a-f-]{36})/")
PIECE: Final = b"application/offset+octet-stream"
SILENCE: Final = 60.0
"""Seconds without a byte after which the sender is taken for gone: the file is free for the next try."""


AT_ONCE: Final = 8
"""Views that are asked at the same time: each holds a connection to the database while it answers, and two hundred
telephones begin in the same second."""
_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class TooLong(Exception):
    """More bytes than were announced when the upload began."""


@dataclass
class Answer:
    """What a view said, kept until it is known whether it is sent on."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        self.body += message.get("body", b"")

    def number(self, name: bytes) -> int:
        told = {key.lower(): value for key, value in self.headers}.get(name, b"")
        return int(told) if told.isdigit() else -1

    async def send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def is_piece(scope: Scope) -> bool:
    return scope["method"] == "PATCH" and ADDRESS.fullmatch(scope["path"]) is not None


async def take_piece(app: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers as the protocol asks: 404 foreign or gone, 409 wrong offset, 413 too long, 415 no piece, 423 busy."""
    known = await ask(app, scope, "HEAD")
    if known.status != 200:
        await known.send(send)
        return
    known.status = await _receive(scope, known, receive)
    if known.status == 204:
        known = await ask(app, scope, "PATCH")
    if known.status:
        known.body = b"" if known.status in (204, 409, 413, 415, 423) else known.body
        await known.send(send)


async def _receive(scope: Scope, known: Answer, receive: Receive) -> int:
    """The status to answer with; 0 when nobody is there to be answered."""
    told = {name.lower(): value for name, value in scope["headers"]}
    if told.get(b"content-type") != PIECE or not told.get(b"upload-offset", b"").isdigit():
        return 415
    offset, room = (
        int(told[b"upload-offset"]),
        known.number(b"upload-length") - known.number(b"upload-offset"),
    )
    if int(told.get(b"content-length", b"0")) > room:
        return 413
    found = ADDRESS.fullmatch(scope["path"])
    try:
        with appending(UUID(found[1] if found else ""), offset) as kept:
            return 204 if await _append(kept, offset, room, receive) else 0
    except WrongOffset:
        return 409
    except Busy:
        return 423
    except TooLong:
        return 413


async def _append(kept: FileIO, offset: int, room: int, receive: Receive) -> bool:
    """False when the sender was cut off: what came is kept. Raises TooLong, and keeps nothing of it."""
    taken = 0
    while True:
        try:
            message = await asyncio.wait_for(receive(), SILENCE)
        except TimeoutError:
            return False
        if message["type"] == "http.disconnect":
            return False
        piece = message.get("body", b"")
        taken += len(piece)
        if taken > room:
            kept.truncate(offset)
            raise TooLong
        await asyncio.to_thread(kept.write, piece)
        if not message.get("more_body"):
            return True


async def ask(app: App, scope: Scope, method: str) -> Answer:
    """Calls the view with the same cookies and headers, and no body; when its turn comes."""
    answer = Answer()
    bare: Iterable[tuple[bytes, bytes]] = scope["headers"]
    headers = [
        (name, value) for name, value in bare if name.lower() not in (b"content-length", b"content-type")
    ]
    async with _turns():
        await app({**scope, "method": method, "headers": headers}, _nothing_more(), answer.take)
    return answer


def _turns() -> asyncio.Semaphore:
    """Of the loop that runs: what waits for its turn belongs to one."""
    return _TURNS.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


def _nothing_more() -> Receive:
    """An empty body; then silence, since the sender is still there."""
    is_told = False

    async def receive() -> Message:
        nonlocal is_told
        if is_told:
            await asyncio.Event().wait()
        is_told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive
