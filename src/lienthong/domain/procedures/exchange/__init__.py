"""Procedures in other people's formats: the importing file, the reference units."""

from lienthong.domain.procedures.exchange.contract import to_contract
from lienthong.domain.procedures.exchange.entries import read_entries
from lienthong.domain.procedures.exchange.units import read_units
from lienthong.domain.procedures.rules.entry import Entry, Outcome, Result

__all__ = ["Entry", "Outcome", "Result", "read_entries", "read_units", "to_contract"]
