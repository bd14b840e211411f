"""Reads of incoming documents and of what agencies send each other."""

from lienthong.domain.correspondence.queries.lists import (
    Queue,
    count_arriving,
    count_queues,
    count_register,
    count_waiting,
    iter_register,
    list_arriving,
    list_queue,
    list_register,
    list_seen,
    list_twins,
    list_years,
    search,
)
from lienthong.domain.correspondence.queries.measures import MeasureRow, measure, total
from lienthong.domain.correspondence.queries.one import (
    count_pages,
    find_made,
    find_registered,
    get_answered,
    get_incoming,
    get_sending,
    get_status,
    is_theirs,
    list_happenings,
    list_moves,
    list_sendings,
    list_steps,
    list_words,
    list_words_of,
)
from lienthong.domain.correspondence.queries.people import heads_unit, list_people
from lienthong.domain.correspondence.queries.recipients import list_recipients
from lienthong.domain.correspondence.queries.rows import HappeningRow, IncomingRow, SendingRow, WordRow
from lienthong.domain.correspondence.rules.lateness import Pace
from lienthong.domain.correspondence.rules.moves import State, Verb
from lienthong.domain.correspondence.rules.replies import about_of, incoming_in
from lienthong.domain.correspondence.rules.statuses import ENDED, Side, Status
from lienthong.domain.documents.queries import Cursor, Page, Sought

__all__ = [
    "ENDED",
    "Cursor",
    "HappeningRow",
    "IncomingRow",
    "MeasureRow",
    "Pace",
    "Page",
    "Queue",
    "SendingRow",
    "Side",
    "Sought",
    "State",
    "Status",
    "Verb",
    "WordRow",
    "about_of",
    "count_arriving",
    "count_pages",
    "count_queues",
    "count_register",
    "count_waiting",
    "find_made",
    "find_registered",
    "get_answered",
    "get_incoming",
    "get_sending",
    "get_status",
    "heads_unit",
    "incoming_in",
    "is_theirs",
    "iter_register",
    "list_arriving",
    "list_happenings",
    "list_moves",
    "list_people",
    "list_queue",
    "list_recipients",
    "list_register",
    "list_seen",
    "list_sendings",
    "list_steps",
    "list_twins",
    "list_words",
    "list_words_of",
    "list_years",
    "measure",
    "search",
    "total",
]
