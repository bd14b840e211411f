"""Reads of how we stand with the national portal."""

from lienthong.domain.national.queries.filings import (
    FilingRow,
    get_filing,
    is_kept,
    list_quarantined,
    list_settled,
    list_unanswered,
    list_wanted,
)
from lienthong.domain.national.queries.lines import (
    MOST,
    SHOWN,
    ComparisonRow,
    GapRow,
    LineRow,
    LineStand,
    SumRow,
    find_line,
    get_stand,
    last_attempt,
    last_comparison,
    list_due,
    list_gaps,
    list_sums,
)
from lienthong.domain.national.queries.offers import are_offers_due, list_offers
from lienthong.domain.national.queries.ratings import month_to_rate
from lienthong.domain.national.queries.whole import Whole, get_whole
from lienthong.domain.national.rules import GAP_LABELS, SPAN, STATUS_LABELS, Fault, FilingState, Gap, State

__all__ = [
    "GAP_LABELS",
    "MOST",
    "SHOWN",
    "SPAN",
    "STATUS_LABELS",
    "ComparisonRow",
    "Fault",
    "FilingRow",
    "FilingState",
    "Gap",
    "GapRow",
    "LineRow",
    "LineStand",
    "State",
    "SumRow",
    "Whole",
    "are_offers_due",
    "find_line",
    "get_filing",
    "get_stand",
    "get_whole",
    "is_kept",
    "last_attempt",
    "last_comparison",
    "list_due",
    "list_gaps",
    "list_offers",
    "list_quarantined",
    "list_settled",
    "list_sums",
    "list_unanswered",
    "list_wanted",
    "month_to_rate",
]
