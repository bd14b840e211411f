"""Rows of reviews."""

from lienthong.domain.reviews.models.plan import Entry, Plan
from lienthong.domain.reviews.models.review import Answer, Cost, Decision, Happening, Review
from lienthong.domain.reviews.models.text import Text

__all__ = ["Answer", "Cost", "Decision", "Entry", "Happening", "Plan", "Review", "Text"]
