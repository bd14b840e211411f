"""Money in the words of the payment platform, and a till's closing as a workbook."""

from lienthong.domain.payments.exchange.electronic import electronic_message
from lienthong.domain.payments.exchange.platform import order_message, read_listed, read_told
from lienthong.domain.payments.exchange.statement import read_statement
from lienthong.domain.payments.exchange.workbook import write_book, write_till

__all__ = [
    "electronic_message",
    "order_message",
    "read_listed",
    "read_statement",
    "read_told",
    "write_book",
    "write_till",
]
