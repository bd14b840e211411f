"""Agencies end, and others take over. Every agency that ends names exactly one heir of its open work, or
nobody.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from lienthong.domain.organisations.actions.dating import hold_agency, require_in_force, restate, version_on
from lienthong.domain.organisations.actions.ending import carry_positions, end_all
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import HangsBelowItself, HasChildren, HeirNotNamed, NoSuccessor
from lienthong.domain.organisations.facts import AgencySucceeded
from lienthong.domain.organisations.models import AgencyVersion, Succession
from lienthong.domain.organisations.queries import get_path
from lienthong.domain.organisations.rules.period import Period
from lienthong.domain.organisations.rules.succession import Edge
from lienthong.domain.organisations.rules.vocabulary import SuccessionKind
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


class Basis(NamedTuple):
    """What a reorganisation rests on: the decision, and the reason in a person's words."""

    decision: str
    reason: str


@transaction.atomic
def merge_agencies(
    *,
    codes: Sequence[str],
    into: str,
    on: date,
    by: Actor,
    at: datetime,
    decision: str = "",
    reason: str = "",
) -> None:
    """Ends agencies and hands everything to ``into``, which must be in force on the day: open work, agencies
    below them, and positions, which their holders keep under the new roof.

    Raises NoSuccessor, UnknownAgency, NotInForce, or HangsBelowItself when ``into`` is below one that ends.
    """
    if into in codes or not codes:
        raise NoSuccessor(code=into)
    require_in_force([into], on)
    if above := set(get_path(into, on)) & set(codes):
        raise HangsBelowItself(code=min(above), parent=into)
    for code in sorted(codes):
        hold_agency(code)
        version_on(code, on)
        _move_children(code, into, on, at)
        carry_positions(code, into, on, decision, at)
        end_all(code, on, at)
        _hand_on([Edge(SuccessionKind.MERGE, code, into, on)], Basis(decision, reason), by, at)


@transaction.atomic
def split_agency(
    *,
    code: str,
    into: Sequence[str],
    heir: str,
    on: date,
    by: Actor,
    at: datetime,
    decision: str = "",
    reason: str = "",
) -> None:
    """Ends an agency and shares it among several; ``heir``, one of them, takes over its open work.

    People are assigned anew, each to their part. Raises NoSuccessor, HeirNotNamed, HasChildren, NotInForce.
    """
    if not into or code in into:
        raise NoSuccessor(code=code)
    if heir not in into:
        raise HeirNotNamed(code=code)
    hold_agency(code)
    version_on(code, on)
    require_in_force(into, on)
    _refuse_children(code, on)
    end_all(code, on, at)
    parts = [
        Edge(SuccessionKind.SPLIT, code, part, on, partial=True, principal=part == heir) for part in into
    ]
    _hand_on(parts, Basis(decision, reason), by, at)


@transaction.atomic
def abolish_agency(
    *, code: str, on: date, by: Actor, at: datetime, heir: str = "", decision: str = "", reason: str = ""
) -> None:
    """Ends an agency. Its open work goes to ``heir``; "" says that nobody takes it over.

    Raises NoSuccessor, UnknownAgency, NotInForce, HasChildren.
    """
    if heir == code:
        raise NoSuccessor(code=code)
    hold_agency(code)
    version_on(code, on)
    if heir:
        require_in_force([heir], on)
    _refuse_children(code, on)
    end_all(code, on, at)
    _hand_on([Edge(SuccessionKind.ABOLISH, code, heir, on)], Basis(decision, reason), by, at)


@transaction.atomic
def transfer_functions(
    *, code: str, to: str, on: date, by: Actor, at: datetime, decision: str = "", reason: str = ""
) -> None:
    """States that some functions went from one agency to another; both go on, and open work stays where it
    is. ``reason`` names the functions.

    Raises NoSuccessor, UnknownAgency, NotInForce.
    """
    if to == code:
        raise NoSuccessor(code=code)
    hold_agency(code)
    require_in_force([code, to], on)
    _hand_on(
        [Edge(SuccessionKind.TRANSFER, code, to, on, partial=True, principal=False)],
        Basis(decision, reason),
        by,
        at,
    )


def _move_children(code: str, into: str, on: date, at: datetime) -> None:
    def place(version: AgencyVersion) -> None:
        version.parent_id = into

    period = Period(on, None)
    rows = AgencyVersion.objects.touching(period).filter(parent=code)
    restate(rows, period, at=at, change=place)


def _refuse_children(code: str, on: date) -> None:
    below = AgencyVersion.objects.touching(Period(on, None)).filter(parent=code).order_by("sort_key")
    if first := below.first():
        raise HasChildren(code=code, count=below.count(), child=first.short_name)


def _hand_on(edges: Iterable[Edge], basis: Basis, by: Actor, at: datetime) -> None:
    for edge in edges:
        Succession.objects.create(
            kind=edge.kind,
            predecessor_id=edge.predecessor,
            successor_id=edge.successor or None,
            on=edge.on,
            partial=edge.partial,
            principal=edge.principal,
            decision=basis.decision,
            reason=basis.reason,
            recorded_at=at,
        )
        _tell(edge, basis, by, at)


def _tell(edge: Edge, basis: Basis, by: Actor, at: datetime) -> None:
    subject, on = f"agency:{edge.predecessor}", edge.on.isoformat()
    fact = AgencySucceeded(
        kind=edge.kind,
        predecessor=edge.predecessor,
        successor=edge.successor,
        on=on,
        principal=edge.principal,
    )
    state(fact, subject=subject, at=at)
    tell(
        edge.kind,
        by=by,
        at=at,
        agency=edge.predecessor,
        successor=edge.successor,
        on=edge.on,
        decision=basis.decision,
        reason=basis.reason,
        principal=edge.principal,
    )
