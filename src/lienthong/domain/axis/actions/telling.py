"""Messages that this node writes itself: a document of the house, a word on one of another house's."""

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO, Final, cast
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.messages import (
    Answered,
    Edoc,
    Organization,
    Replaced,
    Status,
    StatusCode,
)
from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions.common import (
    BY,
    MESSAGE,
    envelope_signature,
    lay_legs,
    note,
    one_at_a_time,
    sign_receipt,
)
from lienthong.domain.axis.actions.composing import document_id, document_in, edoc_of, status_of, update_of
from lienthong.domain.axis.actions.wording import NOWHERE
from lienthong.domain.axis.queries.codes import below_of, names_of, organ_of_agency
from lienthong.domain.axis.queries.neighbours import parent
from lienthong.domain.axis.rules import MessageState, Wanted, Ways, find_ways
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.correspondence.queries import (
    AmendmentRow,
    SendingRow,
    WordRow,
    find_answered,
    list_sendings,
    organ_of,
)
from lienthong.domain.correspondence.queries import Status as Standing
from lienthong.domain.documents.queries import DocumentRow, Mending, get_issued, mended_in
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow, get_files

IN_MEMORY: Final = 1_000_000


@transaction.atomic
def carry(*, document: int, sender: str, at: datetime) -> str:
    """One message with everything of a document that was sent outside and is not on its way yet; "" where nothing is.

    Raises LookupError for an agency without a code on the axis.
    """
    one_at_a_time(f"axis document {document}")
    waiting = [row for row in list_sendings(document) if row.is_to_outside and row.status is Standing.SENT]
    known = set(
        m.Carried.objects.filter(sending__in=[row.id for row in waiting]).values_list("sending", flat=True)
    )
    sendings = [row for row in waiting if row.id not in known]
    issued = get_issued(document, sender)
    kept = _files_of(sendings[0]) if sendings else []
    if issued is None or not kept:
        return ""
    us = speaker(sender, clock.local(at).date())
    message = edoc_of(
        issued,
        sendings,
        kept,
        sender=us,
        replaced=_replaced(issued, us),
        answers=_answered(issued, us),
        at=at,
    )
    row = write_own(message, agency=sender, at=at)
    m.Carried.objects.bulk_create(m.Carried(message=row, sending=one.id) for one in sendings)
    _refuse_nowhere(sendings, at)
    return row.key


@transaction.atomic
def update(*, sending: SendingRow, amended: AmendmentRow, at: datetime) -> str:
    """Tells a recipient outside what is put right (2); "" for what never went out by the axis."""
    told = m.Message.objects.filter(amendment=amended.id).first()
    if told or not m.Carried.objects.filter(sending=sending.id).exists():
        return told.key if told else ""
    issued, kept = get_issued(sending.document, sending.sender), _files_of(sending)
    if issued is None or not kept:
        return ""
    us = speaker(sending.sender, clock.local(at).date())
    first = edoc_of(issued, [sending], kept, sender=us, replaced=None, answers=(), at=at)
    row = write_own(update_of(first, amended), agency=sending.sender, amendment=amended.id, at=at)
    return row.key


def _files_of(sending: SendingRow) -> list[FileRow]:
    """The document first, then what goes with it; nothing unless all are there."""
    wanted = (sending.file, *sending.files)
    found = get_files(wanted)
    return [found[file] for file in wanted] if len(found) == len(set(wanted)) else []


def _replaced(document: DocumentRow, us: Organization) -> Replaced | None:
    """The earlier document for whose wrong content this one stands, where it went out by the axis."""
    mended = mended_in(document.about)
    if mended is None or mended[0] is not Mending.REPLACES:
        return None
    earlier = get_issued(mended[1], document.agency)
    gone = [row for row in list_sendings(mended[1]) if row.is_to_outside]
    if earlier is None or earlier.dated is None or not gone:
        return None
    name = document_id(us.organ_id, earlier.dated, earlier.code)
    return Replaced(document_id=name, organ_ids=tuple(organ_of(row.recipient) for row in gone))


def _answered(document: DocumentRow, us: Organization) -> list[Answered]:
    """The document from outside that it answers, or the earlier one of ours whose form it corrects."""
    theirs, mended = find_answered(document.about), mended_in(document.about)
    if theirs:
        organ, named = organ_of(theirs.sender), document_in(theirs.key)
        return [Answered(organ_id=organ, code=theirs.code, dated=theirs.dated, document_id=named)]
    ours = get_issued(mended[1], document.agency) if mended and mended[0] is Mending.CORRECTS else None
    if ours is None or ours.dated is None:
        return []
    named = document_id(us.organ_id, ours.dated, ours.code)
    return [Answered(organ_id=us.organ_id, code=ours.code, dated=ours.dated, document_id=named)]


