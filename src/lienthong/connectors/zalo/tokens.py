"""The tokens of the last exchange, in a file of their own.

A token of exchange works once. In the database it would be lost with the transaction of a message that failed after the
exchange, and came back spent with every restored backup; then only a person could begin anew.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

from lienthong.spine import cipher, clock

_USE: Final = "zalo.tokens"


@dataclass
class Kept:
    """``access`` is empty before the first exchange."""

    place: Path
    app: str
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    until: datetime = field(default_factory=clock.real_now)

    def put(self, access: str, refresh: str, until: datetime) -> None:
        """All of it or nothing of it, whatever happens meanwhile."""
        told = json.dumps([access, refresh, until.isoformat()])
        new = self.place.with_suffix(".new")
        with open(new, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(cipher.encrypt(told, use=_USE, context=self.app))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.place)


@contextmanager
def held(app: str) -> Iterator[Kept]:
    """Those of ``app``, and nobody else exchanges them until the block ends. What another key wrote is no token."""
    folder = Path(settings.LIENTHONG_KEYS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / f"zalo-{sha256(app.encode()).hexdigest()[:12]}"
    with open(place.with_suffix(".lock"), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _read(place, app)


def _read(place: Path, app: str) -> Kept:
    try:
        access, refresh, until = json.loads(cipher.decrypt(place.read_bytes(), use=_USE, context=app))
    except (FileNotFoundError, cipher.AnotherKey, cipher.Damaged):
        return Kept(place, app)
    return Kept(place, app, access, refresh, datetime.fromisoformat(until))
