"""What is copied: a document of the agency, or one that came to it, as this person may see it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.domain.correspondence.errors import IncomingNotFound
from lienthong.domain.correspondence.queries import State as IncomingState
from lienthong.domain.correspondence.queries import get_incoming
from lienthong.domain.documents.errors import DocumentNotFound
from lienthong.domain.documents.queries import State as DocumentState
from lienthong.domain.documents.queries import get_document
from lienthong.domain.organisations.queries import get_names
from lienthong.spine.actor import Actor
from lienthong.spine.files.queries import FileRow, get_files
from lienthong.spine.files.rules import FileType

_GONE: Final = frozenset({IncomingState.RETURNED, IncomingState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Source:
    """One of ``document`` and ``incoming``. ``files`` are the PDFs that it lies in, the document itself first."""

    agency: str
    title: str
    author: str
    dated: date
    subject: str
    files: tuple[FileRow, ...]
    document: int | None = None
    incoming: int | None = None


def find_source(*, document: int = 0, incoming: int = 0, by: Actor, day: date) -> Source | None:
    """None for what this person does not see, and for what may not be copied: not issued, cancelled, taken back."""
    return _issued(document, by, day) if document else _came(incoming, by)


def _issued(document: int, by: Actor, day: date) -> Source | None:
    try:
        row = get_document(document, by=by)
    except DocumentNotFound:
        return None
    if row.agency != by.agency or row.state is not DocumentState.ISSUED or row.dated is None:
        return None
    author = get_names([row.agency], day).get(row.agency, row.agency)
    return Source(row.agency, row.title, author, row.dated, row.subject, _pdfs((row.file,)), document=row.id)


def _came(incoming: int, by: Actor) -> Source | None:
    try:
        row = get_incoming(incoming, by=by)
    except IncomingNotFound:
        return None
    if row.state in _GONE:
        return None
    return Source(
        row.agency, row.title, row.sender, row.dated, row.subject, _pdfs(row.files), incoming=row.id
    )


def _pdfs(files: tuple[int, ...]) -> tuple[FileRow, ...]:
    found = get_files(files)
    rows = (found[one] for one in files if one in found)
    return tuple(row for row in rows if row.media_type == FileType.PDF.media_type)


def sees_source(*, document: int | None, incoming: int | None, by: Actor) -> bool:
    try:
        if document:
            get_document(document, by=by)
        else:
            get_incoming(incoming or 0, by=by)
    except (DocumentNotFound, IncomingNotFound):
        return False
    return True
