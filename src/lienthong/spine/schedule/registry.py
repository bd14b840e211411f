"""Which dailies there are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lienthong.spine.clock import ZONE

type Work = Callable[[date, datetime], None]


@dataclass(frozen=True, slots=True)
class Daily:
    """``at`` is the time of day in Viet Nam from which the day's turn is due."""

    name: str
    at: time
    work: Work

    def due_at(self, day: date) -> datetime:
        return datetime.combine(day, self.at, ZONE)

    def last_due(self, now: datetime) -> date:
        """The latest day whose turn is due at ``now``."""
        today = now.astimezone(ZONE).date()
        return today if self.due_at(today) <= now else today - timedelta(days=1)


_dailies: dict[str, Daily] = {}


def daily(name: str, *, at: time) -> Callable[[Work], Work]:
    """Declares ``f(day, at)`` for every calendar day of business time, in ``jobs`` modules, which all processes import.

    ``name`` is ``room.what``, unique and stable: it is stored, and tells which days are done. The function runs in
    one transaction with the note that it ran; ``at`` is the moment it was due, also when it is caught up weeks later.
    Days off are days too: whoever works on working days only asks the calendar.
    """

    def register(work: Work) -> Work:
        if name in _dailies:
            raise ValueError(f"two dailies are called {name}")
        _dailies[name] = Daily(name, at, work)
        return work

    return register


def list_dailies() -> tuple[Daily, ...]:
    return tuple(sorted(_dailies.values(), key=lambda each: (each.at, each.name)))
