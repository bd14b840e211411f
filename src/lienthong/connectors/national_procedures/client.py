"""Calls on the national database: a session, then one service a call; ten seconds each."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_whole
from lienthong.connectors.national_procedures import fake
from lienthong.connectors.national_procedures.errors import NotConnected, Refused, Silent
from lienthong.connectors.national_procedures.messages import (
    CALL,
    DONE,
    LIST,
    LOGIN,
    READ,
    SESSION_OVER,
    WRITE,
    Access,
    Listed,
    Message,
    read_access,
)

SECONDS: Final = 10.0
LARGEST: Final = 20_000_000


def is_connected() -> bool:
    """False in production while no address is set: nothing is sent, and pages say so."""
    return bool(settings.LIENTHONG_NATIONAL_PROCEDURES_URL) or settings.LIENTHONG_MODE in ("demo", "training")


def write(message: Message) -> None:
    """Raises NotConnected, Silent, Refused."""
    with _line() as line:
        line.call(WRITE, {"maGiaoDich": message.key, "data": [message.body]})


def read(code: str) -> dict[str, Any]:
    """All that the database says of a procedure; {} when it knows none. Raises NotConnected, Silent, Refused."""
    with _line() as line:
        found = line.call(READ, {"maTTHC": code}).get("result")
    if isinstance(found, list):
        found = found[0] if found else {}
    return found if isinstance(found, dict) else {}


def list_all() -> list[Listed]:
    """What the database lists of this unit. Raises NotConnected, Silent, Refused."""
    with _line() as line:
        found = line.call(LIST, {}).get("result")
    if not isinstance(found, list):
        raise Silent(f"{LIST}: no list")
    return [_listed(row) for row in found if isinstance(row, dict)]


def _listed(row: dict[str, Any]) -> Listed:
    wanted = ("MATTHC", "TENTTHC", "TRANGTHAI", "SOQUYETDINH", "NGAYHIEULUC")
    return Listed(*(str(row.get(name) or "") for name in wanted))


class _Line:
    """An open connection with its session, taken anew once when the database says that it is over."""

    def __init__(self, http: httpx.Client, access: Access) -> None:
        self._http, self._access, self._session = http, access, ""

    def call(self, service: str, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._called(service, asked)
        except Refused as refused:
            if refused.code not in SESSION_OVER:
                raise
            self._session = ""
            return self._called(service, asked)

    def _called(self, service: str, asked: dict[str, Any]) -> dict[str, Any]:
        self._session = self._session or self._logged_in()
        told = {"session": self._session, "madonvi": self._access.unit, "service": service, **asked}
        return self._posted(CALL, told)

    def _logged_in(self) -> str:
        given = {"username": self._access.username, "password": self._access.password}
        session = self._posted(LOGIN, given).get("session")
        if not isinstance(session, str) or not session:
            raise Silent("login: no session")
        return session

    def _posted(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        try:
            headers = {"dstcode": self._access.target}
            with self._http.stream("POST", f"/{path}", json=told, headers=headers) as answer:
                said = json.loads(read_whole(answer, LARGEST)) if answer.is_success else None
        except (httpx.HTTPError, ValueError) as fault:
            raise Silent(f"{path}: {type(fault).__name__}") from fault
        if not isinstance(said, dict) or "error_code" not in said:
            raise Silent(f"{path}: HTTP {answer.status_code}, no error_code")
        if str(said["error_code"]) not in DONE:
            raise Refused(str(said["error_code"]), str(said.get("error_message") or "")[:300])
        return said


@contextmanager
def _line() -> Iterator[_Line]:
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_NATIONAL_PROCEDURES_URL
    access = read_access(url) if url else fake.ACCESS
    transport = None if url else httpx.WSGITransport(app=fake.kept())
    with httpx.Client(base_url=access.address, timeout=SECONDS, transport=transport) as http:
        yield _Line(http, access)
