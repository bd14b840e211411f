"""Calls on the provider of electronic receipts, ten seconds each."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_whole
from lienthong.connectors.e_receipts import fake
from lienthong.connectors.e_receipts.errors import NotConnected, Refused, Silent
from lienthong.connectors.e_receipts.messages import (
    DONE,
    Access,
    Answer,
    Asked,
    body_of,
    read_access,
    read_answer,
)

SECONDS: Final = 10.0
LARGEST_ANSWER: Final = 100_000
LARGEST_PAPER: Final = 3_000_000


def is_connected() -> bool:
    """False in production while no address is set: then the receipt is the one that the platform sets itself."""
    return bool(settings.LIENTHONG_E_RECEIPTS_URL) or is_stand_in()


def is_stand_in() -> bool:
    """Whether the provider of this installation is the one in this repository, whose receipts are worth nothing."""
    return not settings.LIENTHONG_E_RECEIPTS_URL and settings.LIENTHONG_MODE in ("demo", "training")


def ask(asked: Asked) -> Answer:
    """A receipt written, replaced, lowered or cancelled; told twice it is one. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        content = _content(http, "POST", "/receipts", LARGEST_ANSWER, json=body_of(asked, access))
    try:
        told = json.loads(content)
        if str(told["ma"]) != DONE:
            raise Refused(f"{told['ma']}: {str(told.get('moTa') or '')[:200]}")
        return read_answer(told, asked)
    except (ValueError, KeyError, TypeError, AttributeError) as garbage:
        raise Silent(f"receipts: {type(garbage).__name__}") from garbage


def paper(number: str) -> bytes:
    """The receipt as PDF, as the provider signed it. Raises NotConnected, Silent."""
    with _line() as (http, _access):
        content = _content(http, "GET", "/receipts/pdf", LARGEST_PAPER, params={"soBienLai": number})
    if not content.startswith(b"%PDF-"):
        raise Silent("pdf: no PDF")
    return content


def _content(http: httpx.Client, method: str, path: str, largest: int, **more: Any) -> bytes:
    try:
        with http.stream(method, path, **more) as answer:
            content = read_whole(answer, largest) if answer.is_success else None
    except (httpx.HTTPError, ValueError) as fault:
        raise Silent(f"{path}: {type(fault).__name__}") from fault
    if content is None:
        raise Silent(f"{path}: HTTP {answer.status_code}")
    return content


@contextmanager
def _line() -> Iterator[tuple[httpx.Client, Access]]:
    """Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_E_RECEIPTS_URL
    access = read_access(url) if url else fake.ACCESS
    transport = httpx.WSGITransport(app=fake.kept()) if is_stand_in() else None
    with httpx.Client(
        base_url=access.address, timeout=SECONDS, transport=transport, auth=(access.customer, access.key)
    ) as http:
        yield http, access
