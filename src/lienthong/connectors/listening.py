"""A stand-in of another machine, listening on this one: tests and a demonstration's worker call it over a real line."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, make_server


class StandIn(Protocol):
    """A WSGI application that can be told to misbehave; ``released`` ends what it lets hang."""

    fault: str
    released: threading.Event

    def __call__(self, environ: Any, start_response: Any, /) -> Any: ...


@contextmanager
def listening(stand_in: StandIn) -> Iterator[str]:
    """Until the block ends; gives host and port."""
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    server = make_server("127.0.0.1", 0, stand_in, handler_class=handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        stand_in.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(WSGIRequestHandler):
    """Breaks the line where the fault says so; writes no lines."""

    stand_in: StandIn

    def handle(self) -> None:
        if self.stand_in.fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read what was asked, not lines."""
