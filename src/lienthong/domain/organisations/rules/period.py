"""Stretches of days: from the first day in force to the first day no longer in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Holds from ``start`` up to, not including, ``end``; None is open."""

    start: date | None = None
    end: date | None = None

    @property
    def is_empty(self) -> bool:
        return (self.start or date.min) >= (self.end or date.max)

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def within(self, other: "Period") -> "Period":
        """The days both hold; empty when there are none."""
        starts = [start for start in (self.start, other.start) if start]
        ends = [end for end in (self.end, other.end) if end]
        return Period(max(starts, default=None), min(ends, default=None))

    def overlaps(self, other: "Period") -> bool:
        return not self.within(other).is_empty

    def covers(self, other: "Period") -> bool:
        return self.within(other) == other


def divide(held: Period, changed: Period) -> Iterator[tuple[Period, bool]]:
    """``held`` cut along ``changed``: its parts in order, each with whether it lies within the change."""
    before = held.within(Period(None, changed.start)) if changed.start else None
    after = held.within(Period(changed.end, None)) if changed.end else None
    for part, inside in ((before, False), (held.within(changed), True), (after, False)):
        if part is not None and not part.is_empty:
            yield part, inside
