"""A public post for tests and demonstration: takes orders, moves items, calls back, and misbehaves on command.

``fault`` of calls: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage"
(no JSON), "late" (it does what it is asked, and a gateway gives up before the answer). ``move`` gives the call-backs
that it would send: none when it is "silent", two when it is "twice", a false one when it is "forged"; "short" takes a
thousand đồng less than it was told to.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, Protocol

from lienthong.connectors.listening import listening
from lienthong.connectors.public_post.messages import ACCEPTED, DELIVERED, DONE, Access, sealed
from lienthong.connectors.public_post.models import KeptItem, KeptStep

ACCESS: Final = Access("http://post.invalid", "GIALAI", "khoa-thu-nghiem")
PRICE: Final = 26_000
PAGEFUL: Final = 100
type Told = dict[str, Any]
type Manner = Literal["", "twice", "silent", "short", "forged"]
NEEDED: Final = ("senderName", "senderTel", "senderAddress", "receiverName", "receiverTel", "receiverAddress")
WORDS: Final = {
    "1": "Đã nhận yêu cầu",
    "2": "Bưu gửi đang trên đường",
    "3": "Phát thành công",
    "4": "Đã hủy yêu cầu",
    "5": "Phát không thành công, chuyển hoàn",
    "6": "Đã chuyển hoàn về người gửi",
}


@dataclass(slots=True)
class Known:
    """An item as the post knows it."""

    reference: str
    item: str
    cod: int
    to: str


@dataclass(slots=True)
class Moved:
    id: int
    reference: str
    status: str
    words: str
    at: str
    collected: int


class Shelf(Protocol):
    def put(self, reference: str, cod: int, to: str) -> Known: ...

    def find(self, reference: str) -> Known | None: ...

    def move(self, reference: str, status: str, words: str, at: str, collected: int) -> Moved: ...

    def moved(self) -> list[Moved]: ...


class Memory:
    def __init__(self) -> None:
        self.items: dict[str, Known] = {}
        self.steps: list[Moved] = []

    def put(self, reference: str, cod: int, to: str) -> Known:
        return self.items.setdefault(reference, Known(reference, f"VN{len(self.items) + 1:09}", cod, to))

    def find(self, reference: str) -> Known | None:
        return self.items.get(reference)

    def move(self, reference: str, status: str, words: str, at: str, collected: int) -> Moved:
        self.steps.append(Moved(len(self.steps) + 1, reference, status, words, at, collected))
        return self.steps[-1]

    def moved(self) -> list[Moved]:
        return list(self.steps)


class Table:
    """Kept in the demonstration's own database, seen by all its processes."""

    def put(self, reference: str, cod: int, to: str) -> Known:
        row, is_new = KeptItem.objects.get_or_create(reference=reference, defaults={"cod": cod, "to": to})
        if is_new:
            row.item = f"VN{row.pk:09}"
            row.save()
        return _known(row)

    def find(self, reference: str) -> Known | None:
        row = KeptItem.objects.filter(reference=reference).first()
        return _known(row) if row else None

    def move(self, reference: str, status: str, words: str, at: str, collected: int) -> Moved:
        item = KeptItem.objects.get(reference=reference)
        row = KeptStep.objects.create(item=item, status=status, words=words, at=at, collected=collected)
        return Moved(row.pk, reference, status, words, at, collected)

    def moved(self) -> list[Moved]:
        rows = KeptStep.objects.select_related("item")
        return [
            Moved(one.pk, one.item.reference, one.status, one.words, one.at, one.collected) for one in rows
        ]


def _known(row: KeptItem) -> Known:
    return Known(row.reference, row.item, row.cod, row.to)


