"""Verbs of incoming documents and of sendings; each one transaction."""

from lienthong.domain.correspondence.actions.amending import (
    Amended,
    amend,
    answer_amendment,
    hear_amendment,
)
from lienthong.domain.correspondence.actions.hearing import Brought, bring_in, hear
from lienthong.domain.correspondence.actions.keeping import choose_columns, drop_search, keep_search
from lienthong.domain.correspondence.actions.passing import (
    answer,
    assign,
    close,
    file,
    give_back,
    instruct,
    note,
    reply,
    send_back,
    submit,
)
from lienthong.domain.correspondence.actions.registering import (
    FILE,
    Letter,
    correct,
    own_files,
    receive_file,
    refuse_secret,
    register,
    register_sent,
)
from lienthong.domain.correspondence.actions.sending import agree, arrive, ask_back, decline, refuse, send

__all__ = [
    "FILE",
    "Amended",
    "Brought",
    "Letter",
    "agree",
    "amend",
    "answer",
    "answer_amendment",
    "arrive",
    "ask_back",
    "assign",
    "bring_in",
    "choose_columns",
    "close",
    "correct",
    "decline",
    "drop_search",
    "file",
    "give_back",
    "hear",
    "hear_amendment",
    "instruct",
    "keep_search",
    "note",
    "own_files",
    "receive_file",
    "refuse",
    "refuse_secret",
    "register",
    "register_sent",
    "reply",
    "send",
    "send_back",
    "submit",
]
