"""Somebody asks for a copy: of which file, in which form, for whom and what for. The file is tried at once, so that
what cannot be copied is said to who can still mend it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.domain.copies import models as m
from lienthong.domain.copies.actions.common import Held, happen, refuse_secret, search_of
from lienthong.domain.copies.actions.deciding import ordered
from lienthong.domain.copies.errors import (
    AlreadyElectronic,
    CopiedFromCopy,
    FileUnfit,
    FirstPageMissing,
    NotYours,
    OwnIsNoCopy,
    PagesUnclear,
    PurposeMissing,
    RecipientsMissing,
    SheetsUnclear,
    SignatoryUnfit,
    SourceNotFound,
)
from lienthong.domain.copies.permissions import can_ask
from lienthong.domain.copies.queries.one import find_by_digest, find_made
from lienthong.domain.copies.queries.signatories import find_signatory
from lienthong.domain.copies.queries.sources import Source, find_source
from lienthong.domain.copies.rules.kinds import Kind, Medium, may_become, symbol_of
from lienthong.domain.copies.rules.moves import State, Verb
from lienthong.domain.copies.rules.pages import read_pages
from lienthong.domain.copies.rules.wording import entries
from lienthong.domain.documents.queries import Signatory, letterhead
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.queries import FileRow, open_content
from lienthong.spine.joining import joined
from lienthong.spine.signatures.outside import Copied, copy_pages
from lienthong.spine.text import clean_lines

_MOST_SHEETS = 999


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for. One of ``document`` and ``incoming``; ``file`` 0: the first. ``pages`` as it is typed,
    of an excerpt only. ``signer`` is who is to order it.
    """

    key: UUID
    kind: Kind
    medium: Medium
    purpose: str
    recipients: str
    signer: str
    document: int = 0
    incoming: int = 0
    file: int = 0
    pages: str = ""
    sheets: int = 1


def ask(*, wanted: Wanted, by: Actor, at: datetime) -> int:
    """Who may sign copies orders what they ask for themselves by asking. The form that is sent twice finds what it
    made. While the file is tried nothing is locked.

    Raises NotYours, SourceNotFound, FileUnfit, PurposeMissing, RecipientsMissing, SecretCopy, SheetsUnclear,
    SignatoryUnfit, PagesUnclear, FirstPageMissing, AlreadyElectronic, CopiedFromCopy, OwnIsNoCopy, a ContentRefused.
    """
    if not can_ask(by, by.agency):
        raise NotYours
    if made := find_made(wanted.key):
        return made
    day = clock.local(at).date()
    source = find_source(document=wanted.document, incoming=wanted.incoming, by=by, day=day)
    if source is None:
        raise SourceNotFound
    file = _file_of(source, wanted.file)
    purpose, recipients = _words(wanted)
    signatory = find_signatory(wanted.signer, by.agency, day)
    if signatory is None:
        raise SignatoryUnfit(name=wanted.signer)
    pages = _pages(wanted)
    with open_content(file) as content:
        tried = copy_pages(content.read(), pages)
    medium = Medium.ELECTRONIC if tried.is_signed else Medium.PAPER
    _refuse_unlawful(wanted, source, medium, file.digest)
    row = _row(wanted, source, file, tried, medium, pages, by, at)
    row.purpose, row.recipients = purpose, recipients
    row.symbol = symbol_of(wanted.kind, letterhead(by.agency, day).sign)
    return _keep(row, signatory, by, at)


@joined()
def _keep(row: m.Copy, signatory: Signatory, by: Actor, at: datetime) -> int:
    if made := find_made(row.key):
        return made
    row.signer, row.signer_name = signatory.account, signatory.name
    row.lines, row.title, row.basis = list(signatory.lines), signatory.title, signatory.basis
    held = Held(row, by, at)
    told = {"kind": row.kind, "medium": row.medium, "source": row.source_title, "digest": row.digest}
    row.search = search_of(row)
    happen(held, Verb.ASKED, told | {"to": row.signer, "purpose": row.purpose[:300]})
    if by.account == row.signer and not by.acting_for:
        ordered(held, signatory)
    return row.pk


def _file_of(source: Source, file: int) -> FileRow:
    found = [one for one in source.files if file in (0, one.id)]
    if not found:
        raise FileUnfit
    return found[0]


def _words(wanted: Wanted) -> tuple[str, str]:
    purpose, recipients = clean_lines(wanted.purpose), clean_lines(wanted.recipients)
    refuse_secret(purpose, recipients)
    if not purpose:
        raise PurposeMissing
    if not entries(recipients):
        raise RecipientsMissing
    if not 1 <= wanted.sheets <= _MOST_SHEETS:
        raise SheetsUnclear
    return purpose, recipients


def _pages(wanted: Wanted) -> list[int]:
    if wanted.kind is not Kind.EXCERPT:
        return []
    try:
        pages = read_pages(wanted.pages)
    except ValueError:
        raise PagesUnclear from None
    if pages[0] != 1:
        raise FirstPageMissing
    return pages


def _refuse_unlawful(wanted: Wanted, source: Source, medium: Medium, digest: str) -> None:
    if not may_become(wanted.kind, medium, wanted.medium):
        raise AlreadyElectronic
    if wanted.kind is Kind.OF_A_COPY and source.document:
        raise OwnIsNoCopy
    copied = find_by_digest(digest)
    if copied and wanted.kind is Kind.TRUE:
        raise CopiedFromCopy(code=copied.code)


def _row(
    wanted: Wanted, source: Source, file: FileRow, tried: Copied, medium: Medium, pages: list[int], by: Actor,
    at: datetime,
) -> m.Copy:  # fmt: skip
    return m.Copy(
        key=wanted.key,
        agency=by.agency,
        document_id=source.document,
        incoming_id=source.incoming,
        source=file.id,
        digest=file.digest,
        source_medium=medium.value,
        source_title=source.title[:200],
        source_author=source.author[:300],
        source_dated=source.dated,
        subject=source.subject,
        kind=wanted.kind.value,
        medium=wanted.medium.value,
        pages=pages,
        count=tried.pages,
        sheets=wanted.sheets if wanted.medium is Medium.PAPER else 1,
        asker=by.account,
        asker_name=by.name,
        state=State.ASKED.value,
        recorded_at=at,
    )
