"""Systems, their addresses, what they were told and how that went."""

from lienthong.domain.partners.models.message import Message, Try
from lienthong.domain.partners.models.partner import Partner, Subscription

__all__ = ["Message", "Partner", "Subscription", "Try"]
