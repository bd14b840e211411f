"""The words of a Word file become the draft of a document. Of the file itself nothing is kept."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

from django.db import transaction

from lienthong.domain.documents.errors import NotYours, SecretDocument, WordUnread
from lienthong.domain.documents.permissions import can_draft
from lienthong.domain.documents.rules.word import Parts, parts_of
from lienthong.domain.documents.rules.wording import is_secret, lines
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard, put
from lienthong.spine.files.queries import FileRow, open_content
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.signatures.confined import TooMuchWork, run_confined

WORD: Final = Use("draft written in Word", (FileType.DOCX,), max_bytes=10 * MB)
_MOST: Final = 60_000
_NUMBERED: Final = b"<w:numPr"


@dataclass(frozen=True, slots=True)
class Taken:
    """``has_numbers``: Word itself numbered paragraphs, and those numbers are not in its text."""

    parts: Parts
    has_numbers: bool


def take_word(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> Taken:
    """Raises NotYours, a FileRefused, WordUnread, SecretDocument; the file is gone in any case."""
    if not can_draft(by, by.agency):
        raise NotYours
    with (
        transaction.atomic()
    ):  # ends before anything is refused: what is rolled back would stay on disk for a while
        kept = put(content=content, name=name, use=WORD, agency=by.agency, by=by, at=at)
        told = _read(kept)
        discard(file=kept.id)
    said = lines(told.words) if told else []
    if is_secret(said):
        raise SecretDocument
    if told is None or not said or len(told.words) > _MOST:
        raise WordUnread
    return Taken(parts_of(said), told.has_numbers)


@dataclass(frozen=True, slots=True)
class _Told:
    words: str
    has_numbers: bool


def _read(kept: FileRow) -> _Told | None:
    """By the confined program: a stranger may have made it. None for what cannot be read."""
    try:
        with open_content(kept) as content:
            whole = content.read()
            with zipfile.ZipFile(content) as archive:
                has_numbers = _NUMBERED in archive.read("word/document.xml")
        said, made = run_confined("read", {"is_pdf": False}, whole)
    except (TooMuchWork, zipfile.BadZipFile, KeyError):
        return None
    if not said["is_read"]:
        return None
    return _Told(made.decode("utf-8", "replace").replace("\x00", ""), has_numbers)
