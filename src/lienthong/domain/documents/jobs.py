"""Whom the room's facts are told to."""

from datetime import datetime

from lienthong.domain.documents.actions import noting
from lienthong.domain.documents.facts import DocumentMoved
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(DocumentMoved, key="documents.tell_of")
def tell_of_move(fact: DocumentMoved, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)
