"""Reads of copies."""

from lienthong.domain.copies.queries.lists import (
    count_register,
    iter_register,
    list_of,
    list_register,
    list_seen,
    list_waiting,
    list_years,
)
from lienthong.domain.copies.queries.one import (
    find_by_digest,
    find_made,
    get_copy,
    is_theirs,
    list_happenings,
    list_moves,
)
from lienthong.domain.copies.queries.rows import CopyRow, HappeningRow
from lienthong.domain.copies.queries.signatories import find_signatory, list_signatories
from lienthong.domain.copies.queries.sources import Source, find_source
from lienthong.domain.copies.rules.kinds import KINDS, Kind, Medium, may_become
from lienthong.domain.copies.rules.moves import NUMBERED, State, Verb
from lienthong.domain.copies.rules.pages import write_pages

__all__ = [
    "KINDS",
    "NUMBERED",
    "CopyRow",
    "HappeningRow",
    "Kind",
    "Medium",
    "Source",
    "State",
    "Verb",
    "count_register",
    "find_by_digest",
    "find_made",
    "find_signatory",
    "find_source",
    "get_copy",
    "is_theirs",
    "iter_register",
    "list_happenings",
    "list_moves",
    "list_of",
    "list_register",
    "list_seen",
    "list_signatories",
    "list_waiting",
    "list_years",
    "may_become",
    "write_pages",
]
