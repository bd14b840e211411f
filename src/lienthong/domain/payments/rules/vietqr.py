"""The VietQR of one payment: the EMVCo merchant-presented code (v1.1) as NAPAS profiles it for transfers.

Dynamic (field 01 = 12): it bears the account, the amount and the payment code, so that nobody types anything.
"""

from dataclasses import dataclass
from typing import Final

from lienthong.spine.text import search_key

_NAPAS: Final = "A000000727"
_TO_ACCOUNT: Final = "QRIBFTTA"
_DONG: Final = "704"
LONGEST_CONTENT: Final = 25


@dataclass(frozen=True, slots=True)
class Payee:
    """``bank`` is the six digits of the bank's BIN."""

    bank: str
    number: str
    holder: str


def payload(payee: Payee, *, amount: int, content: str) -> str:
    """What the picture says. ``content``: at most 25 capitals, digits and spaces."""
    account = _field("00", payee.bank) + _field("01", payee.number)
    merchant = _field("00", _NAPAS) + _field("01", account) + _field("02", _TO_ACCOUNT)
    told = (
        _field("00", "01")
        + _field("01", "12")
        + _field("38", merchant)
        + _field("53", _DONG)
        + _field("54", str(amount))
        + _field("58", "VN")
        + _field("62", _field("08", search_key(content).upper()[:LONGEST_CONTENT]))
        + "6304"
    )
    return f"{told}{checksum(told):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def checksum(text: str) -> int:
    """CRC-16/CCITT-FALSE."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
