"""What goes over the line to the post and comes back, by its field names, and the signature over it."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lienthong.connectors.address import read_address

DONE, NOT_TAKEN = "00", "99"
DELIVER, COLLECT = "DELIVER", "COLLECT"
"""The two uses: a result to the citizen, and papers from the citizen."""
ACCEPTED, ON_ROAD, DELIVERED, CANCELLED, FAILED, BROUGHT_BACK = "1", "2", "3", "4", "5", "6"
STATUSES: Final = frozenset({ACCEPTED, ON_ROAD, DELIVERED, CANCELLED, FAILED, BROUGHT_BACK})
STEP_FIELDS: Final = ("id", "customerCode", "orderNumber", "statusCode", "statusDate", "codCollected")
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Access:
    """``customer`` (customerCode) is who we are there; ``key`` opens its calls and proves its call-backs."""

    address: str
    customer: str
    key: str


def read_access(url: str) -> Access:
    """From https://customerCode:key@host/path. Raises ValueError without both."""
    told = read_address(url)
    if not (told.place and told.is_proved):
        raise ValueError("https://customerCode:key@host/path")
    return Access(told.place, told.user, told.secret)


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    phone: str
    address: str
    province: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """``reference`` is ours and the same however often it is told. ``cod`` is what the post asks the receiver for."""

    reference: str
    service: str
    sender: Place
    receiver: Place
    content: str
    cod: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``item`` is the post's own number; ``page`` where anybody follows it, ``price`` its charge, where it says so."""

    item: str
    page: str
    price: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an item, with the post's number of it."""

    id: int
    reference: str
    status: str
    words: str
    at: str
    collected: int


@dataclass(frozen=True, slots=True)
class Line:
    """A delivered item in the post's list of a day, with the money it took."""

    reference: str
    collected: int


def order_body(parcel: Parcel, access: Access) -> dict[str, Any]:
    return {
        "customerCode": access.customer,
        "orderNumber": parcel.reference,
        "serviceType": parcel.service,
        "codAmount": parcel.cod,
        "description": parcel.content,
        "senderDesc": parcel.content,
        **_place("sender", parcel.sender),
        **_place("receiver", parcel.receiver),
    }


def _place(who: str, place: Place) -> dict[str, str]:
    return {
        f"{who}Name": place.name,
        f"{who}Tel": place.phone,
        f"{who}Address": place.address,
        f"{who}Province": place.province,
    }


def answer_in(told: Mapping[str, Any]) -> Answer:
    """Raises ValueError, KeyError."""
    price = told.get("mainFee")
    item = str(told["itemCode"])
    if not 0 < len(item) <= 40:
        raise ValueError("itemCode")
    return Answer(item, str(told.get("trackingUrl") or "")[:LONGEST], None if price is None else _dong(price))


def step_in(told: Mapping[str, Any]) -> Step:
    """Raises ValueError, KeyError."""
    step = Step(
        id=int(str(told["id"])),
        reference=str(told["orderNumber"])[:60],
        status=str(told["statusCode"]),
        words=str(told.get("statusMessage") or "")[:300],
        at=str(told["statusDate"]),
        collected=_dong(told.get("codCollected") or 0),
    )
    if step.id <= 0 or step.status not in STATUSES:
        raise ValueError("statusCode")
    return step


def line_in(told: Mapping[str, Any]) -> Line:
    """Raises ValueError, KeyError."""
    return Line(str(told["orderNumber"])[:60], _dong(told["codCollected"]))


def _dong(told: Any) -> int:
    words = str(told)
    if not words.isdigit() or int(words) > 10**12:
        raise ValueError("not whole đồng")
    return int(words)


def signature(told: Mapping[str, Any], key: str) -> str:
    words = "|".join(str(told.get(name, "")) for name in STEP_FIELDS)
    return hmac.new(key.encode(), words.encode(), hashlib.sha256).hexdigest()


def is_genuine(told: Mapping[str, Any], key: str) -> bool:
    """Compared in constant time: how long a refusal takes says nothing about how much of it was right."""
    given = str(told.get("signature", "")).lower()
    return hmac.compare_digest(given.encode(), signature(told, key).encode())


def sealed(told: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {**told, "signature": signature(told, key)}
