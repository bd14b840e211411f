"""Verbs of applications; whoever calls them has asked whether this person may."""

from lienthong.domain.applications.actions.erasing import erase
from lienthong.domain.applications.actions.filling import (
    ATTACHED,
    answer,
    attach,
    begin,
    detach,
    drop,
    forget_old,
)
from lienthong.domain.applications.actions.sending import FILLED, Sent, send

__all__ = [
    "ATTACHED",
    "FILLED",
    "Sent",
    "answer",
    "attach",
    "begin",
    "detach",
    "drop",
    "erase",
    "forget_old",
    "send",
]
