"""What goes over the line, by the names of the national portal's PaymentPlatform, and the checksum over it."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lienthong.connectors.address import read_address

VERSION: Final = "1.0"
ORDER, CALLBACK, LIST = "DK_THANHTOAN", "KQ_THANHTOAN", "DOI_SOAT"
DONE, NOT_TAKEN = "00", "99"
DONG: Final = "VND"
PROCEDURE_SERVICE: Final = "2"
"""MaDichVu of administrative procedures."""

ORDER_FIELDS: Final = (
    "LoaiBanTin",
    "PhienBan",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "LoaiHinhThanhToan",
    "MaKenhThanhToan",
    "MaThietBi",
    "NgonNgu",
    "MaTienTe",
    "MaNganHang",
    "ThongTinGiaoDich",
    "ThoiGianGD",
    "Ip",
)
CALLBACK_FIELDS: Final = (
    "LoaiBanTin",
    "MaLoi",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "MaTienTe",
    "MaGiaoDich",
    "MaNganHang",
    "ThoiGianGD",
    "ThongTinGiaoDich",
)
LIST_FIELDS: Final = ("LoaiBanTin", "PhienBan", "MaDoiTac", "NgayGD")


@dataclass(frozen=True, slots=True)
class Access:
    """``partner`` (MaDoiTac) is who we are there; ``key`` is shared and never sent."""

    address: str
    partner: str
    key: str


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of the receipt that the platform shows: ``kind`` 1 phí, 2 lệ phí."""

    kind: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid, for which case, to which account. ``at`` as yyyyMMddHHmmss."""

    reference: str
    amount: int
    about: str
    at: str
    agency: str
    agency_name: str
    case: str
    procedure: str
    title: str
    payer: str
    account: str
    bank: str
    holder: str
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """A call-back, or a line of a day's list. ``is_done``: MaLoi 00, the money moved."""

    is_done: bool
    reference: str
    amount: int
    transaction: str
    bank: str
    at: str


def checksum(told: Mapping[str, Any], fields: tuple[str, ...], key: str) -> str:
    """MaXacThuc: SHA-256 in hex of the fields in their order and the shared key, joined by "|"."""
    words = "|".join([*(str(told.get(name, "")) for name in fields), key])
    return hashlib.sha256(words.encode()).hexdigest()


def is_genuine(told: Mapping[str, Any], fields: tuple[str, ...], key: str) -> bool:
    """Compared in constant time: how long a refusal takes says nothing about how much of it was right."""
    given = str(told.get("MaXacThuc", "")).lower()
    return hmac.compare_digest(given.encode(), checksum(told, fields, key).encode())


def sealed(told: Mapping[str, Any], fields: tuple[str, ...], key: str) -> dict[str, Any]:
    return {**told, "MaXacThuc": checksum(told, fields, key)}


def order_body(order: Order, access: Access) -> dict[str, Any]:
    told = {
        "LoaiBanTin": ORDER,
        "PhienBan": VERSION,
        "MaDoiTac": access.partner,
        "MaThamChieu": order.reference,
        "SoTien": str(order.amount),
        "LoaiHinhThanhToan": "",
        "MaKenhThanhToan": "",
        "MaThietBi": "",
        "NgonNgu": "vi",
        "MaTienTe": DONG,
        "MaNganHang": "",
        "ThongTinGiaoDich": order.about,
        "ThoiGianGD": order.at,
        "Ip": "",
        "ThongTinBienLai": _receipt(order),
    }
    return sealed(told, ORDER_FIELDS, access.key)


def _receipt(order: Order) -> dict[str, Any]:
    return {
        "MaDichVu": PROCEDURE_SERVICE,
        "MaDonVi": order.agency,
        "TenDonVi": order.agency_name,
        "MaHoSo": order.case,
        "MaTTHC": order.procedure,
        "TenTTHC": order.title,
        "TKThuHuong": order.account,
        "MaNHThuHuong": order.bank,
        "TenTKThuHuong": order.holder,
        "HoTenNguoiNop": order.payer,
        "PhiLePhi": [
            {"LoaiPhiLePhi": one.kind, "TenPhiLePhi": one.name, "SoTien": str(one.amount)}
            for one in order.charges
        ],
    }


def list_body(day: str, access: Access) -> dict[str, Any]:
    """``day`` as yyyyMMdd."""
    told = {"LoaiBanTin": LIST, "PhienBan": VERSION, "MaDoiTac": access.partner, "NgayGD": day}
    return sealed(told, LIST_FIELDS, access.key)


def paid_in(told: Mapping[str, Any]) -> Paid:
    """Raises KeyError, ValueError for what is no such message."""
    amount = int(told["SoTien"])
    reference, transaction, at = (str(told[name]) for name in ("MaThamChieu", "MaGiaoDich", "ThoiGianGD"))
    is_done = str(told["MaLoi"]) == DONE
    if not 0 < amount < 10**15 or not 0 < len(transaction) <= 60 or len(reference) > 200:
        raise ValueError("a field is out of its range")
    if str(told.get("MaTienTe", DONG)) != DONG:
        raise ValueError("another currency")
    return Paid(is_done, reference, amount, transaction, str(told.get("MaNganHang") or "")[:60], at)


def read_access(url: str) -> Access:
    """From ``https://MaDoiTac:key@host/path``."""
    told = read_address(url)
    return Access(told.place, told.user, told.secret)
