"""What people at home ask for beside a year of a province's cases, and what slow uploads do to the desk."""

import asyncio
import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, Final
from urllib.parse import quote_plus, urlencode
from uuid import UUID

from django.conf import settings
from django.test import Client

from bench import benchmark
from bench.cases import CITY, simulated
from bench.figures import Figure, figure
from bench.ground import FLOOR, Bench
from bench.load import LOADS, Ask, drive
from bench.pages import fetch
from bench.plan_running import session
from lienthong.config import simulation
from lienthong.config.environment import environment
from lienthong.config.ground.processes import end, free_port
from lienthong.config.ground.up import Part, streams_command
from lienthong.domain.applications import actions
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS
from lienthong.web.portal.apply.page import HELD
from lienthong.web.portal.mine.door import BY_NUMBER, FOLLOWED

PROCEDURE: Final = "MP-H01"
WORDS: Final = ("cap giay phep", "đăng ký kinh doanh", "khai sinh", "dat dai", "chung thuc", "giay pep")
"""As people type: without marks, with them, with a slip."""
UPLOADS, SLOW = 200, 2_048
"""So many files at once, at so many bytes a second each."""
FILE: Final = 8_000_000
WAITING: Final = LOADS[1]


@dataclass(frozen=True, slots=True)
class Home:
    """A browser at home: its cookies, the token of its forms, the application that it began."""

    cookie: str
    token: str
    application: UUID


@benchmark("portal.pages")
def pages(bench: Bench) -> Iterator[Figure]:
    """Search, a procedure, one step of an application, a case that is followed; and the same page as a file."""
    kept = simulated(bench)
    users = max(load.users for load in LOADS)
    homes = [_home(_version(), case) for case in kept["cases"][:users]]
    with TemporaryDirectory() as folder:
        floor = Path(folder)
        floor.chmod(0o755)
        with bench.served(floor) as port:
            (floor / "procedure.html").write_bytes(fetch(port, f"/procedures/{PROCEDURE}/"))
            for what in ("search", "a procedure", "a step of an application", "a case followed"):
                yield from bench.loads(what, port, partial(_asks, bench, what, homes))
            file = partial(_same, f"{FLOOR}procedure.html")
            yield from bench.loads("a procedure’s page as a file", port, file, floor=True)


@benchmark("portal.uploads")
def uploads(bench: Bench) -> Iterator[Figure]:
    """The desk's work list alone, and beside 200 files that come at 2 kB a second each."""
    kept = simulated(bench)
    cookies = [session(account) for account in kept["clerks"]]
    senders = [_home(_version(), None) for _number in range(20 if bench.is_quick else UPLOADS)]
    places = [(home, _begun(home)) for home in senders]
    with bench.served() as port, _streams() as stream:
        yield _work_list(bench, port, cookies, "work list, alone", "")
        with _coming(stream, places) as sent:
            yield _work_list(bench, port, cookies, f"work list beside {len(places)} uploads", sent)


def _work_list(bench: Bench, port: int, cookies: Sequence[str], what: str, sent: Any) -> Figure:
    def asks(user: int) -> Iterator[Ask]:
        while True:
            yield Ask("/cases/?whose=owned", expect=b"<h1", cookie=cookies[user])

    users = [asks(number) for number in range(WAITING.users)]
    sample = drive(port, users, WAITING.wait, bench.warm_up, bench.measured)
    note = "; ".join([*([str(sent)] if sent else []), *sample.words])
    return figure(what, WAITING.name, sample.seconds, bench.measured, errors=sample.errors, note=note)


