"""What is owed, the money ledger, receipts and their books, what others told of money, and what was given back."""

from lienthong.domain.payments.models.counter import Closing, Receipt
from lienthong.domain.payments.models.demand import Account, Demand, Entry
from lienthong.domain.payments.models.electronic import Electronic
from lienthong.domain.payments.models.passed import Passed, Remittance
from lienthong.domain.payments.models.told import Difference, Order, Statement, Transfer
from lienthong.domain.payments.models.undone import Refund

__all__ = [
    "Account",
    "Closing",
    "Demand",
    "Difference",
    "Electronic",
    "Entry",
    "Order",
    "Passed",
    "Receipt",
    "Refund",
    "Remittance",
    "Statement",
    "Transfer",
]
