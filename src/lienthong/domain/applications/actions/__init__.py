"""Verbs of applications; whoever calls them has asked whether this person may."""

from lienthong.domain.applications.actions.bringing import Brought, take_filed
from lienthong.domain.applications.actions.erasing import erase
from lienthong.domain.applications.actions.exporting import (
    EXPORTED,
    ask_data,
    forget_old_exports,
    make_export,
)
from lienthong.domain.applications.actions.filling import (
    ATTACHED,
    answer,
    attach,
    begin,
    detach,
    drop,
    forget_old,
)
from lienthong.domain.applications.actions.leaving import erase_account
from lienthong.domain.applications.actions.own_case import fetch, withdraw
from lienthong.domain.applications.actions.reusing import reuse
from lienthong.domain.applications.actions.sending import FILLED, Sent, send
from lienthong.domain.applications.actions.supplementing import (
    bring,
    forget_unsent,
    send_supplement,
    take_out,
)
from lienthong.domain.applications.actions.uploading import (
    begin_bringing,
    begin_upload,
    drop_upload,
    finish_upload,
    forget_stale_uploads,
)

__all__ = [
    "ATTACHED",
    "EXPORTED",
    "FILLED",
    "Brought",
    "Sent",
    "answer",
    "ask_data",
    "attach",
    "begin",
    "begin_bringing",
    "begin_upload",
    "bring",
    "detach",
    "drop",
    "drop_upload",
    "erase",
    "erase_account",
    "fetch",
    "finish_upload",
    "forget_old",
    "forget_old_exports",
    "forget_stale_uploads",
    "forget_unsent",
    "make_export",
    "reuse",
    "send",
    "send_supplement",
    "take_filed",
    "take_out",
    "withdraw",
]
