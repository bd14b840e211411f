"""Slips on which papers are taken while the system is down: how they are named, how long after they are entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class SlipRule:
    """From ``since`` on. The counter enters a slip within ``days`` working days of the receipt written on it, later a
    head does. ``most`` are printed at once.
    """

    since: date
    days: int
    most: int
    source: str
    confirmed: bool


SLIP_RULES: Final = (
    SlipRule(date(2018, 6, 21), 3, 200, "quy ước của nền tảng; UBND tỉnh quyết định", confirmed=False),
)


def rule_on(day: date, rules: Sequence[SlipRule] = SLIP_RULES) -> SlipRule:
    """The rule of that day; of days before all that is kept, the first."""
    return next((rule for rule in reversed(rules) if rule.since <= day), rules[0])


def write_slip(place: int, year: int) -> str:
    """MĐ-0001/2021"""
    return f"MĐ-{place:04}/{year}"
