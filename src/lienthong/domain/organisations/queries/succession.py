"""Where agencies came from and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from lienthong.domain.organisations.models import Succession
from lienthong.domain.organisations.rules.succession import Edge, heir

BOUND = 2_000
CHAIN_BOUND = 30


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge of succession with the decision behind it; ``principal`` marks the heir of all open work."""

    edge: Edge
    decision: str
    source: str
    confirmed: bool
    reason: str = ""


def successors(code: str, on: date, known: datetime | None = None) -> list[EdgeRow]:
    """What ``code`` handed on up to and including the day, oldest first, principal heirs first."""
    return _edges(known, on__lte=on, predecessor=code)


def predecessors(code: str, on: date, known: datetime | None = None) -> list[EdgeRow]:
    """What ``code`` took over up to and including the day, oldest first."""
    return _edges(known, on__lte=on, successor=code)


def list_inherited(on: date, known: datetime | None = None) -> set[str]:
    """The agencies that by that day handed all their open work on to an heir."""
    rows = Succession.objects.known(known).filter(on__lte=on, principal=True, successor__isnull=False)
    return set(rows.order_by().values_list("predecessor", flat=True))


def get_heir(code: str, as_of: date, known: datetime | None = None) -> str:
    """The agency that answers on that day for what ``code`` had open: itself while it lasts, "" when nobody
    does.
    """
    edges: list[Edge] = []
    waiting, asked = {code}, set[str]()
    while waiting and len(asked) < CHAIN_BOUND:  # one query a step; chains are a few steps long
        rows = _edges(known, on__lte=as_of, predecessor__in=sorted(waiting), principal=True)
        edges += [row.edge for row in rows]
        asked |= waiting
        waiting = {row.edge.successor for row in rows if row.edge.successor} - asked
    return heir(edges, code, as_of)


def _edges(known: datetime | None, **which: object) -> list[EdgeRow]:
    rows = Succession.objects.known(known).filter(**which)
    return [_row(row) for row in rows.order_by("on", "predecessor", "-principal", "successor")[:BOUND]]


def _row(row: Succession) -> EdgeRow:
    edge = Edge(row.kind, row.predecessor_id, row.successor_id or "", row.on, row.partial, row.principal)
    return EdgeRow(edge, row.decision, row.source, row.confirmed, row.reason)
