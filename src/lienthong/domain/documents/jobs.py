"""Whom the room's facts are told to."""

from datetime import datetime

from lienthong.domain.documents.actions import noting, reading
from lienthong.domain.documents.facts import DocumentIssued, DocumentMoved
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(DocumentMoved, key="documents.tell_of")
def tell_of_move(fact: DocumentMoved, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)


@on(DocumentIssued, key="documents.read_text")
def read_text(fact: DocumentIssued, at: datetime) -> None:
    reading.read_text(document=fact.document, at=at)
