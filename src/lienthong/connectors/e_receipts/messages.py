"""What goes over the line to a provider of electronic receipts and comes back, by its field names."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lienthong.connectors.address import read_address

DONE: Final = "00"
ISSUE, REPLACE, ADJUST, CANCEL = "ISSUE", "REPLACE", "ADJUST", "CANCEL"
DOES: Final = frozenset({ISSUE, REPLACE, ADJUST, CANCEL})
SIGNED: Final = ("maDonVi", "khoa", "loai", "soTien", "bienLaiGoc")
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Access:
    """``customer`` is who we are there; ``key`` signs what we ask."""

    address: str
    customer: str
    key: str


def read_access(url: str) -> Access:
    """From https://customer:key@host/path. Raises ValueError without both."""
    told = read_address(url)
    if not (told.place and told.is_proved):
        raise ValueError("https://customer:key@host/path")
    return Access(told.place, told.user, told.secret)


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Asked:
    """``key`` is ours and the same however often it is asked. ``original``: the provider's number of what this
    replaces, adjusts or cancels; ``amount`` is what the receipt is for after it.
    """

    key: str
    does: str
    amount: int
    payer: str
    agency: str
    agency_name: str
    about: str
    at: str
    lines: tuple[Line, ...] = ()
    original: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``number`` with form and series as the provider writes it, ``page`` where anybody checks it by ``lookup``."""

    number: str
    page: str
    lookup: str


def body_of(asked: Asked, access: Access) -> dict[str, Any]:
    told = {
        "maDonVi": access.customer,
        "khoa": asked.key,
        "loai": asked.does,
        "soTien": str(asked.amount),
        "nguoiNop": asked.payer,
        "maCoQuanThu": asked.agency,
        "tenCoQuanThu": asked.agency_name,
        "noiDung": asked.about,
        "ngayThu": asked.at,
        "khoanThu": [{"ten": one.name, "soTien": str(one.amount)} for one in asked.lines],
        "bienLaiGoc": asked.original,
        "lyDo": asked.reason,
    }
    return told | {"chuKy": signature(told, access.key)}


def signature(told: Mapping[str, Any], key: str) -> str:
    """HMAC-SHA-256 over what may not be changed on the way."""
    content = "|".join(str(told.get(field, "")) for field in SIGNED)
    return hmac.new(key.encode(), content.encode(), hashlib.sha256).hexdigest()


def is_genuine(told: Mapping[str, Any], key: str) -> bool:
    return hmac.compare_digest(str(told.get("chuKy", "")), signature(told, key))


def read_answer(told: Mapping[str, Any], asked: Asked) -> Answer:
    """Raises ValueError for one that belongs to another question, or names no receipt."""
    number, page, lookup = (str(told.get(field) or "") for field in ("soBienLai", "trangTraCuu", "maTraCuu"))
    if str(told.get("khoa")) != asked.key or not number or max(map(len, (number, page, lookup))) > LONGEST:
        raise ValueError("soBienLai")
    return Answer(number, page, lookup)
