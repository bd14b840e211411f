"""A file comes in pieces over a network that breaks off; it is kept at its paper or supplement when it is whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.filling import ATTACHED, attach, open_row, refuse_too_much
from lienthong.domain.applications.actions.supplementing import bring, open_supplement, refuse_too_many
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
    return _begin(cleaned, size, application=row, paper=paper)


@transaction.atomic
def begin_bringing(*, case: int, name: str, size: int, by: Actor, at: datetime) -> UUID:
    """The same for what a case asks for. Raises CaseNotFound, NothingAskedHere, TooManyFiles, TooMuch, TooManyUploads,
    a FileRefused.
    """
    held, cleaned = open_supplement(case, by=by, at=at), clean_name(name)
    _refuse_file(cleaned, size)
    refuse_too_many(held, 1)
    return _begin(cleaned, size, supplement=held)


def _begin(name: str, size: int, **whose: Any) -> UUID:
    """Raises TooManyUploads."""
    rows = m.Upload.objects.filter(ends_at__gt=clock.real_now())
    waiting = rows.filter(**{one: whose[one] for one in ("application", "supplement") if one in whose})
    if (waiting.aggregate(sum=Sum("size"))["sum"] or 0) + size > MOST_BYTES:
        raise TooManyUploads
    made = m.Upload.objects.create(
        key=uuid4(), name=name, size=size, ends_at=clock.real_now() + STALE, **whose
    )
    return made.key


def _refuse_file(name: str, size: int) -> None:
    if FileType.of_name(name) not in ATTACHED.types:
        raise TypeNotAllowed(accepted=ATTACHED.endings)
    if not size:
        raise EmptyFile
    if size > ATTACHED.max_bytes:
        raise TooLarge(megabytes=ATTACHED.max_bytes // MB)


@transaction.atomic
def finish_upload(*, upload: UUID, by: Actor, at: datetime) -> FileRefused | None:
    """Keeps what is whole; why it cannot be kept, or None. Asked twice, it is one file.

    Raises what ``attach`` and ``bring`` raise.
    """
    rows = m.Upload.objects.select_for_update(of=("self",)).select_related("application", "supplement")
    row = rows.filter(key=upload).first()
    if row is None or partial.offset_of(upload) != row.size:
        return None
    with partial.open_partial(upload) as content:
        refused = _keep(row, [(content, row.name)], by=by, at=at)
    _forget(row)
    return refused[0][1] if refused else None


def _keep(
    row: m.Upload, files: Sequence[tuple[BinaryIO, str]], *, by: Actor, at: datetime
) -> list[tuple[str, FileRefused]]:
    if row.application:
        return attach(application=row.application.key, paper=row.paper, files=files, by=by, at=at)
    if row.supplement:
        return bring(case=row.supplement.case_id, files=files, by=by, at=at)
    raise AssertionError("an upload for nothing")  # PostgreSQL holds that it is for one of both


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
    """The bytes go once it is certain that the row does."""
    key = row.key
    row.delete()
    transaction.on_commit(lambda: partial.drop(key))
