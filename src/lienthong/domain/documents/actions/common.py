"""What every move of a document does: lock it, ask the table, note what happened, write how it stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from lienthong.domain.documents import models as m
from lienthong.domain.documents.errors import DocumentNotFound, NotNow, NotYours, ReasonMissing
from lienthong.domain.documents.facts import DocumentMoved
from lienthong.domain.documents.permissions import can_move, can_see
from lienthong.domain.documents.queries.rows import DocumentRow, row_of
from lienthong.domain.documents.rules.moves import MOVES, NUMBERED, State, Verb, allows
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import get_file, get_files, open_content
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean_lines, search_key

PAPER: Final = Use("document", (FileType.PDF,))
ATTACHMENT: Final = Use(
    "attachment of a document", (FileType.PDF, FileType.XLSX, FileType.DOCX), max_bytes=10 * MB
)
SEALED_ATTACHMENT: Final = Use(ATTACHMENT.name, (FileType.PDF,), max_bytes=12 * MB)
"""The same with the agency's signature, which adds to it."""


@dataclass
class Held:
    """A document, locked. ``at`` is when the move happens: never before the one that came first."""

    row: m.Document
    by: Actor
    at: datetime


def hold(document: int, verb: Verb, *, by: Actor, at: datetime) -> Held:
    """The document, locked until the transaction ends. Raises DocumentNotFound, NotYours, NotNow."""
    row = m.Document.objects.select_for_update(no_key=True).filter(pk=document).first()
    return Held(*_asked(row, verb, by), max(at, row.moved_at) if row else at)


def look(document: int, verb: Verb, *, by: Actor) -> DocumentRow:
    """As ``hold``, without a lock: for what takes time before it can be written."""
    return row_of(seen(document, verb, by=by))


def seen(document: int, verb: Verb, *, by: Actor) -> m.Document:
    """The row itself, as ``look``."""
    return _asked(m.Document.objects.filter(pk=document).first(), verb, by)[0]


def _asked(row: m.Document | None, verb: Verb, by: Actor) -> tuple[m.Document, Actor]:
    if row is None or not can_see(by, agency=row.agency, people=row.people, is_issued=row.state in NUMBERED):
        raise DocumentNotFound
    now = State(row.state)
    if not allows(verb, now):
        raise NotNow
    if not can_move(
        by, verb, now, agency=row.agency, drafter=row.drafter, holder=row.holder, people=row.people
    ):
        raise NotYours
    return row, by


def happen(held: Held, verb: Verb, data: dict[str, Any] | None = None, **changes: Any) -> m.Happening:
    """Notes one event and writes how the document stands after it; the ledger's line last."""
    row, by, at = held.row, held.by, held.at
    happening = m.Happening.objects.create(
        document=row,
        verb=verb,
        occurred_at=at,
        recorded_at=at,
        account=by.account,
        name=by.name,
        agency=by.agency,
        position=by.position,
        data=data or {},
    )
    move = MOVES.get(verb)
    after = {"state": move.to.value} if move and move.to else {}
    for name, value in (after | changes).items():
        setattr(row, name, value)
    row.moved_at = at
    row.people = sorted({*row.people, row.holder, by.account} - {""})
    row.search = search_of(row)
    row.save()
    subject = f"document:{row.pk}"
    state(DocumentMoved(row.pk, happening.pk, verb), subject=subject, at=at)
    record(
        by=by,
        verb=f"documents.{verb.lower()}",
        subject=subject,
        agency=row.agency,
        at=at,
        details={"happening": happening.pk, **_told(happening.data)},
    )
    return happening


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if isinstance(value, str | int | bool)}


def search_of(row: m.Document) -> str:
    number = f"{row.number:02} {row.number}" if row.number else ""
    return search_key(
        " ".join((number, row.symbol, row.subject, row.recipients, row.signer_name, row.drafter_name))
    )


def said(reason: str) -> str:
    """Raises ReasonMissing."""
    if not (told := clean_lines(reason)):
        raise ReasonMissing
    return told


def content_of(file: int) -> bytes:
    kept = get_file(file)
    if kept is None:
        raise LookupError(file)
    with open_content(kept) as content:
        return content.read()


def keep(content: bytes, name: str, *, agency: str, by: Actor, at: datetime) -> tuple[int, str]:
    """The bytes of a paper, kept; its id and digest."""
    file = put(content=BytesIO(content), name=f"{name}.pdf", use=PAPER, agency=agency, by=by, at=at)
    return file.id, file.digest


def digests_of(files: Sequence[int]) -> str:
    """Of what goes with a document, in its order, as the ledger keeps them."""
    kept = get_files(files)
    return " ".join(kept[file].digest for file in files)
