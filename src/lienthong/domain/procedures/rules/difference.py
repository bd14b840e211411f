"""What differs between two versions, field by field and, in lists, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from lienthong.domain.procedures.rules.record import Record


class Fate(StrEnum):
    NEW = "NEW"
    CHANGED = "CHANGED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True)
class Change:
    """``part`` is a field of ``Record``; ``item`` names the entry where the field is a list of them, "" elsewhere."""

    part: str
    fate: Fate
    before: Any
    after: Any
    item: str = ""


KEYS = {"ways": "channel", "papers": "name", "fees": "name", "bases": "number", "forms": "name"}
"""By what the entries of a list go on."""


def compare(before: Record, after: Record) -> list[Change]:
    """In the order of the record's fields."""
    return [change for part in fields(Record) for change in _compare(part.name, before, after)]


def _compare(part: str, before: Record, after: Record) -> Iterator[Change]:
    old, new = getattr(before, part), getattr(after, part)
    if part in KEYS or part == "steps":
        yield from _compare_items(part, _keyed(part, old), _keyed(part, new))
    elif old != new:
        yield Change(part, _fate(old, new), old, new)


def _fate(old: Any, new: Any) -> Fate:
    if old in (None, "", (), {}):
        return Fate.NEW
    return Fate.GONE if new in (None, "", (), {}) else Fate.CHANGED


def _keyed(part: str, items: tuple[Any, ...]) -> dict[str, Any]:
    """Entries of one key are told apart by counting them."""
    found: dict[str, Any] = {}
    for item in items:
        key = str(getattr(item, KEYS.get(part, "name")))
        places = (key, *(f"{key} ({n})" for n in range(2, len(items) + 1)))
        found[next(place for place in places if place not in found)] = item
    return found


def _compare_items(part: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key, item in new.items():
        if key not in old:
            yield Change(part, Fate.NEW, None, item, key)
        elif old[key] != item:
            yield Change(part, Fate.CHANGED, old[key], item, key)
    for key, item in old.items():
        if key not in new:
            yield Change(part, Fate.GONE, item, None, key)