class FakePost:
    """A WSGI application."""

    def __init__(self, shelf: Shelf, page: str = "https://buu-chinh.example/") -> None:
        self.shelf, self.page, self.fault = shelf, page, ""
        self.calls: list[str] = []
        self.released = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        path = environ["PATH_INFO"].strip("/")
        self.calls.append(path)
        if self.fault == "hang":
            self.released.wait(30)
        is_known = environ.get("HTTP_AUTHORIZATION") == f"Bearer {ACCESS.key}"
        told = self._answer(path, asked) if is_known and self.fault != "refuse" else _no("Sai mã khách hàng")
        start(
            "504 Gateway Timeout" if self.fault == "late" else "200 OK",
            [("Content-Type", "application/json; charset=utf-8")],
        )
        content = json.dumps(told, ensure_ascii=False).encode()
        return [b"<html>" if self.fault in {"garbage", "late"} else content]

    def _answer(self, path: str, asked: Told) -> Told:
        does = {
            "order": self._order,
            "cancel": self._cancel,
            "tracking": self._track,
            "statement": self._list,
        }
        return does[path](asked)

    def _order(self, asked: Told) -> Told:
        lacking = [name for name in NEEDED if not str(asked.get(name) or "").strip()]
        if asked.get("customerCode") != ACCESS.customer or lacking:
            return _no(f"Thiếu {', '.join(lacking) or 'mã khách hàng'}")
        reference = str(asked["orderNumber"])
        known = self.shelf.put(reference, int(asked["codAmount"]), str(asked["receiverAddress"]))
        return {
            "code": DONE, "itemCode": known.item, "mainFee": PRICE, "trackingUrl": f"{self.page}{reference}/",
        }  # fmt: skip

    def _cancel(self, asked: Told) -> Told:
        reference = str(asked["orderNumber"])
        if self.shelf.find(reference) is None:
            return _no("Không có yêu cầu này")
        if any(one.reference == reference and one.status != ACCEPTED for one in self.shelf.moved()):
            return _no("Bưu gửi đã trên đường")
        return {"code": DONE}

    def _track(self, asked: Told) -> Told:
        rows = [one for one in self.shelf.moved() if one.id > int(asked["lastId"])]
        return {"code": DONE, "data": [_told(one) for one in rows[:PAGEFUL]]}

    def _list(self, asked: Told) -> Told:
        day = str(asked["date"])
        rows = [one for one in self.shelf.moved() if one.status == DELIVERED and one.at.startswith(day)]
        lines = [{"orderNumber": one.reference, "codCollected": one.collected} for one in rows]
        return {"code": DONE, "data": lines}

    def move(self, reference: str, status: str, at: datetime, manner: Manner = "") -> list[bytes]:
        """Something happens to an item; gives the bodies that it posts to our call-back. ``at`` is local time.

        Raises LookupError for an item that it never got.
        """
        known = self.shelf.find(reference)
        if known is None:
            raise LookupError(reference)
        moment = f"{at:%Y%m%d%H%M%S}"
        if manner == "forged":  # somebody else, who does not know the key, and nothing moved
            told = _told(Moved(999_999_999, reference, status, WORDS[status], moment, 0))
            return [json.dumps(sealed(told, "")).encode()]
        collected = known.cod if status == DELIVERED else 0
        if manner == "short":
            collected = max(0, collected - 1_000)
        moved = self.shelf.move(reference, status, WORDS[status], moment, collected)
        body = json.dumps(sealed(_told(moved), ACCESS.key), ensure_ascii=False).encode()
        return {"silent": [], "twice": [body, body]}.get(manner, [body])


def _no(words: str) -> Told:
    return {"code": "99", "message": words}


def _told(one: Moved) -> Told:
    return {
        "id": one.id,
        "customerCode": ACCESS.customer,
        "orderNumber": one.reference,
        "statusCode": one.status,
        "statusMessage": one.words,
        "statusDate": one.at,
        "codCollected": one.collected,
    }


PAGE: Final = "/post/try/"
_kept = FakePost(Table(), PAGE)


def kept() -> FakePost:
    """That of the demonstration, in this process; its page of an item is one of ours."""
    return _kept


@contextmanager
def running(post: FakePost) -> Iterator[str]:
    """The post listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(post) as place:
        yield f"http://{ACCESS.customer}:{ACCESS.key}@{place}"
