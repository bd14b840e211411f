"""What every register is asked for, and how one reads it page by page: those of the rooms above too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from lienthong.domain.documents.rules.kinds import Kind
from lienthong.spine.text import search_words


@dataclass(frozen=True, slots=True)
class Sought:
    """What of the register is asked for; empty: anything."""

    year: int
    kind: str = ""
    text: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place in the order of the register where the page before ended, or the one after began."""

    place: tuple[date | int, ...]
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Page[Row]:
    rows: list[Row]
    has_before: bool = False
    has_after: bool = False


def narrow[M: Model](rows: QuerySet[M], sought: Sought) -> QuerySet[M]:
    """By kind and words; the states of a register are its own."""
    if sought.kind in set(Kind):
        rows = rows.filter(kind=sought.kind)
    for word in search_words(sought.text):
        rows = rows.filter(search__contains=word)
    return rows


def counted(rows: QuerySet[Any], most: int | None) -> int:
    """How many, or ``most`` where there are more: what a frequent word finds among millions is not counted out."""
    return rows.count() if most is None else rows[:most].count()


def turn[M: Model, Row](
    rows: QuerySet[M], keys: Sequence[str], cursor: Cursor | None, limit: int, read: Callable[[M], Row]
) -> Page[Row]:
    """One page, the newest first. ``keys`` are the fields that make the order, without two rows alike in all."""
    newest = [f"-{key}" for key in keys]
    if cursor is None:
        found = list(rows.order_by(*newest)[: limit + 1])
        return Page([read(row) for row in found[:limit]], has_after=len(found) > limit)
    if cursor.is_before:
        found = list(rows.filter(_beyond(keys, cursor, "gt")).order_by(*keys)[: limit + 1])
        return Page([read(row) for row in found[:limit]][::-1], len(found) > limit, has_after=True)
    found = list(rows.filter(_beyond(keys, cursor, "lt")).order_by(*newest)[: limit + 1])
    return Page([read(row) for row in found[:limit]], has_before=True, has_after=len(found) > limit)


def _beyond(keys: Sequence[str], cursor: Cursor, side: str) -> Q:
    where, alike = Q(), dict[str, Any]()
    for key, value in zip(keys, cursor.place, strict=True):
        where |= Q(**alike, **{f"{key}__{side}": value})
        alike[key] = value
    return where
