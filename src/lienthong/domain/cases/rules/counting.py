"""How table II.06a counts: what ends a case, in which column it falls, and which rule held on the day it ended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from lienthong.domain.cases.rules.moves import State
from lienthong.domain.cases.rules.vocabulary import Channel


class Column(StrEnum):
    """The columns (3) to (13) of form II.06a/VPCP/KSTT, in its order of reading."""

    RECEIVED = "received"
    ONLINE = "received_online"
    DIRECT = "received_direct_post"
    CARRIED_OVER = "carried_over"
    RESOLVED = "resolved"
    EARLY = "resolved_early"
    ON_TIME = "resolved_on_time"
    LATE = "resolved_late"
    PENDING = "pending"
    PENDING_IN_TIME = "pending_in_time"
    PENDING_LATE = "pending_late"


ADDENDS: Final = {
    Column.RECEIVED: (Column.ONLINE, Column.DIRECT, Column.CARRIED_OVER),
    Column.RESOLVED: (Column.EARLY, Column.ON_TIME, Column.LATE),
    Column.PENDING: (Column.PENDING_IN_TIME, Column.PENDING_LATE),
}
"""(3) = (4) + (5) + (6), (7) = (8) + (9) + (10), (11) = (12) + (13); and (3) = (7) + (11) under every rule."""

ONLINE: Final = frozenset({Channel.ONLINE, Channel.ON_BEHALF})
"""What reached the agency through the portal, whoever typed it; the table by channel keeps both apart."""


class Treatment(StrEnum):
    """BY_DATE: early, on time or late by the day it ended; ON_TIME: always in column (9); LEFT_OUT: in none."""

    BY_DATE = "BY_DATE"
    ON_TIME = "ON_TIME"
    LEFT_OUT = "LEFT_OUT"


@dataclass(frozen=True, slots=True)
class Counting:
    """Holds for what ended from ``since`` on. ``confirmed`` when the province decided it, else it is practice."""

    since: date
    source: str
    confirmed: bool = False
    withdrawn: Treatment = Treatment.ON_TIME
    stopped: Treatment = Treatment.BY_DATE
    denied: Treatment = Treatment.BY_DATE

    @property
    def treatments(self) -> dict[State, Treatment]:
        """Of ends without the result that was applied for; a signed result is always counted by its day."""
        return {State.WITHDRAWN: self.withdrawn, State.STOPPED: self.stopped, State.DENIED: self.denied}


COUNTINGS: Final = (
    Counting(date(2018, 6, 21), "thông lệ báo cáo biểu II.06a; chờ quyết định của UBND tỉnh"),
)
"""In the order of their days."""
