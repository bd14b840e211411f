"""Who inherits: every unit that ends hands what was open to exactly one principal heir."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edge:
    """On a day, ``predecessor`` handed work to ``successor`` ("" when nobody took it over).

    ``partial``: only a share went this way. ``principal``: the heir of everything open that nobody assigned
    by hand.
    """

    kind: str
    predecessor: str
    successor: str
    on: date
    partial: bool = False
    principal: bool = True


def heir(edges: Iterable[Edge], code: str, day: date) -> str:
    """The agency that answers on ``day`` for what ``code`` had open: itself, or the end of the chain of
    heirs.

    An edge never leads back in time, and one that would return to an agency already passed is not followed,
    so the walk always ends. An abolished agency without heir answers "".
    """
    principal = sorted(
        (edge for edge in edges if edge.principal and edge.on <= day), key=lambda edge: edge.on
    )
    holder, since, passed = code, date.min, {code}
    while step := next((e for e in principal if e.predecessor == holder and e.on >= since), None):
        if step.successor in passed:
            break
        holder, since = step.successor, step.on
        passed.add(holder)
    return holder


def doubled_heirs(edges: Iterable[Edge]) -> list[Edge]:
    """Edges that name a second principal heir for one unit on one day."""
    first: dict[tuple[str, date], Edge] = {}
    return [e for e in edges if e.principal and first.setdefault((e.predecessor, e.on), e) is not e]


def unclaimed(edges: Iterable[Edge], ended: Iterable[tuple[str, date]]) -> set[tuple[str, date]]:
    """Of the agencies that ended, with their first day no longer in force, those that named no principal
    heir.
    """
    return set(ended) - {(edge.predecessor, edge.on) for edge in edges if edge.principal}
