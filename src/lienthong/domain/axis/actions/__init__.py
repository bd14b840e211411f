"""Verbs of the node."""

from lienthong.domain.axis.actions.balancing import note_balance
from lienthong.domain.axis.actions.common import BY, FETCH, MESSAGE, TO_PARENT, TO_READ, path_of
from lienthong.domain.axis.actions.handing import (
    acknowledge,
    note_acknowledged,
    note_failed,
    note_handed,
    send_again,
)
from lienthong.domain.axis.actions.keeping import (
    add_client,
    ask_for_list,
    delete_organ,
    end_client,
    know_parent,
    note_line,
    note_organs,
    register_organ,
    renew_secret,
)
from lienthong.domain.axis.actions.routing import refuse_unread, route
from lienthong.domain.axis.actions.settling import read_again, settle
from lienthong.domain.axis.actions.taking import Arrival, take
from lienthong.domain.axis.actions.telling import answer, ask_back, carry, update

__all__ = [
    "BY",
    "FETCH",
    "MESSAGE",
    "TO_PARENT",
    "TO_READ",
    "Arrival",
    "acknowledge",
    "add_client",
    "answer",
    "ask_back",
    "ask_for_list",
    "carry",
    "delete_organ",
    "end_client",
    "know_parent",
    "note_acknowledged",
    "note_balance",
    "note_failed",
    "note_handed",
    "note_line",
    "note_organs",
    "path_of",
    "read_again",
    "refuse_unread",
    "register_organ",
    "renew_secret",
    "route",
    "send_again",
    "settle",
    "take",
    "update",
]
