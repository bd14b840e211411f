"""Whether a demanded figure is reached, and how much is missing in the units people count."""

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

PLACES = Decimal("0.0001")
HUNDRED = Decimal(100)
COUNTED = {
    "thủ tục hành chính": "TTHC",
    "tthc": "TTHC",
    "hồ sơ": "hồ sơ",
    "kết quả": "kết quả",
    "văn bản": "văn bản",
    "cơ quan": "cơ quan",
    "đơn vị": "đơn vị",
}
"""How what is counted is called beside a number, by the first words of a numerator."""


def share_of(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal:
    """The share in the measure's unit, to four places: of 100 for %, of 1 otherwise."""
    whole = HUNDRED if unit == "%" else Decimal(1)
    return (numerator * whole / denominator).quantize(PLACES, ROUND_HALF_UP)


def is_reached(value: Decimal, comparator: str, demanded: Decimal) -> bool:
    """``=`` a demand of 100 % is reached at 100 %."""
    return {
        ">=": value >= demanded,
        ">": value > demanded,
        "=": value == demanded,
        "<=": value <= demanded,
        "<": value < demanded,
    }[comparator]


def still_missing(
    numerator: Decimal | None, denominator: Decimal | None, comparator: str, demanded: Decimal, unit: str
) -> int | None:
    """How many more of what is counted would reach a demanded share; None where the measure is no share of a count
    or is demanded from above.
    """
    if numerator is None or denominator is None or comparator not in {">=", ">", "="}:
        return None
    needed = demanded * denominator / (HUNDRED if unit == "%" else Decimal(1))
    count = math.floor(needed) + 1 if comparator == ">" else math.ceil(needed)
    return max(count - math.floor(numerator), 0)


def counted_unit(numerator: str) -> str:
    """What a numerator counts, in a word: "Thủ tục hành chính có phát sinh hồ sơ" -> "TTHC"; "" where none is known."""
    words = numerator.strip().lower()
    return next((unit for first, unit in COUNTED.items() if words.startswith(first)), "")


def reached_since[When](values: Iterable[tuple[When, bool]]) -> When | None:
    """``values`` from the newest to the oldest: (when, whether it was reached). The first of the run that lasts."""
    since = None
    for when, is_met in values:
        if not is_met:
            break
        since = when
    return since
