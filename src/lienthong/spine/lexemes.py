"""What a row is found by: its words without marks and the codes of who may find it, in one tsvector and one GIN index.

A code is a lexeme that begins with a sign no word has, so that words and sight are one lookup.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any, Final

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup

from lienthong.spine.text import search_key

_APOSTROPHES: Final = re.compile("['\u2018\u2019\u02bc]")
_SHORTEST_END: Final = 3
_LONGEST: Final = 40
"""Nobody types more of a word; the lexemes of a pasted text stay small."""
_MARK: Final = "@"


def lexemes(texts: Iterable[str], marks: Iterable[str] = ()) -> frozenset[str]:
    """The words of some texts, and ``marks``. "H’Yun" is found as "hyun" and as "yun"; a number by its end too, which
    is what people remember.
    """
    return frozenset().union(*(_of(text) for text in texts), (_mark(mark) for mark in marks))


def written(words: Iterable[str]) -> str:
    """As a tsvector is handed to PostgreSQL; no lexeme holds a quote."""
    return " ".join(f"'{word}'" for word in sorted(words))


def read(vector: str) -> frozenset[str]:
    """What a tsvector of ours holds, as PostgreSQL hands it out."""
    return frozenset(vector.replace("'", "").split())


def wanted(words: Iterable[str], marks: Collection[str] | None = None, *, begins: bool = False) -> str:
    """A tsquery: all of the words (``begins``: how words begin), and one of the marks, unless they are None."""
    parts = [f"'{word[:_LONGEST]}':*" if begins else f"'{word[:_LONGEST]}'" for word in words]
    if marks is not None:
        parts.append(f"({' | '.join(f"'{_mark(mark)}'" for mark in sorted(marks)) or "'@'"})")
    return " & ".join(parts)


@SearchVectorField.register_lookup
class Holds(Lookup):
    """``found_by__holds=wanted(...)``."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        vector, of_vector = self.process_lhs(compiler, connection)
        return f"{vector} @@ %s::tsquery", (*of_vector, self.rhs)


@lru_cache(maxsize=4_000)
def _of(text: str) -> frozenset[str]:
    """Names and titles come again and again."""
    parted = f" {_APOSTROPHES.sub(' ', text)}" if _APOSTROPHES.search(text) else ""
    words = {word[:_LONGEST] for word in search_key(text + parted).split()}
    numbers = [word for word in words if any(sign.isdigit() for sign in word)]
    return frozenset(
        words | {word[at:] for word in numbers for at in range(1, len(word) - _SHORTEST_END + 1)}
    )


def _mark(code: str) -> str:
    return _MARK + "".join(sign for sign in code.lower() if sign not in "'\\ ")
