"""Calls on the public post, ten seconds each, and the check of its call-backs."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_whole
from lienthong.connectors.public_post import fake
from lienthong.connectors.public_post.errors import Forged, NotConnected, Refused, Silent, Unreadable
from lienthong.connectors.public_post.messages import (
    DONE,
    Access,
    Answer,
    Line,
    Parcel,
    Step,
    answer_in,
    is_genuine,
    line_in,
    order_body,
    read_access,
    step_in,
)

SECONDS: Final = 10.0
LARGEST: Final = 5_000_000
LARGEST_CALLBACK: Final = 20_000


def is_connected() -> bool:
    """False in production while no address is set: then parcels are handed over and followed on paper."""
    return bool(settings.LIENTHONG_PUBLIC_POST_URL) or is_stand_in()


def is_stand_in() -> bool:
    """Whether the post of this installation is the one in this repository, which carries nothing."""
    return not settings.LIENTHONG_PUBLIC_POST_URL and settings.LIENTHONG_MODE in ("demo", "training")


def order(parcel: Parcel) -> Answer:
    """Told twice, it is one item. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        told = _posted(http, access, "order", order_body(parcel, access))
    answer = _read_as(answer_in, told, "order")
    return answer if _leads_somewhere(answer.page) else Answer(answer.item, "", answer.price)


def _leads_somewhere(url: str) -> bool:
    return url.startswith("https://") or (is_stand_in() and url.startswith("/"))


def cancel(reference: str) -> None:
    """Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        _posted(http, access, "cancel", {"orderNumber": reference})


def track(after: int) -> list[Step]:
    """What happened after a step, oldest first, one page. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        found = _posted(http, access, "tracking", {"lastId": after})
    return [_read_as(step_in, row, "tracking") for row in _rows(found, "tracking")]


def list_day(day: date) -> list[Line]:
    """What was delivered on a day. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        found = _posted(http, access, "statement", {"date": f"{day:%Y%m%d}"})
    return [_read_as(line_in, row, "statement") for row in _rows(found, "statement")]


def _rows(told: Mapping[str, Any], path: str) -> list[Any]:
    found = told.get("data")
    if not isinstance(found, list):
        raise Silent(f"{path}: no list")
    return found


def _read_as[T](read: Callable[[Mapping[str, Any]], T], told: Any, path: str) -> T:
    try:
        return read(told)
    except (AttributeError, KeyError, TypeError, ValueError) as unfit:
        raise Silent(f"{path}: {type(unfit).__name__}") from unfit


def read_callback(body: bytes) -> Step:
    """What a call-back tells, once its signature is proved. Raises NotConnected, Unreadable, Forged."""
    access = _access()
    try:
        told = json.loads(body) if len(body) <= LARGEST_CALLBACK else None
    except (ValueError, RecursionError) as garbage:
        raise Unreadable from garbage
    if not isinstance(told, dict):
        raise Unreadable
    if str(told.get("customerCode")) != access.customer or not is_genuine(told, access.key):
        raise Forged
    try:
        return step_in(told)
    except (KeyError, TypeError, ValueError) as unfit:
        raise Unreadable from unfit


def _access() -> Access:
    """Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_PUBLIC_POST_URL
    return read_access(url) if url else fake.ACCESS


def _posted(http: httpx.Client, access: Access, path: str, told: Mapping[str, Any]) -> dict[str, Any]:
    asked = {"customerCode": access.customer, **told}
    try:
        with http.stream(
            "POST", f"/{path}", json=asked, headers={"Authorization": f"Bearer {access.key}"}
        ) as answer:
            said = json.loads(read_whole(answer, LARGEST)) if answer.is_success else None
    except (httpx.HTTPError, ValueError, RecursionError) as fault:
        raise Silent(f"{path}: {type(fault).__name__}") from fault
    if not isinstance(said, dict) or "code" not in said:
        raise Silent(f"{path}: HTTP {answer.status_code}, no code")
    if str(said["code"]) != DONE:
        raise Refused(f"{said['code']}: {str(said.get('message') or '')[:200]}")
    return said


@contextmanager
def _line() -> Iterator[tuple[httpx.Client, Access]]:
    access = _access()
    transport = httpx.WSGITransport(app=fake.kept()) if is_stand_in() else None
    with httpx.Client(base_url=access.address, timeout=SECONDS, transport=transport) as http:
        yield http, access
