"""A payment platform for tests and demonstration: keeps orders, is "paid", calls back, and misbehaves on command.

``fault`` of calls: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage"
(no JSON), "late" (it does what it is asked, and a gateway gives up before the answer). ``pay`` gives the call-backs
that it would send: none when it is "silent", two when it is "twice", one with another "amount" or a "forged" checksum.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, Protocol

from lienthong.connectors.listening import listening
from lienthong.connectors.payment_platform.messages import (
    CALLBACK,
    CALLBACK_FIELDS,
    DONE,
    DONG,
    LIST_FIELDS,
    ORDER_FIELDS,
    Access,
    is_genuine,
    sealed,
)
from lienthong.connectors.payment_platform.models import KeptOrder

ACCESS: Final = Access("http://payment.invalid", "GIALAI", "khoa-thu-nghiem")
BANK: Final = "970436"
type Answer = dict[str, Any]
type Manner = Literal["", "twice", "silent", "amount", "forged"]


@dataclass(slots=True)
class Known:
    """An order as the platform knows it."""

    reference: str
    amount: int
    about: str
    transaction: str = ""
    paid: int = 0
    paid_at: str = ""


class Shelf(Protocol):
    def put(self, known: Known) -> None: ...

    def find(self, reference: str) -> Known | None: ...

    def pay(self, reference: str, paid: int, at: str) -> str: ...

    def all(self) -> list[Known]: ...


class Memory:
    def __init__(self) -> None:
        self.orders: dict[str, Known] = {}
        self.paid: list[Known] = []

    def put(self, known: Known) -> None:
        self.orders[known.reference] = known

    def find(self, reference: str) -> Known | None:
        return self.orders.get(reference)

    def pay(self, reference: str, paid: int, at: str) -> str:
        known = self.orders[reference]
        transaction = f"PP{len(self.paid) + 1:010}"
        self.paid.append(Known(reference, known.amount, known.about, transaction, paid, at))
        return transaction

    def all(self) -> list[Known]:
        return list(self.paid)


class Table:
    """Kept in the demonstration's own database, seen by all its processes."""

    def put(self, known: Known) -> None:
        KeptOrder.objects.create(reference=known.reference, amount=known.amount, about=known.about)

    def find(self, reference: str) -> Known | None:
        row = KeptOrder.objects.filter(reference=reference).order_by("-id").first()
        return _known(row) if row else None

    def pay(self, reference: str, paid: int, at: str) -> str:
        row = KeptOrder.objects.filter(reference=reference).order_by("-id").first()
        if row is None:
            raise LookupError(reference)
        if row.transaction:  # paid a second time, as a citizen may
            row.pk = None
        row.transaction, row.paid, row.paid_at = None, paid, at
        row.save()
        row.transaction = f"PP{row.pk:010}"
        row.save()
        return row.transaction

    def all(self) -> list[Known]:
        return [_known(row) for row in KeptOrder.objects.filter(transaction__isnull=False)]


def _known(row: KeptOrder) -> Known:
    return Known(row.reference, row.amount, row.about, row.transaction or "", row.paid, row.paid_at)


class FakePlatform:
    """A WSGI application."""

    def __init__(self, shelf: Shelf, page: str = "https://thanh-toan.example/") -> None:
        self.shelf, self.page, self.fault = shelf, page, ""
        self.calls: list[str] = []
        self.released = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        path = environ["PATH_INFO"].strip("/")
        self.calls.append(path)
        if self.fault == "hang":
            self.released.wait(30)
        told = {"order": self._order, "list": self._list}[path](asked)
        start(
            "504 Gateway Timeout" if self.fault == "late" else "200 OK",
            [("Content-Type", "application/json; charset=utf-8")],
        )
        content = json.dumps(told, ensure_ascii=False).encode()
        return [b"<html>" if self.fault in {"garbage", "late"} else content]

    def _order(self, asked: Answer) -> Answer:
        if self.fault == "refuse" or not is_genuine(asked, ORDER_FIELDS, ACCESS.key):
            return {"MaLoi": "99", "MoTaLoi": "Sai mã xác thực hoặc đối tác chưa được mở"}
        reference, about = str(asked["MaThamChieu"]), str(asked["ThongTinGiaoDich"])
        if not 0 < len(reference) <= 20 or int(asked["SoTien"]) <= 0:
            return {"MaLoi": "05", "MoTaLoi": "Mã tham chiếu hoặc số tiền không hợp lệ"}
        self.shelf.put(Known(reference, int(asked["SoTien"]), about))
        return {"MaLoi": DONE, "UrlThanhToan": f"{self.page}{reference}/"}

    def _list(self, asked: Answer) -> Answer:
        if self.fault == "refuse" or not is_genuine(asked, LIST_FIELDS, ACCESS.key):
            return {"MaLoi": "99", "MoTaLoi": "Sai mã xác thực"}
        rows = [one for one in self.shelf.all() if one.paid_at.startswith(str(asked["NgayGD"]))]
        return {"MaLoi": DONE, "DanhSach": [_told(one) for one in rows]}

    def pay(self, reference: str, at: datetime, manner: Manner = "") -> list[bytes]:
        """The citizen pays at the platform; gives the bodies that it posts to our call-back. ``at`` is local time.

        Raises LookupError for an order that it never got.
        """
        known = self.shelf.find(reference)
        if known is None:
            raise LookupError(reference)
        moment, paid = f"{at:%Y%m%d%H%M%S}", known.amount
        if manner == "amount":
            paid = max(1, paid - 1_000)
        if manner == "forged":  # somebody else, who does not know the key, and no money
            told = sealed(
                _told(Known(reference, paid, "", "PP9999999999", paid, moment)), CALLBACK_FIELDS, ""
            )
            return [json.dumps(told).encode()]
        transaction = self.shelf.pay(reference, paid, moment)
        told = _told(Known(reference, known.amount, known.about, transaction, paid, moment))
        body = json.dumps(sealed(told, CALLBACK_FIELDS, ACCESS.key), ensure_ascii=False).encode()
        return {"silent": [], "twice": [body, body]}.get(manner, [body])


def _told(known: Known) -> Answer:
    return {
        "LoaiBanTin": CALLBACK,
        "MaLoi": DONE,
        "MaDoiTac": ACCESS.partner,
        "MaThamChieu": known.reference,
        "SoTien": str(known.paid),
        "MaTienTe": DONG,
        "MaGiaoDich": known.transaction,
        "MaNganHang": BANK,
        "ThoiGianGD": known.paid_at,
        "ThongTinGiaoDich": known.about,
    }


PAGE: Final = "/pay/try/"
_kept = FakePlatform(Table(), PAGE)


def kept() -> FakePlatform:
    """That of the demonstration, in this process; its paying page is one of ours."""
    return _kept


@contextmanager
def running(platform: FakePlatform) -> Iterator[str]:
    """The platform listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(platform) as place:
        yield f"http://{ACCESS.partner}:{ACCESS.key}@{place}"
