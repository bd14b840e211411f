"""Facts of rooms below that concern incoming documents."""

from datetime import datetime

from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence.rules.replies import incoming_in
from lienthong.domain.documents.facts import DocumentIssued
from lienthong.domain.documents.queries import get_signature
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(DocumentIssued, key="correspondence.answer")
def document_issued(fact: DocumentIssued, at: datetime) -> None:
    incoming = incoming_in(fact.about)
    if incoming is not None:
        code = get_signature(fact.document).code
        actions.answer(incoming=incoming, document=fact.document, code=code, by=platform("reaction"), at=at)
