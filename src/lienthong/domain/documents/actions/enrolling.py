"""Keys that lie elsewhere are taken into use: on a device at the desk, or with a service that asks by telephone.

The platform sees the certificate alone, which must bear the holder's own name.
"""

from dataclasses import dataclass
from datetime import datetime

from lienthong.connectors.remote_signing import client as service
from lienthong.connectors.remote_signing.messages import ALGORITHMS
from lienthong.connectors.trust.client import current_status, current_trust
from lienthong.connectors.trust.pictures import hand, round_seal
from lienthong.domain.accounts.queries import get_account
from lienthong.domain.documents.errors import NobodyThere, NotYours, OtherName, OthersKey
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.errors import KeyUnfit
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.permissions import can_use
from lienthong.spine.signatures.trust import holder_of, parsed_certificate
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class _Named:
    """Who takes a key into use: the name that its certificate must bear, and what papers show of it."""

    holder: holders.Holder
    name: str
    picture: bytes

    def bears(self, certificate: bytes) -> bool:
        return _folded(holder_of(certificate).name) == _folded(self.name)


def enrol_device(*, certificate: bytes, handle: str, by: Actor, at: datetime) -> int:
    """The certificate on the officer's own device; the key stays there. A device of before ends.

    Raises NotYours, OtherName for one that bears another name, a CertificateRefused.
    """
    return _enrol_device(_person(by), certificate, handle, by, at)


def enrol_agency_device(*, certificate: bytes, handle: str, by: Actor, at: datetime) -> int:
    """The agency's own device, by its clerk. Raises as ``enrol_device``: the name must be the agency's."""
    return _enrol_device(_agency(by, at), certificate, handle, by, at)


def enrol_telephone(*, user: str, by: Actor, at: datetime) -> int:
    """The key that a signing service keeps for who it knows as ``user``. One of before ends.

    Raises NotYours, NobodyThere, OthersKey, a TokenRefused, a CertificateRefused.
    """
    return _enrol_telephone(_person(by), user, by, at)


def enrol_agency_telephone(*, user: str, by: Actor, at: datetime) -> int:
    """The agency's own, by its clerk. Raises as ``enrol_telephone``: the name must be the agency's."""
    return _enrol_telephone(_agency(by, at), user, by, at)


def _person(by: Actor) -> _Named:
    account = get_account(by.account)
    if account is None or by.acting_for:
        raise NotYours
    return _Named(holders.account(by.account), account.full_name, hand(account.full_name))


def _agency(by: Actor, at: datetime) -> _Named:
    holder = holders.agency(by.agency)
    if not can_use(by, holder):
        raise NotYours
    name = get_names([by.agency], clock.local(at).date()).get(by.agency, by.agency)
    return _Named(holder, name, round_seal(name))


def _enrol_device(named: _Named, certificate: bytes, handle: str, by: Actor, at: datetime) -> int:
    if not named.bears(certificate):
        raise OtherName(name=holder_of(certificate).name, mine=named.name)
    enrolment = actions.Enrolment(
        certificate=certificate, kind=TokenKind.BRIDGE, handle=handle, picture=named.picture
    )
    return _enrol(named, enrolment, by, at)


def _enrol_telephone(named: _Named, user: str, by: Actor, at: datetime) -> int:
    found = service.list_credentials(clean(user))
    if not found:
        raise NobodyThere
    one = next((one for one in found if named.bears(one.certificate)), None)
    if one is None:
        raise OthersKey(mine=named.name)  # whose it is would tell whose number was typed
    if parsed_certificate(one.certificate).public_key.algorithm not in ALGORITHMS:
        raise KeyUnfit
    enrolment = actions.Enrolment(
        certificate=one.certificate,
        chain=one.chain,
        kind=TokenKind.REMOTE,
        handle=one.id,
        picture=named.picture,
    )
    return _enrol(named, enrolment, by, at)


def _enrol(named: _Named, enrolment: actions.Enrolment, by: Actor, at: datetime) -> int:
    return actions.enrol(
        holder=named.holder,
        enrolment=enrolment,
        trust=current_trust(),
        ask=current_status(),
        agency=by.agency,
        by=by,
        at=at,
    )


def _folded(name: str) -> str:
    return clean(name).casefold()
