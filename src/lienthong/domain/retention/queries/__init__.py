"""Reads of rules, holds and lists; what is due at an agency; until when one case is kept and why."""

from lienthong.domain.retention.queries.due import (
    MOST,
    DueRow,
    Kept,
    count_due,
    kept_of,
    kept_of_row,
    list_due,
)
from lienthong.domain.retention.queries.lists import (
    DisposalRow,
    HoldRow,
    ItemRow,
    get_disposal,
    list_disposals,
    list_holds,
    list_items,
)
from lienthong.domain.retention.queries.terms import TermRow, list_terms, terms_in_force
from lienthong.domain.retention.rules.vocabulary import HOLD_LABELS, STATE_LABELS, Fate, HoldKind, State

__all__ = [
    "HOLD_LABELS",
    "MOST",
    "STATE_LABELS",
    "DisposalRow",
    "DueRow",
    "Fate",
    "HoldKind",
    "HoldRow",
    "ItemRow",
    "Kept",
    "State",
    "TermRow",
    "count_due",
    "get_disposal",
    "kept_of",
    "kept_of_row",
    "list_disposals",
    "list_due",
    "list_holds",
    "list_items",
    "list_terms",
    "terms_in_force",
]
