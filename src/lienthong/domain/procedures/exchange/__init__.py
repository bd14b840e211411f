"""Procedures in other people's formats: the importing file, the reference units."""

from lienthong.domain.procedures.exchange.announcing import write_announcing
from lienthong.domain.procedures.exchange.cells import Names
from lienthong.domain.procedures.exchange.contract import to_contract
from lienthong.domain.procedures.exchange.entries import read_entries
from lienthong.domain.procedures.exchange.national import digest_of, to_message
from lienthong.domain.procedures.exchange.online import write_register
from lienthong.domain.procedures.exchange.required import read_required
from lienthong.domain.procedures.exchange.units import read_units
from lienthong.domain.procedures.exchange.workbook import read_workbook, write_workbook
from lienthong.domain.procedures.rules.entry import Entry, Outcome, Result

__all__ = [
    "Entry",
    "Names",
    "Outcome",
    "Result",
    "digest_of",
    "read_entries",
    "read_required",
    "read_units",
    "read_workbook",
    "to_contract",
    "to_message",
    "write_announcing",
    "write_register",
    "write_workbook",
]
