"""The clerk's part: the number in the register of copies, then the copy itself, sealed or to be printed."""

from datetime import datetime
from io import BytesIO
from typing import Final

from django.db import transaction

from lienthong.domain.copies.actions.common import Held, happen, hold, look
from lienthong.domain.copies.errors import NotNow
from lienthong.domain.copies.queries.paper import corner_of, particulars_of, reason_of
from lienthong.domain.copies.queries.rows import CopyRow
from lienthong.domain.copies.rules.kinds import Medium, number_words
from lienthong.domain.copies.rules.moves import State, Verb
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.actions.issuing import refuse_unfit_key
from lienthong.domain.documents.actions.signing import open_key
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.outside import copy_pages
from lienthong.spine.signatures.signing import CORNER, Helpers, Wish, sign
from lienthong.spine.signatures.stamping import Look
from lienthong.spine.signatures.tokens import OpenKey

COPY: Final = Use("copy", (FileType.PDF,))
BOOK: Final = "copies"
"""One series for all kinds (Decree 30/2020/NĐ-CP, Appendix I, part II)."""


def issue(*, copy: int, pin: str, helpers: Helpers, by: Actor, at: datetime) -> None:
    """Gives an ordered copy its number, then makes it: an electronic one with the agency's signature, for which its
    clerk types the ``pin``; for paper what is printed, signed by hand and stamped.

    The pages are copied and the key is opened first, so that neither a file that was lost nor a wrong PIN uses a
    number; what was numbered and could not be made is made by asking again. Raises CopyNotFound, NotYours, NotNow; a
    ContentRefused, a TokenRefused, a CertificateRefused, NoTime.
    """
    row = _to_make(copy, by)
    if row.medium is Medium.PAPER:
        _numbered(row, by, at)
        row = look(copy, Verb.MADE, by=by)
        _keep(
            row, copy_pages(content_of(row.source), row.pages, below=particulars_of(row)).content, "", by, at
        )
        return
    pages = copy_pages(content_of(row.source), row.pages).content
    key, opened = open_key(holders.agency(row.agency), pin, by)
    refuse_unfit_key(key, helpers)
    _numbered(row, by, at)
    row = look(copy, Verb.MADE, by=by)
    _keep(row, _sealed(row, pages, opened, helpers), key.serial, by, at)


def _to_make(copy: int, by: Actor) -> CopyRow:
    """What waits for its number, or to be made."""
    try:
        return look(copy, Verb.NUMBERED, by=by)
    except NotNow:
        return look(copy, Verb.MADE, by=by)


def _numbered(row: CopyRow, by: Actor, at: datetime) -> None:
    if row.state is State.ORDERED:
        number(copy=row.id, by=by, at=at)


@transaction.atomic
def number(*, copy: int, by: Actor, at: datetime) -> str:
    """The next number of the agency's copies in the year; as it is written. Raises CopyNotFound, NotYours, NotNow."""
    held = hold(copy, Verb.NUMBERED, by=by, at=at)
    entry = _next(held)
    held.at, day = entry.issued_at, clock.local(entry.issued_at).date()
    code = f"{number_words(entry.value)}/{held.row.symbol}"
    entered = {"number": entry.value, "year": entry.year, "dated": day, "entry": entry.id}
    happen(held, Verb.NUMBERED, {"number": code, "on": day.isoformat()}, **entered)
    return code


def _next(held: Held) -> NumberRow:
    """Whoever's clock is behind comes after the one before."""
    at, book = held.at, BookKey(held.row.agency, BOOK)
    while True:
        try:
            year = clock.local(at).year
            return numbering.issue(book=book, year=year, subject=f"copy:{held.row.pk}", by=held.by, at=at)
        except BackDated as earlier:
            at = earlier.facts["last"]


def _sealed(row: CopyRow, pages: bytes, opened: OpenKey, helpers: Helpers) -> bytes:
    """No picture of the seal: at the corner stand the form, the agency and the time (Appendix I)."""
    now = clock.real_now()
    wish = Wish(CORNER, Look(lines=corner_of(row, now)), reason_of(row))
    return sign(pages, wish, opened, helpers, at=now)


@transaction.atomic
def _keep(row: CopyRow, content: bytes, serial: str, by: Actor, at: datetime) -> None:
    held = hold(row.id, Verb.MADE, by=by, at=at)
    name = f"{row.code.replace('/', '-')}.pdf"
    file = put(content=BytesIO(content), name=name, use=COPY, agency=row.agency, by=by, at=held.at)
    told = {"number": row.code, "of": row.digest, "digest": file.digest, "serial": serial}
    happen(held, Verb.MADE, told, file=file.id, file_digest=file.digest)
