"""The bytes that are hashed. Every field is preceded by its length, so that no two acts share one text.

PostgreSQL computes ``link`` too (see the migration that guards the tables); a test holds the two together.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

ORIGIN = bytes(32)  # what the first entry of a chain calls its previous hash
_LINK = b"lienthong.ledger.link.1"
_CONTENT = b"lienthong.ledger.content.1"
_SEAL = b"lienthong.ledger.seal.1"

type Json = dict[str, Json] | list[Json] | str | int | bool | None


def content(*, texts: Iterable[str], times: Iterable[datetime], details: Json) -> bytes:
    """The digest of what an entry says, apart from its place in the chain."""
    parts = [text.encode() for text in texts]
    parts += [instant(time).encode() for time in times]
    return sha256(_joined([_CONTENT, *parts, canonical(details)])).digest()


def link(*, previous: bytes, sequence: int, content: bytes) -> bytes:
    """The hash of an entry at its place: what came before, which number it has, what it says."""
    return sha256(_LINK + previous + sequence.to_bytes(8) + content).digest()


def seal_bytes(*, agency: str, sequence: int, head: bytes, sealed_at: datetime, previous: bytes) -> bytes:
    """What a seal signs: where the chain stood; ``previous`` digests the seal before."""
    return _joined(
        [_SEAL, agency.encode(), sequence.to_bytes(8), head, instant(sealed_at).encode(), previous]
    )


def canonical(details: Json) -> bytes:
    """One text for equal JSON. Raises TypeError for what jsonb would give back changed (floats, keys not
    text).
    """
    _refuse_inexact(details)
    return json.dumps(details, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def instant(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _joined(parts: Iterable[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(8) + part for part in parts)


def _refuse_inexact(value: object) -> None:
    match value:
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("a key of details must be text")
            for item in value.values():
                _refuse_inexact(item)
        case list():
            for item in value:
                _refuse_inexact(item)
        case str() | int() | None:
            pass
        case _:
            raise TypeError(f"{type(value).__name__} has no exact JSON: give {value!r} as text")
