"""The kinds of copies, and from what to what each may be made (Decree 30/2020/NĐ-CP, article 25, Appendix III)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """By the sign that stands in the number."""

    TRUE = "SY"
    OF_A_COPY = "SL"
    EXCERPT = "TrS"


class Medium(StrEnum):
    PAPER = "PAPER"
    ELECTRONIC = "ELECTRONIC"


@dataclass(frozen=True, slots=True)
class KindRow:
    """``form`` is what stands on the copy itself."""

    name: str
    form: str


KINDS: Final[dict[Kind, KindRow]] = {
    Kind.TRUE: KindRow("Bản sao y", "SAO Y"),
    Kind.OF_A_COPY: KindRow("Bản sao lục", "SAO LỤC"),
    Kind.EXCERPT: KindRow("Bản trích sao", "TRÍCH SAO"),
}
_FROM_PAPER: Final = frozenset({(Medium.PAPER, Medium.PAPER), (Medium.PAPER, Medium.ELECTRONIC)})
_TO_PAPER: Final = frozenset({(Medium.ELECTRONIC, Medium.PAPER)})
WAYS: Final[dict[Kind, frozenset[tuple[Medium, Medium]]]] = {
    Kind.TRUE: _FROM_PAPER | _TO_PAPER,
    Kind.OF_A_COPY: _FROM_PAPER | _TO_PAPER,
    Kind.EXCERPT: _FROM_PAPER | _TO_PAPER | {(Medium.ELECTRONIC, Medium.ELECTRONIC)},
}
"""From what to what. An electronic document is not copied whole into another one: its file is the original, however
often it is given on.
"""


def may_become(kind: Kind, source: Medium, target: Medium) -> bool:
    return (source, target) in WAYS[kind]


def symbol_of(kind: Kind, agency_sign: str) -> str:
    """What follows the number, which all kinds have in common: "SY-SNV"."""
    return f"{kind}-{agency_sign}"


def number_words(value: int) -> str:
    return f"{value:02}"
