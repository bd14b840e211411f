"""Calls on Zalo Notification Service, ten seconds each; it leads nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import httpx
from django.conf import settings

from lienthong.connectors.answers import read_json
from lienthong.connectors.zalo import fake, tokens
from lienthong.connectors.zalo.errors import NotConnected, Refused, Silent
from lienthong.connectors.zalo.messages import (
    DONE,
    TOKEN_WORN,
    Access,
    Report,
    Zns,
    body_of,
    read_access,
    read_report,
    read_taken,
    read_tokens,
)
from lienthong.spine import clock

SECONDS: Final = 10.0
LARGEST: Final = 100_000


def is_connected() -> bool:
    """False in production while no address is set: then nobody is told by Zalo."""
    return bool(settings.LIENTHONG_ZALO_URL) or is_stand_in()


def is_stand_in() -> bool:
    """Whether the service of this installation is the one in this repository, which reaches nobody."""
    return not settings.LIENTHONG_ZALO_URL and settings.LIENTHONG_MODE in ("demo", "training")


def send(zns: Zns) -> str:
    """Gives Zalo's number of it; told twice it is sent once. Raises NotConnected, Silent, Refused, and ValueError for
    what fits no template.
    """
    with _line() as (http, access):
        body = body_of(zns, access)
        return _asked(
            http, access, lambda told: read_taken(told, zns), "POST", "/message/template", json=body
        )


def report(reference: str) -> tuple[Report, str]:
    """What became of a message. Raises NotConnected, Silent, Refused."""
    with _line() as (http, access):
        return _asked(
            http,
            access,
            lambda told: read_report(told, reference),
            "GET",
            "/message/status",
            params={"message_id": reference},
        )


def _asked[T](
    http: httpx.Client, access: Access, read: Callable[[Any], T], method: str, path: str, **more: Any
) -> T:
    """A token that is worn before its time is exchanged, once."""
    told = _told(http, method, path, headers={"access_token": _token(http, access)}, **more)
    if _code(told) == TOKEN_WORN:
        fresh = _token(http, access, worn=True)
        told = _told(http, method, path, headers={"access_token": fresh}, **more)
    if (code := _code(told)) != DONE:
        raise Refused(f"{code}: {str(told.get('message') or '')[:200]}")
    try:
        return read(told)
    except (ValueError, KeyError, TypeError, AttributeError) as garbage:
        raise Silent(f"zalo: {type(garbage).__name__}") from garbage


def _code(told: Any) -> int:
    try:
        return int(told["error"])
    except (ValueError, KeyError, TypeError) as garbage:
        raise Silent(f"zalo: {type(garbage).__name__}") from garbage


def _token(http: httpx.Client, access: Access, *, worn: bool = False) -> str:
    """Of the kept ones while they last; else exchanged, by one process at a time."""
    with tokens.held(access.app) as kept:
        if kept.access and not worn and clock.real_now() < kept.until:
            return kept.access
        form = {
            "app_id": access.app,
            "grant_type": "refresh_token",
            "refresh_token": kept.refresh or access.refresh,
        }
        told = _told(
            http,
            "POST",
            f"{access.tokens}/v4/oa/access_token",
            data=form,
            headers={"secret_key": access.secret},
        )
        try:
            if told.get("error"):
                raise Refused(f"{told['error']}: {str(told.get('error_description') or '')[:200]}")
            made = read_tokens(told)
        except (ValueError, KeyError, TypeError, AttributeError) as garbage:
            raise Silent(f"tokens: {type(garbage).__name__}") from garbage
        until = clock.real_now() + timedelta(seconds=max(0, made.seconds - 300))
        kept.put(made.access, made.refresh, until)
        return made.access


def _told(http: httpx.Client, method: str, path: str, **more: Any) -> Any:
    return read_json(http, method, path, largest=LARGEST, silent=Silent, **more)


@contextmanager
def _line() -> Iterator[tuple[httpx.Client, Access]]:
    """Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_ZALO_URL
    access = read_access(url) if url else fake.ACCESS
    transport = httpx.WSGITransport(app=fake.kept()) if is_stand_in() else None
    with httpx.Client(base_url=access.address, timeout=SECONDS, transport=transport) as http:
        yield http, access
