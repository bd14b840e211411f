"""Whether a copy is made: ordered by who signs it, refused, given up by who asked, its number cancelled."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.copies.actions.common import Held, happen, hold, said
from lienthong.domain.copies.errors import SignatoryUnfit
from lienthong.domain.copies.queries.signatories import find_signatory
from lienthong.domain.copies.rules.moves import Verb
from lienthong.domain.documents.queries import Signatory
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.numbering import actions as numbering


@transaction.atomic
def order(*, copy: int, by: Actor, at: datetime) -> None:
    """The head's word, or of who holds the mandate on this day: the copy is made. Raises CopyNotFound, NotYours,
    NotNow, SignatoryUnfit for a mandate that ended since.
    """
    held = hold(copy, Verb.ORDERED, by=by, at=at)
    signatory = find_signatory(by.account, held.row.agency, clock.local(held.at).date())
    if signatory is None:
        raise SignatoryUnfit(name=held.row.signer_name)
    ordered(held, signatory)


def ordered(held: Held, signatory: Signatory) -> None:
    """By the right of this day, which is what stands on the copy."""
    right = {"lines": list(signatory.lines), "title": signatory.title, "basis": signatory.basis}
    happen(held, Verb.ORDERED, {"block": signatory.block, "basis": signatory.basis}, **right)


@transaction.atomic
def refuse(*, copy: int, reason: str, by: Actor, at: datetime) -> None:
    """By who is to sign it; once it is ordered by the clerk, for a file that is unfit. Raises CopyNotFound, NotYours,
    NotNow, ReasonMissing, SecretCopy.
    """
    held = hold(copy, Verb.REFUSED, by=by, at=at)
    told = said(reason)
    happen(held, Verb.REFUSED, {"reason": told}, note=told)


@transaction.atomic
def withdraw(*, copy: int, reason: str, by: Actor, at: datetime) -> None:
    """By who asked, before it is ordered. Raises CopyNotFound, NotYours, NotNow, ReasonMissing, SecretCopy."""
    held = hold(copy, Verb.WITHDRAWN, by=by, at=at)
    told = said(reason)
    happen(held, Verb.WITHDRAWN, {"reason": told}, note=told)


@transaction.atomic
def cancel(*, copy: int, reason: str, by: Actor, at: datetime) -> None:
    """The number stays in the register with the reason and is not given again. Raises CopyNotFound, NotYours, NotNow,
    ReasonMissing, SecretCopy.
    """
    held = hold(copy, Verb.CANCELLED, by=by, at=at)
    told = said(reason)
    numbering.cancel(number=held.row.entry or 0, reason=told, by=by, at=held.at)
    happen(held, Verb.CANCELLED, {"reason": told}, note=told)
