"""Fields of the other system in its order, and how a value of ours is written for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lienthong.domain.ministries.rules.vocabulary import Shape, Source

type Value = str | date
_WRITTEN_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Field:
    """``heading`` as it stands there."""

    heading: str
    source: Source
    shape: Shape = Shape.PLAIN


@dataclass(frozen=True, slots=True)
class Filled:
    """``is_ours`` is false where the other system asks for what a case does not hold, or what this person may not
    read.
    """

    heading: str
    value: str
    is_ours: bool = True


def fill(fields: Sequence[Field], values: Mapping[Source, Value]) -> list[Filled]:
    """Each value in the other system's order and shape; one that we do not have is left empty."""
    return [_filled(field, values) for field in fields]


def _filled(field: Field, values: Mapping[Source, Value]) -> Filled:
    value = values.get(field.source, "")
    return Filled(field.heading, write(value, field.shape), is_ours=field.source in values)


def write(value: Value, shape: Shape) -> str:
    """On one line: what is pasted must not end a cell or a line of the other system. A day of birth of which only the
    year is known stays as it is.
    """
    text = f"{value:%d/%m/%Y}" if isinstance(value, date) else " ".join(value.split())
    match shape:
        case Shape.UPPER:
            return text.upper()
        case Shape.DIGITS:
            return "".join(sign for sign in text if sign in "0123456789")
        case Shape.DAY | Shape.ISO:
            return _day(text, shape)
        case _:
            return text


def _day(text: str, shape: Shape) -> str:
    found = _WRITTEN_DAY.fullmatch(text)
    if not found:
        return text
    day, month, year = found[1].zfill(2), found[2].zfill(2), found[3]
    return f"{year}-{month}-{day}" if shape is Shape.ISO else f"{day}/{month}/{year}"


def pack(fields: Sequence[Field]) -> list[dict[str, Any]]:
    return [{"heading": one.heading, "source": one.source.value, "shape": one.shape.value} for one in fields]


def unpack(rows: Sequence[Mapping[str, Any]]) -> tuple[Field, ...]:
    return tuple(Field(one["heading"], Source(one["source"]), Shape(one["shape"])) for one in rows)
