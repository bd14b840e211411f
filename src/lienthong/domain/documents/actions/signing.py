"""The competent person signs the very bytes that were read; many documents with one PIN, each for itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction

from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.common import content_of, digests_of, happen, hold, keep, seen
from lienthong.domain.documents.actions.passing import newest_of, refuse_unfit
from lienthong.domain.documents.errors import AnotherVersion, NotNow, PinMissing
from lienthong.domain.documents.rules.moves import Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.actions import unlock
from lienthong.spine.signatures.errors import NoKey
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.queries import KeyRow, key_of
from lienthong.spine.signatures.signing import Helpers, Wish
from lienthong.spine.signatures.signing import sign as sign_paper
from lienthong.spine.signatures.stamping import Look
from lienthong.spine.signatures.tokens import OpenKey

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Read:
    """A document in the version that somebody has read."""

    document: int
    version: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many; without a refusal it is signed."""

    document: int
    refusal: Refusal | None = None


def sign(*, read: Read, pin: str, helpers: Helpers, by: Actor, at: datetime) -> None:
    """Signs a version with one's own key. While the signature is made nothing is locked; it is kept only if the
    document still stands as it was read.

    Raises DocumentNotFound, NotYours, NotNow, AnotherVersion, SignatoryUnfit, YearPassed; a TokenRefused, a
    CertificateRefused, NoTime.
    """
    version = refuse_early(read, by, at)
    key, opened = open_key(holders.account(by.account), pin, by)
    _sign(version, key, opened, helpers, by, at)


def sign_many(*, read: Sequence[Read], pin: str, helpers: Helpers, by: Actor, at: datetime) -> list[Outcome]:
    """One PIN for all; what is refused stops no other. Raises a TokenRefused when the key does not open."""
    key, opened = open_key(holders.account(by.account), pin, by)
    return [
        outcome_of(one.document, Verb.SIGNED, partial(_try, one, key, opened, helpers, by, at), by)
        for one in read[:MOST]
    ]


def outcome_of(document: int, verb: Verb, act: Callable[[], None], by: Actor) -> Outcome:
    """Of one among many. Who pressed twice is told what the first press did: it is done."""
    try:
        act()
    except NotNow as late:
        newest = m.Happening.objects.filter(document=document).order_by("-id").first()
        was_me = newest is not None and (newest.verb, newest.account) == (verb, by.account)
        return Outcome(document, None if was_me else late)
    except Refusal as refusal:
        return Outcome(document, refusal)
    return Outcome(document)


def _try(read: Read, key: KeyRow, opened: OpenKey, helpers: Helpers, by: Actor, at: datetime) -> None:
    _sign(refuse_early(read, by, at), key, opened, helpers, by, at)


def open_key(holder: holders.Holder, pin: str, by: Actor) -> tuple[KeyRow, OpenKey]:
    """The holder's key in use, open. Raises PinMissing and a TokenRefused."""
    if not pin:
        raise PinMissing
    key = key_of(holder)
    if key is None:
        raise NoKey
    return key, unlock(key=key.id, pin=pin, by=by)


def look_of(key: KeyRow) -> Look:
    """What the paper shows: the key's picture, or else whose signature it is."""
    return Look(picture=key.picture) if key.picture else Look(lines=(key.name,))


def refuse_early(read: Read, by: Actor, at: datetime) -> m.Version:
    """Before a key is asked for anything; the version that was read."""
    row = seen(read.document, Verb.SIGNED, by=by)
    if row.version != read.version:
        raise AnotherVersion
    version = newest_of(row)
    refuse_unfit(row, version, at)
    return version


def _sign(
    version: m.Version, key: KeyRow, opened: OpenKey, helpers: Helpers, by: Actor, at: datetime
) -> None:
    paper = content_of(version.file)
    signed = sign_paper(paper, Wish(SIGNER, look_of(key)), opened, helpers, at=clock.real_now())
    keep_signed(version, key, signed, by, at)


@transaction.atomic
def keep_signed(version: m.Version, key: KeyRow, signed: bytes, by: Actor, at: datetime) -> None:
    """``version`` is what was read and signed: raises AnotherVersion when it is not the newest any more."""
    held = hold(version.document_id, Verb.SIGNED, by=by, at=at)
    row = held.row
    if row.version != version.place:
        raise AnotherVersion
    refuse_unfit(row, version, held.at)
    file, digest = keep(signed, row.subject[:120], agency=row.agency, by=by, at=held.at)
    told = {"version": row.version, "serial": key.serial, "digest": digest}
    if row.attached:
        told["attached"] = digests_of(row.attached)
    happen(held, Verb.SIGNED, told, file=file, holder="")
