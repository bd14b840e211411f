"""A citizen's card as a scanner types it; numbers looked at while they are typed."""

from collections.abc import Sequence

from lienthong.domain.parties.errors import NoSuchBirth, NotACard
from lienthong.domain.parties.rules import card as cards
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.card import Card
from lienthong.domain.parties.rules.numbers import Caution, cautions_of, fault_of, normal
from lienthong.domain.parties.rules.vocabulary import IdentifierKind
from lienthong.spine.text import clean

__all__ = [
    "Birth",
    "Card",
    "Caution",
    "IdentifierKind",
    "is_card",
    "list_cautions",
    "read_birth",
    "read_card",
]


def read_card(text: str) -> Card:
    """Raises NotACard."""
    try:
        return cards.read_card(text)
    except ValueError as fault:
        raise NotACard from fault


def read_birth(text: str) -> Birth | None:
    """A birth as far as it is known: 1950, 05/1950, 1/5/1950; None for an empty box. Raises NoSuchBirth."""
    if not text.strip():
        return None
    try:
        return Birth.read(text)
    except ValueError as fault:
        raise NoSuchBirth(text=clean(text)) from fault


def is_card(text: str) -> bool:
    """True for a text that a scanner typed rather than a person."""
    try:
        cards.read_card(text)
    except ValueError:
        return False
    return True


def list_cautions(kind: str, number: str, *, year: int | None = None, sex: str = "") -> Sequence[Caution]:
    """What looks odd in a number that may be one; none for what cannot be one, which the action refuses."""
    of = IdentifierKind(kind)
    kept = normal(of, number)
    return [] if fault_of(of, kept) else cautions_of(of, kept, year=year, sex=sex)
