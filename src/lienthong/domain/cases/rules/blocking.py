"""What a letter stops: named by words that a case must all hold, or as a person."""

from enum import StrEnum

from lienthong.spine.text import search_words

FEWEST: int = 3
"""Words that name a plot or an asset: "thửa 112" alone would stop half the province."""


class Named(StrEnum):
    """What the letter names."""

    PLOT = "PLOT"
    ASSET = "ASSET"
    PARTY = "PARTY"


def keys_of(words: str) -> list[str]:
    """The words without marks, each once; what they name is in a text that holds them all, each as a whole word."""
    return search_words(words)
