"""A gateway of short messages for tests and demonstration: sends to nobody, reports, and misbehaves on command.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"late" (it does what it is asked, and a gateway gives up before the answer), "other" (the answer to another question).
``reports`` says what became of a message, by its number; what is not named there was delivered.
"""

import base64
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qs

from lienthong.connectors.listening import listening
from lienthong.connectors.shelves import Shelf, Table
from lienthong.connectors.sms.messages import DONE, KNOWN, LONGEST, Access
from lienthong.connectors.sms.models import KeptSms

ACCESS: Final = Access("http://sms.invalid", "gialai", "khoa-tin-nhan-thu-nghiem", "TINHGIALAI")
type Answer = dict[str, Any]


class FakeGateway:
    """A WSGI application."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.fault = shelf, ""
        self.reports: dict[str, tuple[str, str]] = {}
        self.released = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if self.fault == "hang":
            self.released.wait(30)
        told = self._answer(environ)
        if self.fault == "other":
            told |= {"RequestId": "another", "SMSID": "another"}
        status = "504 Gateway Timeout" if self.fault == "late" else "200 OK"
        start(status, [("Content-Type", "application/json; charset=utf-8")])
        return [b"<html>" if self.fault in {"garbage", "late"} else json.dumps(told).encode()]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        basic = base64.b64encode(f"{ACCESS.user}:{ACCESS.key}".encode()).decode()
        if environ.get("HTTP_AUTHORIZATION") != f"Basic {basic}":
            return {"CodeResult": "101", "ErrorMessage": "Authorize Failed"}
        if self.fault == "refuse":
            return {"CodeResult": "103", "ErrorMessage": "Balance not enough to send message"}
        if environ["REQUEST_METHOD"] == "GET":
            return self._status(parse_qs(environ.get("QUERY_STRING", "")).get("RefId", [""])[0])
        return self._send(json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))))

    def _send(self, asked: Answer) -> Answer:
        sent, key = self.shelf.all(), str(asked["RequestId"])
        if before := sent.get(key):
            return before | {"CodeResult": KNOWN}
        if asked["Brandname"] != ACCESS.brand:
            return {"CodeResult": "104", "ErrorMessage": "Brandname is not registered"}
        if not (asked["Phone"].startswith("84") and len(asked["Phone"]) == 11):
            return {"CodeResult": "99", "ErrorMessage": "Phone not valid"}
        if len(asked["Content"]) > LONGEST:
            return {"CodeResult": "118", "ErrorMessage": "Message too long"}
        told = asked | {"CodeResult": DONE, "SMSID": f"sms-{len(sent) + 1:06}"}
        self.shelf.put(key, told)
        return told

    def _status(self, reference: str) -> Answer:
        if reference not in {one["SMSID"] for one in self.shelf.all().values()}:
            return {"CodeResult": "99", "ErrorMessage": "RefId not found"}
        status, words = self.reports.get(reference, ("5", ""))
        return {"CodeResult": DONE, "SMSID": reference, "SendStatus": status, "ErrorMessage": words}


_kept = FakeGateway(Table(KeptSms))


def kept() -> FakeGateway:
    """That of the demonstration, in this process."""
    return _kept


@contextmanager
def running(gateway: FakeGateway) -> Iterator[str]:
    """The gateway listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(gateway) as place:
        yield f"http://{ACCESS.user}:{ACCESS.key}@{place}?brand={ACCESS.brand}"
