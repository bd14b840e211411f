"""What callers read of incoming documents and sendings: frozen rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.rules.lateness import Pace, pace_of
from lienthong.domain.correspondence.rules.moves import State, Verb
from lienthong.domain.correspondence.rules.parties import organ_of
from lienthong.domain.correspondence.rules.statuses import Status
from lienthong.domain.documents.queries import KINDS, Kind, Urgency


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """An incoming document as it stands. ``symbol`` is the sender's own number and symbol, ``number`` the arrival
    number of the agency's year.
    """

    id: int
    agency: str
    sending: int | None
    sender_code: str
    sender: str
    symbol: str
    dated: date
    kind: Kind
    subject: str
    urgency: Urgency
    pages: int
    files: tuple[int, ...]
    arrived_on: date
    number: int
    year: int
    registered_on: date
    entry: int
    state: State
    holder: str
    handler: str
    lead: str
    supporting: tuple[str, ...]
    people: tuple[str, ...]
    due: date | None
    ended_on: date | None
    reply: int | None
    note: str
    moved_at: datetime

    @property
    def arrival(self) -> str:
        """ "07/2021"."""
        return f"{self.number:02}/{self.year}"

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind].name

    @property
    def title(self) -> str:
        """As one speaks of it: "Công văn 12/UBND-VX"."""
        return f"{self.kind_name} {self.symbol}".strip()

    def pace(self, today: date) -> Pace:
        return pace_of(self.due, self.ended_on, today)


@dataclass(frozen=True, slots=True)
class HappeningRow:
    id: int
    verb: Verb
    account: str
    name: str
    position: str
    occurred_at: datetime
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SendingRow:
    """A document on its way to one agency. ``outside`` names the side that is not of this house, "" where both are;
    ``document`` is 0 of what came from there, and ``key`` the message that brought it.
    """

    id: int
    document: int
    sender: str
    recipient: str
    outside: str
    key: str
    note: str
    file: int
    files: tuple[int, ...]
    digest: str
    kind: Kind
    code: str
    subject: str
    urgency: Urgency
    dated: date
    signer_name: str
    status: Status
    before: Status | None
    moved_at: datetime
    recorded_at: datetime

    @property
    def title(self) -> str:
        return f"{KINDS[self.kind].name} {self.code}"

    @property
    def is_from_outside(self) -> bool:
        return organ_of(self.sender) != ""

    @property
    def is_to_outside(self) -> bool:
        return organ_of(self.recipient) != ""


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """``answer`` is None until the recipient has said something."""

    id: int
    sending: int
    subject: str
    urgency: Urgency
    due: date | None
    reason: str
    name: str
    occurred_at: datetime
    answer: Status | None
    answer_reason: str


@dataclass(frozen=True, slots=True)
class WordRow:
    status: Status
    name: str
    agency: str
    occurred_at: datetime
    reason: str


def row_of(row: m.Incoming) -> IncomingRow:
    return IncomingRow(
        id=row.pk,
        agency=row.agency,
        sending=row.sending_id,
        sender_code=row.sender_code,
        sender=row.sender,
        symbol=row.symbol,
        dated=row.dated,
        kind=Kind(row.kind),
        subject=row.subject,
        urgency=Urgency(row.urgency),
        pages=row.pages,
        files=tuple(row.files),
        arrived_on=row.arrived_on,
        number=row.number,
        year=row.year,
        registered_on=row.registered_on,
        entry=row.entry,
        state=State(row.state),
        holder=row.holder,
        handler=row.handler,
        lead=row.lead,
        supporting=tuple(row.supporting),
        people=tuple(row.people),
        due=row.due,
        ended_on=row.ended_on,
        reply=row.reply,
        note=row.note,
        moved_at=row.moved_at,
    )


def happening_row(row: m.Happening) -> HappeningRow:
    return HappeningRow(
        row.pk, Verb(row.verb), row.account, row.name, row.position, row.occurred_at, dict(row.data)
    )


def sending_row(row: m.Sending) -> SendingRow:
    return SendingRow(
        id=row.pk,
        document=row.document_id or 0,
        sender=row.sender,
        recipient=row.recipient,
        outside=row.outside,
        key=row.key,
        note=row.note,
        file=row.file,
        files=tuple(row.files),
        digest=row.digest,
        kind=Kind(row.kind),
        code=row.code,
        subject=row.subject,
        urgency=Urgency(row.urgency),
        dated=row.dated,
        signer_name=row.signer_name,
        status=Status(row.status),
        before=Status(row.before) if row.before else None,
        moved_at=row.moved_at,
        recorded_at=row.recorded_at,
    )


def word_row(row: m.Word) -> WordRow:
    return WordRow(Status(row.status), row.name, row.agency, row.occurred_at, row.reason)


def amendment_row(row: m.Amendment) -> AmendmentRow:
    return AmendmentRow(
        id=row.pk,
        sending=row.sending_id,
        subject=row.subject,
        urgency=Urgency(row.urgency),
        due=row.due,
        reason=row.reason,
        name=row.name,
        occurred_at=row.occurred_at,
        answer=Status(row.answer) if row.answer else None,
        answer_reason=row.answer_reason,
    )
