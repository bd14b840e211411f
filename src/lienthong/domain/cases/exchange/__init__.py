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
from lienthong.domain.cases.exchange.telling import Names, Told, name_status, span, tell_all

__all__ = [
    "MOST_LINES",
    "CauseSheet",
    "Names",
    "Sheet",
    "Told",
    "name_status",
    "read_book",
    "read_forms",
    "span",
    "tell_all",
    "write_board",
    "write_causes",
    "write_certified",
    "write_certified_xlsx",
    "write_control",
    "write_register",
    "write_slips",
]
