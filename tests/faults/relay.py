"""A line between two machines that breaks often: every call through it draws its fate."""

import http.client
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FATES = ("refused", "cut_going", "server_error", "cut_coming", "answer_lost", "twice")
"""Nothing heard; half of it heard; answered with a fault; half an answer; no answer to what was done; done twice."""
HOP = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive", "server", "date"})


class Relay(ThreadingHTTPServer):
    """``share`` of the calls meet a fault; ``met`` counts which."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, port: int, *, share: float, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target, self.share = port, share
        self.met: Counter[str] = Counter()
        self._chance, self._one = random.Random(seed), threading.Lock()

    def fate(self) -> str:
        with self._one:
            drawn = self._chance.choice(FATES) if self._chance.random() < self.share else "passed"
            self.met[drawn] += 1
            return drawn

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers are killed too; tests read counts, not lines."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Relay

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65_537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return None
        fate = self.server.fate()
        if fate == "refused":
            return self._reset()
        body = self._body()
        if fate == "server_error":
            return self._answer(500, [], b"")
        try:
            if fate == "cut_going":
                self._forward(body, cut=True)
                return self._reset()
            if fate == "twice":
                self._forward(body)
            status, headers, content = self._forward(body)
        except (OSError, http.client.HTTPException):
            return self._reset()  # nobody is there at the moment
        if fate == "answer_lost":
            return self._reset()
        return self._answer(status, headers, content, cut=fate == "cut_coming")

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _forward(self, body: bytes, *, cut: bool = False) -> tuple[int, list[tuple[str, str]], bytes]:
        there = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=60)
        try:
            there.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP:
                    there.putheader(name, value)
            there.putheader("Content-Length", str(len(body)))
            there.endheaders()
            there.send(body[: len(body) // 2] if cut else body)
            if cut:
                return 0, [], b""
            answer = there.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            there.close()

    def _answer(
        self, status: int, headers: list[tuple[str, str]], content: bytes, *, cut: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)
        self.wfile.flush()
        if cut:
            self._reset()

    def _reset(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.shutdown(socket.SHUT_RD)
            self.connection.close()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read counts."""


@contextmanager
def relaying(port: int, *, share: float, seed: int) -> Iterator[Relay]:
    relay = Relay(port, share=share, seed=seed)
    thread = threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        relay.shutdown()
        relay.server_close()
        thread.join()
