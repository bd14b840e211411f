"""A programme typed by hand: a line for each field with its numeral, below it a line for each task."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lienthong.domain.plans.rules.words import roman

_FIELD = re.compile(r"([IVXLC]+)\s*[.)/:-]\s*(\S.*)")
_MARK = re.compile(r"(?:\d+\s*[.)]|[-–+*•])\s*")


@dataclass(frozen=True, slots=True)
class Field:
    numeral: str
    title: str
    tasks: tuple[str, ...]


def read_outline(text: str) -> list[Field]:
    """Fields in their order, those of one numeral together; tasks before the first one have a field without a name."""
    found: dict[str, tuple[str, list[str]]] = {}
    numeral = ""
    for line in _lines(text):
        field = _FIELD.fullmatch(line)
        if field and roman(field[1]):
            numeral = field[1]
            found.setdefault(numeral, (field[2], []))
        else:
            found.setdefault(numeral, ("", []))[1].append(_MARK.sub("", line, count=1))
    return [Field(one, title, tuple(tasks)) for one, (title, tasks) in found.items()]


def _lines(text: str) -> Iterator[str]:
    for part in text.splitlines():
        if line := " ".join(part.split()):
            yield line
