"""Calls on a parent node of the axis, in the wire form of VXP clients.

The same file sent again is the same document there: a node knows it by its sender and hash. Lists are asked again
at once when the line broke; what was sent and not answered is told as Silent, and its job sends it again.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import httpx

from lienthong.connectors.answers import read_whole
from lienthong.connectors.axis import bodies, wire
from lienthong.connectors.axis.bodies import Agency, Item, Sent, Unit
from lienthong.connectors.axis.enclosed import Enclosed
from lienthong.connectors.axis.errors import NotConnected, Reason, Refused, Silent, Unreadable
from lienthong.connectors.axis.limits import LARGEST_ATTACHMENT
from lienthong.connectors.axis.wire import Form
from lienthong.spine import clock

TIMES: Final = httpx.Timeout(60.0, connect=10.0)
LINES: Final = httpx.Limits(max_connections=10)
TRIES: Final = 3
LARGEST_LIST: Final = 20_000_000
LARGEST_FILE: Final = 3 * LARGEST_ATTACHMENT
"""Two attachments of the largest size in base64, and room for the rest."""
PIECE: Final = 1 << 18
NOT_THERE: Final = (404, 405, 501)
_BROKE: Final = (httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError)
type Outcome = Literal["done", "fail", "processing"]


@dataclass(frozen=True, slots=True)
class Access:
    """A parent node, and who we are there. ``agency`` is the code of the agency in whose name it is called."""

    endpoint: str
    system_id: str
    secret: str = field(repr=False)
    agency: str
    form: Form = Form.NAMED


def agencies(access: Access, level: str = "") -> list[Agency]:
    """Members, with their older codes; of one level those of QĐ 20/2020. Raises NotConnected, Silent, Refused."""
    path, asked = ("getAgenciesListQD20", {"level": level}) if level else ("getAgenciesList", {})
    return _list(access, path, asked, bodies.agency_in)


def units(access: Access) -> list[Unit] | None:
    """The list that nodes keep alike, with what was deleted; None where a node has none for us. Raises NotConnected,
    Silent.
    """
    try:
        return _list(access, "getSynchronizeUnit", {}, bodies.unit_in)
    except (_NotThere, Refused):
        return None


def received(access: Access, message_type: str = "edoc") -> list[Item]:
    """What waits for us there. Raises NotConnected, Silent, Refused."""
    return _list(access, "getReceivedEdocList", {"messagetype": message_type}, bodies.item_in)


def sent(access: Access, message_type: str = "edoc") -> list[Sent]:
    """What became of what we sent. Raises NotConnected, Silent, Refused."""
    return _list(access, "getSentEdocList", {"messagetype": message_type}, bodies.sent_in)


def counts(access: Access) -> tuple[int, int]:
    """How many documents and how many statuses wait for us. Raises NotConnected, Silent, Refused."""
    return _count(access, "countReceiveEdoc"), _count(access, "countReceiveStatus")


def tell(access: Access, doc_id: str, outcome: Outcome) -> None:
    """Acknowledges a message: told "done" it is not listed again. Raises NotConnected, Silent, Refused."""
    _asked(access, "POST", "updateStatus", {"docId": doc_id, "status": outcome})


def register(access: Access, agency: Agency) -> None:
    """Makes an agency known there, or changes what is known. Raises NotConnected, Silent, Refused."""
    told = {**bodies.agency(agency), "pcode": agency.parent}
    _asked(access, "POST", "registerAgency", {}, content=json.dumps(told, ensure_ascii=False).encode())


def deregister(access: Access, code: str) -> None:
    """Raises NotConnected, Silent, Refused."""
    _asked(access, "POST", "deleteAgency", {"AgencyCode": code})


def send(access: Access, path: Path, message_type: str = "edoc") -> str:
    """Gives the parent's id of it. Raises NotConnected, Silent, Refused."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    fields = {"messagetype": message_type, "Content-Type": wire.OCTETS}
    with path.open("rb") as content:
        headers = _headers(access, fields, body_sha256=digest, body=_pieces(path))
        said = _said(access, "POST", "sendEdoc", headers, content)
    try:
        return bodies.needed(said, "DocId", "docId")
    except ValueError as fault:
        raise Silent("sendEdoc: no DocId") from fault


def fetch(access: Access, doc_id: str, into: Path, *, item: Item | None = None) -> Item:
    """A message to the file ``into``, whole or not at all; its hash and size are checked where they are known.

    ``item`` is its line in the list; it is given back with the hash and size of what came. Raises NotConnected,
    Silent, Refused, Unreadable.
    """
    known = item or Item(id=doc_id, message_type="", sender="", recipient="")
    part = into.with_name(f"{into.name}.part")
    try:
        digest, size, said_hash = _again(lambda: _fetched(access, doc_id, part))
        for said in (said_hash, known.sha256):
            if said and not wire.same_hash(said, digest):
                raise Silent(f"{doc_id}: another hash than {said[:64]}")
        if known.size not in (None, size):
            raise Silent(f"{doc_id}: {size} of {known.size} bytes")
        part.replace(into)
    finally:
        part.unlink(missing_ok=True)
    return replace(known, sha256=digest, size=size)


class _NotThere(Silent):
    """The node has no such address."""


def _fetched(access: Access, doc_id: str, part: Path) -> tuple[str, int, str]:
    """Hash and size of what came, and the hash that the node says. Older nodes only know the second call."""
    try:
        return _downloaded(access, doc_id, part)
    except _NotThere:
        return _taken_out(access, doc_id, part)


