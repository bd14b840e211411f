"""The program on the officer's machine: ``python -m lienthong.connectors.bridge.program https://the.platform``.

It listens on the machine itself and answers pages of that one platform only. It asks for the PIN in its own window,
shows for what, and forgets it when the batch is done. Nothing is written anywhere.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any, Final, Protocol

from lienthong.connectors.bridge.messages import PORT, Asked, Made, read_asked, write_made

LARGEST: Final = 4_000_000
_HERE: Final = ("127.0.0.1", "localhost")


class DeviceFault(Exception):
    """What the device answered instead of a signature; its text is a fault of ``Made``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A certificate on a device. ``id`` means something to this program only."""

    id: str
    name: str
    der: bytes


class Device(Protocol):
    """Where the keys are: a USB token, a card, or the fake."""

    def certificates(self) -> Sequence[Found]: ...
    def sign(self, certificate: str, pin: str, contents: Sequence[bytes]) -> Iterator[bytes]:
        """All of them with one PIN, each as soon as it is made. Raises DeviceFault, also on the way."""
        ...


type AskPin = Callable[[str, Sequence[str]], str | None]
"""The certificate's name and the papers' names to a PIN; None when the officer declines."""


class Bridge:
    """Answers one platform's pages; one batch at a time, since one person sits here."""

    def __init__(self, origin: str, device: Device, ask_pin: AskPin) -> None:
        self.origin = origin.rstrip("/")
        self._device, self._ask_pin, self._turn = device, ask_pin, Lock()

    def is_welcome(self, origin: str | None, host: str | None) -> bool:
        """Only pages of the platform, and only under a name of this machine: another name is a rebinding attack."""
        return origin == self.origin and (host or "").rsplit(":", 1)[0] in _HERE

    def certificates(self) -> dict[str, Any]:
        found = self._device.certificates()
        return {
            "certificates": [
                {"id": one.id, "name": one.name, "der": base64.b64encode(one.der).decode()} for one in found
            ]
        }

    def sign(self, told: Any) -> dict[str, Any]:
        """Raises Unreadable."""
        asked = read_asked(told)
        with self._turn:
            return write_made(self._made(asked))

    def _made(self, asked: Asked) -> list[Made]:
        name = next((one.name for one in self._device.certificates() if one.id == asked.certificate), None)
        if name is None:
            return [Made(item.name, fault="NO_DEVICE") for item in asked.items]
        pin = self._ask_pin(name, [item.name for item in asked.items])
        if pin is None:
            return [Made(item.name, fault="CANCELLED") for item in asked.items]
        return list(self._each(asked, pin))

    def _each(self, asked: Asked, pin: str) -> Iterator[Made]:
        """A device that is pulled out in the middle takes nothing back: what it made before stands."""
        signed = self._device.sign(asked.certificate, pin, [item.content for item in asked.items])
        fault = ""
        for item in asked.items:
            try:
                yield Made(item.name, fault=fault) if fault else Made(item.name, next(signed))
            except DeviceFault as trouble:
                fault = str(trouble)
                yield Made(item.name, fault=fault)


class _Handler(BaseHTTPRequestHandler):
    """To strangers nothing at all is said, not even that there is a device."""

    bridge: Bridge

    def do_OPTIONS(self) -> None:
        self._answer(204, {})

    def do_GET(self) -> None:
        if self.path == "/v1/certificates" and self._is_welcome():
            self._answer(200, self.bridge.certificates())
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self.path != "/v1/sign" or not self._is_welcome() or not length.isdigit() or int(length) > LARGEST:
            self._answer(404, {})
            return
        try:
            self._answer(200, self.bridge.sign(json.loads(self.rfile.read(int(length)))))
        except ValueError:
            self._answer(400, {})

    def log_message(self, *_: Any) -> None:
        """Nothing is written: names of papers are nobody else's business."""

    def _is_welcome(self) -> bool:
        return self.bridge.is_welcome(self.headers.get("Origin"), self.headers.get("Host"))

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        is_welcome = self._is_welcome()
        body = json.dumps(told).encode() if told and is_welcome else b""
        self.send_response(status if is_welcome else 403)
        if is_welcome:
            self.send_header("Access-Control-Allow-Origin", self.bridge.origin)
            self.send_header("Access-Control-Allow-Headers", "content-type")
            self.send_header("Access-Control-Allow-Private-Network", "true")
            self.send_header("Vary", "Origin")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(bridge: Bridge, port: int = PORT) -> ThreadingHTTPServer:
    """A server bound to this machine alone; the caller lets it run and stops it."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"bridge": bridge}))


def ask_in_a_window(name: str, papers: Sequence[str]) -> str | None:
    """The machine's own dialog; the page never sees what is typed."""
    from tkinter import Tk, simpledialog

    window = Tk()
    window.withdraw()
    shown = "\n".join(papers[:12]) + ("\n…" if len(papers) > 12 else "")
    question = f"{name}\n\nKý {len(papers)} văn bản:\n{shown}\n\nMã PIN:"
    try:
        return simpledialog.askstring("Liên thông: ký số", question, show="•", parent=window)
    finally:
        window.destroy()


def main() -> None:
    from lienthong.connectors.bridge.pkcs11_device import Pkcs11Device

    origin, library = sys.argv[1:3]
    serve(Bridge(origin, Pkcs11Device(library), ask_in_a_window)).serve_forever()


if __name__ == "__main__":
    main()
