"""What callers read of messages: frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.axis import models as m
from lienthong.domain.axis.rules import LegState, MessageState, NeighbourKind, Wanted


@dataclass(frozen=True, slots=True)
class MessageRow:
    id: int
    key: str
    neighbour: int | None
    neighbour_name: str
    remote: str
    stated: str
    agency: str
    wanted: Wanted
    file: int | None
    digest: str
    size: int
    state: MessageState
    reason: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    document: str
    code: str
    subject: str
    business: str
    status: str
    came_at: datetime
    real_at: datetime


@dataclass(frozen=True, slots=True)
class LegRow:
    id: int
    message: MessageRow
    neighbour: int | None
    neighbour_name: str
    agency: str
    recipients: tuple[str, ...]
    state: LegState
    tries: int
    fault: str
    remote: str
    made_at: datetime
    taken_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    id: int
    kind: NeighbourKind
    system: str
    name: str
    organ: str
    made_at: datetime
    ended_at: datetime | None
    seen_at: datetime | None
    listed_at: datetime | None
    fault: str
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    id: int
    leg: int | None
    is_ours: bool
    statement: bytes
    signature: bytes
    certificate: bytes
    made_at: datetime


def message_row(row: m.Message) -> MessageRow:
    return MessageRow(
        id=row.pk,
        key=row.key,
        neighbour=row.neighbour_id,
        neighbour_name=row.neighbour.name if row.neighbour else "",
        remote=row.remote,
        stated=row.stated,
        agency=row.agency,
        wanted=Wanted(row.wanted),
        file=row.file,
        digest=row.digest,
        size=row.size,
        state=MessageState(row.state),
        reason=row.reason,
        sender=row.sender,
        sender_name=row.sender_name,
        recipients=tuple(row.recipients),
        document=row.document,
        code=row.code,
        subject=row.subject,
        business=row.business,
        status=row.status,
        came_at=row.came_at,
        real_at=row.real_at,
    )


def leg_row(row: m.Leg) -> LegRow:
    return LegRow(
        id=row.pk,
        message=message_row(row.message),
        neighbour=row.neighbour_id,
        neighbour_name=row.neighbour.name if row.neighbour else "",
        agency=row.agency,
        recipients=tuple(row.recipients),
        state=LegState(row.state),
        tries=row.tries,
        fault=row.fault,
        remote=row.remote,
        made_at=row.made_at,
        taken_at=row.taken_at,
        done_at=row.done_at,
    )


def neighbour_row(row: m.Neighbour) -> NeighbourRow:
    return NeighbourRow(
        id=row.pk,
        kind=NeighbourKind(row.kind),
        system=row.system,
        name=row.name,
        organ=row.organ,
        made_at=row.made_at,
        ended_at=row.ended_at,
        seen_at=row.seen_at,
        listed_at=row.listed_at,
        fault=row.fault,
        failing_since=row.failing_since,
    )


def receipt_row(row: m.Receipt) -> ReceiptRow:
    return ReceiptRow(
        id=row.pk,
        leg=row.leg_id,
        is_ours=row.is_ours,
        statement=bytes(row.statement),
        signature=bytes(row.signature),
        certificate=bytes(row.certificate),
        made_at=row.made_at,
    )
