"""What page and program say to each other, version 1. All of it is JSON; bytes are Base64.

``GET /v1/certificates`` -> ``{"certificates": [{"id", "name", "der"}]}``
``POST /v1/sign`` ``{"certificate", "items": [{"name", "content"}]}`` ->
``{"signatures": [{"name", "value", "fault"}]}``

``content`` are the signed attributes of a CMS signature: a few hundred bytes in which the paper's digest stands.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

MOST_ITEMS: Final = 200
LARGEST_CONTENT: Final = 8_000
PORT: Final = 14_741


class Unreadable(ValueError):
    """The message is not of this protocol."""


@dataclass(frozen=True, slots=True)
class Item:
    """``name`` is what the officer reads before the PIN."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    certificate: str
    items: tuple[Item, ...]

    def told(self) -> dict[str, Any]:
        items = [{"name": one.name, "content": _written(one.content)} for one in self.items]
        return {"certificate": self.certificate, "items": items}


@dataclass(frozen=True, slots=True)
class Made:
    """``value`` is the signature, empty when there is a ``fault``: CANCELLED, WRONG_PIN, LOCKED, NO_DEVICE, FAILED."""

    name: str
    value: bytes = b""
    fault: str = ""


def read_asked(told: Any) -> Asked:
    """Raises Unreadable."""
    try:
        items = tuple(Item(str(one["name"])[:300], _read(one["content"])) for one in told["items"])
        asked = Asked(str(told["certificate"]), items)
    except (KeyError, TypeError) as fault:
        raise Unreadable from fault
    if not 0 < len(items) <= MOST_ITEMS or any(len(one.content) > LARGEST_CONTENT for one in items):
        raise Unreadable
    return asked


def write_made(made: Sequence[Made]) -> dict[str, Any]:
    return {
        "signatures": [{"name": one.name, "value": _written(one.value), "fault": one.fault} for one in made]
    }


def read_made(told: Any, asked: Asked) -> list[Made]:
    """One for each that was asked, in that order: two papers may bear one name. What did not come back has failed.

    Raises Unreadable.
    """
    try:
        found = [Made(str(one["name"]), _read(one["value"]), str(one["fault"])) for one in told["signatures"]]
    except (KeyError, TypeError) as fault:
        raise Unreadable from fault
    if [one.name for one in found] != [item.name for item in asked.items[: len(found)]]:
        raise Unreadable
    return [*found, *(Made(item.name, fault="FAILED") for item in asked.items[len(found) :])]


def _written(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _read(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Unreadable from fault
