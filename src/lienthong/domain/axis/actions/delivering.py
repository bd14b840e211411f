"""A document from outside goes to the agency of the house that it is for: it arrives, or it changes an earlier one."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.connectors.axis.messages import (
    Answered,
    Attachment,
    Business,
    Edoc,
    Organization,
    StatusCode,
)
from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions import wording
from lienthong.domain.axis.actions.common import ATTACHED, BY
from lienthong.domain.axis.actions.composing import key_of
from lienthong.domain.axis.actions.telling import reply, speaker
from lienthong.domain.axis.actions.vocabulary import kind_of, urgency_of
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.correspondence.actions import Amended, Brought
from lienthong.domain.correspondence.queries import SendingRow, Status, list_brought, party_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.actions import put
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.queries import FileRow


class Unfit(Refusal):
    """Why a message cannot become what it says, in words for its sender."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Delivery:
    """One document message at one agency of the house."""

    row: m.Message
    edoc: Edoc
    agency: str
    at: datetime

    @property
    def key(self) -> str:
        return key_of(self.row.sender, self.row.document)

    @property
    def outside(self) -> Actor:
        return outside_actor(self.row.sender, self.row.sender_name)


def outside_actor(organ: str, name: str) -> Actor:
    """An agency of another house, whose word we note."""
    return Actor(account="platform", name=name or organ, agency=party_of(organ), origin="axis")


def deliver(row: m.Message, edoc: Edoc, agency: str, at: datetime) -> None:
    """Raises Unfit, SecretIncoming."""
    given = Delivery(row, edoc, agency, at)
    match edoc.business:
        case Business.RECALL:
            _recall(given)
        case Business.UPDATE:
            _update(given)
        case Business.REPLACE:
            _replace(given)
        case Business.NEW:
            _arrive(given)


def _arrive(given: Delivery, *, note: str = "", suffix: str = "") -> None:
    edoc, day = given.edoc, clock.local(given.at).date()
    files = [_keep(one, given) for one in edoc.attachments]
    if not files:
        raise Unfit(wording.NO_FILE)
    brought = Brought(
        key=key_of(given.row.sender, given.row.document, suffix),
        organ=given.row.sender,
        name=given.row.sender_name,
        recipient=given.agency,
        code=given.row.code or given.row.document[:80],
        dated=min(edoc.dated or day, day),
        kind=kind_of(edoc.type_name),
        subject=edoc.subject or edoc.content,
        files=tuple(file.id for file in files),
        digest=files[0].digest,
        urgency=urgency_of(edoc.priority),
        signer_name=edoc.signer_name,
        note=note,
    )
    correspondence.bring_in(brought=brought, by=BY, at=given.at)


def _keep(one: Attachment, given: Delivery) -> FileRow:
    """The sender's own file, streamed into the store. Raises Unfit for one that no page here may offer."""
    try:
        with one.open() as content:
            return put(content=content, name=one.name, use=ATTACHED, agency=given.agency, by=BY, at=given.at)
    except FileRefused as refused:
        raise Unfit(wording.FILE_REFUSED.format(name=one.name, why=refused)) from refused


def _replace(given: Delivery) -> None:
    """The new one arrives; the old one is asked back, and the clerk answers as to any recall."""
    codes = []
    for one in given.edoc.replaced:
        found = list_brought(key_of(given.row.sender, one.document_id), given.agency)
        codes += [row.code for row in found]
        for row in found:
            _ask_back(given, row, wording.REPLACED.format(code=given.row.code))
    named = ", ".join(codes or [one.document_id for one in given.edoc.replaced])
    _arrive(given, note=wording.REPLACES.format(codes=named))


def _update(given: Delivery) -> None:
    """With files it arrives as what updates the earlier one; a change of receivers may take ours away."""
    earlier = list_brought(given.key, given.agency)
    if given.edoc.attachments:
        note = wording.UPDATES.format(code=given.row.code)
        _arrive(given, note=note, suffix=given.row.digest[:12])
        return
    if not earlier:
        raise Unfit(wording.NO_SUCH_DOCUMENT.format(document=given.row.document))
    if given.edoc.document_changes:
        _amend(given, earlier)
    taken_off = {one.organ_id for one in given.edoc.receivers if not one.added}
    if taken_off & set(given.row.recipients):
        for row in earlier:
            _ask_back(given, row, given.edoc.reason or wording.REMOVED)


def _amend(given: Delivery, earlier: list[SendingRow]) -> None:
    """What is told instead stands beside the document, and its sender is told so (15), or that nothing is left (16)."""
    edoc = given.edoc
    amended = Amended(
        subject=edoc.subject or earlier[0].subject,
        urgency=urgency_of(edoc.priority),
        due=edoc.due,
        reason=edoc.reason or wording.AMENDED,
    )
    noted = [
        correspondence.hear_amendment(
            sending=row.id, key=given.row.digest, amended=amended, by=given.outside, at=given.at
        )
        for row in earlier
    ]
    code, words = (
        (StatusCode.AGREED, wording.NOTED) if any(noted) else (StatusCode.DECLINED, wording.NOT_AMENDED)
    )
    first = earlier[0]
    about = Answered(
        organ_id=given.row.sender, code=first.code, dated=first.dated, document_id=given.row.document
    )
    us = speaker(given.agency, clock.local(given.at).date())
    to = Organization(organ_id=given.row.sender, name=given.row.sender_name)
    reply(about=about, code=code, us=us, to=to, words=words, at=given.at)


def _recall(given: Delivery) -> None:
    named = [one.document_id for one in given.edoc.answers] or [given.row.document]
    for document in named:
        ask_back(given.row, document, given.agency, given.edoc.reason or wording.RECALLED, given.at)


def ask_back(row: m.Message, document: str, agency: str, reason: str, at: datetime) -> None:
    """What the sender asks back; refused at once (16) where nothing is left to be given back. Raises Unfit."""
    found = list_brought(key_of(row.sender, document), agency)
    if not found:
        raise Unfit(wording.NO_SUCH_DOCUMENT.format(document=document))
    by = outside_actor(row.sender, row.sender_name)
    heard = [
        correspondence.hear(sending=one.id, status=Status.ASKED_BACK, reason=reason, by=by, at=at)
        for one in found
    ]
    if not any(heard) and found[0].status not in {Status.ASKED_BACK, Status.AGREED}:
        about = Answered(organ_id=row.sender, code=found[0].code, dated=found[0].dated, document_id=document)
        us = speaker(agency, clock.local(at).date())
        to = Organization(organ_id=row.sender, name=row.sender_name)
        reply(about=about, code=StatusCode.DECLINED, us=us, to=to, words=wording.NOT_RECALLABLE, at=at)


def _ask_back(given: Delivery, row: SendingRow, reason: str) -> None:
    correspondence.hear(
        sending=row.id, status=Status.ASKED_BACK, reason=reason, by=given.outside, at=given.at
    )
