"""Cells of the workbook of a version: what they may hold. One that says nothing known is a ValueError in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.money import parse_number
from lienthong.spine.text import parse_date, search_key


@dataclass(frozen=True, slots=True)
class Names:
    """Units and agencies: their names by code."""

    units: Mapping[str, str] = field(default_factory=dict)

    def write(self, code: str) -> str:
        """ "Phòng Tư pháp [justice_office]"."""
        return f"{self.units[code]} [{code}]" if code in self.units else code

    def read(self, text: str) -> str:
        """The code in brackets, else of what is called so, else the words themselves."""
        if text.endswith("]") and "[" in text:
            return text[text.rindex("[") + 1 : -1].strip()[:40]
        known = {search_key(name): code for code, name in self.units.items()}
        return known.get(search_key(text), text[:40])


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str
    width: int = 18


@dataclass(frozen=True, slots=True)
class Scalar:
    """A line of the first sheet; ``read`` gives fields of a record."""

    label: str
    write: Callable[[Record, Names], str]
    read: Callable[[str, Names], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet for the list ``part``; a row without ``key`` is empty."""

    title: str
    part: str
    key: str
    columns: tuple[Column, ...]
    write: Callable[[Any, int, Names], dict[str, str]]
    read: Callable[[dict[str, str], Names], Any]


def one_of[E: Enum](text: str, labels: Mapping[E, str | Promise]) -> E:
    """Of a closed list, by its label; without marks too. Raises ValueError naming what there is."""
    for value, label in labels.items():
        if search_key(text) in (search_key(str(label)), search_key(str(value.value))):
            return value
    told = {"text": text, "labels": ", ".join(str(label) for label in labels.values())}
    raise ValueError(_("“%(text)s” is none of: %(labels)s") % told)


def amount(text: str) -> Decimal | None:
    """Raises ValueError."""
    if not text:
        return None
    try:
        found = parse_number(text.replace(".", ",") if text.count(".") == 1 else text)
    except ValueError as fault:
        raise ValueError(_("“%(text)s” is not a number") % {"text": text}) from fault
    if not 0 <= found <= 9_999 or found != round(found, 2):
        raise ValueError(
            _("“%(text)s” must lie between 0 and 9,999, with at most two decimals") % {"text": text}
        )
    return found


def whole(text: str) -> int:
    found = amount(text) or Decimal(0)
    if found != int(found) or found > 99:
        raise ValueError(_("“%(text)s” is not a whole number up to 99") % {"text": text})
    return int(found)


def day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError as fault:
        raise ValueError(_("“%(text)s” is not a day") % {"text": text}) from fault


def is_yes(text: str) -> bool:
    key = search_key(text)
    if key not in ("", "co", "khong", "x"):
        raise ValueError(_("“%(text)s” is neither có nor không") % {"text": text})
    return key in ("co", "x")


def yes(value: bool) -> str:
    return "có" if value else "không"


def lines(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
