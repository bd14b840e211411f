"""Rules and lists are only added to; a hold is lifted once, a list decided once and carried out once."""

from lienthong.domain.retention.models.disposal import Disposal, Item
from lienthong.domain.retention.models.rule import Hold, Rule

__all__ = ["Disposal", "Hold", "Item", "Rule"]
