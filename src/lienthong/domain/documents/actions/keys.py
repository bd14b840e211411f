"""Signing keys from the desk: one's own, and the agency's by its clerk. A PIN is known to nobody but its holder."""

from datetime import datetime

from django.db import transaction

from lienthong.connectors.trust.client import current_authority
from lienthong.connectors.trust.pictures import hand, round_seal
from lienthong.domain.accounts.queries import get_account
from lienthong.domain.documents.errors import NoAuthorityHere, NotYours
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.permissions import can_use
from lienthong.spine.signatures.queries import get_key

_LONGEST = 64  # of a name in a certificate


@transaction.atomic
def enrol_own(*, pin: str, by: Actor, at: datetime) -> int:
    """A new key of one's own under a PIN; the one before ends. Raises NotYours, NoAuthorityHere, PinTooShort."""
    account = get_account(by.account)
    if account is None or by.acting_for:
        raise NotYours
    organisation = _name(by.agency, at)
    return _enrol(
        holders.account(by.account), account.full_name, organisation, hand(account.full_name), pin, by, at
    )


@transaction.atomic
def enrol_agency(*, pin: str, by: Actor, at: datetime) -> int:
    """The agency's, by its clerk. Raises NotYours, NoAuthorityHere, PinTooShort."""
    holder = holders.agency(by.agency)
    if not can_use(by, holder):
        raise NotYours
    name = _name(by.agency, at)
    return _enrol(holder, name, name, round_seal(name), pin, by, at)


@transaction.atomic
def end(*, key: int, reason: str, by: Actor, at: datetime) -> None:
    """Out of use for good, by who holds it. Raises NoKey, NotYours, KeyEnded, ReasonMissing."""
    row = get_key(key)
    if row is None or not can_use(by, row.holder):
        raise NotYours
    actions.end(key=key, reason=reason, agency=by.agency, by=by, at=at)


def _enrol(
    holder: holders.Holder, name: str, organisation: str, picture: bytes, pin: str, by: Actor, at: datetime
) -> int:
    authority = current_authority()
    if authority is None:
        raise NoAuthorityHere
    issued = authority.issue(name[:_LONGEST], organisation[:_LONGEST])
    enrolment = actions.Enrolment(
        certificate=issued.der,
        chain=(authority.issuing.der,),
        key=issued.key_der,
        pin=pin,
        picture=picture,
    )
    return actions.enrol(
        holder=holder, enrolment=enrolment, trust=authority.trust(), agency=by.agency, by=by, at=at
    )


def _name(agency: str, at: datetime) -> str:
    return get_names([agency], clock.local(at).date()).get(agency, agency)
