"""What goes over the line to a gateway of short messages and comes back, by its field names."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from lienthong.connectors.address import read_address

DONE, KNOWN = "100", "124"
"""Taken, and taken before under this id of ours: the same to us."""
LONGEST: Final = 160
"""Letters of one message, without marks: more is paid as two."""


class Report(StrEnum):
    """What became of a message: ``""`` is not known yet."""

    UNKNOWN = ""
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"


REPORTS: Final[Mapping[str, Report]] = {"5": Report.DELIVERED, "4": Report.FAILED}


@dataclass(frozen=True, slots=True)
class Access:
    """``brand`` is the name that receivers see as the sender."""

    address: str
    user: str
    key: str
    brand: str


def read_access(url: str) -> Access:
    """From https://user:key@host/path?brand=NAME. Raises ValueError without all of it."""
    told = read_address(url)
    brand = told.words.get("brand", "")
    if not (told.place and told.is_proved and brand):
        raise ValueError("https://user:key@host/path?brand=NAME")
    return Access(told.place, told.user, told.secret, brand)


@dataclass(frozen=True, slots=True)
class Sms:
    """``phone`` as it is kept (0912345678). ``key`` is ours and the same however often it is told."""

    key: str
    phone: str
    content: str


def international(phone: str) -> str:
    """84912345678 for 0912345678."""
    return f"84{phone[1:]}" if phone.startswith("0") else phone.lstrip("+")


def body_of(sms: Sms, access: Access) -> dict[str, str]:
    """Raises ValueError for what is no single message: marks, or too long."""
    if not sms.content.isascii() or not 0 < len(sms.content) <= LONGEST:
        raise ValueError("content")
    return {
        "Brandname": access.brand,
        "Phone": international(sms.phone),
        "Content": sms.content,
        "SmsType": "2",
        "IsUnicode": "0",
        "RequestId": sms.key,
    }


def read_taken(told: Mapping[str, Any], sms: Sms) -> str:
    """The gateway's number of the message. Raises ValueError for an answer to another."""
    reference = str(told["SMSID"])
    if str(told["RequestId"]) != sms.key or not 0 < len(reference) <= 100:
        raise ValueError("SMSID")
    return reference


def read_report(told: Mapping[str, Any], reference: str) -> tuple[Report, str]:
    """What became of it, with the network's words. Raises ValueError for an answer about another."""
    if str(told["SMSID"]) != reference:
        raise ValueError("SMSID")
    report = REPORTS.get(str(told["SendStatus"]), Report.UNKNOWN)
    return report, str(told.get("ErrorMessage") or "")[:200]
