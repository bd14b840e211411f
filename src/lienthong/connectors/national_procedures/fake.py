"""A national database for tests and demonstration: it keeps what it is told, and misbehaves on command.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"late" (it does what it is asked, and a gateway gives up before the answer), "over" (every session ends once),
"duplicate" (its list names each procedure twice).
"""

import json
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from lienthong.connectors.listening import listening
from lienthong.connectors.national_procedures.messages import CALL, LIST, LOGIN, READ, WRITE, Access
from lienthong.connectors.national_procedures.models import KeptProcedure

ACCESS: Final = Access("http://national.invalid", "gialai", "thu-nghiem", "GL", "VN:TEST:CSDLTTHC")
type Answer = dict[str, Any]


class Shelf(Protocol):
    """Where told procedures lie: the newest body by code, and the keys by which it was told."""

    def put(self, key: str, body: dict[str, Any]) -> None: ...

    def all(self) -> list[dict[str, Any]]: ...


class Memory:
    def __init__(self) -> None:
        self.bodies: dict[str, dict[str, Any]] = {}
        self.keys: list[str] = []

    def put(self, key: str, body: dict[str, Any]) -> None:
        if key not in self.keys:
            self.keys.append(key)
            self.bodies[body["MATTHC"]] = body

    def all(self) -> list[dict[str, Any]]:
        return list(self.bodies.values())


class Table:
    """Kept in the demonstration's own database, seen by all its processes."""

    def put(self, key: str, body: dict[str, Any]) -> None:
        row, _ = KeptProcedure.objects.get_or_create(code=body["MATTHC"], defaults={"body": body})
        if key not in row.keys:
            row.keys, row.body = [*row.keys, key], body
            row.save()

    def all(self) -> list[dict[str, Any]]:
        return list(KeptProcedure.objects.values_list("body", flat=True))


class FakeDatabase:
    """A WSGI application."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.fault = shelf, ""
        self.calls: list[str] = []
        self.released = threading.Event()
        self._sessions: set[str] = set()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        path = environ["PATH_INFO"].strip("/")
        if self.fault == "hang":
            self.released.wait(30)
        told = self._login(environ, asked) if path == LOGIN else self._call(asked) if path == CALL else None
        head = (
            "404 Not Found" if told is None else "504 Gateway Timeout" if self.fault == "late" else "200 OK"
        )
        start(head, [("Content-Type", "application/json; charset=utf-8")])
        content = json.dumps(told, ensure_ascii=False).encode()
        return [b"<html>" if self.fault in {"garbage", "late"} else content]

    def _login(self, environ: dict[str, Any], asked: dict[str, Any]) -> Answer:
        given = (asked.get("username"), asked.get("password"), environ.get("HTTP_DSTCODE"))
        if given != (ACCESS.username, ACCESS.password, ACCESS.target):
            return {"error_code": "02", "error_message": "Sai tài khoản kết nối"}
        session = secrets.token_hex(16)
        self._sessions.add(session)
        return {"error_code": 0, "session": session}

    def _call(self, asked: dict[str, Any]) -> Answer:
        service = str(asked.get("service"))
        self.calls.append(service)
        if asked.get("session") not in self._sessions or self._is_over():
            return {"error_code": "-1", "error_message": "Phiên đã hết hạn"}
        if asked.get("madonvi") != ACCESS.unit:
            return {"error_code": "03", "error_message": "Đơn vị không được phép"}
        if self.fault == "refuse":
            return {"error_code": "09", "error_message": "Dữ liệu không hợp lệ"}
        services = {WRITE: self._write, READ: self._read, LIST: self._list}
        if service not in services:
            return {"error_code": "04", "error_message": "Không có dịch vụ này"}
        return services[service](asked)

    def _is_over(self) -> bool:
        if self.fault != "over":
            return False
        self.fault = ""
        self._sessions.clear()
        return True

    def _write(self, asked: dict[str, Any]) -> Answer:
        for body in asked["data"]:
            if not body.get("MATTHC") or not body.get("TENTTHC"):
                return {"error_code": "05", "error_message": "Thiếu mã hoặc tên thủ tục"}
            self.shelf.put(asked["maGiaoDich"], body)
        return {"error_code": "00"}

    def _read(self, asked: dict[str, Any]) -> Answer:
        found = [body for body in self.shelf.all() if body["MATTHC"] == asked.get("maTTHC")]
        return {"error_code": "00", "result": found}

    def _list(self, _asked: dict[str, Any]) -> Answer:
        shown = ("MATTHC", "TENTTHC", "TRANGTHAI", "SOQUYETDINH", "NGAYHIEULUC")
        rows = [{name: body.get(name) for name in shown} for body in self.shelf.all()]
        return {"error_code": "00", "result": rows * 2 if self.fault == "duplicate" else rows}


_kept = FakeDatabase(Table())


def kept() -> FakeDatabase:
    """That of the demonstration, in this process."""
    return _kept


@contextmanager
def running(database: FakeDatabase) -> Iterator[str]:
    """The database listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(database) as place:
        who = f"{ACCESS.username}:{ACCESS.password}@{place}"
        yield f"http://{who}?madonvi={ACCESS.unit}&dstcode={ACCESS.target}"
