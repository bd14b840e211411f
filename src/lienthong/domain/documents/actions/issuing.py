"""The clerk's part: number and day, the register, the agency's signature; a number is cancelled, never reserved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Final

from django.db import transaction

from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.common import (
    SEALED_ATTACHMENT,
    Held,
    content_of,
    digests_of,
    happen,
    hold,
    keep,
    look,
    said,
)
from lienthong.domain.documents.actions.signing import MOST, Outcome, look_of, open_key, outcome_of
from lienthong.domain.documents.errors import NotNow, YearPassed
from lienthong.domain.documents.facts import DocumentIssued
from lienthong.domain.documents.queries.rows import DocumentRow
from lienthong.domain.documents.rules import attaching
from lienthong.domain.documents.rules.kinds import KINDS, Kind, number_words
from lienthong.domain.documents.rules.moves import State, Verb
from lienthong.domain.documents.rules.wording import month_words
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow, get_files
from lienthong.spine.files.rules import FileType
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow
from lienthong.spine.outbox.actions import state
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.preparing import AGENCY, fill
from lienthong.spine.signatures.queries import KeyRow
from lienthong.spine.signatures.signing import CORNER, Helpers, Wish
from lienthong.spine.signatures.signing import sign as sign_paper
from lienthong.spine.signatures.stamping import Look
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import check_certificate

PDF: Final = FileType.PDF.media_type


def issue(*, document: int, pin: str, helpers: Helpers, by: Actor, at: datetime) -> None:
    """Gives a signed document its number and day, enters it in the register, and signs it for the agency.

    The key is opened and its certificate checked first, so that neither a wrong PIN nor a revoked key uses a number;
    what was numbered and could not be sealed is sealed by asking again. Raises DocumentNotFound, NotYours, NotNow,
    YearPassed; a TokenRefused, a CertificateRefused, NoTime.
    """
    row = to_issue(document, by)
    _issue(document, *open_key(holders.agency(row.agency), pin, by), helpers, by, at)


def issue_many(
    *, documents: Sequence[int], pin: str, helpers: Helpers, by: Actor, at: datetime
) -> list[Outcome]:
    """One PIN of the agency's key for all, in the order given; what is refused stops no other.

    Raises a TokenRefused when the key does not open.
    """
    key, opened = open_key(holders.agency(by.agency), pin, by)
    return [
        outcome_of(one, Verb.SEALED, partial(_issue, one, key, opened, helpers, by, at), by)
        for one in documents[:MOST]
    ]


def _issue(document: int, key: KeyRow, opened: OpenKey, helpers: Helpers, by: Actor, at: datetime) -> None:
    if to_issue(document, by).state is State.SIGNED:
        refuse_unfit_key(key, helpers)
        number(document=document, by=by, at=at)
    _seal(document, key, opened, helpers, by, at)


def refuse_unfit_key(key: KeyRow, helpers: Helpers) -> None:
    """Raises a CertificateRefused."""
    trust = helpers.trust
    believed = trust.knowing(key.chain)
    check_certificate(key.certificate, believed, clock.real_now(), helpers.ask_status)


def to_issue(document: int, by: Actor) -> DocumentRow:
    """What waits for its number or its seal. Raises DocumentNotFound, NotYours, NotNow."""
    try:
        return look(document, Verb.NUMBERED, by=by)
    except NotNow:
        return look(document, Verb.SEALED, by=by)


@transaction.atomic
def number(*, document: int, by: Actor, at: datetime) -> str:
    """The next number of the agency's book of that kind and year, and the day, written into the signed paper.

    Returns the number as it is written. Raises DocumentNotFound, NotYours, NotNow, YearPassed.
    """
    held = hold(document, Verb.NUMBERED, by=by, at=at)
    row = held.row
    _refuse_other_year(held)
    paper, entry = content_of(row.file), _next(held)
    day = clock.local(entry.issued_at).date()
    written = number_words(entry.value)
    filled = fill(paper, {"number": written, "day": f"{day.day:02}", "month": month_words(day.month)})
    held.at = entry.issued_at
    code = f"{written}/{row.symbol}"
    file, digest = keep(filled, code.replace("/", "-"), agency=row.agency, by=by, at=held.at)
    told = {"number": code, "on": day.isoformat(), "digest": digest}
    entered = {"number": entry.value, "year": entry.year, "dated": day, "entry": entry.id}
    happen(held, Verb.NUMBERED, told, file=file, **entered)
    return code


def _refuse_other_year(held: Held) -> None:
    """The year stands printed on the paper that was signed."""
    content = m.Version.objects.get(document=held.row, place=held.row.version).content
    year, today = int(content["set_on"][:4]), clock.local(held.at).year
    if year != today:
        raise YearPassed(year=year, today=today)


def _next(held: Held) -> NumberRow:
    """Whoever's clock is behind comes after the one before."""
    row, at = held.row, held.at
    while True:
        try:
            return numbering.issue(
                book=BookKey(row.agency, f"documents {row.kind}"),
                year=clock.local(at).year,
                subject=f"document:{row.pk}",
                by=held.by,
                at=at,
            )
        except BackDated as earlier:
            at = earlier.facts["last"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the agency's key signs: a stored file, and how. The document comes first, then each attachment that can bear
    a signature, with nothing but two lines at the top right (Decree 30/2020/NĐ-CP, Appendix I).
    """

    file: FileRow
    wish: Wish


def sheets_to_seal(row: DocumentRow, key: KeyRow, real: datetime) -> list[Sheet]:
    """``real`` is technical time, which the lines on an attachment tell."""
    kept = get_files(row.files)
    lines = Look(lines=attaching.stamp_lines(row.code, clock.local(real)))
    attached = [kept[file] for file in row.attached if kept[file].media_type == PDF]
    return [
        Sheet(kept[row.file], Wish(AGENCY, look_of(key))),
        *(Sheet(one, Wish(CORNER, lines)) for one in attached),
    ]


def _seal(document: int, key: KeyRow, opened: OpenKey, helpers: Helpers, by: Actor, at: datetime) -> None:
    row, real = look(document, Verb.SEALED, by=by), clock.real_now()
    sealed = {
        sheet.file.id: sign_paper(content_of(sheet.file.id), sheet.wish, opened, helpers, at=real)
        for sheet in sheets_to_seal(row, key, real)
    }
    keep_sealed(document, key, sealed, by, at)


@transaction.atomic
def keep_sealed(document: int, key: KeyRow, sealed: Mapping[int, bytes], by: Actor, at: datetime) -> None:
    """``sealed``: what became of each file that was signed. The document and all that goes with it, or nothing."""
    held = hold(document, Verb.SEALED, by=by, at=at)
    row = held.row
    if row.file not in sealed:
        raise NotNow
    code = f"{number_words(row.number or 0)}/{row.symbol}"
    file, digest = keep(sealed[row.file], code.replace("/", "-"), agency=row.agency, by=by, at=held.at)
    told = {"number": code, "serial": key.serial, "digest": digest, "kind": KINDS[Kind(row.kind)].name}
    attached = _keep_attached(held, sealed)
    if attached:
        told["attached"] = digests_of(attached)
    happen(held, Verb.SEALED, told, file=file, attached=attached)
    state(DocumentIssued(row.pk, row.about), subject=f"document:{row.pk}", at=held.at)


def _keep_attached(held: Held, sealed: Mapping[int, bytes]) -> list[int]:
    """The files that go out: as they were signed, or as they were attached."""
    kept = get_files(held.row.attached)
    return [
        put(
            content=BytesIO(sealed[file]),
            name=kept[file].name,
            use=SEALED_ATTACHMENT,
            agency=held.row.agency,
            by=held.by,
            at=held.at,
        ).id
        if file in sealed
        else file
        for file in held.row.attached
    ]


@transaction.atomic
def cancel(*, document: int, reason: str, by: Actor, at: datetime) -> None:
    """Cancels the number; it stays in the register with the reason and is not given again.

    Raises DocumentNotFound, NotYours, NotNow, ReasonMissing.
    """
    held = hold(document, Verb.CANCELLED, by=by, at=at)
    told = said(reason)
    numbering.cancel(number=held.row.entry or 0, reason=told, by=by, at=held.at)
    happen(held, Verb.CANCELLED, {"reason": told}, note=told)
