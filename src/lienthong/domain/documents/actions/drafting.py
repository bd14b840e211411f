"""A document is written, version after version, each set on paper at once; comments stand beside it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.common import Held, happen, hold, keep, said
from lienthong.domain.documents.errors import (
    AddresseeMissing,
    AnotherVersion,
    BodyMissing,
    NotYours,
    RecipientsMissing,
    SecretDocument,
    SignatoryUnfit,
    SubjectMissing,
    UnitMissing,
)
from lienthong.domain.documents.permissions import can_draft
from lienthong.domain.documents.queries.paper import letterhead, sheet_of
from lienthong.domain.documents.queries.rows import Content
from lienthong.domain.documents.queries.signatories import Signatory, find_signatory
from lienthong.domain.documents.rules.kinds import ADDRESSED, Kind, symbol_of
from lienthong.domain.documents.rules.moves import State, Verb
from lienthong.domain.documents.rules.wording import entries, is_secret, named_recipients
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.pdf import typeset_with_places
from lienthong.spine.signatures.preparing import prepare
from lienthong.spine.text import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Draft:
    """A new document. ``key`` is the form's; ``about`` the subject of another room that it is for."""

    key: UUID
    content: Content
    about: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """A content as it was set: the bytes, their symbol, and who signs them how."""

    content: Content
    paper: bytes
    pages: int
    symbol: str
    signatory: Signatory
    day: date

    def told(self) -> dict[str, Any]:
        """As a version keeps it."""
        set_as = {"block": self.signatory.block, "set_on": self.day.isoformat(), "pages": self.pages}
        return self.content.told() | set_as


@transaction.atomic
def draft(*, draft: Draft, by: Actor, at: datetime) -> int:
    """Begins a document of one's agency; the form that is sent twice finds the document it made.

    Raises NotYours, SecretDocument, SignatoryUnfit and what says which part is missing.
    """
    if not can_draft(by, by.agency):
        raise NotYours
    made = m.Document.objects.filter(key=draft.key, agency=by.agency, drafter=by.account).first()
    if made:
        return made.pk
    done = set_paper(replace(draft.content, attachments=()), by.agency, at)
    file, _digest = _kept(done, by.agency, by, at)
    row = m.Document(
        key=draft.key,
        agency=by.agency,
        about=draft.about,
        drafter=by.account,
        drafter_name=by.name,
        state=State.DRAFT.value,
        holder=by.account,
        recorded_at=at,
        moved_at=at,
        file=file,
        **_columns(done),
    )
    row.save()
    _version(row, done, file, by, at)
    happen(Held(row, by, at), Verb.DRAFTED, {"kind": done.content.kind.value, "subject": row.subject})
    return row.pk


@transaction.atomic
def write(*, document: int, version: int, content: Content, by: Actor, at: datetime) -> int:
    """The next version, unless nothing was changed; returns which it is. ``version`` is the one that was open.

    Raises DocumentNotFound, NotYours, NotNow, AnotherVersion and what ``draft`` raises of a content.
    """
    held = hold(document, Verb.WRITTEN, by=by, at=at)
    newest = newest_of(held.row).content
    attached = Content.of(newest).attachments
    done = set_paper(replace(content, attachments=attached), held.row.agency, held.at)
    if newest == done.told():
        return held.row.version
    return rewrite(held, version, done, Verb.WRITTEN, {})


def rewrite(held: Held, version: int, done: Set, verb: Verb, told: dict[str, Any]) -> int:
    """The next version, as it was set; ``version`` is the one that was open. Raises AnotherVersion."""
    row = held.row
    if row.version != version:
        raise AnotherVersion
    file, _digest = _kept(done, row.agency, held.by, held.at)
    place = row.version + 1
    _version(row, done, file, held.by, held.at, place)
    happen(held, verb, {"version": place, **told}, version=place, file=file, **_columns(done))
    return place


def newest_of(row: m.Document) -> m.Version:
    return m.Version.objects.get(document=row, place=row.version)


@transaction.atomic
def comment(*, document: int, text: str, by: Actor, at: datetime) -> None:
    """Raises DocumentNotFound, NotYours, NotNow, ReasonMissing, SecretDocument."""
    held = hold(document, Verb.COMMENTED, by=by, at=at)
    told = said(text)
    if is_secret([told]):
        raise SecretDocument
    happen(held, Verb.COMMENTED, {"text": told, "version": held.row.version})


@transaction.atomic
def drop(*, document: int, by: Actor, at: datetime) -> None:
    """A draft that nobody needs. Raises DocumentNotFound, NotYours, NotNow."""
    held = hold(document, Verb.DROPPED, by=by, at=at)
    happen(held, Verb.DROPPED, holder="")


def set_paper(content: Content, agency: str, at: datetime) -> Set:
    """Raises SecretDocument, SignatoryUnfit and what says which part is missing."""
    given, day = _whole(content), clock.local(at).date()
    signatory = find_signatory(given.signer, agency, given.kind, day)
    if signatory is None:
        raise SignatoryUnfit(name=given.signer)
    head = letterhead(agency, day)
    content_bytes, places = typeset_with_places(*sheet_of(given, head, signatory, day))
    pages = 1 + max(place.page for place in places)
    symbol = symbol_of(given.kind, head.sign, given.unit)
    return Set(given, prepare(content_bytes, places), pages, symbol, signatory, day)


def _whole(content: Content) -> Content:
    """Clean, and refused while a part is missing or it is said to be secret."""
    given = replace(
        content,
        subject=clean(content.subject),
        body=clean_lines(content.body),
        recipients=clean_lines(content.recipients),
        unit=clean(content.unit).upper() if content.kind is Kind.LETTER else "",
        addressees=clean_lines(content.addressees),
        bases=clean_lines(content.bases),
    )
    titles = (one.title for one in given.attachments)
    texts = (given.subject, given.body, given.recipients, given.addressees, given.bases, *titles)
    if is_secret(texts):
        raise SecretDocument
    wanting = {
        SubjectMissing: not given.subject,
        UnitMissing: given.kind is Kind.LETTER and not given.unit,
        AddresseeMissing: given.kind in ADDRESSED and not entries(given.addressees),
        BodyMissing: not given.body,
        RecipientsMissing: not entries(given.recipients),
    }
    for refusal, is_wanting in wanting.items():
        if is_wanting:
            raise refusal
    return given


def _columns(done: Set) -> dict[str, Any]:
    content = done.content
    return {
        "kind": content.kind.value,
        "subject": content.subject,
        "symbol": done.symbol,
        "urgency": content.urgency.value,
        "recipients": "; ".join(named_recipients(content.addressees, content.recipients)),
        "signer": done.signatory.account,
        "signer_name": done.signatory.name,
        "attached": [one.file for one in content.attachments],
    }


def _kept(done: Set, agency: str, by: Actor, at: datetime) -> tuple[int, str]:
    return keep(done.paper, done.content.subject[:120], agency=agency, by=by, at=at)


def _version(row: m.Document, done: Set, file: int, by: Actor, at: datetime, place: int = 1) -> None:
    m.Version.objects.create(
        document=row,
        place=place,
        content=done.told(),
        file=file,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
