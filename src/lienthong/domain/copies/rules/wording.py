"""Recipients as people type them: one a line, with or without the signs that a paper sets itself."""

from typing import Final

_SIGNS: Final = "-–• ;."


def entries(text: str) -> list[str]:
    """The lines that name somebody, without dashes before and signs behind."""
    return [line.strip(_SIGNS) for line in text.split("\n") if line.strip(_SIGNS)]
