"""Cases in people's words, and their figures in the State's forms."""

from lienthong.domain.cases.exchange.form_06a import Sheet, write_board
from lienthong.domain.cases.exchange.telling import Names, Told, name_status, span, tell_all

__all__ = ["Names", "Sheet", "Told", "name_status", "span", "tell_all", "write_board"]
