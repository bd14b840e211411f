"""Verbs of retention. A list is proposed by one person, decided by the head, carried out and proved by the worker."""

from lienthong.domain.retention.actions.carrying import CERTIFICATE, carry_out, certify
from lienthong.domain.retention.actions.holding import hold, lift
from lienthong.domain.retention.actions.listing import approve, propose, refuse, withdraw
from lienthong.domain.retention.actions.ruling import confirm_rule, lay_down, load_rules
from lienthong.domain.retention.actions.telling import tell_year
from lienthong.domain.retention.rules.keeping import Told

__all__ = [
    "CERTIFICATE",
    "Told",
    "approve",
    "carry_out",
    "certify",
    "confirm_rule",
    "hold",
    "lay_down",
    "lift",
    "load_rules",
    "propose",
    "refuse",
    "tell_year",
    "withdraw",
]
