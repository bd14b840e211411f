"""In which files of an agency something is written, and the passage that shows it."""

from collections.abc import Collection, Sequence
from typing import Final

from lienthong.spine.fulltext.models import Named, words_of
from lienthong.spine.fulltext.rules import Outcome, Piece, passage
from lienthong.spine.lexemes import wanted
from lienthong.spine.text import search_words

MOST: Final = 1_000

__all__ = ["Outcome", "Piece", "find_files", "list_passages", "unnamed"]


def find_files(text: str, agency: str) -> list[int]:
    """Those in which words begin as all words of ``text`` do, whatever their marks; the newest first."""
    if not (words := _words(text)):
        return []
    rows = Named.objects.alias(words=words_of("text__search"))
    rows = rows.filter(agency=agency, words__holds=wanted(words, begins=True))
    return list(rows.order_by("-file").values_list("file", flat=True)[:MOST])


def list_passages(files: Collection[int], text: str) -> dict[int, list[Piece]]:
    """By file: the passage in which most of the words stand; none where only its metadata have them."""
    words = _words(text)
    found = Named.objects.filter(file__in=files).values_list("file", "text__text")
    told = {file: passage(kept, words) for file, kept in found}
    return {file: pieces for file, pieces in told.items() if pieces}


def unnamed(files: Collection[int]) -> set[int]:
    """Those that nobody has read yet."""
    return set(files) - set(Named.objects.filter(file__in=files).values_list("file", flat=True))


def _words(text: str) -> Sequence[str]:
    return search_words(text)[:12]
