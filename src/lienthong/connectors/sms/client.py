"""Calls on the gateway of short messages, ten seconds each; it leads nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_json
from lienthong.connectors.sms import fake
from lienthong.connectors.sms.errors import NotConnected, Refused, Silent
from lienthong.connectors.sms.messages import (
    DONE,
    KNOWN,
    Access,
    Report,
    Sms,
    body_of,
    read_access,
    read_report,
    read_taken,
)

SECONDS: Final = 10.0
LARGEST: Final = 100_000


def is_connected() -> bool:
    """False in production while no address is set: then nobody is told by short message."""
    return bool(settings.LIENTHONG_SMS_URL) or is_stand_in()


def is_stand_in() -> bool:
    """Whether the gateway of this installation is the one in this repository, which reaches nobody."""
    return not settings.LIENTHONG_SMS_URL and settings.LIENTHONG_MODE in ("demo", "training")


def send(sms: Sms) -> str:
    """Gives the gateway's number of it; told twice it is sent once. Raises NotConnected, Silent, Refused, and
    ValueError for what is no single message without marks.
    """
    with _line() as (http, access):
        told = _told(http, "POST", "/send", json=body_of(sms, access))
        return _read(told, lambda: read_taken(told, sms), {DONE, KNOWN})


def report(reference: str) -> tuple[Report, str]:
    """What became of a message. Raises NotConnected, Silent, Refused."""
    with _line() as (http, _access):
        told = _told(http, "GET", "/status", params={"RefId": reference})
        return _read(told, lambda: read_report(told, reference), {DONE})


def _read[T](told: Any, read: Callable[[], T], good: set[str]) -> T:
    try:
        if str(told["CodeResult"]) not in good:
            raise Refused(f"{told['CodeResult']}: {str(told.get('ErrorMessage') or '')[:200]}")
        return read()
    except (ValueError, KeyError, TypeError, AttributeError) as garbage:
        raise Silent(f"sms: {type(garbage).__name__}") from garbage


def _told(http: httpx.Client, method: str, path: str, **more: Any) -> Any:
    return read_json(http, method, path, largest=LARGEST, silent=Silent, **more)


@contextmanager
def _line() -> Iterator[tuple[httpx.Client, Access]]:
    """Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_SMS_URL
    access = read_access(url) if url else fake.ACCESS
    transport = httpx.WSGITransport(app=fake.kept()) if is_stand_in() else None
    with httpx.Client(
        base_url=access.address, timeout=SECONDS, transport=transport, auth=(access.user, access.key)
    ) as http:
        yield http, access
