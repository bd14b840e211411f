"""In which files of an agency something is written, and the passage that shows it."""

from collections.abc import Collection, Sequence
from typing import Final

from django.contrib.postgres.search import SearchQuery

from lienthong.spine.fulltext.models import Named, Text
from lienthong.spine.fulltext.rules import Outcome, Piece, passage
from lienthong.spine.text import search_words

MOST: Final = 1_000

__all__ = ["Outcome", "Piece", "find_files", "list_passages"]


def find_files(text: str, agency: str) -> list[int]:
    """Those in which all words of ``text`` stand, whatever their marks; the newest first. None for no word."""
    if not (words := _words(text)):
        return []
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")
    rows = Named.objects.filter(agency=agency, text__words=query)
    return list(rows.order_by("-file").values_list("file", flat=True)[:MOST])


def list_passages(files: Collection[int], text: str) -> dict[int, list[Piece]]:
    """By file: the passage in which most of the words stand; none where only its metadata have them."""
    words = _words(text)
    found = Named.objects.filter(file__in=files).values_list("file", "text__text")
    told = {file: passage(kept, words) for file, kept in found}
    return {file: pieces for file, pieces in told.items() if pieces}


def get_outcome(file: int) -> Outcome | None:
    """How far a file was read; None for one that was not yet."""
    found = Text.objects.filter(pk__in=Named.objects.filter(file=file).values("text"))
    outcome = found.values_list("outcome", flat=True).first()
    return Outcome(outcome) if outcome else None


def _words(text: str) -> Sequence[str]:
    """Letters and digits only: what is sought is never an operator of the index."""
    told = ("".join(sign if sign.isalnum() else " " for sign in word) for word in search_words(text))
    return [part for word in told for part in word.split()][:12]
