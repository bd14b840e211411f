"""Signing with a key that lies elsewhere, on a device at the desk or with a service: what the key must sign goes out,
and what it made comes back.

Between the two nothing of it is known to the document: the caller holds ``Started`` where nobody can change it.
"""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from lienthong.domain.documents.actions.common import content_of, look
from lienthong.domain.documents.actions.issuing import (
    keep_sealed,
    number,
    refuse_unfit_key,
    sheets_to_seal,
    to_issue,
)
from lienthong.domain.documents.actions.signing import Read, keep_signed, look_of, refuse_early
from lienthong.domain.documents.errors import NotNow, NotYours
from lienthong.domain.documents.rules.moves import State, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import NoKey, TokenSilent
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.permissions import can_use
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.queries import KeyRow, get_key, key_of
from lienthong.spine.signatures.signing import Helpers, Pending, Wish
from lienthong.spine.signatures.signing import begin as begin_paper
from lienthong.spine.signatures.signing import finish as finish_paper


@dataclass(frozen=True, slots=True)
class Part:
    """A signature that waits for the key: ``content`` is what it must sign, ``addition`` what comes behind the bytes
    of ``file``, ``gap`` where the signature goes.
    """

    file: int
    addition: bytes
    gap: tuple[int, int]
    content: bytes


@dataclass(frozen=True, slots=True)
class Started:
    """What was handed to the key. ``base`` is the version that was read or, where it ``seals``, the file that bears
    the number; ``parts`` are the document and, where it seals, what goes with it: all are signed, or none.
    """

    document: int
    base: int
    seals: bool
    key: int
    handle: str
    parts: tuple[Part, ...]

    def told(self) -> dict[str, Any]:
        """In the types of JSON, for who must keep it."""
        parts = [
            {
                "file": part.file,
                "addition": base64.b64encode(part.addition).decode(),
                "gap": part.gap,
                "content": base64.b64encode(part.content).decode(),
            }
            for part in self.parts
        ]
        names = ("document", "base", "seals", "key", "handle")
        return {name: getattr(self, name) for name in names} | {"parts": parts}

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Started":
        """From what ``told`` made."""
        parts = [
            Part(
                part["file"],
                base64.b64decode(part["addition"]),
                (part["gap"][0], part["gap"][1]),
                base64.b64decode(part["content"]),
            )
            for part in told["parts"]
        ]
        return cls(**told | {"parts": tuple(parts)})


def begin(*, read: Read, kind: TokenKind, helpers: Helpers, by: Actor, at: datetime) -> Started:
    """All that comes before the key is asked. Raises what ``sign`` raises, but for the PIN."""
    version = refuse_early(read, by, at)
    key = key_there(holders.account(by.account), kind, by)
    part = _part(version.file, Wish(SIGNER, look_of(key)), key, helpers, clock.real_now())
    return Started(read.document, read.version, False, key.id, key.handle, (part,))


def begin_seal(*, document: int, kind: TokenKind, helpers: Helpers, by: Actor, at: datetime) -> Started:
    """The agency's key: the number is given first, since it is part of what is signed. What the officer then
    declines stays numbered, and is sealed by asking again. Raises what ``issue`` raises, but for the PIN.
    """
    row = to_issue(document, by)
    key = key_there(holders.agency(row.agency), kind, by)
    if row.state is State.SIGNED:
        refuse_unfit_key(key, helpers)
        number(document=document, by=by, at=at)
    numbered, real = look(document, Verb.SEALED, by=by), clock.real_now()
    parts = tuple(
        _part(sheet.file.id, sheet.wish, key, helpers, real) for sheet in sheets_to_seal(numbered, key, real)
    )
    return Started(document, numbered.file, True, key.id, key.handle, parts)


def _part(file: int, wish: Wish, key: KeyRow, helpers: Helpers, real: datetime) -> Part:
    paper = content_of(file)
    pending = begin_paper(paper, wish, key.certificate, key.chain, helpers, at=real)
    return Part(file, pending.paper[len(paper) :], pending.gap, pending.content)


def finish(*, started: Started, made: Sequence[bytes], helpers: Helpers, by: Actor, at: datetime) -> None:
    """With what the key ``made`` of each part, which is checked before it enters the paper. Raises TokenSilent for
    another key's work, and what ``sign`` and ``issue`` raise.
    """
    finished(started=started, made=made, helpers=helpers, by=by, at=at)()


def finished(
    *, started: Started, made: Sequence[bytes], helpers: Helpers, by: Actor, at: datetime
) -> Callable[[], None]:
    """As ``finish`` but for its last step, which keeps what was signed in one transaction and asks nobody outside."""
    if len(made) != len(started.parts):
        raise TokenSilent
    if started.seals:
        return _sealed(started, made, helpers, by, at)
    version = refuse_early(Read(started.document, started.base), by, at)
    key = _own(started.key, holders.account(by.account), by)
    [signed] = _files(started, made, key, helpers).values()
    return partial(keep_signed, version, key, signed, by, at)


def _sealed(
    started: Started, made: Sequence[bytes], helpers: Helpers, by: Actor, at: datetime
) -> Callable[[], None]:
    row = look(started.document, Verb.SEALED, by=by)
    if row.file != started.base:
        raise NotNow
    key = _own(started.key, holders.agency(row.agency), by)
    return partial(keep_sealed, started.document, key, _files(started, made, key, helpers), by, at)


def _files(started: Started, made: Sequence[bytes], key: KeyRow, helpers: Helpers) -> dict[int, bytes]:
    """The signed bytes of each part, by its file."""
    return {
        part.file: finish_paper(_pending(part, key), signature, helpers)
        for part, signature in zip(started.parts, made, strict=True)
    }


def _pending(part: Part, key: KeyRow) -> Pending:
    return Pending(content_of(part.file) + part.addition, part.gap, part.content, key.certificate, key.chain)


def key_there(holder: holders.Holder, kind: TokenKind, by: Actor) -> KeyRow:
    """The key of that kind that the holder uses. Raises NoKey, NotYours."""
    key = key_of(holder, kind)
    if key is None:
        raise NoKey
    return _own(key.id, holder, by)


def _own(key: int, holder: holders.Holder, by: Actor) -> KeyRow:
    row = get_key(key)
    if row is None or row.ended_at or row.holder != holder:
        raise NoKey
    if not can_use(by, holder):
        raise NotYours
    return row
