"""How much is kept of a text, and which passage of it shows what was sought. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lienthong.spine.text import search_key

MOST_LETTERS: Final = 400_000
"""Of one content; PostgreSQL indexes less than 1 MB of words."""
WINDOW: Final = 34
"""Words of a passage."""
MOST_SCANNED: Final = 120_000
"""Letters in which a passage is looked for: some forty pages."""
_WORD: Final = re.compile(r"\S+")


class Outcome(StrEnum):
    READ = "READ"
    EMPTY = "EMPTY"
    UNREADABLE = "UNREADABLE"
    WITHHELD = "WITHHELD"
    """Its first page says that it is secret: no word of it is kept."""
    RECOGNISED = "RECOGNISED"
    BARE = "BARE"
    """EMPTY until its pictures were looked at; then they had words, or none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a passage; ``is_hit``: it is what was sought."""

    text: str
    is_hit: bool = False


def passage(text: str, sought: Sequence[str]) -> list[Piece]:
    """The stretch of ``text`` in which most of the words ``sought`` stand, as they are written there."""
    words = _WORD.findall(text[:MOST_SCANNED])
    hits = [place for place, word in enumerate(words) if _is_hit(word, sought)]
    if not hits:
        return []
    begin = max(0, _densest(words, hits, sought) - 6)
    end = begin + WINDOW
    found, pieces = set(hits), [Piece("… ")] if begin else []
    for place, word in enumerate(words[begin:end], begin):
        pieces.append(Piece(word, is_hit=place in found))
        pieces.append(Piece(" "))
    return [*pieces[:-1], *([Piece(" …")] if end < len(words) else [])]


def _densest(words: Sequence[str], hits: Sequence[int], sought: Sequence[str]) -> int:
    """Where a window begins that holds the most different words; the first such."""

    def kinds(begin: int) -> int:
        near = [key for place in hits if begin <= place < begin + WINDOW - 6 for key in _keys(words[place])]
        return sum(any(one.startswith(word) for one in near) for word in sought)

    return max(hits[:200], key=lambda place: (kinds(place), -place))


def _is_hit(word: str, sought: Sequence[str]) -> bool:
    return any(key.startswith(one) for one in sought for key in _keys(word))


@lru_cache(maxsize=50_000)
def _keys(word: str) -> Sequence[str]:
    """Texts use the same words again and again; "12/STP-VP" is three."""
    return search_key(word).split()
