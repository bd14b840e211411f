"""Verbs of procedures."""

from lienthong.domain.procedures.actions.announcing import (
    enter_trigger,
    join_answer,
    take_up,
    withdraw_trigger,
)
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
from lienthong.domain.procedures.actions.online import REQUIRED_LIST, enter_required, receive_required
from lienthong.domain.procedures.actions.publishing import abolish, announce, publish, send_back, submit
from lienthong.domain.procedures.actions.sending import (
    note_reconciliation,
    note_sent,
    send_again,
    send_unsent,
    want_comparison,
)
from lienthong.domain.procedures.actions.units import load_life_events, load_units

__all__ = [
    "REQUIRED_LIST",
    "abolish",
    "amend",
    "announce",
    "answer",
    "discard",
    "enter_historic",
    "enter_required",
    "enter_trigger",
    "hand_to",
    "import_entries",
    "is_code",
    "join_answer",
    "load_life_events",
    "load_units",
    "note_reconciliation",
    "note_sent",
    "open_draft",
    "publish",
    "receive_required",
    "receive_workbook",
    "redraft",
    "send_again",
    "send_back",
    "send_unsent",
    "submit",
    "take_back",
    "take_up",
    "want_comparison",
    "withdraw_trigger",
]
