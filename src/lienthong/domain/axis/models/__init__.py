"""Neighbours and the agencies behind them; messages, their legs and receipts; what both sides counted."""

from lienthong.domain.axis.models.balance import Balance
from lienthong.domain.axis.models.message import Carried, Leg, Message, Receipt
from lienthong.domain.axis.models.neighbour import Neighbour, Organ

__all__ = ["Balance", "Carried", "Leg", "Message", "Neighbour", "Organ", "Receipt"]
