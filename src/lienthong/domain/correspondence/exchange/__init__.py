"""Incoming documents as others read them: the story in sentences, the register as a workbook and as a printed book."""

from lienthong.domain.correspondence.exchange.book import Names, write_book, write_workbook
from lienthong.domain.correspondence.exchange.measures import share, write_measures
from lienthong.domain.correspondence.exchange.telling import Told, tell_all

__all__ = ["Names", "Told", "share", "tell_all", "write_book", "write_measures", "write_workbook"]
