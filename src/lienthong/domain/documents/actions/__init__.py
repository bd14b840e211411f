"""Verbs of documents. What a key must sign happens between two transactions; everything else in one."""

from lienthong.domain.documents.actions.answering import go_on
from lienthong.domain.documents.actions.attaching import Brought, Refused, arrange, attach
from lienthong.domain.documents.actions.closing import CLOSED_BOOK, close_register
from lienthong.domain.documents.actions.common import ATTACHMENT, PAPER
from lienthong.domain.documents.actions.drafting import Draft, comment, draft, drop, write
from lienthong.domain.documents.actions.elsewhere import Part, Started, begin, begin_seal, finish
from lienthong.domain.documents.actions.enrolling import (
    enrol_agency_device,
    enrol_agency_telephone,
    enrol_device,
    enrol_telephone,
)
from lienthong.domain.documents.actions.issuing import cancel, issue, issue_many, number
from lienthong.domain.documents.actions.keys import end, enrol_agency, enrol_own
from lienthong.domain.documents.actions.mending import mend
from lienthong.domain.documents.actions.passing import initial, send_back, submit, take_back
from lienthong.domain.documents.actions.signing import Outcome, Read, sign, sign_many
from lienthong.domain.documents.actions.taking import WORD, Taken, take_word
from lienthong.domain.documents.actions.telephone import ask, ask_seal, wake, withdraw

__all__ = [
    "ATTACHMENT",
    "CLOSED_BOOK",
    "PAPER",
    "WORD",
    "Brought",
    "Draft",
    "Outcome",
    "Part",
    "Read",
    "Refused",
    "Started",
    "Taken",
    "arrange",
    "ask",
    "ask_seal",
    "attach",
    "begin",
    "begin_seal",
    "cancel",
    "close_register",
    "comment",
    "draft",
    "drop",
    "end",
    "enrol_agency",
    "enrol_agency_device",
    "enrol_agency_telephone",
    "enrol_device",
    "enrol_own",
    "enrol_telephone",
    "finish",
    "go_on",
    "initial",
    "issue",
    "issue_many",
    "mend",
    "number",
    "send_back",
    "sign",
    "sign_many",
    "submit",
    "take_back",
    "take_word",
    "wake",
    "withdraw",
    "write",
]
