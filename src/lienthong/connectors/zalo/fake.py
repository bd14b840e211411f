"""Zalo Notification Service for tests and demonstration: sends to nobody, reports, and misbehaves on command.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"late" (it does what it is asked, and a gateway gives up before the answer), "other" (the answer to another question),
"worn" (the next token it sees has lost its force). They touch messages; ``token_fault`` ("late", "garbage") touches the
exchange of tokens. ``strangers``: telephones that have no Zalo account. ``reports``
says what became of a message, by its number; what is not named there was delivered.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from lienthong.connectors.listening import listening
from lienthong.connectors.shelves import Shelf, Table
from lienthong.connectors.zalo.messages import DONE, TOKEN_WORN, Access
from lienthong.connectors.zalo.models import KeptZns

_PLACE: Final = "http://zalo.invalid"
ACCESS: Final = Access(_PLACE, "1357", "khoa-zalo-thu-nghiem", "240101", "refresh-0", _PLACE)
EXCHANGE: Final = "/v4/oa/access_token"
PARAMETERS: Final = frozenset({"ma", "tin", "ngay"})
type Answer = dict[str, Any]


class FakeZalo:
    """A WSGI application. A token of exchange works once, unless ``is_forgetful``: the demonstration's processes do
    not know of each other.
    """

    def __init__(self, shelf: Shelf, *, is_forgetful: bool = False) -> None:
        self.shelf, self.is_forgetful = shelf, is_forgetful
        self.fault = self.token_fault = ""
        self.reports: dict[str, tuple[int, str]] = {}
        self.strangers: set[str] = set()
        self.exchanges = 0
        self.released = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        is_exchange = environ["PATH_INFO"] == EXCHANGE
        fault = self.token_fault if is_exchange else self.fault
        if fault == "hang":
            self.released.wait(30)
        told = self._answer(environ)
        if fault == "other" and "data" in told:
            told = told | {"data": told["data"] | {"msg_id": "another", "tracking_id": "another"}}
        status = "504 Gateway Timeout" if fault == "late" else "200 OK"
        start(status, [("Content-Type", "application/json; charset=utf-8")])
        return [b"<html>" if fault in {"garbage", "late"} else json.dumps(told).encode()]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        if environ["PATH_INFO"] == EXCHANGE:
            return self._exchange(parse_qs(content), environ.get("HTTP_SECRET_KEY", ""))
        token = environ.get("HTTP_ACCESS_TOKEN", "")
        worn = self.fault == "worn" or not token.startswith("access-")
        if worn or not (self.is_forgetful or token == f"access-{self.exchanges}"):
            self.fault = "" if self.fault == "worn" else self.fault
            return {"error": TOKEN_WORN, "message": "Access token is invalid"}
        if self.fault == "refuse":
            return {"error": -144, "message": "OA daily quota limit reached"}
        if environ["REQUEST_METHOD"] == "GET":
            return self._status(parse_qs(environ.get("QUERY_STRING", "")).get("message_id", [""])[0])
        return self._send(json.loads(content))

    def _exchange(self, form: dict[str, list[str]], secret: str) -> Answer:
        given = form.get("refresh_token", [""])[0]
        is_ours = secret == ACCESS.secret and form.get("app_id") == [ACCESS.app]
        if not is_ours or not (self.is_forgetful or given == f"refresh-{self.exchanges}"):
            return {"error": -14014, "error_description": "Invalid refresh token"}
        self.exchanges += 1
        named = {"access_token": f"access-{self.exchanges}", "refresh_token": f"refresh-{self.exchanges}"}
        return named | {"expires_in": "90000"}

    def _send(self, asked: Answer) -> Answer:
        sent, key = self.shelf.all(), str(asked["tracking_id"])
        if before := sent.get(key):
            return before
        if asked["template_id"] != ACCESS.template or set(asked["template_data"]) != PARAMETERS:
            return {"error": -131, "message": "ZNS template not approved"}
        if asked["phone"] in self.strangers:
            return {"error": -118, "message": "Zalo account not existed"}
        told = {
            "error": DONE,
            "message": "Success",
            "data": {"msg_id": f"zns-{len(sent) + 1:06}", "tracking_id": key},
            "asked": asked,
        }
        self.shelf.put(key, told)
        return told

    def _status(self, reference: str) -> Answer:
        if reference not in {one["data"]["msg_id"] for one in self.shelf.all().values()}:
            return {"error": -136, "message": "Message not found"}
        status, words = self.reports.get(reference, (1, ""))
        return {"error": DONE, "data": {"msg_id": reference, "status": status, "message": words}}


_kept = FakeZalo(Table(KeptZns), is_forgetful=True)


def kept() -> FakeZalo:
    """That of the demonstration, in this process."""
    return _kept


@contextmanager
def running(zalo: FakeZalo) -> Iterator[str]:
    """The service listening on this machine until the block ends; gives the address as the setting writes it."""
    words = urlencode({"template": ACCESS.template, "refresh": ACCESS.refresh})
    with listening(zalo) as place:
        yield f"http://{ACCESS.app}:{ACCESS.secret}@{place}?{words}"
