"""Values written as the words of a cell, so that the reader finds the same values in them again.

Each writer tries the usual shapes of an official table, the plainest first, and takes the first that reads
back.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from lienthong.domain.plans.rules.agencies import Directory
from lienthong.domain.plans.rules.deadlines import read_deadlines
from lienthong.domain.plans.rules.words import items

type Values = Sequence[dict[str, Any]]

_INTRO = "Các đơn vị: "
_NUMBERED = re.compile(r"\s*(?:nhiệm\s+vụ\s+)?\d{1,3}\s*[.)/:-]", re.IGNORECASE)
_LETTERS = "abcdeghiklmnopqrstuvxy"
_XML_FORBIDS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Without the control characters that no Office file can hold."""
    return _XML_FORBIDS.sub("", text)


def write_title(number: int | None, title: str | None, details: Sequence[str]) -> str:
    """The cell of the task: its title and its points, the number only where the title begins like one."""
    lead = f"{number}. " if number is not None and title and _NUMBERED.match(title) else ""
    wanted = (*([title] if title else []), *details)
    shapes = (lead + "\n".join((*([title] if title else []), *lines)) for lines in _marked(details))
    return _first(shapes, lambda cell: _items(cell[len(lead) :]) == wanted)


def write_outputs(outputs: Sequence[str], *, counted: bool = True) -> str:
    """One output stands bare, several are counted; ``counted=False`` where a count could carry on the row
    above.
    """
    shapes = ["\n".join(lines) for lines in _marked(outputs)]
    if counted and len(shapes) > 1:
        shapes[:2] = shapes[1::-1]
    bare = list(outputs) if len(outputs) == 1 else []
    return _first((*bare, *shapes), lambda cell: _items(cell) == tuple(outputs))


def write_parties(parties: Values, directory: Directory, on: date | None) -> str:
    """Agencies and groups; names without their head ("Tư pháp") stand in a list of units, as they were
    found.
    """
    wanted = [(one["text"], one["agency"], one["group"]) for one in parties]

    def reads_back(cell: str) -> bool:
        return [(one.text, one.agency, one.group) for one in directory.read(cell, on)] == wanted

    return _first(_party_shapes([one["text"] for one in parties]), reads_back)


def write_deadlines(deadlines: Values, year: int | None) -> str:
    """Deadlines in the plan's own words, one a line when there are several."""
    texts = [one["text"] for one in deadlines if one["text"]]
    wanted = [_deadline_key(one) for one in deadlines]

    def reads_back(cell: str) -> bool:
        read = read_deadlines(cell, year)
        return [(one.text, one.subject, one.kind.value, one.start, one.due) for one in read] == wanted

    return _first(_deadline_shapes(texts), reads_back)


def _deadline_key(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["text"], one["subject"], one["kind"], _day(one["start"]), _day(one["due"])


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _first(shapes: Iterable[str], reads_back: Callable[[str], bool]) -> str:
    """The first shape that reads back; the plainest when none does."""
    plainest = None
    for shape in shapes:
        if reads_back(shape):
            return shape
        plainest = shape if plainest is None else plainest
    return plainest or ""


def _marked(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts as lines with bullets, numbers or letters before them."""
    yield [f"- {text}" for text in texts]
    yield [f"{number}. {text}" for number, text in enumerate(texts, 1)]
    if len(texts) <= len(_LETTERS):
        yield [f"{letter}) {text}" for letter, text in zip(_LETTERS, texts, strict=False)]


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item.text for item in items(cell))


def _party_shapes(texts: list[str]) -> Iterator[str]:
    yield "; ".join(texts)
    yield ", ".join(texts)
    yield "\n".join(texts)
    yield "\n".join(f"- {text}" for text in texts)
    yield _INTRO + "; ".join(texts)
    yield _INTRO + ", ".join(texts)
    yield "; ".join(texts[:1] + [_INTRO + text for text in texts[1:]])


def _deadline_shapes(texts: list[str]) -> Iterator[str]:
    if len(texts) == 1:
        yield texts[0]
    yield "\n".join(f"- {text}" for text in texts)
    yield "; ".join(texts)
    yield ", ".join(texts)
    yield " ".join(texts)
    yield " và ".join(texts)
