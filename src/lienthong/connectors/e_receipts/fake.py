"""A provider of electronic receipts for tests and demonstration: writes, replaces, adjusts, cancels, and misbehaves on
command.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"late" (it does what it is asked, and a gateway gives up before the answer), "other" (the answer to another question).
"""

import base64
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol
from urllib.parse import parse_qs

from lienthong.connectors.e_receipts.messages import CANCEL, DOES, DONE, ISSUE, Access, is_genuine
from lienthong.connectors.e_receipts.models import KeptPaper
from lienthong.connectors.listening import listening

ACCESS: Final = Access("http://receipts.invalid", "GIALAI", "khoa-bien-lai-thu-nghiem")
PAGE: Final = "https://bien-lai.example/tra-cuu"
type Answer = dict[str, Any]


class Shelf(Protocol):
    def put(self, key: str, told: Answer) -> None: ...

    def find(self, key: str) -> Answer | None: ...

    def all(self) -> list[Answer]: ...


class Memory:
    def __init__(self) -> None:
        self.papers: dict[str, Answer] = {}

    def put(self, key: str, told: Answer) -> None:
        self.papers.setdefault(key, told)

    def find(self, key: str) -> Answer | None:
        return self.papers.get(key)

    def all(self) -> list[Answer]:
        return list(self.papers.values())


class Table:
    """Kept in the demonstration's own database, seen by all its processes."""

    def put(self, key: str, told: Answer) -> None:
        KeptPaper.objects.get_or_create(key=key, defaults={"told": told})

    def find(self, key: str) -> Answer | None:
        return KeptPaper.objects.filter(key=key).values_list("told", flat=True).first()

    def all(self) -> list[Answer]:
        return list(KeptPaper.objects.values_list("told", flat=True))


class FakeProvider:
    """A WSGI application. ``said`` counts what it was asked, by key."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.fault = shelf, ""
        self.said: list[str] = []
        self.released = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if self.fault == "hang":
            self.released.wait(30)
        basic = base64.b64encode(f"{ACCESS.customer}:{ACCESS.key}".encode()).decode()
        is_known = environ.get("HTTP_AUTHORIZATION") == f"Basic {basic}"
        kind, content = self._answer(environ) if is_known else ("application/json", b'{"ma": "98"}')
        status = "504 Gateway Timeout" if self.fault == "late" else "200 OK"
        start(status, [("Content-Type", kind)])
        return [b"<html>" if self.fault in {"garbage", "late"} else content]

    def _answer(self, environ: dict[str, Any]) -> tuple[str, bytes]:
        if environ["REQUEST_METHOD"] == "GET":
            number = parse_qs(environ.get("QUERY_STRING", "")).get("soBienLai", [""])[0]
            return "application/pdf", f"%PDF-1.7\n% bien lai {number}\n%%EOF\n".encode()
        asked = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        self.said.append(str(asked.get("khoa")))
        told = self._write(asked)
        if self.fault == "other":
            told = told | {"khoa": "another"}
        return "application/json; charset=utf-8", json.dumps(told, ensure_ascii=False).encode()

    def _write(self, asked: Answer) -> Answer:
        if self.fault == "refuse" or not is_genuine(asked, ACCESS.key):
            return {"ma": "99", "moTa": "Chữ ký hoặc dải số chưa được đăng ký"}
        if before := self.shelf.find(str(asked["khoa"])):
            return before
        does, original = str(asked["loai"]), str(asked["bienLaiGoc"])
        numbers = {one["soBienLai"]: one for one in self.shelf.all()}
        if does not in DOES or (does == ISSUE) == bool(original) or (original and original not in numbers):
            return {"ma": "05", "moTa": "Không có biên lai gốc"}
        if any(one["huy"] == original for one in numbers.values() if original):
            return {"ma": "06", "moTa": "Biên lai gốc đã hủy"}
        number = f"01BLP0-001 AA-21E {len(numbers) + 1:07}"
        told = {
            "ma": DONE,
            "khoa": asked["khoa"],
            "soBienLai": number,
            "trangTraCuu": PAGE,
            "maTraCuu": f"{asked['chuKy'][:10].upper()}",
            "soTien": asked["soTien"],
            "loai": does,
            "huy": original if does in {CANCEL, "REPLACE"} else "",
        }
        self.shelf.put(str(asked["khoa"]), told)
        return told


_kept = FakeProvider(Table())


def kept() -> FakeProvider:
    """That of the demonstration, in this process."""
    return _kept


@contextmanager
def running(provider: FakeProvider) -> Iterator[str]:
    """The provider listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(provider) as place:
        yield f"http://{ACCESS.customer}:{ACCESS.key}@{place}"