class _File:
    """What is fetched, on its way to disk."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self.sha256, self.size = out, hashlib.sha256(), 0

    def write(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > LARGEST_FILE:
            raise Unreadable(Reason.TOO_LARGE, "message")
        self.sha256.update(piece)
        self._out.write(piece)


def _downloaded(access: Access, doc_id: str, part: Path) -> tuple[str, int, str]:
    headers = _headers(access, {"docId": doc_id})
    with _answering(access, "GET", "downloadEdoc", headers) as answer:
        if "json" in answer.headers.get("Content-Type", ""):
            _taken("downloadEdoc", json.loads(read_whole(answer, LARGEST_LIST)))
            raise Silent("downloadEdoc: no file")
        with part.open("wb") as out:
            file = _File(out)
            for piece in answer.iter_bytes(PIECE):
                file.write(piece)
        return file.sha256.hexdigest(), file.size, answer.headers.get(f"{wire.PREFIX}hash-file", "")


def _taken_out(access: Access, doc_id: str, part: Path) -> tuple[str, int, str]:
    """Out of the JSON in which getEdoc encloses it."""
    headers = _headers(access, {"docId": doc_id})
    with _answering(access, "POST", "getEdoc", headers) as answer, part.open("wb") as out:
        file = _File(out)
        enclosed = Enclosed(file.write)
        for piece in answer.iter_bytes(PIECE):
            enclosed.take(piece)
        _taken("getEdoc", enclosed.rest())
        if not enclosed.has_file:
            raise Silent("getEdoc: no file")
    return file.sha256.hexdigest(), file.size, ""


def _list[T](access: Access, path: str, asked: Mapping[str, str], read: Callable[[Any], T]) -> list[T]:
    told = _asked(access, "POST", path, asked)
    rows = told.get("data") or []
    try:
        if not isinstance(rows, list):
            raise ValueError("no list")
        return [read(row) for row in rows]
    except ValueError as unfit:
        raise Silent(f"{path}: {unfit}") from unfit


def _count(access: Access, path: str) -> int:
    count = _asked(access, "GET", path, {}).get("count")
    if not isinstance(count, int) or count < 0:
        raise Silent(f"{path}: no count")
    return count


def _asked(
    access: Access, method: str, path: str, fields: Mapping[str, str], *, content: bytes = b""
) -> dict[str, Any]:
    def call() -> dict[str, Any]:
        return _said(access, method, path, _headers(access, fields, body=(content,)), content or None)

    return _again(call)


def _again[T](call: Callable[[], T]) -> T:
    """Only for what changes nothing the second time."""
    for _ in range(TRIES - 1):
        try:
            return call()
        except Silent as silent:
            if not isinstance(silent.__cause__, _BROKE):
                raise
    return call()


def _headers(
    access: Access, fields: Mapping[str, str], *, body_sha256: str | None = None, body: Any = ()
) -> dict[str, str]:
    told = {
        "systemid": access.system_id,
        "timestamp": wire.timestamp(clock.real_now()),
        "servicetype": wire.SERVICE,
        "from": access.agency,
        **fields,
    }
    return wire.signed(told, secret=access.secret, body_sha256=body_sha256, form=access.form, body=body)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as content:
        while piece := content.read(PIECE):
            yield piece


def _said(access: Access, method: str, path: str, headers: Mapping[str, str], content: Any) -> dict[str, Any]:
    with _answering(access, method, path, headers, content) as answer:
        return _taken(path, json.loads(read_whole(answer, LARGEST_LIST)))


@contextmanager
def _answering(
    access: Access, method: str, path: str, headers: Mapping[str, str], content: Any = None
) -> Iterator[httpx.Response]:
    """Raises Silent when the line, its answer or what is read of it fails."""
    try:
        with (
            _line(access) as http,
            http.stream(method, f"/{path}", content=content, headers=headers) as answer,
        ):
            if not answer.is_success:
                fault = _NotThere if answer.status_code in NOT_THERE else Silent
                raise fault(f"{path}: HTTP {answer.status_code}")
            yield answer
    except (httpx.HTTPError, ValueError, RecursionError) as fault:
        raise Silent(f"{path}: {type(fault).__name__}") from fault


def _taken(path: str, said: Any) -> dict[str, Any]:
    if not isinstance(said, dict) or "ErrorCode" not in said:
        raise Silent(f"{path}: no ErrorCode")
    if str(said["ErrorCode"]) != bodies.DONE:
        raise Refused(str(said["ErrorCode"])[:20], str(said.get("ErrorDesc") or "")[:200])
    return said


_kept: ContextVar[tuple[Access, httpx.Client] | None] = ContextVar("axis", default=None)


@contextmanager
def connected(access: Access) -> Iterator[httpx.Client]:
    """Calls on ``access`` inside the block share up to ten connections. Raises NotConnected."""
    if not access.endpoint:
        raise NotConnected
    with httpx.Client(base_url=access.endpoint, timeout=TIMES, limits=LINES) as http:
        token = _kept.set((access, http))
        try:
            yield http
        finally:
            _kept.reset(token)


@contextmanager
def _line(access: Access) -> Iterator[httpx.Client]:
    kept = _kept.get()
    if kept and kept[0] == access:
        yield kept[1]
    else:
        with connected(access) as http:
            yield http
