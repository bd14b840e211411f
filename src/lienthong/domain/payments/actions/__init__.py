"""Everything that can be done with money that is owed."""

from lienthong.domain.payments.actions.collecting import (
    COUNTER_WAYS,
    Paid,
    close_till,
    collect,
    reissue,
    take_over,
)
from lienthong.domain.payments.actions.demanding import (
    Owing,
    Payee,
    Relief,
    cancel,
    grant,
    pay_to,
    raise_by_rule,
    raise_demand,
    waive,
)
from lienthong.domain.payments.actions.electronic import (
    answer_electronic,
    ask_electronic,
    ask_electronic_again,
    refuse_electronic,
    undo_electronic,
)
from lienthong.domain.payments.actions.papers import RECEIPT, set_paper
from lienthong.domain.payments.actions.passing import close_gap, pass_on
from lienthong.domain.payments.actions.reconciling import compare, explain, note_missed
from lienthong.domain.payments.actions.refunding import ask_refund, decide_refund, pay_out
from lienthong.domain.payments.actions.telling import (
    Taken,
    answer_order,
    ask_platform,
    hear,
    match,
    send_back,
    take_statement,
)

__all__ = [
    "COUNTER_WAYS",
    "RECEIPT",
    "Owing",
    "Paid",
    "Payee",
    "Relief",
    "Taken",
    "answer_electronic",
    "answer_order",
    "ask_electronic",
    "ask_electronic_again",
    "ask_platform",
    "ask_refund",
    "cancel",
    "close_gap",
    "close_till",
    "collect",
    "compare",
    "decide_refund",
    "explain",
    "grant",
    "hear",
    "match",
    "note_missed",
    "pass_on",
    "pay_out",
    "pay_to",
    "raise_by_rule",
    "raise_demand",
    "refuse_electronic",
    "reissue",
    "send_back",
    "set_paper",
    "take_over",
    "take_statement",
    "undo_electronic",
    "waive",
]
