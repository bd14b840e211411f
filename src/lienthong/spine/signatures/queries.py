from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from lienthong.spine.signatures.holders import Holder, TokenKind
from lienthong.spine.signatures.models import SigningKey
from lienthong.spine.signatures.sealing import MOST_WRONG


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An enrolled key. ``name`` stands in its certificate; ``is_locked`` after too many wrong PINs."""

    id: int
    holder: Holder
    kind: TokenKind
    name: str
    serial: str
    until: datetime
    certificate: bytes
    chain: tuple[bytes, ...]
    handle: str
    picture: bytes
    is_locked: bool
    enrolled_at: datetime
    ended_at: datetime | None
    reason: str


def get_key(key: int) -> KeyRow | None:
    row = SigningKey.objects.filter(pk=key).first()
    return row_of(row) if row else None


def list_keys(holder: Holder, *, ended: bool = False) -> list[KeyRow]:
    """The keys of a holder that are in use, with ``ended`` those of before too, the newest first."""
    rows = SigningKey.objects.filter(holder_kind=holder.kind, holder=holder.code).order_by("-id")
    return [row_of(row) for row in (rows if ended else rows.filter(ended_at=None))[:100]]


def key_of(holder: Holder, kind: TokenKind = TokenKind.STORE) -> KeyRow | None:
    """The key of that kind that the holder uses now."""
    return next((row for row in list_keys(holder) if row.kind is kind), None)


def with_keys(holders: Collection[Holder]) -> set[Holder]:
    """Those of ``holders`` who have any key in use."""
    rows = SigningKey.objects.filter(ended_at=None, holder__in={holder.code for holder in holders})
    return {row.owner for row in rows.only("holder_kind", "holder")} & set(holders)


def row_of(row: SigningKey) -> KeyRow:
    return KeyRow(
        id=row.pk,
        holder=row.owner,
        kind=TokenKind(row.kind),
        name=row.name,
        serial=row.serial,
        until=row.until,
        certificate=bytes(row.certificate),
        chain=tuple(map(bytes, row.chain)),
        handle=row.handle,
        picture=bytes(row.picture),
        is_locked=row.wrong_pins >= MOST_WRONG,
        enrolled_at=row.enrolled_at,
        ended_at=row.ended_at,
        reason=row.reason,
    )
