"""Certification (chứng thực): its books, its fees by date, how long it may take, how a line of a book is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Certified(StrEnum):
    """What is certified: that a copy is as its original, or that somebody signed before the officer."""

    COPY = "COPY"
    SIGNATURE = "SIGNATURE"


@dataclass(frozen=True, slots=True)
class Fee:
    """In đồng, from ``since`` on. Of a copy each page: ``page`` for the first ``full_pages``, then ``further``, at most
    ``most`` for one copy. Of a signature each paper that bears it.
    """

    since: date
    page: int
    full_pages: int
    further: int
    most: int
    signature: int
    source: str
    confirmed: bool


FEES: Final = (
    Fee(
        date(2017, 1, 1),
        2_000,
        2,
        1_000,
        200_000,
        10_000,
        "Thông tư 226/2016/TT-BTC, Điều 4",
        confirmed=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How books are kept from ``since`` on. ``symbols`` name a kind after its number; a volume holds ``lines``.

    ``further_days``: by so many working days the time may be longer for many or difficult papers.
    """

    since: date
    symbols: dict[Certified, str]
    lines: int
    further_days: int
    source: str
    confirmed: bool


MANNERS: Final = (
    Manner(
        date(2015, 4, 10),
        {Certified.COPY: "SCT/BS", Certified.SIGNATURE: "SCT/CK,ĐC"},
        2_000,
        2,
        "Nghị định 23/2015/NĐ-CP, Điều 7, 13 và 21",
        confirmed=False,
    ),
)
MOST_PAGES: Final = 9_999
MOST_COPIES: Final = 999


def in_force[Dated: (Fee, Manner)](rows: Sequence[Dated], day: date) -> Dated:
    """The row of that day; of days before all that is kept, the first."""
    return next((row for row in reversed(rows) if row.since <= day), rows[0])


def fee_of(fee: Fee, kind: Certified, *, pages: int, copies: int) -> int:
    """What one line costs."""
    if kind is Certified.SIGNATURE:
        return fee.signature * copies
    full = min(pages, fee.full_pages)
    one = fee.page * full + fee.further * (pages - full)
    return min(one, fee.most) * copies


def volume_of(manner: Manner, number: int) -> int:
    """In which volume of the year's book a number stands."""
    return (number - 1) // manner.lines + 1


def name_volume(manner: Manner, kind: Certified, number: int, year: int) -> str:
    """01/2021-SCT/BS"""
    return f"{volume_of(manner, number):02}/{year}-{manner.symbols[kind]}"
