"""What waits in quarantine: read again, or done with, by an operator."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.axis.actions.common import TO_READ, carry_on, locked, note
from lienthong.domain.axis.errors import NotDead, ReasonMissing
from lienthong.domain.axis.rules import KINDS_OF_WAIT, MessageState
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean_lines


@transaction.atomic
def read_again(*, message: int, by: Actor, at: datetime) -> None:
    """After its cause was mended, as a code that was missing. Raises MessageNotFound, NotDead."""
    row = locked(message)
    if row.state not in KINDS_OF_WAIT or row.file is None:
        raise NotDead
    row.state, row.reason = MessageState.TAKEN.value, ""
    row.save(update_fields=["state", "reason"])
    carry_on(TO_READ, f"{row.pk}:{at.isoformat()}")
    note("read_again", f"message:{row.pk}", by=by, at=at, sender=row.sender)


@transaction.atomic
def settle(*, message: int, reason: str, by: Actor, at: datetime) -> None:
    """Nothing more is done with it; its bytes stay. Raises MessageNotFound, NotDead, ReasonMissing."""
    row, why = locked(message), clean_lines(reason)
    if row.state not in KINDS_OF_WAIT:
        raise NotDead
    if not why:
        raise ReasonMissing
    row.state, row.settled_at = MessageState.SETTLED.value, at
    row.save(update_fields=["state", "settled_at"])
    note("settle", f"message:{row.pk}", by=by, at=at, reason=why, sender=row.sender)
