"""Rows of cases. ``Case`` and ``Happening`` are the truth and only added to; others are computed from them.

``Layout`` and ``Paper`` are only added to as well: how forms looked from when on, what was handed out on them. A
``Block`` is entered and lifted, an ``Anywhere`` entered and ended, a ``Certification`` taken in, certified and perhaps
cancelled.
"""

from lienthong.domain.cases.models.anywhere import Anywhere
from lienthong.domain.cases.models.block import Block
from lienthong.domain.cases.models.case import Case, Happening
from lienthong.domain.cases.models.certification import Certification
from lienthong.domain.cases.models.consultation import Consultation
from lienthong.domain.cases.models.erasure import Erasure
from lienthong.domain.cases.models.kept import KeptList
from lienthong.domain.cases.models.original import Original
from lienthong.domain.cases.models.paper import Layout, Paper
from lienthong.domain.cases.models.scan import Scan
from lienthong.domain.cases.models.side import Side
from lienthong.domain.cases.models.slip import Slip
from lienthong.domain.cases.models.stand import Stand

__all__ = [
    "Anywhere",
    "Block",
    "Case",
    "Certification",
    "Consultation",
    "Erasure",
    "Happening",
    "KeptList",
    "Layout",
    "Original",
    "Paper",
    "Scan",
    "Side",
    "Slip",
    "Stand",
]
