"""Kinds and urgencies as the axis names them. Its type numbers differ from sender to sender: the name decides."""

from typing import Final

from lienthong.domain.documents.queries import KINDS, Kind, Urgency
from lienthong.spine.text import search_key

_PRIORITIES: Final = {
    Urgency.NORMAL: 0,
    Urgency.URGENT: 1,
    Urgency.VERY_URGENT: 2,
    Urgency.EXPRESS: 3,
}
_URGENCIES: Final = {1: Urgency.URGENT, 2: Urgency.VERY_URGENT, 3: Urgency.EXPRESS, 4: Urgency.EXPRESS}


def priority_of(urgency: Urgency) -> int:
    return _PRIORITIES[urgency]


def urgency_of(priority: int) -> Urgency:
    return _URGENCIES.get(priority, Urgency.NORMAL)


def kind_of(type_name: str) -> Kind:
    """A letter where the name is none of the decree's."""
    named = search_key(type_name)
    return next((kind for kind, row in KINDS.items() if search_key(row.name) == named), Kind.LETTER)
