"""The upload process for a browser test: the very ASGI application, fed from real sockets that may break off."""

from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Thread
from typing import Any

from asgiref.sync import async_to_sync, sync_to_async
from django.db import connections
from pytest_django.fixtures import Settings

from lienthong.config.asgi import application

AT_ONCE = 16_384


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def _serve(self) -> None:
        async_to_sync(self._run)()
        connections.close_all()

    async def _run(self) -> None:
        path, _mark, query = self.path.partition("?")
        scope = {
            "type": "http",
            "method": self.command,
            "path": path,
            "query_string": query.encode(),
            "root_path": "",
            "server": self.server.server_address,
            "headers": [(name.lower().encode(), value.encode()) for name, value in self.headers.items()],
        }
        self.left = int(self.headers.get("Content-Length") or 0)
        self.is_told = False
        await application(scope, self._receive, self._send)

    async def _receive(self) -> MutableMapping[str, Any]:
        piece = await sync_to_async(self._read, thread_sensitive=False)()
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": self.left > 0}

    def _read(self) -> bytes | None:
        """The next piece of the body; None when the sender is gone, also behind the end."""
        if self._is_cut():
            self.connection.shutdown(SHUT_RDWR)
            return None
        if not self.left and not self.is_told:
            self.is_told = True
            return b""
        with suppress(OSError):
            piece = self.rfile.read1(min(AT_ONCE, self.left or 1))
            self.left, self.is_told = self.left - len(piece), True
            return piece or None
        return None

    def _is_cut(self) -> bool:
        cuts: list[int] = self.server.cuts  # type: ignore[attr-defined]
        if self.command != "PATCH" or not self.is_told or not cuts or self.left > cuts[0]:
            return False
        cuts.pop(0)
        return True

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.send_response(message["status"])
            for name, value in message.get("headers", ()):
                self.send_header(name.decode(), value.decode())
            self.end_headers()
        elif body := message.get("body", b""):
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PATCH = do_DELETE = do_OPTIONS = _serve  # noqa: N815

    def log_message(self, *_told: Any) -> None:
        """Quiet."""


def lead_to(origin: str, settings: Settings, pages: str) -> None:
    """The pages send their files to that process, as those that ``up`` starts do."""
    settings.LIENTHONG_STREAM_ORIGIN = origin
    settings.LIENTHONG_PUBLIC_ORIGIN = pages
    settings.CSRF_TRUSTED_ORIGINS = [pages]
    settings.SECURE_CSP = settings.SECURE_CSP | {
        name: [*settings.SECURE_CSP[name], origin] for name in ("connect-src", "form-action")
    }


@contextmanager
def upload_process(cuts: Sequence[int] = ()) -> Iterator[str]:
    """Its origin. ``cuts``: the network breaks off once when so many bytes of a file are still to come, one by one."""
    server = ThreadingHTTPServer(("localhost", 0), _Handler)
    server.cuts = list(cuts)  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
    assert server.cuts == [], "it was not cut as often as it should"  # type: ignore[attr-defined]
