"""Words sought in a column of search keys (``text.search_key``), by one trigram index."""

from django.db.models import F, Func


def parted(column: str) -> Func:
    """The key with a blank before it, so that each of its words has one; what is indexed, and what is sought in."""
    return Func(F(column), template="(' ' || %(expressions)s)")


def begun(word: str) -> str:
    """What a parted key must hold: "yen" begins a word and is not the end of "nguyen"; of a number any part will do,
    since people remember its end.
    """
    return word if any(sign.isdigit() for sign in word) else f" {word}"
