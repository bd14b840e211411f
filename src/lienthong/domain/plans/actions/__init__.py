"""Verbs of plans."""

from lienthong.domain.plans.actions.asking import ask_contribution, request_report
from lienthong.domain.plans.actions.evidence import (
    EVIDENCE_USE,
    Document,
    accept,
    reopen,
    send_back,
    submit,
    take_back,
)
from lienthong.domain.plans.actions.imports import SOURCE_USE, accept_import, receive_source
from lienthong.domain.plans.actions.issuing import issue, lay_missing
from lienthong.domain.plans.actions.reviewing import settle, settle_rest
from lienthong.domain.plans.actions.steering import (
    ask_extension,
    assign,
    decide_extension,
    excuse,
    explain,
    restore,
    set_due,
    set_series,
)
from lienthong.domain.plans.actions.succession import hand_over

__all__ = [
    "EVIDENCE_USE",
    "SOURCE_USE",
    "Document",
    "accept",
    "accept_import",
    "ask_contribution",
    "ask_extension",
    "assign",
    "decide_extension",
    "excuse",
    "explain",
    "hand_over",
    "issue",
    "lay_missing",
    "receive_source",
    "reopen",
    "request_report",
    "restore",
    "send_back",
    "set_due",
    "set_series",
    "settle",
    "settle_rest",
    "submit",
    "take_back",
]
