"""A neighbour's message is taken: its very bytes are kept, a receipt is signed, and it waits to be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions.common import MESSAGE, TO_READ, carry_on, note, sign_receipt
from lienthong.domain.axis.actions.wording import CONFLICT
from lienthong.domain.axis.errors import HashDiffers
from lienthong.domain.axis.rules import MessageState, Wanted
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard, put
from lienthong.spine.files.queries import FileRow


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """How a message came: ``remote`` is its id at the neighbour, ``stated`` the sender by the header of the wire."""

    neighbour: int
    wanted: Wanted
    remote: str = ""
    stated: str = ""


@transaction.atomic
def take(
    *,
    content: BinaryIO,
    arrival: Arrival,
    is_announced: Callable[[str], bool],
    by: Actor,
    at: datetime,
) -> str:
    """Its id here; the same one for the same bytes, however often they come. ``is_announced`` judges their digest.

    Raises HashDiffers, a FileRefused.
    """
    kept = put(
        content=content,
        name="message.edxml",
        use=MESSAGE,
        agency=settings.LIENTHONG_PROVINCE,
        by=by,
        at=at,
    )
    if not is_announced(kept.digest):
        raise HashDiffers
    m.Message.objects.bulk_create([_row(arrival, kept, at)], ignore_conflicts=True)
    same = {"neighbour": arrival.neighbour, "wanted": arrival.wanted.value, "digest": kept.digest}
    row = m.Message.objects.select_for_update(no_key=True).get(**same)
    if row.file != kept.id:
        discard(file=kept.id)
        return row.key
    sign_receipt(row, at)
    if row.state == MessageState.TAKEN:
        carry_on(TO_READ, str(row.pk))
    note("take", f"message:{row.pk}", by=by, at=at, digest=row.digest, size=row.size, sender=row.stated)
    return row.key


def _row(arrival: Arrival, kept: FileRow, at: datetime) -> m.Message:
    """Set aside at once where the neighbour gave other bytes under the same id before."""
    is_other = (
        bool(arrival.remote)
        and m.Message.objects.filter(
            neighbour=arrival.neighbour, wanted=arrival.wanted.value, remote=arrival.remote
        ).exists()
    )
    return m.Message(
        key=str(uuid4()),
        neighbour_id=arrival.neighbour,
        remote=arrival.remote[:200],
        stated=arrival.stated[:99],
        wanted=arrival.wanted.value,
        file=kept.id,
        digest=kept.digest,
        size=kept.size,
        state=(MessageState.CONFLICT if is_other else MessageState.TAKEN).value,
        reason=CONFLICT.format(document=arrival.remote)[:500] if is_other else "",
        came_at=at,
        real_at=clock.real_now(),
    )
