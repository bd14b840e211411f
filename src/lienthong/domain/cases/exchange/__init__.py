"""Cases in people's words."""

from lienthong.domain.cases.exchange.forms import read_forms, write_control, write_register
from lienthong.domain.cases.exchange.telling import Names, Told, name_status, span, tell_all

__all__ = [
    "Names",
    "Told",
    "name_status",
    "read_forms",
    "span",
    "tell_all",
    "write_control",
    "write_register",
]
