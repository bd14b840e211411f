"""How a side of a sending is named: an agency of the house by its code, one outside by its id on the axis."""

from typing import Final

_OUTSIDE: Final = "@"
LONGEST: Final = 99


def party_of(organ: str) -> str:
    """Of an agency outside the house; no code of the house begins so."""
    return f"{_OUTSIDE}{organ}"


def organ_of(party: str) -> str:
    """The id on the axis of a side that is outside; "" of an agency of the house."""
    return party[1:] if party.startswith(_OUTSIDE) else ""


def house_side(sender: str, recipient: str) -> str:
    """The agency of the house: the recipient where both are."""
    return sender if organ_of(recipient) else recipient
