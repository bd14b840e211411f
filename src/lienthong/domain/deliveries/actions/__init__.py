"""Everything that can be done with parcels."""

from lienthong.domain.deliveries.actions.arriving import Found, check_in, set_arrival_list
from lienthong.domain.deliveries.actions.fetching import Errand, ask_for, call_errand_off, note_case
from lienthong.domain.deliveries.actions.handing import LIST, hand_over, set_list, take_back
from lienthong.domain.deliveries.actions.ordering import (
    MOST_COD,
    Parcel,
    Receiver,
    cancel,
    drop_of,
    fetch,
    forget,
    mend,
    ready,
    received_as,
    send_again,
    tell_again,
    wish,
)
from lienthong.domain.deliveries.actions.reconciling import compare, explain, note_missed
from lienthong.domain.deliveries.actions.telling import (
    Told,
    answer_order,
    hear,
    note_poll,
    settle_news,
)

__all__ = [
    "LIST",
    "MOST_COD",
    "Errand",
    "Found",
    "Parcel",
    "Receiver",
    "Told",
    "answer_order",
    "ask_for",
    "call_errand_off",
    "cancel",
    "check_in",
    "compare",
    "drop_of",
    "explain",
    "fetch",
    "forget",
    "hand_over",
    "hear",
    "mend",
    "note_case",
    "note_missed",
    "note_poll",
    "ready",
    "received_as",
    "send_again",
    "set_arrival_list",
    "set_list",
    "settle_news",
    "take_back",
    "tell_again",
    "wish",
]
