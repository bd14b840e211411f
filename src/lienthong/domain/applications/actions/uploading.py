"""A file for a paper comes in pieces over a network that breaks off; it is attached when it is whole."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.filling import ATTACHED, attach, open_row, refuse_too_much
from lienthong.domain.applications.errors import NoSuchPart, TooManyUploads
from lienthong.domain.applications.rules import MOST_BYTES
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files import partial
from lienthong.spine.files.errors import EmptyFile, FileRefused, TooLarge, TypeNotAllowed
from lienthong.spine.files.rules import MB, FileType, clean_name

STALE: Final = timedelta(hours=24)
"""After its begin; what has come until then can be gone on with."""


@transaction.atomic
def begin_upload(*, application: UUID, paper: int, name: str, size: int) -> UUID:
    """Where its pieces go. What can be known beforehand is refused beforehand.

    Raises ApplicationNotFound, AlreadySent, NoSuchPart, TooManyFiles, TooMuch, TooManyUploads, a FileRefused.
    """
    row, cleaned = open_row(application), clean_name(name)
    if not 1 <= paper <= len(get_handling(row.version_id).papers):
        raise NoSuchPart
    _refuse_file(cleaned, size)
    refuse_too_much(row, paper, 1)
    waiting = m.Upload.objects.filter(application=row, ends_at__gt=clock.real_now())
    if (waiting.aggregate(sum=Sum("size"))["sum"] or 0) + size > MOST_BYTES:
        raise TooManyUploads
    key = uuid4()
    m.Upload.objects.create(
        key=key, application=row, paper=paper, name=cleaned, size=size, ends_at=clock.real_now() + STALE
    )
    return key


def _refuse_file(name: str, size: int) -> None:
    if FileType.of_name(name) not in ATTACHED.types:
        raise TypeNotAllowed(accepted=ATTACHED.endings)
    if not size:
        raise EmptyFile
    if size > ATTACHED.max_bytes:
        raise TooLarge(megabytes=ATTACHED.max_bytes // MB)


@transaction.atomic
def finish_upload(*, upload: UUID, by: Actor, at: datetime) -> FileRefused | None:
    """Attaches what is whole; why it cannot be kept, or None. Asked twice, it is one file.

    Raises what ``attach`` raises.
    """
    row = m.Upload.objects.select_for_update().select_related("application").filter(key=upload).first()
    if row is None or partial.offset_of(upload) != row.size:
        return None
    with partial.open_partial(upload) as content:
        refused = attach(
            application=row.application.key, paper=row.paper, files=[(content, row.name)], by=by, at=at
        )
    _forget(row)
    return refused[0][1] if refused else None


@transaction.atomic
def drop_upload(*, upload: UUID) -> None:
    """Gives it up; what has come is gone."""
    for row in m.Upload.objects.select_for_update().filter(key=upload):
        _forget(row)


@transaction.atomic
def forget_stale_uploads() -> int:
    """What nobody went on with in time; how many."""
    old = m.Upload.objects.filter(ends_at__lte=clock.real_now()).select_for_update(skip_locked=True)
    rows = list(old.order_by("id")[:1_000])
    for row in rows:
        _forget(row)
    return len(rows)


def _forget(row: m.Upload) -> None:
    """The bytes go once it is sure that the row does."""
    key = row.key
    row.delete()
    transaction.on_commit(lambda: partial.drop(key))
