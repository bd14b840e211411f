"""Somebody does another's work for a while. It is no right to sign."""

from datetime import date, datetime

from django.db import transaction

from lienthong.domain.organisations.actions.dating import in_turn, restate
from lienthong.domain.organisations.actions.positions import held_on
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import OwnSubstitute, SubstitutedAlready, WrongPeriod
from lienthong.domain.organisations.facts import WorkSubstituted
from lienthong.domain.organisations.models import Substitution
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.period import Period
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def substitute(
    *,
    position: int,
    account: str,
    on: date,
    until: date,
    by: Actor,
    at: datetime,
    reason: str = "",
    decision: str = "",
) -> None:
    """Lends the work of a position to another account.

    Raises UnknownPosition, WrongPeriod, OwnSubstitute, SubstitutedAlready.
    """
    period = Period(on, until)
    if period.is_empty:
        raise WrongPeriod
    held = held_on(position, on)
    if held.account == account:
        raise OwnSubstitute
    if Substitution.objects.touching(period).filter(position=held).exists():
        raise SubstitutedAlready
    Substitution.objects.create(
        position=held,
        account=account,
        reason=reason,
        valid=range_of(period),
        recorded_at=in_turn(at, Substitution.objects.filter(position=held)),
        decision=decision,
    )
    state(WorkSubstituted(position=held.pk, account=account), subject=f"position:{held.pk}", at=at)
    subject = f"account:{held.account}"
    tell(
        "substitute",
        by=by,
        at=at,
        agency=held.agency_id,
        subject=subject,
        substitute=account,
        on=on,
        until=until,
    )


@transaction.atomic
def end_substitution(*, position: int, on: date, by: Actor, at: datetime) -> None:
    """Gives the work back from a day on. Raises UnknownPosition."""
    held = held_on(position, on)
    restate(Substitution.objects.touching(Period(on, None)).filter(position=held), Period(on, None), at=at)
    tell("end_substitution", by=by, at=at, agency=held.agency_id, subject=f"account:{held.account}", on=on)
