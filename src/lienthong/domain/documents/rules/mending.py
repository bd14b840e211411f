"""How an issued document is put right (Decree 30/2020/NĐ-CP, article 18): by another, which says so."""

from enum import StrEnum


class Mending(StrEnum):
    """``REPLACES``: for wrong content, by a document of the same kind. ``CORRECTS``: for wrong form, by a letter."""

    REPLACES = "replaces"
    CORRECTS = "corrects"


def about_mended(mending: Mending, document: int) -> str:
    return f"{mending}:{document}"


def mended_in(about: str) -> tuple[Mending, int] | None:
    """None for what is about something else."""
    word, _colon, number = about.partition(":")
    if word not in set(Mending) or not (number.isascii() and number.isdigit()):
        return None
    return Mending(word), int(number)
