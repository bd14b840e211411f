"""Verbs of procedures."""

from lienthong.domain.procedures.actions.drafting import (
    amend,
    answer,
    discard,
    hand_to,
    open_draft,
    receive_workbook,
    redraft,
    take_back,
)
from lienthong.domain.procedures.actions.historic import enter_historic, is_code
from lienthong.domain.procedures.actions.importing import import_entries
from lienthong.domain.procedures.actions.publishing import abolish, announce, publish, send_back, submit
from lienthong.domain.procedures.actions.units import load_life_events, load_units

__all__ = [
    "abolish",
    "amend",
    "announce",
    "answer",
    "discard",
    "enter_historic",
    "hand_to",
    "import_entries",
    "is_code",
    "load_life_events",
    "load_units",
    "open_draft",
    "publish",
    "receive_workbook",
    "redraft",
    "send_back",
    "submit",
    "take_back",
]
