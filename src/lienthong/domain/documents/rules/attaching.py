"""What may go with a document in files of their own (Decree 30/2020/NĐ-CP, Appendix I)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from lienthong.spine.text import clean

MOST: Final = 10
MOST_BYTES: Final = 50_000_000
"""Of all that go with one document: the clerk's signature enters each of them while somebody waits."""
LONGEST_TITLE: Final = 200


def title_of(name: str) -> str:
    """Of a file that nobody gave a title yet: its name, without the ending."""
    return clean(name.rpartition(".")[0].replace("_", " "))[:LONGEST_TITLE] or clean(name)[:LONGEST_TITLE]


def named_apart(names: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Each name once: who receives the files lays them beside each other."""
    found: list[str] = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        known = {*map(str.casefold, found), *map(str.casefold, taken)}
        turns = (name if turn == 1 else f"{stem}-{turn}{dot}{ending}" for turn in range(1, 1_000))
        found.append(next(one for one in turns if one.casefold() not in known))
    return found


def stamp_lines(code: str, at: datetime) -> tuple[str, str]:
    """At the top right of an attachment's first page: number and symbol of the document, and when it was signed; ``at``
    in local time, written by ISO 8601.
    """
    return code, at.isoformat(timespec="seconds")
