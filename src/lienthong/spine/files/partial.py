"""A file that comes in pieces: what has come lies on the store's disk under its own name, until it is whole or stale.

How much has come is the length of what lies there, and nothing else: it survives a cut, a crash and a restart.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, FileIO
from pathlib import Path
from uuid import UUID

from lienthong.spine.files.store import incoming


class WrongOffset(Exception):
    """The sender goes on from where we are not."""


class Busy(Exception):
    """Another sending of the same file is still being received."""


def offset_of(key: UUID) -> int:
    """How many bytes are here."""
    path = _path(key)
    return path.stat().st_size if path.exists() else 0


def open_partial(key: UUID) -> BufferedReader:
    """Raises FileNotFoundError."""
    return _path(key).open("rb")


def drop(key: UUID) -> None:
    _path(key).unlink(missing_ok=True)


@contextmanager
def appending(key: UUID, offset: int) -> Iterator[FileIO]:
    """The file, open behind its last byte, for this process alone. Raises Busy, WrongOffset."""
    with _path(key).open("ab", buffering=0) as kept:
        try:
            fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise Busy from taken
        if kept.tell() != offset:
            raise WrongOffset
        yield kept


def _path(key: UUID) -> Path:
    """Among what is being received: ``sweep`` removes what nobody touched for a day."""
    return incoming().with_name(f"partial-{key.hex}")