@transaction.atomic
def ask_back(*, sending: SendingRow, word: WordRow, number: int, at: datetime) -> str:
    """Tells its recipient that we ask for a document back (13)."""
    us = speaker(sending.sender, clock.local(at).date())
    about = Answered(
        organ_id=us.organ_id,
        code=sending.code,
        dated=sending.dated,
        document_id=document_id(us.organ_id, sending.dated, sending.code),
    )
    to = Organization(organ_id=organ_of(sending.recipient), name=sending.outside)
    return _say(about, StatusCode.ASKED_BACK, us, to, word.reason, sending.sender, number, at)


@transaction.atomic
def answer(*, sending: SendingRow, word: WordRow, number: int, at: datetime) -> str:
    """Tells the sender of a document from outside what became of it here."""
    us = speaker(sending.recipient, clock.local(at).date())
    to = Organization(organ_id=organ_of(sending.sender), name=sending.outside)
    document = document_in(sending.key)
    about = Answered(organ_id=to.organ_id, code=sending.code, dated=sending.dated, document_id=document)
    code = StatusCode(word.status.value)
    words = f"{word.name}: {word.reason}" if word.reason else word.name
    return _say(about, code, us, to, words, sending.recipient, number, at)


def _say(
    about: Answered,
    code: StatusCode,
    us: Organization,
    to: Organization,
    words: str,
    agency: str,
    number: int | None,
    at: datetime,
) -> str:
    if number and (told := m.Message.objects.filter(word=number).first()):
        return told.key
    message = status_of(about, code, sender=us, recipient=to, reason=words, at=at)
    return write_own(message, agency=agency, word=number, at=at).key


def reply(
    *, about: Answered, code: StatusCode, us: Organization, to: Organization, words: str, at: datetime
) -> None:
    """The node's own word: it could not take the message in, or nobody here can do what it asks for."""
    if to.organ_id:
        _say(about, code, us, to, words, "", None, at)


def speaker(agency: str, day: date) -> Organization:
    """An agency of the house as it is known on the axis. Raises LookupError where it has no code there."""
    organ = organ_of_agency(agency, day)
    if not organ:
        raise LookupError(f"{agency} has no code on the axis")
    return Organization(organ_id=organ, name=get_names([agency], day).get(agency, agency))


def write_own(
    message: Edoc | Status,
    *,
    agency: str,
    word: int | None = None,
    amendment: int | None = None,
    at: datetime,
) -> m.Message:
    """Its bytes are kept, its legs laid, our receipt signed. Whom nobody knows refuses by our own word."""
    wanted = Wanted.DOCUMENT if isinstance(message, Edoc) else Wanted.STATUS
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as draft:
        written = edxml.write(message, cast(BinaryIO, draft), sign=envelope_signature())
        draft.seek(0)
        kept = put(
            content=cast(BinaryIO, draft),
            name="message.edxml",
            use=MESSAGE,
            agency=agency or settings.LIENTHONG_PROVINCE,
            by=BY,
            at=at,
        )
    row = m.Message.objects.create(
        key=str(uuid4()),
        agency=agency,
        word=word,
        amendment=amendment,
        wanted=wanted.value,
        file=kept.id,
        digest=written.sha256,
        size=written.size,
        state=MessageState.ROUTED.value,
        came_at=at,
        real_at=clock.real_now(),
    )
    describe(row, message)
    lay_legs(row, _ways(row.recipients))
    sign_receipt(row, at)
    note("write", f"message:{row.pk}", by=BY, at=at, digest=row.digest, document=row.document)
    return row


def _ways(recipients: Sequence[str]) -> Ways:
    above = parent()
    return find_ways(
        recipients, house={}, below=below_of(recipients), above=above.id if above else None, origin=None
    )


def _refuse_nowhere(sendings: Sequence[SendingRow], at: datetime) -> None:
    """The clerk reads that nobody on the axis answers to that code."""
    nowhere = _ways([organ_of(row.recipient) for row in sendings]).nowhere
    for row in sendings:
        if (organ := organ_of(row.recipient)) in nowhere:
            words = NOWHERE.format(organs=organ)
            correspondence.hear(sending=row.id, status=Standing.REFUSED, reason=words, by=BY, at=at)


def describe(row: m.Message, message: Edoc | Status) -> None:
    """Writes into the row what a message says of itself."""
    organs = [one.organ_id for one in message.recipients]
    row.sender, row.sender_name = message.sender.organ_id[:200], message.sender.name[:300]
    if isinstance(message, Edoc):
        row.document, row.business = message.document_id[:300], message.business.value
        row.code = f"{message.number}/{message.notation}".strip("/")[:100]
        row.subject = message.subject[:1_000]
    else:
        row.document, row.status = message.about.document_id[:300], message.code.value
        row.code, row.subject = message.about.code[:100], message.description[:1_000]
        organs = organs or [message.about.organ_id]
    row.recipients = organs
    if not row.sender_name:
        day = clock.local(row.came_at).date()
        row.sender_name = names_of([row.sender], day).get(row.sender, row.sender)[:300]
    row.save()
