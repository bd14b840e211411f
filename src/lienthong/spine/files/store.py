"""Where contents lie: a small port, and its local disk. An S3-compatible store is another class of this
shape.
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from django.conf import settings


class Store(Protocol):
    """Contents by digest. ``put`` is atomic and durable; putting again renews the age."""

    def put(self, received: Path, digest: str) -> None: ...
    def open(self, digest: str) -> BufferedReader: ...
    def exists(self, digest: str) -> bool: ...
    def delete(self, digest: str) -> None: ...
    def old(self, seconds: float) -> Iterator[str]:
        """The digests of contents put longer ago than ``seconds``."""
        ...


class LocalStore:
    """``ab/cd/<digest>`` below ``root``; ``incoming`` on the same disk, so that a rename is enough."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError("not a digest")
        return self.root / digest[:2] / digest[2:4] / digest

    def put(self, received: Path, digest: str) -> None:
        path = self.path(digest)
        if path.exists():
            os.utime(path)
            received.unlink()
            return
        received.chmod(0o440)
        _sync(received)
        path.parent.mkdir(parents=True, exist_ok=True)
        received.replace(path)
        for folder in (path.parent, path.parent.parent, self.root):
            _sync(folder)

    def open(self, digest: str) -> BufferedReader:
        return self.path(digest).open("rb")

    def exists(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def delete(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def old(self, seconds: float) -> Iterator[str]:
        for path in self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            if _age(path) > seconds:
                yield path.name


def store() -> Store:
    return LocalStore(settings.LIENTHONG_FILES_DIR)


def incoming() -> Path:
    """A new name on the store's disk for what is being received; whoever receives it removes it."""
    folder = settings.LIENTHONG_FILES_DIR / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(folder, secrets.token_hex(16))


def forget_incoming(seconds: float) -> int:
    """Removes what was being received when a process died, longer ago than ``seconds``. Returns how many."""
    left = [path for path in (settings.LIENTHONG_FILES_DIR / "incoming").glob("*") if _age(path) > seconds]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _age(path: Path) -> float:
    with suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime
    return 0


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
