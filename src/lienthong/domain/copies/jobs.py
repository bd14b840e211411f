"""Whom the room's facts are told to."""

from datetime import datetime

from lienthong.domain.copies.actions import noting
from lienthong.domain.copies.facts import CopyMoved
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(CopyMoved, key="copies.tell_of")
def tell_of_move(fact: CopyMoved, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)
