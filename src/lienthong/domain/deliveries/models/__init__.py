"""Parcels, what happened to them, what the post told, and its lists."""

from lienthong.domain.deliveries.models.arrival import Arrival, Arrived
from lienthong.domain.deliveries.models.errand import Errand
from lienthong.domain.deliveries.models.order import Event, Handover, Order
from lienthong.domain.deliveries.models.told import Difference, News, Poll, Statement

__all__ = [
    "Arrival",
    "Arrived",
    "Difference",
    "Errand",
    "Event",
    "Handover",
    "News",
    "Order",
    "Poll",
    "Statement",
]
