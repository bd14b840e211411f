"""Reads of what people said. Whoever shows one person's words asks for rights before."""

from lienthong.domain.surveys.queries.remarks import (
    RemarkRow,
    count_to_answer,
    get_remark,
    list_remarks,
    list_remarks_of,
)
from lienthong.domain.surveys.queries.results import (
    Period,
    QuestionTally,
    Tally,
    list_by_agency,
    list_by_procedure,
    list_by_question,
    periods_until,
    total_of,
)
from lienthong.domain.surveys.queries.sheets import RatingRow, find_rating, may_rate, sheet_on
from lienthong.domain.surveys.rules import (
    LEAST_SHOWN,
    LONGEST,
    REMARK_LABELS,
    SATISFACTION_LABELS,
    Answering,
    Question,
    RemarkKind,
    Satisfaction,
    Sheet,
    publishable,
    share,
)

__all__ = [
    "LEAST_SHOWN",
    "LONGEST",
    "REMARK_LABELS",
    "SATISFACTION_LABELS",
    "Answering",
    "Period",
    "Question",
    "QuestionTally",
    "RatingRow",
    "RemarkKind",
    "RemarkRow",
    "Satisfaction",
    "Sheet",
    "Tally",
    "count_to_answer",
    "find_rating",
    "get_remark",
    "list_by_agency",
    "list_by_procedure",
    "list_by_question",
    "list_remarks",
    "list_remarks_of",
    "may_rate",
    "periods_until",
    "publishable",
    "share",
    "sheet_on",
    "total_of",
]
