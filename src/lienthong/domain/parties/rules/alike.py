"""Whether two records may be of one person. Names decide nothing by themselves: they only raise the question."""

from collections.abc import Iterable, Mapping

from lienthong.domain.parties.rules.birth import Birth
from lienthong.spine.text import search_key


def names_agree(one: str, other: str) -> bool:
    """The same letters without marks, spaces and apostrophes, or the same words in another order."""
    mine, theirs = search_key(one), search_key(other)
    return mine.replace(" ", "") == theirs.replace(" ", "") or sorted(mine.split()) == sorted(theirs.split())


def births_agree(one: Birth | None, other: Birth | None) -> bool:
    return one is None or other is None or one.may_be(other)


def numbers_agree(mine: Mapping[str, bytes], theirs: Mapping[str, Iterable[bytes]]) -> bool:
    """False when both have a number of one kind and not the same: two people, whatever they are called."""
    return all(digest in theirs[kind] for kind, digest in mine.items() if kind in theirs)
