"""Documents as others read them: the story in sentences, a register as a workbook and as a printed book."""

from lienthong.domain.documents.exchange.book import write_book, write_workbook
from lienthong.domain.documents.exchange.registers import Cell, Heading, Layout, write_pages, write_sheet
from lienthong.domain.documents.exchange.telling import Told, tell_all

__all__ = [
    "Cell",
    "Heading",
    "Layout",
    "Told",
    "tell_all",
    "write_book",
    "write_pages",
    "write_sheet",
    "write_workbook",
]
