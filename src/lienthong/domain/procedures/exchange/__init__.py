"""Procedures in other people's formats: the importing file, the reference units, electronic forms as JSON Schema."""

from lienthong.domain.procedures.exchange.announcing import write_announcing
from lienthong.domain.procedures.exchange.cells import Names
from lienthong.domain.procedures.exchange.contract import to_contract
from lienthong.domain.procedures.exchange.entries import read_entries
from lienthong.domain.procedures.exchange.events import read_life_events
from lienthong.domain.procedures.exchange.national import digest_of, to_message
from lienthong.domain.procedures.exchange.online import write_register
from lienthong.domain.procedures.exchange.required import read_required
from lienthong.domain.procedures.exchange.units import read_units
from lienthong.domain.procedures.exchange.workbook import read_workbook, write_workbook
from lienthong.domain.procedures.rules.eform import (
    EField,
    EForm,
    Eligible,
    EPage,
    FieldKind,
    Outline,
    answers_of,
    outline,
    page_of,
    pruned,
    with_answers,
)
from lienthong.domain.procedures.rules.eform_checks import Fault, definition_fault, find_faults
from lienthong.domain.procedures.rules.entry import Entry, Outcome, Result

__all__ = [
    "EField",
    "EForm",
    "EPage",
    "Eligible",
    "Entry",
    "Fault",
    "FieldKind",
    "Names",
    "Outcome",
    "Outline",
    "Result",
    "answers_of",
    "definition_fault",
    "digest_of",
    "find_faults",
    "outline",
    "page_of",
    "pruned",
    "read_entries",
    "read_life_events",
    "read_required",
    "read_units",
    "read_workbook",
    "to_contract",
    "to_message",
    "with_answers",
    "write_announcing",
    "write_register",
    "write_workbook",
]
