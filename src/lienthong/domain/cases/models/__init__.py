"""Rows of cases. ``Case`` and ``Happening`` are the truth and only added to; ``Stand`` is computed from them."""

from lienthong.domain.cases.models.case import Case, Happening
from lienthong.domain.cases.models.stand import Stand

__all__ = ["Case", "Happening", "Stand"]
