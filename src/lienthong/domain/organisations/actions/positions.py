"""People take and leave positions."""

from datetime import date, datetime

from django.db import transaction

from lienthong.domain.organisations.actions.dating import require_in_force, restate
from lienthong.domain.organisations.actions.ending import end_terms
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import SecondedWithinAgency, UnknownPosition, WrongPeriod
from lienthong.domain.organisations.facts import PersonLeft, PositionAssigned
from lienthong.domain.organisations.models import Position, PositionTerm, SigningAuthority, Substitution
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.period import Period
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def assign(
    *,
    account: str,
    agency: str,
    title: str,
    role: str,
    on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    reports_to: int | None = None,
    decision: str = "",
) -> int:
    """Gives an account a hat and returns its number. A person may wear several.

    Raises NotInForce, WrongPeriod, or UnknownPosition when nobody holds the chief's position on that day.
    """
    if reports_to is not None:
        held_on(reports_to, on)
    position = Position(account=account, agency_id=agency, title=title, role=role, reports_to_id=reports_to)
    _begin(position, Period(on, until), decision, at)
    _tell("assign", position, on, decision, by, at)
    return position.pk


@transaction.atomic
def second(
    *,
    position: int,
    agency: str,
    title: str,
    role: str,
    on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    reports_to: int | None = None,
    decision: str = "",
) -> int:
    """Lends the holder of a position to another agency and returns the number of the new hat.

    The position at home is kept: both chiefs answer for the officer. Raises UnknownPosition,
    SecondedWithinAgency, NotInForce, WrongPeriod.
    """
    home = held_on(position, on)
    if home.agency_id == agency:
        raise SecondedWithinAgency(agency=agency)
    if reports_to is not None:
        held_on(reports_to, on)
    lent = Position(
        account=home.account, agency_id=agency, title=title, role=role, reports_to_id=reports_to, home=home
    )
    _begin(lent, Period(on, until), decision, at)
    _tell("second", lent, on, decision, by, at)
    return lent.pk


@transaction.atomic
def end_position(*, position: int, on: date, by: Actor, at: datetime, decision: str = "") -> None:
    """Takes a hat off from a day, and with it whoever substitutes in it. Raises UnknownPosition."""
    held = held_on(position, on)
    period = Period(on, None)
    end_terms(PositionTerm.objects.touching(period).filter(position=held), on, at)
    restate(Substitution.objects.touching(period).filter(position=held), period, at=at)
    _tell("end_position", held, on, decision, by, at)


@transaction.atomic
def leave(
    *, account: str, on: date, by: Actor, at: datetime, handed_to: str = "", decision: str = ""
) -> None:
    """Takes every hat off an account from a day, with its substitutions and rights to sign, and hands its
    work over.

    Changes nothing but states the fact when it wears none.
    """
    period = Period(on, None)
    terms = PositionTerm.objects.touching(period).filter(position__account=account)
    hats = list(terms.values("position"))
    lent = Substitution.objects.touching(period)
    restate(lent.filter(account=account), period, at=at)
    restate(lent.filter(position__in=[hat["position"] for hat in hats]), period, at=at)
    restate(SigningAuthority.objects.touching(period).filter(account=account), period, at=at)
    end_terms(terms, on, at, handed_to)
    subject = f"account:{account}"
    state(PersonLeft(account=account, handed_to=handed_to, on=on.isoformat()), subject=subject, at=at)
    tell(
        "leave",
        by=by,
        at=at,
        agency=by.agency,
        subject=subject,
        on=on,
        handed_to=handed_to,
        decision=decision,
    )


def held_on(position: int, day: date) -> Position:
    """The position, when somebody holds it on that day; held until the transaction ends. Raises
    UnknownPosition.
    """
    held = PositionTerm.objects.as_of(day).filter(position=position).values("position")
    found = Position.objects.select_for_update(no_key=True).filter(pk__in=held).first()
    if found is None:
        raise UnknownPosition(day=f"{day:%d/%m/%Y}")
    return found


def _begin(position: Position, period: Period, decision: str, at: datetime) -> None:
    if period.is_empty or period.start is None:
        raise WrongPeriod
    require_in_force([position.agency_id], period.start)
    position.recorded_at = at
    position.save(force_insert=True)
    PositionTerm.objects.create(position=position, valid=range_of(period), recorded_at=at, decision=decision)
    fact = PositionAssigned(position=position.pk, account=position.account, agency=position.agency_id)
    state(fact, subject=f"position:{position.pk}", at=at)


def _tell(verb: str, position: Position, on: date, decision: str, by: Actor, at: datetime) -> None:
    tell(
        verb,
        by=by,
        at=at,
        agency=position.agency_id,
        subject=f"account:{position.account}",
        position=position.pk,
        title=position.title,
        role=position.role,
        on=on,
        decision=decision,
    )
