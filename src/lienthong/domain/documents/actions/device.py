"""Signing with a key at the officer's own desk: what the key must sign goes out, and what it made comes back.

Between the two nothing is kept here: the caller holds ``Started`` where nobody can change it.
"""

from dataclasses import dataclass
from datetime import datetime

from lienthong.connectors.trust.client import current_status, current_trust
from lienthong.connectors.trust.pictures import hand, round_seal
from lienthong.domain.accounts.queries import get_account
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.common import content_of, look
from lienthong.domain.documents.actions.issuing import keep_sealed, number, refuse_unfit_key, to_issue
from lienthong.domain.documents.actions.signing import Read, keep_signed, look_of, refuse_early
from lienthong.domain.documents.errors import NotNow, NotYours, OtherName
from lienthong.domain.documents.rules.moves import State, Verb
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.errors import NoKey
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.permissions import can_use
from lienthong.spine.signatures.preparing import AGENCY, SIGNER
from lienthong.spine.signatures.queries import KeyRow, get_key, key_of
from lienthong.spine.signatures.signing import Helpers, Pending, Wish
from lienthong.spine.signatures.signing import begin as begin_paper
from lienthong.spine.signatures.signing import finish as finish_paper
from lienthong.spine.signatures.trust import holder_of
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Started:
    """A signature that waits for the device. ``base`` is the version that was read or, where it ``seals``, the file
    that bears the number; ``addition`` is what comes behind its bytes.
    """

    document: int
    base: int
    seals: bool
    key: int
    handle: str
    addition: bytes
    gap: tuple[int, int]
    content: bytes


def enrol_device(*, certificate: bytes, handle: str, by: Actor, at: datetime) -> int:
    """The certificate on the officer's own device; the key stays there. A device of before ends.

    Raises NotYours, OtherName for one that bears another name, a CertificateRefused.
    """
    account = get_account(by.account)
    if account is None or by.acting_for:
        raise NotYours
    _refuse_other_name(certificate, account.full_name)
    return _enrol(holders.account(by.account), certificate, handle, hand(account.full_name), by, at)


def enrol_agency_device(*, certificate: bytes, handle: str, by: Actor, at: datetime) -> int:
    """The agency's own device, by its clerk. Raises as ``enrol_device``: the name must be the agency's."""
    holder = holders.agency(by.agency)
    if not can_use(by, holder):
        raise NotYours
    name = get_names([by.agency], clock.local(at).date()).get(by.agency, by.agency)
    _refuse_other_name(certificate, name)
    return _enrol(holder, certificate, handle, round_seal(name), by, at)


def _refuse_other_name(certificate: bytes, name: str) -> None:
    said = holder_of(certificate).name
    if clean(said).casefold() != clean(name).casefold():
        raise OtherName(name=said, mine=name)


def _enrol(
    holder: holders.Holder, certificate: bytes, handle: str, picture: bytes, by: Actor, at: datetime
) -> int:
    return actions.enrol(
        holder=holder,
        enrolment=actions.Enrolment(
            certificate=certificate, kind=TokenKind.BRIDGE, handle=handle, picture=picture
        ),
        trust=current_trust(),
        ask=current_status(),
        agency=by.agency,
        by=by,
        at=at,
    )


def begin(*, read: Read, helpers: Helpers, by: Actor, at: datetime) -> Started:
    """All that comes before the device is asked. Raises what ``sign`` raises, but for the PIN."""
    refuse_early(read, by, at)
    key = _device_of(holders.account(by.account), by)
    paper = content_of(m.Version.objects.get(document=read.document, place=read.version).file)
    return _started(read.document, read.version, key, paper, SIGNER, helpers)


def begin_seal(*, document: int, helpers: Helpers, by: Actor, at: datetime) -> Started:
    """The agency's device: the number is given first, since it is part of what is signed. What the officer then
    declines stays numbered, and is sealed by asking again. Raises what ``issue`` raises, but for the PIN.
    """
    row = to_issue(document, by)
    key = _device_of(holders.agency(row.agency), by)
    if row.state is State.SIGNED:
        refuse_unfit_key(key, helpers)
        number(document=document, by=by, at=at)
    file = look(document, Verb.SEALED, by=by).file
    return _started(document, file, key, content_of(file), AGENCY, helpers)


def _started(document: int, base: int, key: KeyRow, paper: bytes, place: str, helpers: Helpers) -> Started:
    wish = Wish(place, look_of(key))
    pending = begin_paper(paper, wish, key.certificate, key.chain, helpers, at=clock.real_now())
    addition = pending.paper[len(paper) :]
    return Started(
        document, base, place == AGENCY, key.id, key.handle, addition, pending.gap, pending.content
    )


def finish(*, started: Started, made: bytes, helpers: Helpers, by: Actor, at: datetime) -> None:
    """With what the device ``made``, which is checked before it enters the paper. Raises TokenSilent for another
    key's work, and what ``sign`` and ``issue`` raise.
    """
    if started.seals:
        _finish_seal(started, made, helpers, by, at)
        return
    read = Read(started.document, started.base)
    refuse_early(read, by, at)
    key = _own(started.key, holders.account(by.account), by)
    paper = content_of(m.Version.objects.get(document=read.document, place=read.version).file)
    keep_signed(read, key, _finished(started, made, key, paper, helpers), by, at)


def _finish_seal(started: Started, made: bytes, helpers: Helpers, by: Actor, at: datetime) -> None:
    row = look(started.document, Verb.SEALED, by=by)
    if row.file != started.base:
        raise NotNow
    key = _own(started.key, holders.agency(row.agency), by)
    sealed = _finished(started, made, key, content_of(row.file), helpers)
    keep_sealed(started.document, row.file, key, sealed, by, at)


def _finished(started: Started, made: bytes, key: KeyRow, paper: bytes, helpers: Helpers) -> bytes:
    whole = paper + started.addition
    pending = Pending(whole, started.gap, started.content, key.certificate, key.chain)
    return finish_paper(pending, made, helpers)


def _device_of(holder: holders.Holder, by: Actor) -> KeyRow:
    key = key_of(holder, TokenKind.BRIDGE)
    if key is None:
        raise NoKey
    return _own(key.id, holder, by)


def _own(key: int, holder: holders.Holder, by: Actor) -> KeyRow:
    row = get_key(key)
    if row is None or row.ended_at or row.holder != holder:
        raise NoKey
    if not can_use(by, holder):
        raise NotYours
    return row
