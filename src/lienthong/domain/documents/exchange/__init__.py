"""Documents as others read them: the story in sentences, the register as a workbook and as a printed book."""

from lienthong.domain.documents.exchange.book import write_book, write_workbook
from lienthong.domain.documents.exchange.telling import Told, tell_all

__all__ = ["Told", "tell_all", "write_book", "write_workbook"]
