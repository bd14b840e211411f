"""Reads of cases, for an actor who sees them. ``now`` is business time: late or not is said of a moment."""

from lienthong.domain.cases.queries.days import Days, foresee
from lienthong.domain.cases.queries.finding import find_cases
from lienthong.domain.cases.queries.lists import (
    COUNTED,
    Cursor,
    Page,
    Queue,
    Sought,
    Whose,
    count_late,
    count_queues,
    list_cases,
)
from lienthong.domain.cases.queries.one import (
    DueRow,
    Story,
    get_case,
    get_story,
    is_theirs,
    list_moves,
    list_of_applicant,
)
from lienthong.domain.cases.queries.rows import CaseRow, HappeningRow
from lienthong.domain.cases.rules.moves import State, Verb
from lienthong.domain.cases.rules.process import next_row
from lienthong.domain.cases.rules.standing import Status
from lienthong.domain.cases.rules.visits import Stay
from lienthong.domain.cases.rules.vocabulary import (
    CHANNEL_LABELS,
    RETURN_LABELS,
    STATE_LABELS,
    Channel,
    ReturnBy,
)

__all__ = [
    "CHANNEL_LABELS",
    "COUNTED",
    "RETURN_LABELS",
    "STATE_LABELS",
    "CaseRow",
    "Channel",
    "Cursor",
    "Days",
    "DueRow",
    "HappeningRow",
    "Page",
    "Queue",
    "ReturnBy",
    "Sought",
    "State",
    "Status",
    "Stay",
    "Story",
    "Verb",
    "Whose",
    "count_late",
    "count_queues",
    "find_cases",
    "foresee",
    "get_case",
    "get_story",
    "is_theirs",
    "list_cases",
    "list_moves",
    "list_of_applicant",
    "next_row",
]
