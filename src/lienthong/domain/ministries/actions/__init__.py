"""Verbs of entering twice. Whoever calls those of the register has asked whether this person may; the others ask."""

from lienthong.domain.ministries.actions.entering import enter
from lienthong.domain.ministries.actions.importing import (
    FILES,
    Source,
    Taken,
    receive_file,
    system_of,
    take_in,
)
from lienthong.domain.ministries.actions.looking import look, look_back
from lienthong.domain.ministries.actions.reading import read_card, read_cards
from lienthong.domain.ministries.actions.reconciling import reconcile, tell_morning
from lienthong.domain.ministries.actions.register import Described, describe, end_use, use_for
from lienthong.domain.ministries.actions.settling import settle

__all__ = [
    "FILES",
    "Described",
    "Source",
    "Taken",
    "describe",
    "end_use",
    "enter",
    "look",
    "look_back",
    "read_card",
    "read_cards",
    "receive_file",
    "reconcile",
    "settle",
    "system_of",
    "take_in",
    "tell_morning",
    "use_for",
]
