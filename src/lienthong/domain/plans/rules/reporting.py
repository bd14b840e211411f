"""Periods that are reported on, and how a duty counts in one.

Decree 09/2019/NĐ-CP, article 12: a quarter runs from the 15th of the month before it to the 14th of its last month,
half a year and a year from the 15th of December. Nine months are the provinces' own, cut alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from lienthong.domain.plans.rules.standing import Status
from lienthong.spine.text import clean_lines


class Kind(StrEnum):
    QUARTER = "QUARTER"
    HALF = "HALF"
    NINE = "NINE"
    YEAR = "YEAR"
    OWN = "OWN"


MONTHS = {Kind.QUARTER: 3, Kind.HALF: 6, Kind.NINE: 9, Kind.YEAR: 12}
FIRST, LAST = 15, 14


@dataclass(frozen=True, slots=True)
class Span:
    """``number`` counts the quarters or halves of ``year``; 0 for two days of one's own choice, of whose last it is."""

    kind: Kind
    number: int
    year: int
    first: date
    last: date

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.number}-{self.year}" if self.kind != Kind.OWN else Kind.OWN.value


def span(kind: Kind, number: int, year: int) -> Span:
    """The ``number``-th quarter or half of a year, its first nine months, or the year."""
    last = date(year, MONTHS[kind] * number, LAST)
    months = last.year * 12 + last.month - 1 - MONTHS[kind]
    return Span(kind, number, year, date(months // 12, months % 12 + 1, FIRST), last)


def offered(year: int) -> list[Span]:
    """Quarters, halves, nine months and the whole of a year, in the order in which they end, the shorter first."""
    spans = [span(kind, number, year) for kind, size in MONTHS.items() for number in range(1, 12 // size + 1)]
    return sorted(spans, key=lambda one: (one.last, one.last - one.first))


def span_of(first: date, last: date) -> Span:
    """The offered period with these days, else one of one's own choice."""
    own = Span(Kind.OWN, 0, last.year, first, last)
    return next((one for one in offered(last.year) if (one.first, one.last) == (first, last)), own)


def before(now: Span) -> Span:
    """The period of the same kind that ended the day before; of one's own choice, as many days.

    Nine months are held against those of the year before, which ended three months earlier.
    """
    if now.kind != Kind.OWN:
        count = 12 // MONTHS[now.kind]
        return span(now.kind, (now.number - 2) % count + 1, now.year - (now.number == 1))
    last = now.first - timedelta(days=1)
    return span_of(last - (now.last - now.first), last)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of duties. ``laid``: all that apply, whenever due. Due in the period: ``due``, the sum of ``on_time``,
    ``late``, ``sent`` (handed in, not judged), ``overdue``, ``returned`` and ``ahead``. ``excused`` were due in it
    and do not apply. Due before it: ``caught_up`` were done late in it, ``carried`` are overdue still.
    """

    laid: int = 0
    due: int = 0
    on_time: int = 0
    late: int = 0
    sent: int = 0
    overdue: int = 0
    returned: int = 0
    ahead: int = 0
    excused: int = 0
    carried: int = 0
    caught_up: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        names = [one.name for one in fields(self)]
        return Figures(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def done(self) -> int:
        return self.on_time + self.late

    @property
    def tardy(self) -> int:
        """How many the list of late duties names."""
        return self.late + self.overdue + self.carried + self.caught_up


NAMES = {
    Status.DONE: "on_time",
    Status.DONE_LATE: "late",
    Status.SUBMITTED: "sent",
    Status.OVERDUE: "overdue",
    Status.RETURNED: "returned",
}


def count(status: Status, due: date | None, now: Span, n: int = 1, *, is_fresh: bool = False) -> Figures:
    """What ``n`` duties of one status and due day add to a period's figures; ``is_fresh``: accepted since it began."""
    is_within = due is not None and now.first <= due <= now.last
    if status == Status.NOT_APPLICABLE:
        return Figures(excused=n if is_within else 0)
    if is_within:
        given: dict[str, Any] = {NAMES.get(status, "ahead"): n}
        return Figures(laid=n, due=n, **given)
    if due is None or due > now.last:
        return Figures(laid=n)
    is_caught_up = is_fresh and status == Status.DONE_LATE
    return Figures(laid=n, carried=n if status == Status.OVERDUE else 0, caught_up=n if is_caught_up else 0)


def total(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


BOXES = ("results", "shortcomings", "causes", "directions", "proposals")
"""What people write in a report, in the order of its parts."""

MOST_LETTERS = 20_000
"""In one box; ten printed pages."""


def as_kept(text: str) -> str:
    """What is kept of what somebody typed: without control characters and without space around it."""
    return clean_lines(text).strip()


def mark(text: str) -> str:
    """A short sign of a text: two readers who hold the same sign read the same."""
    return sha256(text.encode()).hexdigest()[:16]


def mark_all(words: Mapping[str, str]) -> str:
    """The same for all boxes together."""
    return mark("\0".join(words.get(box, "") for box in BOXES))
