"""Whom the room's facts are told to, and what is asked on telephones."""

from datetime import datetime

from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.documents.actions import answering, noting, reading
from lienthong.domain.documents.actions.telephone import JOB
from lienthong.domain.documents.facts import DocumentIssued, DocumentMoved
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.handlers import CALLS, on


@on(DocumentMoved, key="documents.tell_of")
def tell_of_move(fact: DocumentMoved, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)


@on(DocumentIssued, key="documents.read_text")
def read_text(fact: DocumentIssued, at: datetime) -> None:
    reading.read_text(document=fact.document, at=at)


@engine.every("* * * * * */15", JOB, queue=CALLS)
def ask_telephones() -> None:
    answering.go_on(helpers=current_helpers(), at=clock.now())
