"""Cases in people's words, and their figures and papers in the State's forms."""

from lienthong.domain.cases.exchange.cause_board import CauseSheet, write_causes
from lienthong.domain.cases.exchange.certified import (
    MOST_LINES,
    read_book,
    write_certified,
    write_certified_xlsx,
)
from lienthong.domain.cases.exchange.form_06a import Sheet, write_board
from lienthong.domain.cases.exchange.forms import read_forms, write_control, write_register, write_slips
from lienthong.domain.cases.exchange.history import Fault, History, read_history
from lienthong.domain.cases.exchange.journal import read_story, write_head, write_story
from lienthong.domain.cases.exchange.mapping import FileMap, Unknown, read_mapping
from lienthong.domain.cases.exchange.posted import write_post_use
from lienthong.domain.cases.exchange.status import status_of
from lienthong.domain.cases.exchange.table import Cell, peek, read_table
from lienthong.domain.cases.exchange.table import Line as TableLine
from lienthong.domain.cases.exchange.telling import Names, Told, name_status, span, tell_all

__all__ = [
    "MOST_LINES",
    "CauseSheet",
    "Cell",
    "Fault",
    "FileMap",
    "History",
    "Names",
    "Sheet",
    "TableLine",
    "Told",
    "Unknown",
    "name_status",
    "peek",
    "read_book",
    "read_forms",
    "read_history",
    "read_mapping",
    "read_story",
    "read_table",
    "span",
    "status_of",
    "tell_all",
    "write_board",
    "write_causes",
    "write_certified",
    "write_certified_xlsx",
    "write_control",
    "write_head",
    "write_post_use",
    "write_register",
    "write_slips",
    "write_story",
]
