"""A copy as papers and registers tell it."""

from lienthong.domain.copies.exchange.book import write_book, write_workbook
from lienthong.domain.copies.exchange.telling import Told, tell_all

__all__ = ["Told", "tell_all", "write_book", "write_workbook"]
