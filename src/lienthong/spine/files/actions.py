import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction

from lienthong.spine.actor import Actor
from lienthong.spine.files.errors import EmptyFile, TooLarge, TypeNotAllowed
from lienthong.spine.files.inspection import inspect
from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.queries import FileRow, row_of
from lienthong.spine.files.rules import MB, FileType, Use, clean_name
from lienthong.spine.files.store import forget_incoming, incoming, store
from lienthong.spine.joining import joined

GRACE = 24 * 3_600.0  # seconds an orphan is left alone: longer than any transaction that may still want it
_AT_ONCE = 1 << 20


@joined()
def put(*, content: BinaryIO, name: str, use: Use, agency: str, by: Actor, at: datetime) -> FileRow:
    """Accepts a file: the content is on disk before the row is written in the caller's transaction.

    ``name`` as the sender called it. Raises a FileRefused with the reason. A crash or rollback leaves at most
    a content without a row, which ``sweep`` removes later; never a row without its content.
    """
    cleaned = clean_name(name)
    promised = FileType.of_name(cleaned)
    if promised is None or promised not in use.types:
        raise TypeNotAllowed(accepted=use.endings)
    received = incoming()
    try:
        size, digest = _receive(content, received, use.max_bytes)
        inspect(received, promised)
        _hold(digest, "pg_advisory_xact_lock_shared")
        store().put(received, digest)
    finally:
        received.unlink(missing_ok=True)
    row = StoredFile.objects.create(
        digest=digest,
        size=size,
        media_type=promised.media_type,
        name=cleaned,
        use=use.name,
        agency=agency,
        put_by=by.account,
        put_at=at,
    )
    return row_of(row)


@transaction.atomic
def discard(*, file: int) -> bool:
    """Takes an accepted file out again, once the caller's transaction is committed its content too; False when it is
    not there. Whoever calls it knows that nothing names the file.
    """
    row = StoredFile.objects.select_for_update().filter(pk=file).first()
    if row is None:
        return False
    row.delete()
    transaction.on_commit(partial(_remove_orphan, row.digest))
    return True


def sweep(grace: float = GRACE) -> int:
    """Removes contents that no row names, and half-received ones, older than ``grace`` seconds.

    Returns how many.
    """
    return forget_incoming(grace) + sum(_remove_orphan(digest) for digest in store().old(grace))


def remove_unnamed(digests: Collection[str]) -> set[str]:
    """Removes these contents at once where no row names them; gives those that lie in the store all the same."""
    for digest in sorted(digests):
        _remove_orphan(digest)
    return {digest for digest in digests if store().exists(digest)}


@transaction.atomic
def _remove_orphan(digest: str) -> bool:
    """Passes over a content that someone is accepting again at this moment: that row cannot be seen yet."""
    if not _hold(digest, "pg_try_advisory_xact_lock") or StoredFile.objects.filter(digest=digest).exists():
        return False
    store().delete(digest)
    return True


def _hold(digest: str, lock: str) -> bool:
    """Takes PostgreSQL's advisory ``lock`` on a content until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [int(digest[:15], 16)])
        answered: tuple[object, ...] = cursor.fetchone()
        return answered != (False,)


def _receive(content: BinaryIO, received: Path, most: int) -> tuple[int, str]:
    """Size and digest; stops reading at the first byte too many."""
    size, digest = 0, hashlib.sha256()
    with received.open("xb") as kept:
        while piece := content.read(_AT_ONCE):
            size += len(piece)
            if size > most:
                raise TooLarge(megabytes=most // MB)
            digest.update(piece)
            kept.write(piece)
    if not size:
        raise EmptyFile
    return size, digest.hexdigest()
