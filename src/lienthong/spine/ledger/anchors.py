"""Seals kept outside the database: one append-only file of JSON lines per chain, synced to disk."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lienthong.spine.ledger.models import Seal
from lienthong.spine.ledger.rules import instant

_SUFFIX = ".jsonl"


class AnchorError(Exception):
    """A line outside the database is no seal; the message names file and line."""


@contextmanager
def held(*, alone: bool) -> Iterator[None]:
    """Keeps sealing and verifying apart: between a seal's two keepings they would look unequal."""
    folder: Path = settings.LIENTHONG_SEALS_DIR
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def append(seals: list[Seal]) -> None:
    """Adds ``seals`` of one chain to its file; they are on the disk when this returns."""
    path = _path(seals[0].agency)
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, b"".join(_line(seal) for seal in seals))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _sync_folder(path.parent)


def read(agency: str) -> Iterator[Seal]:
    """The seals of ``agency`` as kept outside, in the order written; nothing when there is no file.

    A last line cut off by a crash is passed over: it was never announced. Raises AnchorError.
    """
    path = _path(agency)
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.endswith("\n"):
                yield _seal(line, f"{path.name}:{number}")


def last_sequence(agency: str) -> int:
    return max((seal.sequence for seal in read(agency)), default=0)


def mend(agency: str) -> None:
    """Cuts off a last line that a crash left unfinished, so that the next one begins on its own."""
    path = _path(agency)
    if path.exists() and not (kept := path.read_bytes()).endswith(b"\n"):
        os.truncate(path, kept.rfind(b"\n") + 1)


def agencies() -> set[str]:
    return {path.name.removesuffix(_SUFFIX) for path in settings.LIENTHONG_SEALS_DIR.glob("*" + _SUFFIX)}


def _path(agency: str) -> Path:
    folder: Path = settings.LIENTHONG_SEALS_DIR
    if not agency or not agency.replace("-", "").replace(".", "").replace("_", "").isalnum():
        raise ValueError(f"not a code of an agency: {agency!r}")
    return folder / (agency + _SUFFIX)


def _line(seal: Seal) -> bytes:
    told = {
        "agency": seal.agency,
        "sequence": seal.sequence,
        "head": bytes(seal.head).hex(),
        "sealed_at": instant(seal.sealed_at),
        "previous": bytes(seal.previous).hex(),
        "key": seal.key,
        "signature": bytes(seal.signature).hex(),
    }
    return json.dumps(told, sort_keys=True).encode() + b"\n"


def _seal(line: str, place: str) -> Seal:
    try:
        told = json.loads(line)
        return Seal(
            agency=told["agency"],
            sequence=int(told["sequence"]),
            head=bytes.fromhex(told["head"]),
            sealed_at=datetime.fromisoformat(told["sealed_at"]),
            previous=bytes.fromhex(told["previous"]),
            key=told["key"],
            signature=bytes.fromhex(told["signature"]),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise AnchorError(place) from fault


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
