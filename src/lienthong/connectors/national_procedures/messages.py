"""What goes over the line, by the names of the national portal."""

from dataclasses import dataclass
from typing import Any, Final

from lienthong.connectors.address import read_address

LOGIN: Final = "mapi/login"
CALL: Final = "mapi/g"
WRITE, READ, LIST = "DongBoTTHC", "LayThuTuc", "LayDanhSachTTHC"
DONE: Final = frozenset({"0", "00"})
SESSION_OVER: Final = frozenset({"-1", "01", "401"})
"""Codes after which a new session is worth a try."""


@dataclass(frozen=True, slots=True)
class Access:
    """``unit`` (madonvi) is who reports, ``target`` (dstcode) the database as the exchange knows it."""

    address: str
    username: str
    password: str
    unit: str
    target: str


@dataclass(frozen=True, slots=True)
class Message:
    """``key`` names this telling for ever: told again, it changes nothing there."""

    key: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One procedure as the database lists it; days as it writes them (dd/mm/yyyy)."""

    code: str
    name: str
    state: str
    decision: str
    effective_from: str


def read_access(url: str) -> Access:
    """From ``https://user:password@host/path?madonvi=GL&dstcode=...``."""
    told = read_address(url)
    return Access(
        told.place, told.user, told.secret, told.words.get("madonvi", ""), told.words.get("dstcode", "")
    )
