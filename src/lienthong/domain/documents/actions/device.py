"""Signing with a key at the officer's own desk: what the key must sign goes out, and what it made comes back.

Between the two nothing is kept here: the caller holds ``Started`` where nobody can change it.
"""

from dataclasses import dataclass
from datetime import datetime

from lienthong.connectors.trust.client import current_status, current_trust
from lienthong.connectors.trust.pictures import hand
from lienthong.domain.accounts.queries import get_account
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.actions.signing import Read, keep_signed, look_of, refuse_early
from lienthong.domain.documents.errors import NotYours, OtherName
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.errors import NoKey
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.queries import KeyRow, get_key, key_of
from lienthong.spine.signatures.signing import Helpers, Pending, Wish
from lienthong.spine.signatures.signing import begin as begin_paper
from lienthong.spine.signatures.signing import finish as finish_paper
from lienthong.spine.signatures.trust import holder_of
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Started:
    """A signature that waits for the device. ``addition`` is what comes behind the version's own bytes."""

    read: Read
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
    name = holder_of(certificate).name
    if clean(name).casefold() != clean(account.full_name).casefold():
        raise OtherName(name=name)
    return actions.enrol(
        holder=holders.account(by.account),
        enrolment=actions.Enrolment(
            certificate=certificate, kind=TokenKind.BRIDGE, handle=handle, picture=hand(account.full_name)
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
    key = key_of(holders.account(by.account), TokenKind.BRIDGE)
    if key is None:
        raise NoKey
    paper = _paper(read)
    wish = Wish(SIGNER, look_of(key))
    pending = begin_paper(paper, wish, key.certificate, key.chain, helpers, at=clock.real_now())
    return Started(read, key.id, key.handle, pending.paper[len(paper) :], pending.gap, pending.content)


def finish(*, started: Started, made: bytes, helpers: Helpers, by: Actor, at: datetime) -> None:
    """With what the device ``made``, which is checked before it enters the paper. Raises TokenSilent for another
    key's work, and what ``sign`` raises.
    """
    refuse_early(started.read, by, at)
    key = _own(started.key, by)
    whole = _paper(started.read) + started.addition
    pending = Pending(whole, started.gap, started.content, key.certificate, key.chain)
    keep_signed(started.read, key, finish_paper(pending, made, helpers), by, at)


def _own(key: int, by: Actor) -> KeyRow:
    row = get_key(key)
    if row is None or row.ended_at or row.holder != holders.account(by.account):
        raise NoKey
    return row


def _paper(read: Read) -> bytes:
    return content_of(m.Version.objects.get(document=read.document, place=read.version).file)
