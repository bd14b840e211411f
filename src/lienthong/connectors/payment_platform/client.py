"""Calls on the payment platform, ten seconds each, and the check of its call-backs."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_whole
from lienthong.connectors.payment_platform import fake
from lienthong.connectors.payment_platform.errors import Forged, NotConnected, Refused, Silent, Unreadable
from lienthong.connectors.payment_platform.messages import (
    CALLBACK_FIELDS,
    DONE,
    Access,
    Order,
    Paid,
    is_genuine,
    list_body,
    order_body,
    paid_in,
    read_access,
)

SECONDS: Final = 10.0
LARGEST: Final = 5_000_000
LARGEST_CALLBACK: Final = 20_000
LONGEST_URL: Final = 500


def is_connected() -> bool:
    """False in production while no address is set: then nobody is led there, and pages say how else to pay."""
    return bool(settings.LIENTHONG_PAYMENT_PLATFORM_URL) or is_stand_in()


def is_stand_in() -> bool:
    """Whether the platform of this installation is the one in this repository, with which nobody pays."""
    return not settings.LIENTHONG_PAYMENT_PLATFORM_URL and settings.LIENTHONG_MODE in ("demo", "training")


def order(told: Order) -> str:
    """The address where the citizen pays. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        url = _posted(http, "order", order_body(told, access)).get("UrlThanhToan")
    if not isinstance(url, str) or not _leads_somewhere(url):
        raise Silent("order: no address to pay at")
    return url


def _leads_somewhere(url: str) -> bool:
    own = is_stand_in() and url.startswith("/")
    return len(url) <= LONGEST_URL and (own or url.startswith("https://"))


def list_day(day: date) -> list[Paid]:
    """All that was paid on a day. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        found = _posted(http, "list", list_body(f"{day:%Y%m%d}", access)).get("DanhSach")
    if not isinstance(found, list):
        raise Silent("list: no list")
    try:
        return [one for row in found if (one := paid_in(row)).is_done]
    except (KeyError, TypeError, ValueError) as unfit:
        raise Silent(f"list: {type(unfit).__name__}") from unfit


def read_callback(body: bytes) -> Paid:
    """What a call-back tells, once its checksum is proved. Raises NotConnected, Unreadable, Forged."""
    access = _access()
    try:
        told = json.loads(body) if len(body) <= LARGEST_CALLBACK else None
    except ValueError as garbage:
        raise Unreadable from garbage
    if not isinstance(told, dict):
        raise Unreadable
    if str(told.get("MaDoiTac")) != access.partner or not is_genuine(told, CALLBACK_FIELDS, access.key):
        raise Forged
    try:
        return paid_in(told)
    except (KeyError, TypeError, ValueError) as unfit:
        raise Unreadable from unfit


def _access() -> Access:
    """Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_PAYMENT_PLATFORM_URL
    return read_access(url) if url else fake.ACCESS


def _posted(http: httpx.Client, path: str, told: Mapping[str, Any]) -> dict[str, Any]:
    try:
        with http.stream("POST", f"/{path}", json=told) as answer:
            said = json.loads(read_whole(answer, LARGEST)) if answer.is_success else None
    except (httpx.HTTPError, ValueError) as fault:
        raise Silent(f"{path}: {type(fault).__name__}") from fault
    if not isinstance(said, dict) or "MaLoi" not in said:
        raise Silent(f"{path}: HTTP {answer.status_code}, no MaLoi")
    if str(said["MaLoi"]) != DONE:
        raise Refused(f"MaLoi {said['MaLoi']}: {str(said.get('MoTaLoi') or '')[:200]}")
    return said


@contextmanager
def _line() -> Iterator[tuple[httpx.Client, Access]]:
    access = _access()
    transport = httpx.WSGITransport(app=fake.kept()) if is_stand_in() else None
    with httpx.Client(base_url=access.address, timeout=SECONDS, transport=transport) as http:
        yield http, access
