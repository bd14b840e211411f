"""A document goes from desk to desk before the signature: for initials, to who signs, back with a reason."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.common import Held, happen, hold, said
from lienthong.domain.documents.errors import (
    InitiallerUnfit,
    SecretDocument,
    SignatoryUnfit,
    SlipMissing,
    YearPassed,
)
from lienthong.domain.documents.permissions import can_initial
from lienthong.domain.documents.queries.signatories import find_block, list_initiallers
from lienthong.domain.documents.rules.kinds import Kind
from lienthong.domain.documents.rules.moves import State, Verb
from lienthong.domain.documents.rules.wording import is_secret
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean_lines


@transaction.atomic
def submit(*, document: int, why: str, proposal: str, to: str = "", by: Actor, at: datetime) -> None:
    """Puts a draft before who initials it (``to``), with the one-page submission that the signatory reads first. Who
    may initial themselves puts it straight before the signatory, and so does anybody where nobody else could initial.

    Raises DocumentNotFound, NotYours, NotNow, SlipMissing, SecretDocument, InitiallerUnfit, SignatoryUnfit,
    YearPassed.
    """
    held = hold(document, Verb.SUBMITTED, by=by, at=at)
    slip = {"why": clean_lines(why), "proposal": clean_lines(proposal)}
    if not all(slip.values()):
        raise SlipMissing
    if is_secret(slip.values()):
        raise SecretDocument
    refuse_unfit(held.row, newest_of(held.row), held.at)
    told = slip | {"version": held.row.version, "to": to or held.row.signer}
    if to:
        _refuse_initialler(held, to)
        happen(held, Verb.SUBMITTED, told, state=State.TO_INITIAL.value, holder=to)
        return
    if not can_initial(by, held.row.agency) and _others_who_initial(held.row, by.account, held.at):
        raise InitiallerUnfit
    happen(held, Verb.SUBMITTED, told, state=State.TO_SIGN.value, holder=held.row.signer)


@transaction.atomic
def initial(*, document: int, to: str = "", note: str = "", by: Actor, at: datetime) -> None:
    """One's initials under this version: it goes to the next who initials (``to``), or to who signs.

    Raises DocumentNotFound, NotYours, NotNow, InitiallerUnfit, SignatoryUnfit, YearPassed.
    """
    held = hold(document, Verb.INITIALLED, by=by, at=at)
    if not can_initial(by, held.row.agency):
        raise InitiallerUnfit
    refuse_unfit(held.row, newest_of(held.row), held.at)
    told = {"note": clean_lines(note), "version": held.row.version, "to": to or held.row.signer}
    if to:
        _refuse_initialler(held, to)
        happen(held, Verb.INITIALLED, told, holder=to)
        return
    happen(held, Verb.INITIALLED, told, state=State.TO_SIGN.value, holder=held.row.signer)


@transaction.atomic
def send_back(*, document: int, reason: str, by: Actor, at: datetime) -> None:
    """Back to who drafted it; what was initialled or signed must be so anew. Raises DocumentNotFound, NotYours, NotNow,
    ReasonMissing.
    """
    held = hold(document, Verb.RETURNED, by=by, at=at)
    happen(held, Verb.RETURNED, {"reason": said(reason), "version": held.row.version}, **_as_drafted(held))


@transaction.atomic
def take_back(*, document: int, reason: str = "", by: Actor, at: datetime) -> None:
    """By who drafted it, before it is signed. Raises DocumentNotFound, NotYours, NotNow."""
    held = hold(document, Verb.TAKEN_BACK, by=by, at=at)
    happen(held, Verb.TAKEN_BACK, {"reason": clean_lines(reason)}, **_as_drafted(held))


def _others_who_initial(row: m.Document, account: str, at: datetime) -> list[str]:
    """In a small agency nobody stands between who drafts and who signs."""
    known = list_initiallers(row.agency, clock.local(at).date())
    return [one for one, _words in known if one not in {account, row.signer}]


def newest_of(row: m.Document) -> m.Version:
    """What it says now; a version is never changed."""
    return m.Version.objects.get(document=row, place=row.version)


def refuse_unfit(row: m.Document, version: m.Version, at: datetime) -> None:
    """The signatory must still have the right that stands on the paper, and the year must still run.

    Raises SignatoryUnfit, YearPassed.
    """
    day, content = clock.local(at).date(), version.content
    if find_block(row.signer, row.agency, Kind(row.kind), day) != content["block"]:
        raise SignatoryUnfit(name=row.signer_name)
    year = int(content["set_on"][:4])
    if year != day.year:
        raise YearPassed(year=year, today=day.year)


def _as_drafted(held: Held) -> dict[str, object]:
    """With the version's own bytes: a signature under it is void."""
    return {"holder": held.row.drafter, "file": newest_of(held.row).file}


def _refuse_initialler(held: Held, account: str) -> None:
    known = {one for one, _words in list_initiallers(held.row.agency, clock.local(held.at).date())}
    if account not in known or account == held.by.account:
        raise InitiallerUnfit
