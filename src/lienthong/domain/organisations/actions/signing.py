"""Rights to sign are given, passed on and revoked (Decree 30/2020, art. 13)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from lienthong.domain.organisations.actions.dating import require_in_force, restate
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import (
    BeyondTheSource,
    CannotBePassedOn,
    MandateWithoutEnd,
    NotInWriting,
    UnknownAuthority,
    WrongPeriod,
)
from lienthong.domain.organisations.facts import SigningGiven, SigningRevoked
from lienthong.domain.organisations.models import PositionTerm, SigningAuthority
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.period import Period
from lienthong.domain.organisations.rules.signing import Mandate, fault
from lienthong.domain.organisations.rules.vocabulary import SigningForm
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.outbox.actions import state

_REFUSALS: dict[str, type[Refusal]] = {
    "no_basis": NotInWriting,
    "no_end": MandateWithoutEnd,
    "ends_before_it_starts": WrongPeriod,
    "cannot_be_passed_on": CannotBePassedOn,
}


@transaction.atomic
def grant_signing(
    *,
    account: str,
    agency: str,
    form: SigningForm,
    basis: str,
    on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    limits: Iterable[str] = (),
) -> str:
    """Gives the right to sign for an agency and returns its code. ``limits`` are document types, none for
    all.

    Raises NotInWriting, MandateWithoutEnd (TUQ.), WrongPeriod, NotInForce.
    """
    mandate = Mandate(form, basis, on, until, frozenset(limits))
    return _give(mandate, account, agency, None, by, at)


@transaction.atomic
def pass_on_signing(
    *,
    authority: str,
    account: str,
    basis: str,
    on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    limits: Sequence[str] = (),
) -> str:
    """Passes a TL. on to the holder's own deputy and returns the new right's code; it falls when the first
    falls.

    Raises UnknownAuthority, CannotBePassedOn (not TL., passed on before, or not within the agency),
    BeyondTheSource, and what ``grant_signing`` raises.
    """
    source = _held(authority, on)
    mandate = Mandate(SigningForm.TL, basis, on, until, frozenset(limits), passed_from=source.form)
    if source.passed_from_id or not _works_in(account, source.agency_id, on):
        raise CannotBePassedOn
    if _exceeds(mandate, source):
        raise BeyondTheSource
    return _give(mandate, account, source.agency_id, source, by, at)


@transaction.atomic
def revoke_signing(*, authority: str, on: date, by: Actor, at: datetime, reason: str = "") -> None:
    """Ends a right to sign from a day on, and with it what was passed on from it. Raises UnknownAuthority."""
    held = _held(authority, on)
    period = Period(on, None)
    restate(SigningAuthority.objects.touching(period).filter(code=held.code), period, at=at)
    fact = SigningRevoked(authority=str(held.code), account=held.account, agency=held.agency_id)
    state(fact, subject=f"account:{held.account}", at=at)
    subject = f"account:{held.account}"
    tell(
        "revoke_signing",
        by=by,
        at=at,
        agency=held.agency_id,
        subject=subject,
        authority=authority,
        on=on,
        reason=reason,
    )


def _give(
    mandate: Mandate, account: str, agency: str, source: SigningAuthority | None, by: Actor, at: datetime
) -> str:
    if wrong := fault(mandate):
        raise _REFUSALS[wrong]
    require_in_force([agency], mandate.starts_on)
    code = uuid4()
    SigningAuthority.objects.create(
        code=code,
        account=account,
        agency_id=agency,
        form=mandate.form.value,
        basis=mandate.basis,
        limits=sorted(mandate.limits),
        passed_from=source,
        valid=range_of(Period(mandate.starts_on, mandate.ends_on)),
        recorded_at=at,
    )
    state(
        SigningGiven(authority=str(code), account=account, agency=agency), subject=f"account:{account}", at=at
    )
    tell(
        "grant_signing",
        by=by,
        at=at,
        agency=agency,
        subject=f"account:{account}",
        authority=str(code),
        form=mandate.form.value,
        basis=mandate.basis,
    )
    return str(code)


def _held(authority: str, day: date) -> SigningAuthority:
    held = (
        SigningAuthority.objects.as_of(day)
        .select_for_update(no_key=True)
        .filter(code=UUID(authority))
        .first()
    )
    if held is None:
        raise UnknownAuthority
    return held


def _exceeds(mandate: Mandate, source: SigningAuthority) -> bool:
    """A wider period, or document types the source does not cover; no limits at all are wider than any."""
    if not source.period.covers(Period(mandate.starts_on, mandate.ends_on)):
        return True
    return bool(source.limits) and not (mandate.limits and mandate.limits <= set(source.limits))


def _works_in(account: str, agency: str, day: date) -> bool:
    return PositionTerm.objects.as_of(day).filter(position__account=account, position__agency=agency).exists()
