"""What else ends with an agency, and what goes on under another roof."""

from datetime import date, datetime
from typing import Any

from lienthong.domain.organisations.actions.dating import restate
from lienthong.domain.organisations.facts import PositionAssigned, PositionEnded
from lienthong.domain.organisations.models import (
    AgencyVersion,
    GroupMembership,
    OfficialCode,
    Position,
    PositionTerm,
    SigningAuthority,
    Substitution,
)
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.period import Period
from lienthong.spine.outbox.actions import state


def end_all(code: str, on: date, at: datetime) -> None:
    """Ends, from a day, an agency and everything that hangs on it: codes, memberships, positions, rights to
    sign.
    """
    period = Period(on, None)
    tables: list[tuple[Any, str]] = [
        (AgencyVersion, "agency"),
        (OfficialCode, "agency"),
        (GroupMembership, "agency"),
        (SigningAuthority, "agency"),
        (Substitution, "position__agency"),
    ]
    for model, field in tables:
        restate(model.objects.touching(period).filter(**{field: code}), period, at=at)
    end_terms(PositionTerm.objects.touching(period).filter(position__agency=code), on, at)


def end_terms(terms: Any, on: date, at: datetime, handed_to: str = "") -> None:
    """Ends hats from a day and says so, and to whom the work goes."""
    ended = {term.position for term in terms.select_related("position")}
    restate(terms, Period(on, None), at=at)
    for position in sorted(ended, key=lambda each: each.pk):
        fact = PositionEnded(
            position=position.pk,
            account=position.account,
            agency=position.agency_id,
            on=on.isoformat(),
            handed_to=handed_to,
        )
        state(fact, subject=f"position:{position.pk}", at=at)


def carry_positions(code: str, into: str, on: date, decision: str, at: datetime) -> None:
    """Gives everybody who holds a position in ``code`` from a day on the same hat in ``into``, chiefs
    included.
    """
    terms = list(
        PositionTerm.objects.touching(Period(on, None))
        .filter(position__agency=code)
        .select_related("position")
    )
    new: dict[int, Position] = {}
    for old in _chiefs_first({term.position.pk: term.position for term in terms}):
        chief = new.get(old.reports_to_id or 0)
        new[old.pk] = Position.objects.create(
            account=old.account,
            agency_id=into,
            title=old.title,
            role=old.role,
            reports_to_id=chief.pk if chief else old.reports_to_id,
            home_id=old.home_id,
            recorded_at=at,
        )
    for term in terms:
        _carry_term(term, new[term.position_id], on, decision, at)


def _carry_term(term: PositionTerm, position: Position, on: date, decision: str, at: datetime) -> None:
    held = term.period.within(Period(on, None))
    PositionTerm.objects.create(position=position, valid=range_of(held), recorded_at=at, decision=decision)
    fact = PositionAssigned(position=position.pk, account=position.account, agency=position.agency_id)
    state(fact, subject=f"position:{position.pk}", at=at)


def _chiefs_first(positions: dict[int, Position]) -> list[Position]:
    """Each position after the one it reports to; a chief among them is always an older position."""
    return [positions[pk] for pk in sorted(positions)]
