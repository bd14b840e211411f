"""Reads of cases, for an actor who sees them. ``now`` is business time: late or not is said of a moment."""

from lienthong.domain.cases.queries.boards import (
    NO_FIELD,
    Asked,
    Board,
    By,
    Counts,
    Line,
    Picked,
    field_of,
    get_board,
    narrowed,
    pick_cases,
    units_below,
)
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
from lienthong.domain.cases.rules.counting import ADDENDS, COUNTINGS, Column
from lienthong.domain.cases.rules.moves import State, Verb
from lienthong.domain.cases.rules.periods import Kind as PeriodKind
from lienthong.domain.cases.rules.periods import (
    Period,
    after,
    before,
    holding,
    kind_of,
    legal,
)
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
    "ADDENDS",
    "CHANNEL_LABELS",
    "COUNTED",
    "COUNTINGS",
    "NO_FIELD",
    "RETURN_LABELS",
    "STATE_LABELS",
    "Asked",
    "Board",
    "By",
    "CaseRow",
    "Channel",
    "Column",
    "Counts",
    "Cursor",
    "Days",
    "DueRow",
    "HappeningRow",
    "Line",
    "Page",
    "Period",
    "PeriodKind",
    "Picked",
    "Queue",
    "ReturnBy",
    "Sought",
    "State",
    "Status",
    "Stay",
    "Story",
    "Verb",
    "Whose",
    "after",
    "before",
    "count_late",
    "count_queues",
    "field_of",
    "find_cases",
    "foresee",
    "get_board",
    "get_case",
    "get_story",
    "holding",
    "is_theirs",
    "kind_of",
    "legal",
    "list_cases",
    "list_moves",
    "list_of_applicant",
    "narrowed",
    "next_row",
    "pick_cases",
    "units_below",
]
