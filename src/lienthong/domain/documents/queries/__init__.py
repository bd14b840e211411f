"""Reads of documents."""

from lienthong.domain.documents.queries.closing import ClosingRow, find_closing
from lienthong.domain.documents.queries.lists import (
    Queue,
    count_mine,
    count_queues,
    count_register,
    get_issued,
    iter_register,
    list_issued,
    list_queue,
    list_register,
    list_years,
)
from lienthong.domain.documents.queries.measures import IssuedCount, count_issued
from lienthong.domain.documents.queries.one import (
    SignatureRow,
    find_drafted,
    get_document,
    get_signature,
    get_version,
    is_drafted,
    is_theirs,
    list_about,
    list_happenings,
    list_mending,
    list_moves,
    list_versions,
)
from lienthong.domain.documents.queries.paper import letterhead
from lienthong.domain.documents.queries.registers import Cursor, Page, Sought, counted, narrow, turn
from lienthong.domain.documents.queries.reports import (
    Asked,
    Issued,
    IssuedBy,
    IssuedFigures,
    key_of,
    list_sent,
    list_unsent,
    live_documents,
    pick_issued,
    report_issued,
)
from lienthong.domain.documents.queries.rows import Attached, Content, DocumentRow, HappeningRow, VersionRow
from lienthong.domain.documents.queries.signatories import (
    Signatory,
    find_signatory,
    list_copy_signatories,
    list_initiallers,
    list_signatories,
)
from lienthong.domain.documents.queries.telephone import ItemRow, RequestRow, find_open_request, get_request
from lienthong.domain.documents.queries.wanted import Wanted, find_documents, holding, narrowed, worded
from lienthong.domain.documents.rules.asking import RequestState
from lienthong.domain.documents.rules.attaching import MOST as MOST_ATTACHED
from lienthong.domain.documents.rules.attaching import MOST_BYTES as MOST_BYTES_ATTACHED
from lienthong.domain.documents.rules.attaching import named_apart
from lienthong.domain.documents.rules.kinds import ADDRESSED, KINDS, URGENCIES, Book, Kind, Urgency
from lienthong.domain.documents.rules.mending import Mending, mended_in
from lienthong.domain.documents.rules.moves import NUMBERED, State, Verb
from lienthong.domain.documents.rules.word import Parts
from lienthong.domain.documents.rules.wording import is_secret

__all__ = [
    "ADDRESSED",
    "KINDS",
    "MOST_ATTACHED",
    "MOST_BYTES_ATTACHED",
    "NUMBERED",
    "URGENCIES",
    "Asked",
    "Attached",
    "Book",
    "ClosingRow",
    "Content",
    "Cursor",
    "DocumentRow",
    "HappeningRow",
    "Issued",
    "IssuedBy",
    "IssuedCount",
    "IssuedFigures",
    "ItemRow",
    "Kind",
    "Mending",
    "Page",
    "Parts",
    "Queue",
    "RequestRow",
    "RequestState",
    "Signatory",
    "SignatureRow",
    "Sought",
    "State",
    "Urgency",
    "Verb",
    "VersionRow",
    "Wanted",
    "count_issued",
    "count_mine",
    "count_queues",
    "count_register",
    "counted",
    "find_closing",
    "find_documents",
    "find_drafted",
    "find_open_request",
    "find_signatory",
    "get_document",
    "get_issued",
    "get_request",
    "get_signature",
    "get_version",
    "holding",
    "is_drafted",
    "is_secret",
    "is_theirs",
    "iter_register",
    "key_of",
    "letterhead",
    "list_about",
    "list_copy_signatories",
    "list_happenings",
    "list_initiallers",
    "list_issued",
    "list_mending",
    "list_moves",
    "list_queue",
    "list_register",
    "list_sent",
    "list_signatories",
    "list_unsent",
    "list_versions",
    "list_years",
    "live_documents",
    "mended_in",
    "named_apart",
    "narrow",
    "narrowed",
    "pick_issued",
    "report_issued",
    "turn",
    "worded",
]
