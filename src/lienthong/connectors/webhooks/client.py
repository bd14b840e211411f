"""One message to one address: within ten seconds, at a place that may be called; the answer's body is never read."""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Final

from lienthong.connectors.webhooks.address import Address, Fault, Place, may_call, read

SECONDS: Final = 10.0
GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is 0 where no answer came; ``fault`` then names why. ``ms``: how long it took."""

    status: int
    fault: str
    ms: int

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


class _Inside(Exception):
    """The name leads to a place that may not be called."""


def post(url: str, *, headers: Mapping[str, str], body: bytes) -> Answer:
    """Sends it once. Whatever the other side does is an answer, never an error."""
    began = time.monotonic()
    status, fault = 0, ""
    try:
        address = read(url)
        if isinstance(address, Fault):
            fault = address.value
        else:
            status = _posted(address, headers, body)
    except (OSError, HTTPException, ValueError, _Inside) as error:
        fault = _named(error)
    return Answer(status, fault, round((time.monotonic() - began) * 1_000))


def _posted(address: Address, headers: Mapping[str, str], body: bytes) -> int:
    with closing(_connected(address)) as line, _cut_after(line, SECONDS):
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        http = HTTPConnection(address.host, address.port)
        http.sock = line
        http.request("POST", address.target, body=body, headers={"Host": address.authority, **headers})
        with closing(http.getresponse()) as answer:
            return answer.status


def _connected(address: Address) -> socket.socket:
    """A line to the place that was looked at: the name is not asked a second time."""
    failed: OSError | None = None
    for place in _places(address):
        try:
            line = socket.create_connection((str(place), address.port), timeout=SECONDS)
        except OSError as error:
            failed = error
            continue
        if not address.is_tls:
            return line
        context = ssl.create_default_context()
        return context.wrap_socket(line, server_hostname=address.host, do_handshake_on_connect=False)
    raise failed or OSError("no place")


def _places(address: Address) -> list[Place]:
    """Where the name leads now; one place that may not be called spoils them all. Raises _Inside, OSError."""
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    places = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not all(map(may_call, places)):
        raise _Inside
    return list(dict.fromkeys(places))[:2]


@contextmanager
def _cut_after(line: socket.socket, seconds: float) -> Iterator[None]:
    """Ends the whole talk after a while, also one that is fed a byte at a time. Raises TimeoutError."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException, ValueError) as error:
        if over.is_set():
            raise TimeoutError from error
        raise
    else:
        if over.is_set():  # what was cut off in its head reads like an answer
            raise TimeoutError
    finally:
        timer.cancel()


def _named(error: Exception) -> str:
    """A word for what went wrong, without anything that the other side wrote."""
    if isinstance(error, _Inside):
        return Fault.INSIDE.value
    if isinstance(error, TimeoutError):
        return "TIMEOUT"
    if isinstance(error, socket.gaierror):
        return "UNKNOWN_NAME"
    if isinstance(error, ssl.SSLError):
        return "CERTIFICATE" if isinstance(error, ssl.SSLCertVerificationError) else "TLS"
    is_garbage = isinstance(error, HTTPException | ValueError) and not isinstance(error, ConnectionError)
    return "GARBAGE" if is_garbage else "BROKEN"
