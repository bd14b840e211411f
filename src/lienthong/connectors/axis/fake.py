"""A parent node for tests: checks who calls, routes what is sent by its envelope, lists, hands out, and misbehaves.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"late" (it does what it is asked, and a gateway gives up before the answer), "twice" (each line of a list comes twice),
"half" (a file breaks off), "changed" (a file with other bytes than its hash says), "old" (no downloadEdoc and no
getSynchronizeUnit).
"""

import hashlib
import json
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from lienthong.connectors.axis import edxml, wire
from lienthong.connectors.axis.bodies import Agency, Item, Sent, Unit
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.errors import Forged, Unreadable
from lienthong.connectors.listening import listening
from lienthong.spine import clock

TIME: Final = "2021/10/15 09:00:00"
REFUSED: Final = "100"
KEY: Final = "khoa-thu-nghiem"
type Answer = tuple[list[tuple[str, str]], bytes]


@dataclass(slots=True)
class Held:
    """A message at the node, for one recipient."""

    item: Item
    content: bytes
    sent_as: str


@dataclass(slots=True)
class Mailroom:
    """What one node knows: ``secrets`` of the systems that may call, ``homes`` of agencies (their systems); ``units``
    are lines of the list that nodes keep alike, beside those of its agencies.
    """

    secrets: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


