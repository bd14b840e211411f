"""The small process for what is slow or long: uploads and streams. Pages never run here.

Django's ASGI handler spools a body to disk as it comes in, so a phone on a thin network holds no page worker; the
view runs only when the whole file is here.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application

from lienthong.config.ground.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
die_with_parent()

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

UPLOADS = "/uploads/"
BODY_LIMIT = 60 * 1024 * 1024  # the widest limit of any upload; each use has its own, smaller one

_django = get_asgi_application()


class BodyTooLarge(Exception):
    """More came in than any upload may hold."""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["path"].startswith(UPLOADS):
        await _upload(scope, receive, send)
    elif scope["path"] == "/healthz":
        await _answer(send, 200, b"ok\n")
    else:
        await _answer(send, 404, b"not found\n")


async def _upload(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        await _django(scope, _limited(receive), _leading_back(send))  # type: ignore[arg-type]
    except BodyTooLarge:
        await _answer(send, 413, "Tệp quá lớn.\n".encode())


def _leading_back(send: Send) -> Send:
    """Pages live at another origin: "see /plans/..." becomes "see https://.../plans/..."."""

    async def sent(message: MutableMapping[str, Any]) -> None:
        headers = message.get("headers", ())
        await send({**message, "headers": [_absolute(*header) for header in headers]} if headers else message)

    return sent


def _absolute(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_place = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(b"//")
    return name, settings.LIENTHONG_PUBLIC_ORIGIN.encode() + value if is_place else value


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_LIMIT:
            raise BodyTooLarge
        return message

    return counted


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
