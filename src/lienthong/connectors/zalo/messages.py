"""What goes over the line to Zalo Notification Service and comes back, by its field names."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from lienthong.connectors.address import read_address

DONE: Final = 0
TOKEN_WORN: Final = -124
LONGEST_PARAMETER: Final = 30


class Report(StrEnum):
    """What became of a message: ``""`` is not known yet."""

    UNKNOWN = ""
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"


REPORTS: Final[Mapping[int, Report]] = {1: Report.DELIVERED, -1: Report.FAILED}


@dataclass(frozen=True, slots=True)
class Access:
    """``app`` and ``secret`` are ours there; ``refresh`` is the first token, which works once; ``template`` the
    approved one with the parameters ma, tin and ngay; ``tokens`` where tokens are exchanged.
    """

    address: str
    app: str
    secret: str
    template: str
    refresh: str
    tokens: str


def read_access(url: str) -> Access:
    """From https://app:secret@host?template=...&refresh=...&tokens=https://... Raises ValueError without all of it."""
    told = read_address(url)
    template, refresh = told.words.get("template", ""), told.words.get("refresh", "")
    if not (told.place and told.is_proved and template and refresh):
        raise ValueError("https://app:secret@host?template=ID&refresh=TOKEN&tokens=https://host")
    tokens = told.words.get("tokens", told.place).rstrip("/")
    return Access(told.place, told.user, told.secret, template, refresh, tokens)


@dataclass(frozen=True, slots=True)
class Zns:
    """``code`` of the case, a ``sentence`` and a ``day``: all that the template shows. ``key`` is ours and the same
    however often it is told.
    """

    key: str
    phone: str
    code: str
    sentence: str
    day: str


def body_of(zns: Zns, access: Access) -> dict[str, Any]:
    """Raises ValueError where a parameter is longer than templates take."""
    told = {"ma": zns.code, "tin": zns.sentence, "ngay": zns.day}
    if any(not 0 < len(value) <= LONGEST_PARAMETER for value in told.values()):
        raise ValueError("template_data")
    phone = f"84{zns.phone[1:]}" if zns.phone.startswith("0") else zns.phone.lstrip("+")
    return {
        "phone": phone,
        "template_id": access.template,
        "template_data": told,
        "tracking_id": zns.key,
    }


def read_taken(told: Mapping[str, Any], zns: Zns) -> str:
    """Zalo's number of the message. Raises ValueError for an answer to another."""
    data = told["data"]
    reference = str(data["msg_id"])
    if str(data["tracking_id"]) != zns.key or not 0 < len(reference) <= 100:
        raise ValueError("msg_id")
    return reference


def read_report(told: Mapping[str, Any], reference: str) -> tuple[Report, str]:
    """What became of it, with Zalo's words. Raises ValueError for an answer about another."""
    data = told["data"]
    if str(data["msg_id"]) != reference:
        raise ValueError("msg_id")
    return REPORTS.get(int(data["status"]), Report.UNKNOWN), str(data.get("message") or "")[:200]


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    refresh: str
    seconds: int


def read_tokens(told: Mapping[str, Any]) -> Tokens:
    """Raises KeyError, ValueError for what holds none."""
    made = Tokens(str(told["access_token"]), str(told["refresh_token"]), int(told["expires_in"]))
    if not made.access or not made.refresh:
        raise ValueError("access_token")
    return made
