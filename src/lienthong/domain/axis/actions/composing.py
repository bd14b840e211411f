"""A document of ours and a word on one of theirs, as messages of the axis."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from lienthong.connectors.axis.messages import (
    Answered,
    Attachment,
    Business,
    Edoc,
    Organization,
    Replaced,
    Status,
    StatusCode,
    Trace,
)
from lienthong.domain.axis.actions.vocabulary import priority_of
from lienthong.domain.correspondence.queries import AmendmentRow, SendingRow, organ_of
from lienthong.domain.documents.queries import DocumentRow, get_version, letterhead, named_apart
from lienthong.spine.files.queries import FileRow, open_content


def document_id(organ: str, dated: date, code: str) -> str:
    """The id of a document as the standard builds it."""
    return f"{organ},{dated:%Y/%m/%d},{code}"


def key_of(sender: str, document: str, suffix: str = "") -> str:
    """What a document from outside is known by in correspondence; ``suffix`` parts an update from what it updates."""
    return f"{sender}|{document}|{suffix}"


def document_in(key: str) -> str:
    return key.partition("|")[2].rpartition("|")[0]


def edoc_of(
    document: DocumentRow,
    sendings: Sequence[SendingRow],
    kept: Sequence[FileRow],
    *,
    sender: Organization,
    replaced: Replaced | None,
    answers: Sequence[Answered],
    at: datetime,
) -> Edoc:
    """One message to all of ``sendings``, with the file that was sealed, then those that go with it; ``answers``: what
    it answers or corrects.
    """
    first = sendings[0]
    number, _slash, notation = first.code.partition("/")
    version = get_version(document.id, document.version)
    return Edoc(
        sender=sender,
        recipients=tuple(
            Organization(organ_id=organ_of(row.recipient), name=row.outside) for row in sendings
        ),
        document_id=document_id(sender.organ_id, first.dated, first.code),
        number=number,
        notation=notation,
        place=letterhead(document.agency, first.dated).place,
        dated=first.dated,
        type_name=document.kind_name,
        subject=first.subject[:500],
        signer_name=first.signer_name[:50],
        priority=priority_of(first.urgency),
        pages=version.pages,
        business=Business.REPLACE if replaced else Business.NEW,
        replaced=(replaced,) if replaced else (),
        answers=tuple(answers),
        traces=(Trace(organ_id=sender.organ_id, at=at),),
        appendixes=tuple(one.title for one in version.content.attachments),
        attachments=_attachments(kept, first.code),
    )


def update_of(first: Edoc, amended: AmendmentRow) -> Edoc:
    """As ``first`` would be written now, without its file, and with what its sender puts right."""
    return replace(
        first,
        subject=amended.subject[:500],
        priority=priority_of(amended.urgency),
        due=amended.due,
        reason=amended.reason[:500],
        business=Business.UPDATE,
        document_changes=True,
        replaced=(),
        answers=(),
        attachments=(),
    )


def _attachments(kept: Sequence[FileRow], code: str) -> tuple[Attachment, ...]:
    """The document bears its code; the others keep their names, which are none of theirs twice."""
    document = f"{code.replace('/', '_')}.pdf"
    names = named_apart([one.name for one in kept[1:]], [document])
    return tuple(_attachment(one, name) for one, name in zip(kept, [document, *names], strict=True))


def _attachment(kept: FileRow, name: str) -> Attachment:
    return Attachment(
        name=name,
        content_type=kept.media_type,
        open=partial(open_content, kept),
        size=kept.size,
        sha256=kept.digest,
    )


def status_of(
    about: Answered,
    code: StatusCode,
    *,
    sender: Organization,
    recipient: Organization,
    reason: str,
    at: datetime,
) -> Status:
    return Status(
        sender=sender,
        recipients=(recipient,),
        about=about,
        code=code,
        at=at,
        description=reason[:500],
        traces=(Trace(organ_id=sender.organ_id, at=at),),
    )
