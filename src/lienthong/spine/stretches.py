"""How a thing stood, and since when: events folded into stretches of time that meet without a gap."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol, Self


class Stretch(Protocol):
    """A NamedTuple of how something stands from ``since`` on, before ``until``; None: still."""

    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...
    def _replace(self, *args: Any, **changes: Any) -> Self: ...


class Happened(Protocol):
    @property
    def at(self) -> datetime: ...


def history[S: Stretch, E: Happened](
    first: S, events: Iterable[E], apply: Callable[[S, E], S]
) -> tuple[S, ...]:
    """All stretches in order, the last one open. ``events`` come in the order they occurred.

    Events of one instant make one stretch; what changes nothing (a reminder) begins none.
    """
    return tuple(_closed(_stretches(first, events, apply)))


def _stretches[S: Stretch, E: Happened](
    first: S, events: Iterable[E], apply: Callable[[S, E], S]
) -> Iterator[S]:
    stand = first
    for event in events:
        changed = apply(stand, event)
        if changed == stand:
            continue
        if event.at > stand.since:
            yield stand
            changed = changed._replace(since=event.at)
        stand = changed
    yield stand


def _closed[S: Stretch](stands: Iterable[S]) -> Iterator[S]:
    before: S | None = None
    for stand in stands:
        if before:
            yield before._replace(until=stand.since)
        before = stand
    if before:
        yield before