class FakeNode:
    """A WSGI application."""

    def __init__(self) -> None:
        self.room, self.fault = Mailroom(), ""
        self.calls: list[str] = []
        self.released = threading.Event()

    def member(self, system_id: str, *agencies: str, secret: str = KEY) -> None:
        """A system that may call, and the agencies it serves."""
        self.room.secrets[system_id] = secret
        for code in agencies:
            self.room.homes[code] = system_id
            self.room.agencies[code] = Agency(code=code, name=f"Cơ quan {code}", id=str(len(self.room.homes)))

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        path = environ["PATH_INFO"].strip("/")
        self.calls.append(path)
        if self.fault == "hang":
            self.released.wait(30)
        headers, content = self._answer(path, _headers(environ), body)
        if self.fault in ("garbage", "late"):
            content = b"<html>"
        is_old = self.fault == "old" and path in ("downloadEdoc", "getSynchronizeUnit")
        start(
            "404 Not Found" if is_old else "504 Gateway Timeout" if self.fault == "late" else "200 OK",
            headers,
        )
        return [content]

    def _answer(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        if self.fault == "refuse":
            return _json(wire.reply(code=REFUSED, words="Đơn vị chưa được cấp quyền"))
        try:
            caller = wire.check(
                headers, secret_of=self.room.secrets.get, now=clock.real_now(), body=iter((body,))
            )
        except Forged as forged:
            return _json(wire.reply(code="401", words=str(forged)))
        if path in ("downloadEdoc", "getEdoc"):
            return self._hand_out(caller, is_enclosed=path == "getEdoc")
        return _json(self._told(path, caller, body))

    def _told(self, path: str, caller: wire.Caller, body: bytes) -> dict[str, Any]:
        does: dict[str, Callable[[], dict[str, Any]]] = {
            "getAgenciesList": self._list_agencies,
            "getAgenciesListQD20": lambda: self._list_of_level(caller.fields.get("level", "")),
            "getSynchronizeUnit": self._list_units,
            "getReceivedEdocList": lambda: self._list_received(caller),
            "getSentEdocList": lambda: self._list_sent(caller),
            "sendEdoc": lambda: self._send(caller, body),
            "updateStatus": lambda: self._update(caller),
            "countReceiveEdoc": lambda: wire.reply(count=len(self._waiting(caller, "edoc"))),
            "countReceiveStatus": lambda: wire.reply(count=len(self._waiting(caller, "status"))),
            "registerAgency": lambda: self._register(caller, json.loads(body)),
            "deleteAgency": lambda: self._delete(caller),
        }
        return does[path]()

    def _list_agencies(self) -> dict[str, Any]:
        return self._rows(wire.agency(one) for one in self.room.agencies.values())

    def _list_units(self) -> dict[str, Any]:
        known = [Unit(code=one.code, name=one.name, id=one.id) for one in self.room.agencies.values()]
        return self._rows(wire.unit(one) for one in (*known, *self.room.units))

    def _list_of_level(self, level: str) -> dict[str, Any]:
        """As QĐ 20/2020 writes codes, a level has as many groups as it is deep: H21, H21.05, H21.05.01."""
        groups = {
            code: [one for one in reversed(code.split(".")) if int("0" + one.strip("GH"))]
            for code in self.room.agencies
        }
        return self._rows(
            wire.agency(replace(one, code102=code, code=".".join(groups[code])))
            for code, one in self.room.agencies.items()
            if str(len(groups[code])) == level
        )

    def _rows(self, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
        told = list(rows)
        return wire.reply(data=told * 2 if self.fault == "twice" else told)

    def _waiting(self, caller: wire.Caller, message_type: str) -> list[Held]:
        return [
            one
            for one in self.room.held
            if self.room.homes.get(one.item.recipient) == caller.system_id
            and one.item.message_type == message_type
            and one.item.status != "done"
        ]

    def _list_received(self, caller: wire.Caller) -> dict[str, Any]:
        return self._rows(wire.item(one.item) for one in self._waiting(caller, caller.message_type))

    def _list_sent(self, caller: wire.Caller) -> dict[str, Any]:
        found = (
            one
            for one in self.room.held
            if self.room.homes.get(one.item.sender) == caller.system_id
            and one.item.message_type == caller.message_type
        )
        return self._rows(wire.sent(_sent(one)) for one in found)

    def _send(self, caller: wire.Caller, body: bytes) -> dict[str, Any]:
        digest = hashlib.sha256(body).hexdigest()
        if not wire.same_hash(caller.stated_hash, digest):
            return wire.reply(code="102", words="Sai mã băm của tệp")
        sent_as = f"{caller.system_id}-{digest[:16]}"
        if any(one.sent_as == sent_as for one in self.room.held):
            return wire.reply(DocId=sent_as)
        try:
            recipients = _recipients(body)
        except Unreadable as unreadable:
            return wire.reply(code="103", words=str(unreadable))
        for code in recipients:
            self._put(caller, sent_as, code, body, digest)
        return wire.reply(DocId=sent_as)

    def _put(self, caller: wire.Caller, sent_as: str, code: str, body: bytes, digest: str) -> None:
        item = Item(
            id=f"{len(self.room.held) + 1:08}",
            message_type=caller.message_type,
            sender=caller.agency,
            recipient=code,
            created=TIME,
            updated=TIME,
            sha256=digest,
            size=len(body),
        )
        self.room.held.append(Held(item, body, sent_as))

    def _mine(self, caller: wire.Caller) -> Held | None:
        """Another's message is none."""
        found = (one for one in self.room.held if one.item.id == caller.doc_id)
        return next(
            (one for one in found if self.room.homes.get(one.item.recipient) == caller.system_id), None
        )

    def _hand_out(self, caller: wire.Caller, *, is_enclosed: bool) -> Answer:
        held = self._mine(caller)
        if held is None:
            return _json(wire.reply(code="404", words="Không có văn bản này"))
        content = held.content
        if self.fault == "changed":
            content = content[:-1] + b" "
        if is_enclosed:
            return [("Content-Type", wire.JSON)], b"".join(wire.enclosing([content]))
        headers = [("Content-Type", wire.OCTETS), ("Content-Length", str(len(content)))]
        headers.append((f"{wire.PREFIX}hash-file", wire.stated(held.item.sha256)))
        return headers, content[: len(content) // 2] if self.fault == "half" else content

    def _update(self, caller: wire.Caller) -> dict[str, Any]:
        held = self._mine(caller)
        if held is None:
            return wire.reply(code="404", words="Không có văn bản này")
        held.item = replace(held.item, status=caller.fields.get("status", ""))
        return wire.reply()

    def _register(self, caller: wire.Caller, told: dict[str, Any]) -> dict[str, Any]:
        if not told.get("code") or not told.get("name"):
            return wire.reply(code="105", words="Thiếu mã hoặc tên đơn vị")
        code = str(told["code"])
        self.room.homes[code] = caller.system_id
        self.room.agencies[code] = Agency(
            code=code, name=str(told["name"]), parent=str(told.get("pcode") or "")
        )
        return wire.reply()

    def _delete(self, caller: wire.Caller) -> dict[str, Any]:
        code = caller.fields.get("agencycode", "")
        if self.room.homes.get(code) != caller.system_id:
            return wire.reply(code="404", words="Không có đơn vị này")
        del self.room.homes[code], self.room.agencies[code]
        return wire.reply()


def _sent(one: Held) -> Sent:
    return Sent(
        sender_doc_id=one.sent_as,
        receiver_doc_id=one.item.id,
        sender=one.item.sender,
        recipient=one.item.recipient,
        send_status="done",
        receive_status=one.item.status,
        message_type=one.item.message_type,
        sent=one.item.created,
    )


def _recipients(body: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "message.edxml")
        path.write_bytes(body)
        message = edxml.read(path, into=Path(folder)).message
        return [one.organ_id for one in message.recipients]


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    found = {name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
    return {**found, "Content-Type": environ.get("CONTENT_TYPE", "")}


def _json(told: dict[str, Any]) -> Answer:
    return [("Content-Type", "application/json; charset=utf-8")], json.dumps(
        told, ensure_ascii=False
    ).encode()


@contextmanager
def running(
    node: FakeNode, system_id: str, agency: str, form: wire.Form = wire.Form.NAMED
) -> Iterator[Access]:
    """The node listening on this machine until the block ends; gives the access of one of its members."""
    with listening(node) as place:
        yield Access(f"http://{place}", system_id, node.room.secrets[system_id], agency, form)