def _home(version: int, case: int | None) -> Home:
    """Somebody without an account who began an application and follows ``case``."""
    key = actions.begin(version=version, owner=CITY, by=ANONYMOUS, at=clock.now()).key
    client = Client(HTTP_HOST="localhost")
    kept = client.session
    kept[HELD] = [str(key)]
    if case is not None:
        kept[FOLLOWED] = kept[BY_NUMBER] = case
    kept.save()
    name = settings.SESSION_COOKIE_NAME
    client.cookies[name] = kept.session_key or ""
    page = client.get(_step(key)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token, page[:2_000]
    secret = client.cookies[settings.CSRF_COOKIE_NAME].value
    return Home(f"{name}={kept.session_key}; {settings.CSRF_COOKIE_NAME}={secret}", token[1], key)


@cache
def _version() -> int:
    return simulation.lay_ground(clock.today().year).handlings[PROCEDURE].version


def _step(key: UUID) -> str:
    return f"/applications/{key}/people/contact/"


def _asks(bench: Bench, what: str, homes: Sequence[Home], user: int) -> Iterator[Ask]:
    draw, home = bench.random(f"{what}:{user}"), homes[user]
    while True:
        yield _ask(what, home, draw)


def _ask(what: str, home: Home, draw: Random) -> Ask:
    if what == "search":
        return Ask(f"/procedures/?q={quote_plus(draw.choice(WORDS))}", expect=b"<h1")
    if what == "a procedure":
        return Ask(f"/procedures/{PROCEDURE}/", expect=b"<h1")
    if what == "a case followed":
        return Ask("/follow/case/", expect=b"<h1", cookie=home.cookie)
    given = {
        "phone": f"0905{draw.randrange(10**6):06}",
        "address": f"Làng số {draw.randrange(999)}, Pleiku",
        "asked": "phone email address",
    }
    form = urlencode(given | {"csrfmiddlewaretoken": home.token}).encode()
    return Ask(_step(home.application), cookie=home.cookie, form=form, status=b"302")


def _same(path: str, _user: int) -> Iterator[Ask]:
    while True:
        yield Ask(path)


def _begun(home: Home) -> UUID:
    return actions.begin_upload(application=home.application, paper=2, name="anh.jpg", size=FILE)


@contextlib.contextmanager
def _streams() -> Iterator[int]:
    """The port of the upload process, started as `up` does."""
    port = free_port(environment().port + 10, "127.0.0.1")
    part = Part("bench-streams", streams_command(port))
    part.start()
    try:
        yield port
    finally:
        end([part.child] if part.child else [])


@dataclass
class Sent:
    """What came of the uploads; every one of them must still be going on when it is told."""

    open: int = 0
    bytes: int = 0
    failed: int = 0
    is_over: bool = False

    def __str__(self) -> str:
        return f"{self.open} uploads going on, {self.failed} failed, {self.bytes:,} bytes were sent"


@contextlib.contextmanager
def _coming(port: int, places: Sequence[tuple[Home, UUID]]) -> Iterator[Sent]:
    """Files that come slowly until the block is left."""
    sent = Sent()
    thread = Thread(target=lambda: asyncio.run(_send_all(port, places, sent)), daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while sent.open + sent.failed < len(places) and time.monotonic() < until:
        time.sleep(0.1)
    try:
        yield sent
    finally:
        sent.is_over = True
        thread.join(timeout=10)


async def _send_all(port: int, places: Sequence[tuple[Home, UUID]], sent: Sent) -> None:
    async with asyncio.TaskGroup() as group:
        for home, upload in places:
            group.create_task(_send(port, home, upload, sent))
            await asyncio.sleep(1 / len(places))


async def _send(port: int, home: Home, upload: UUID, sent: Sent) -> None:
    """Headers, then a little every second; the pieces are begun anew by nobody."""
    writer = await _opened(port)
    if writer is None:
        sent.failed += 1
        return
    writer.write(_head(home, upload))
    sent.open += 1
    try:
        while not sent.is_over:
            writer.write(b"\xff" * SLOW)
            await writer.drain()
            sent.bytes += SLOW
            await asyncio.sleep(1)
    except OSError:
        sent.open -= 1
        sent.failed += 1
    finally:
        writer.close()


async def _opened(port: int) -> asyncio.StreamWriter | None:
    for _try in range(50):
        with contextlib.suppress(OSError):
            return (await asyncio.open_connection("127.0.0.1", port))[1]
        await asyncio.sleep(0.2)
    return None


def _head(home: Home, upload: UUID) -> bytes:
    lines = [
        f"PATCH /uploads/resumable/{upload}/ HTTP/1.1",
        "Host: localhost",
        f"Cookie: {home.cookie}",
        "Tus-Resumable: 1.0.0",
        "Upload-Offset: 0",
        "Content-Type: application/offset+octet-stream",
        f"Content-Length: {FILE}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()
