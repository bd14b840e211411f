"""An application is begun and filled in part by part; what nobody continued is forgotten."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from lienthong.domain.applications import models as m
from lienthong.domain.applications.errors import (
    AlreadySent,
    ApplicationNotFound,
    NoSuchPart,
    NotFiledOnline,
    TooManyFiles,
    TooMuch,
)
from lienthong.domain.applications.queries.reading import (
    ApplicationRow,
    Whole,
    code_of,
    finder_of,
    get_whole,
    is_open_for,
    open_content,
    row_of,
    seal_content,
)
from lienthong.domain.applications.rules import KEPT_DAYS, MOST_BYTES, MOST_FILES, Content, Sheet
from lienthong.domain.organisations.queries import list_groups_of
from lienthong.domain.procedures.queries import get_filing, get_handling
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files import partial
from lienthong.spine.files.actions import discard, put
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record

ATTACHED: Final = Use("application attachment", (FileType.PDF, FileType.JPEG, FileType.PNG), 10 * MB)
LONGEST: Final = 5_000
"""Signs of one answer, whatever the form allows."""


@transaction.atomic
def begin(*, version: int, owner: str, by: Actor, at: datetime) -> ApplicationRow:
    """An empty application to an agency that decides. Raises ProcedureNotFound, NotFiledOnline."""
    handling, today = get_handling(version), clock.local(at).date()
    deciding = {owner, *(group.code for group in list_groups_of(owner, today))} & set(handling.agencies)
    if not deciding or not is_open_for(handling, get_filing(version), today):
        raise NotFiledOnline(name=handling.name)
    key = uuid4()
    return row_of(
        m.Application.objects.create(
            key=key,
            finder=finder_of(code_of(key)),
            version_id=version,
            procedure=handling.code,
            title=handling.name,
            owner=owner,
            account=by.account,
            sealed=seal_content(Content(), key),
            began_at=at,
            kept_at=at,
            expires_on=today + timedelta(days=KEPT_DAYS),
        )
    )


@transaction.atomic
def answer(
    *, application: UUID, sheet: Sheet, page: str, given: Any, is_seen: bool, at: datetime
) -> ApplicationRow:
    """Keeps the answers of one part as they are, whole or not. Raises ApplicationNotFound, AlreadySent, NoSuchPart."""
    row = open_row(application)
    content = open_content(row)
    asked = whole_of(row, at).form(sheet).page(page, content.of(sheet))
    if asked is None:
        raise NoSuchPart
    kept = content.having(sheet, asked, _plain(given), is_seen=is_seen)
    row.sealed = seal_content(kept, row.key)
    _touch(row, at)
    return row_of(row)


@transaction.atomic
def attach(
    *, application: UUID, paper: int, files: Sequence[tuple[BinaryIO, str]], by: Actor, at: datetime
) -> list[tuple[str, FileRefused]]:
    """Keeps every file that can be kept; the others come back with their name and the reason.

    Raises ApplicationNotFound, AlreadySent, NoSuchPart, TooManyFiles, TooMuch.
    """
    row = open_row(application)
    if not 1 <= paper <= len(get_handling(row.version_id).papers):
        raise NoSuchPart
    refuse_too_much(row, paper, len(files))
    refused = list(_kept_apart(row, paper, files, by, at))
    _touch(row, at)
    return refused


def refuse_too_much(row: m.Application, paper: int, more: int) -> None:
    sizes = list(m.Attachment.objects.filter(application=row).values_list("paper", "size"))
    if sum(place == paper for place, _size in sizes) + more > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    if sum(size for _place, size in sizes) >= MOST_BYTES:
        raise TooMuch(megabytes=MOST_BYTES // MB)


def _kept_apart(
    row: m.Application, paper: int, files: Iterable[tuple[BinaryIO, str]], by: Actor, at: datetime
) -> Iterable[tuple[str, FileRefused]]:
    for content, name in files:
        try:
            file = put(content=content, name=name, use=ATTACHED, agency=row.owner, by=by, at=at)
        except FileRefused as refusal:
            yield name, refusal
        else:
            m.Attachment.objects.create(
                application=row, paper=paper, file=file.id, name=file.name, size=file.size, added_at=at
            )


@transaction.atomic
def detach(*, application: UUID, attachment: int, at: datetime) -> None:
    """Takes a file out again; one that is not there is gone already. Raises ApplicationNotFound, AlreadySent."""
    row = open_row(application)
    found = m.Attachment.objects.filter(application=row, pk=attachment).first()
    if found:
        found.delete()
        discard(file=found.file)
        _touch(row, at)


@transaction.atomic
def drop(*, application: UUID) -> None:
    """Gives an application up, with its files. Raises ApplicationNotFound, AlreadySent."""
    forget(open_row(application))


@transaction.atomic
def forget_old(*, by: Actor, at: datetime) -> int:
    """Removes what was not continued in time, with its files; how many."""
    today = clock.local(at).date()
    old = m.Application.objects.filter(sent_at=None, expires_on__lt=today)
    rows = list(old.select_for_update(skip_locked=True).order_by("id")[:1_000])
    for row in rows:
        forget(row)
    if rows:
        record(
            by=by,
            verb="applications.forget_old",
            subject="applications:old",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={"count": len(rows)},
        )
    return len(rows)


def forget(row: m.Application) -> None:
    attached = m.Attachment.objects.filter(application=row)
    files = list(attached.values_list("file", flat=True))
    attached.delete()
    for file in files:
        discard(file=file)
    _forget_uploads(row)
    row.delete()


def _forget_uploads(row: m.Application) -> None:
    """Also what has come of them, once it is certain."""
    uploads = m.Upload.objects.filter(application=row)
    for key in uploads.values_list("key", flat=True):
        transaction.on_commit(functools.partial(partial.drop, key))
    uploads.delete()


def hold(application: UUID) -> m.Application:
    row = m.Application.objects.select_for_update().exclude(sealed=b"").filter(key=application).first()
    if row is None:
        raise ApplicationNotFound
    return row


def open_row(application: UUID) -> m.Application:
    row = hold(application)
    if row.case_id:
        raise AlreadySent
    return row


def whole_of(row: m.Application, at: datetime) -> Whole:
    return get_whole(row_of(row), clock.local(at).date())


def _touch(row: m.Application, at: datetime) -> None:
    row.kept_at, row.expires_on = at, clock.local(at).date() + timedelta(days=KEPT_DAYS)
    row.save(update_fields=["sealed", "kept_at", "expires_on"])


def _plain(given: Any) -> Any:
    """Texts without spaces around them, each of a bounded length; what was left empty is left out."""
    if isinstance(given, str):
        return given.replace("\x00", "").strip()[:LONGEST]
    if isinstance(given, Mapping):
        plain = {str(name): _plain(one) for name, one in given.items()}
        return {name: one for name, one in plain.items() if one not in ("", None)}
    if isinstance(given, list):
        return [_plain(one) for one in given]
    return given
