"""Verbs of copies. What the agency's key must sign happens between two transactions; everything else in one."""

from lienthong.domain.copies.actions.asking import Wanted, ask
from lienthong.domain.copies.actions.deciding import cancel, order, refuse, withdraw
from lienthong.domain.copies.actions.making import COPY, issue, number

__all__ = ["COPY", "Wanted", "ask", "cancel", "issue", "number", "order", "refuse", "withdraw"]
