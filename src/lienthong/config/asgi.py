"""The small process for what is slow or long: uploads and streams. Pages never run here.

Django's ASGI handler spools a body to disk as it comes in, so a phone on a thin network holds no page worker; the
view runs only when the whole file is here. Pieces of a file that is sent again after a cut are kept as they come.
"""

import io
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.handlers.asgi import ASGIRequest

from lienthong.config.ground.processes import die_with_parent
from lienthong.web.entrance import pieces

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
die_with_parent()

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

UPLOADS = "/uploads/"
AXIS = "/axis/"
STATIC = "/static/"  # what an error page of an upload looks like
BODY_LIMIT = 60 * 1024 * 1024  # the widest limit of any form; each use has its own, smaller one

_django = get_asgi_application()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["path"].startswith((UPLOADS, AXIS)):
        await _upload(scope, receive, send)
    elif scope["path"].startswith(STATIC):
        await _django(scope, receive, send)  # type: ignore[arg-type]
    elif scope["path"] == "/healthz":
        await _answer(send, 200, b"ok\n")
    else:
        await _elsewhere(scope, send)


async def _upload(scope: Scope, receive: Receive, send: Send) -> None:
    if pieces.is_piece(scope):
        await pieces.take_piece(_django, scope, receive, send)  # type: ignore[arg-type]
        return
    counted = _Counted(
        receive, settings.LIENTHONG_AXIS_BYTES if scope["path"].startswith(AXIS) else BODY_LIMIT
    )
    await _django(scope, counted, _leading_back(send))  # type: ignore[arg-type]
    if counted.is_too_large:
        await _too_large(scope, send)


async def _too_large(scope: Scope, send: Send) -> None:
    """The page that people know, though the view never saw the request."""
    from lienthong.web.entrance.errors import too_large  # only now are the apps there

    page = await sync_to_async(too_large)(ASGIRequest(dict(scope), io.BytesIO()), BODY_LIMIT)
    await _answer(send, page.status_code, page.content, page.headers["Content-Type"])


async def _elsewhere(scope: Scope, send: Send) -> None:
    """A link of an error page leads to the pages, which may live at another origin."""
    origin = settings.LIENTHONG_PUBLIC_ORIGIN
    if scope["method"] not in ("GET", "HEAD") or not origin:
        await _answer(send, 404, b"not found\n")
        return
    place = origin.encode() + quote(scope["path"]).encode()
    await send({"type": "http.response.start", "status": 302, "headers": [(b"location", place)]})
    await send({"type": "http.response.body", "body": b""})


def _leading_back(send: Send) -> Send:
    """Pages live at another origin: "see /plans/..." becomes "see https://.../plans/..."."""

    async def sent(message: MutableMapping[str, Any]) -> None:
        headers = message.get("headers", ())
        await send({**message, "headers": [_absolute(*header) for header in headers]} if headers else message)

    return sent


def _absolute(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_place = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(b"//")
    return name, settings.LIENTHONG_PUBLIC_ORIGIN.encode() + value if is_place else value


class _Counted:
    """A body as it comes in. One that grows over the limit is told as broken off, so that Django drops what it kept."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit = receive, limit
        self._taken = 0

    @property
    def is_too_large(self) -> bool:
        return self._taken > self._limit

    async def __call__(self) -> MutableMapping[str, Any]:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_large else message


async def _answer(send: Send, status: int, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", kind.encode()), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
