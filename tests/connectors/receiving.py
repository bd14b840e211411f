"""A partner's receiver for tests, faithful to Standard Webhooks: it checks what it gets, takes each message once, and
misbehaves on command.

``fault``: "refuse" (500), "gone" (410), "redirect" (elsewhere), "hang" (no answer until released), "drip" (a byte now
and then), "reset" (the line breaks), "garbage" (no HTTP), "late" (it takes the message, and a gateway gives up before
the answer), "endless" (taken, with a body that never ends).
"""

import base64
import hmac
import json
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


@dataclass(frozen=True)
class Call:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def key(self) -> str:
        return self.headers["webhook-id"]

    def is_signed_with(self, secret: str) -> bool:
        """By the specification's own words: the key is the base64 after ``whsec_``, over id, time and body."""
        content = f"{self.key}.{self.headers['webhook-timestamp']}.".encode() + self.body
        key = base64.b64decode(secret.split("_", 1)[1])
        wanted = "v1," + base64.b64encode(hmac.new(key, content, "sha256").digest()).decode()
        return wanted in self.headers["webhook-signature"].split(" ")


class Receiver:
    def __init__(self) -> None:
        self.fault = ""
        self.calls: list[Call] = []
        self.taken: dict[str, dict[str, Any]] = {}
        self.released = threading.Event()

    @property
    def types(self) -> list[str]:
        """Of what was taken, in the order in which it came."""
        return [body["type"] for body in self.taken.values()]

    def take(self, call: Call) -> None:
        self.taken.setdefault(call.key, json.loads(call.body))


class _Handler(BaseHTTPRequestHandler):
    receiver: ClassVar[Receiver]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        call, fault = Call(self.path, headers, body), self.receiver.fault
        self.receiver.calls.append(call)
        if fault in {"", "late", "endless"}:
            self.receiver.take(call)
        getattr(self, f"_{fault}" if fault else "_well")()

    def _well(self, status: int = 204) -> None:
        self.send_response(status)
        self.end_headers()

    def _refuse(self) -> None:
        self._well(500)

    def _gone(self) -> None:
        self._well(410)

    def _late(self) -> None:
        self._well(504)

    def _redirect(self) -> None:
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def _hang(self) -> None:
        self.receiver.released.wait(30)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.receiver.released.wait(0.02):
            self.wfile.write(b"x")

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _garbage(self) -> None:
        self.wfile.write(b"\x00\xff nothing like an answer\r\n\r\n")

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.receiver.released.is_set():
            self.wfile.write(b"x" * 10_000)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read what was called, not lines."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who leaves early is no fault of the receiver."""


@contextmanager
def running(receiver: Receiver, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The receiver listening on this machine until the block ends; gives its port."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": receiver}))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        receiver.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
