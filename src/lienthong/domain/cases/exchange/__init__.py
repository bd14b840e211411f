"""Cases in people's words."""

from lienthong.domain.cases.exchange.telling import Names, Told, name_status, span, tell_all

__all__ = ["Names", "Told", "name_status", "span", "tell_all"]
