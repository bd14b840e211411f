"""Incoming documents as others read them: the story in sentences, the register as a workbook and as a printed book."""

from lienthong.domain.correspondence.exchange.book import Names, write_book, write_workbook
from lienthong.domain.correspondence.exchange.measures import share, write_measures
from lienthong.domain.correspondence.exchange.reports import (
    ReportLine,
    total_of,
    write_handled,
    write_issued,
)
from lienthong.domain.correspondence.exchange.telling import Told, tell_all

__all__ = [
    "Names",
    "ReportLine",
    "Told",
    "share",
    "tell_all",
    "total_of",
    "write_book",
    "write_handled",
    "write_issued",
    "write_measures",
    "write_workbook",
]
