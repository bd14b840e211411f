"""What goes with a draft in files of their own: attached, put in order, taken off. Each change is a version: whoever
initials and signs has one version with its attachments before them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction

from lienthong.domain.documents.actions.common import ATTACHMENT, Held, hold, look
from lienthong.domain.documents.actions.drafting import newest_of, rewrite, set_paper
from lienthong.domain.documents.errors import (
    AnotherVersion,
    SecretDocument,
    TitleMissing,
    TooManyAttached,
    TooMuchAttached,
)
from lienthong.domain.documents.queries.rows import Attached, Content
from lienthong.domain.documents.rules import attaching as rules
from lienthong.domain.documents.rules.moves import Verb
from lienthong.domain.documents.rules.wording import is_secret
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import MB, FileType, clean_name
from lienthong.spine.signatures.outside import clean as clean_pdf
from lienthong.spine.signatures.outside import read_words, show_page
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as somebody sends it."""

    content: BinaryIO
    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    name: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file made harmless; ``pages`` 0 for what is no PDF."""

    name: str
    content: bytes
    digest: str
    pages: int


def attach(
    *, document: int, version: int, brought: Sequence[Brought], by: Actor, at: datetime
) -> list[Refused]:
    """Puts files behind those that the draft has, in its next version; ``version`` is the one that was open. A PDF is
    written anew, without history or anything that acts by itself. What is refused stops no other; what the draft has
    already is not attached twice. Nothing is locked while the files are read.

    Returns what was refused. Raises DocumentNotFound, NotYours, NotNow, AnotherVersion, TooManyAttached,
    TooMuchAttached and what ``draft`` raises of a content.
    """
    look(document, Verb.ATTACHED, by=by)
    ready: list[_Ready] = []
    refused: list[Refused] = []
    for one in brought:
        try:
            ready.append(_ready(one))
        except Refusal as why:
            refused.append(Refused(clean_name(one.name), why))
    if ready:
        refused += _attach(document, version, ready, by, at)
    return refused


@transaction.atomic
def _attach(document: int, version: int, ready: Sequence[_Ready], by: Actor, at: datetime) -> list[Refused]:
    held = hold(document, Verb.ATTACHED, by=by, at=at)
    content = Content.of(newest_of(held.row).content)
    known = {one.digest for one in content.attachments}
    new = [one for one in {one.digest: one for one in ready}.values() if one.digest not in known]
    if not new:
        return []
    _refuse_too_much(content.attachments, new)
    added: list[Attached] = []
    refused: list[Refused] = []
    names = rules.named_apart([one.name for one in new], [one.name for one in content.attachments])
    for one, name in zip(new, names, strict=True):
        try:
            added.append(_kept(one, name, held))
        except Refusal as why:  # the file is looked into before anything is written
            refused.append(Refused(one.name, why))
    if added:
        attachments = (*content.attachments, *added)
        done = set_paper(replace(content, attachments=attachments), held.row.agency, held.at)
        told = {"text": ", ".join(f"+ {one.title}" for one in added)}
        rewrite(held, version, done, Verb.ATTACHED, told)
    return refused


@transaction.atomic
def arrange(
    *, document: int, version: int, wanted: Sequence[tuple[int, str]], by: Actor, at: datetime
) -> int:
    """The attachments that stay, by their files, in this order and with these titles: the next version, unless nothing
    was changed. The files that are taken off stay with the versions that had them.

    Raises DocumentNotFound, NotYours, NotNow, AnotherVersion, TitleMissing and what ``draft`` raises of a content.
    """
    held = hold(document, Verb.ATTACHED, by=by, at=at)
    content = Content.of(newest_of(held.row).content)
    known = {one.file: one for one in content.attachments}
    if not {file for file, _title in wanted} <= set(known):
        raise AnotherVersion
    titles = [clean(title)[: rules.LONGEST_TITLE] for _file, title in wanted]
    if not all(titles):
        raise TitleMissing
    kept = tuple(
        replace(known[file], title=title) for (file, _said), title in zip(wanted, titles, strict=True)
    )
    if kept == content.attachments:
        return held.row.version
    done = set_paper(replace(content, attachments=kept), held.row.agency, held.at)
    gone = [one.title for one in content.attachments if one.file not in {one.file for one in kept}]
    told = {"text": ", ".join(f"− {title}" for title in gone)}
    return rewrite(held, version, done, Verb.ATTACHED, told)


def _ready(one: Brought) -> _Ready:
    """Raises a Refusal that says what is wrong with the file. Other types than PDF are looked into when they are kept;
    what is too large is only seen to be so.
    """
    name = clean_name(one.name)
    content, kind = one.content.read(ATTACHMENT.max_bytes + 1), FileType.of_name(name)
    pages = 0
    if kind is FileType.PDF and 0 < len(content) <= ATTACHMENT.max_bytes:
        content = clean_pdf(content)
        pages = show_page(content, 0, width=100).pages
    if kind in (FileType.PDF, FileType.DOCX):
        _refuse_secret(content, is_pdf=kind is FileType.PDF)
    return _Ready(name, content, hashlib.sha256(content).hexdigest(), pages)


def _refuse_secret(content: bytes, *, is_pdf: bool) -> None:
    """By the first page, if there is text in it. Raises SecretDocument."""
    if is_secret([read_words(content, is_pdf=is_pdf).partition("\f")[0]]):
        raise SecretDocument


def _refuse_too_much(had: Sequence[Attached], new: Sequence[_Ready]) -> None:
    if len(had) + len(new) > rules.MOST:
        raise TooManyAttached(most=rules.MOST)
    if sum(one.size for one in had) + sum(len(one.content) for one in new) > rules.MOST_BYTES:
        raise TooMuchAttached(megabytes=rules.MOST_BYTES // MB)


def _kept(one: _Ready, name: str, held: Held) -> Attached:
    file = put(
        content=BytesIO(one.content),
        name=name,
        use=ATTACHMENT,
        agency=held.row.agency,
        by=held.by,
        at=held.at,
    )
    return Attached(file.id, rules.title_of(one.name), file.name, file.digest, file.size, one.pages)
