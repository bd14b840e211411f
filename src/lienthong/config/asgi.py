"""The small process for what is slow or long: uploads and streams. Pages never run here."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from lienthong.config.ground.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
die_with_parent()

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    status = 200 if scope["path"] == "/healthz" else 404
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"ok\n" if status == 200 else b"not found\n"})
