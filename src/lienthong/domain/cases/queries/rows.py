"""What is read of a case: its head and how it stands, and what happened to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.domain.cases import models as m
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.domain.cases.rules.moves import NATIONAL, State
from lienthong.domain.cases.rules.standing import Status, is_late, status


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it stands. ``due_at`` is the promised day, ``legal_at`` the law's; ``seat`` where it lies.

    ``stand`` is the number of the stretch that was read: another one later means that the case was moved. ``point``:
    the counter that took it for its owner, in whose ``book`` it may stand; "" for the owner's own. ``is_late``: the
    law's day was missed, or is over.
    """

    id: int
    stand: int
    number: str
    version: int
    procedure: str
    title: str
    field: str
    content: str
    owner: str
    point: str
    book: str
    channel: str
    return_by: str
    applicant: int
    applicant_name: str
    submitter: int | None
    submitter_name: str
    authority: str
    state: State
    status: Status
    seat: str
    unit: str
    role: str
    step: int
    done: tuple[int, ...]
    papers: tuple[int, ...]
    awaited: tuple[str, ...]
    beside: tuple[int, ...]
    holder: str
    since: datetime
    due_at: datetime | None
    legal_at: datetime | None
    step_due_at: datetime | None
    turn_at: datetime
    returned: bool
    rounds: int
    reappointed: bool
    filed_at: datetime
    received_at: datetime | None
    signed_at: datetime | None
    ready_at: datetime | None
    ended_at: datetime | None
    on_time: bool | None
    kept: bool | None
    is_late: bool

    @property
    def taken_by(self) -> str:
        """The agency at whose counter it was brought."""
        return self.point or self.owner

    @property
    def is_erased(self) -> bool:
        """Its papers and whoever it was about are gone; figures, times and numbers remain."""
        return self.applicant_name == ERASED

    @property
    def national(self) -> int:
        """The national portal's status code."""
        return int(NATIONAL[self.state])


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One event, to be told in a sentence."""

    id: int
    verb: str
    occurred_at: datetime
    recorded_at: datetime
    account: str
    name: str
    agency: str
    position: str
    acting_for: str
    data: dict[str, Any]


def case_row(stand: m.Stand, now: datetime) -> CaseRow:
    """Of a stand that was read with its case; what was corrected since stands over what was typed."""
    case, right = stand.case, stand.corrected
    state = State(stand.state)
    return CaseRow(
        id=case.pk,
        stand=stand.pk,
        number=case.number,
        version=case.version_id,
        procedure=case.procedure,
        title=case.title,
        field=case.field,
        content=right.get("content", case.content),
        owner=case.owner,
        point=case.point,
        book=case.book,
        channel=case.channel,
        return_by=right.get("return_by", case.return_by),
        applicant=case.applicant_id,
        applicant_name=right.get("applicant_name", case.applicant_name),
        submitter=case.submitter_id,
        submitter_name=case.submitter_name,
        authority=case.authority,
        state=state,
        status=status(state, stand.due_at, now, returned=stand.returned),
        seat=stand.agency,
        unit=stand.unit,
        role=stand.role,
        step=stand.step,
        done=tuple(stand.done),
        papers=tuple(stand.papers),
        awaited=tuple(stand.awaited),
        beside=tuple(stand.beside),
        holder=stand.holder,
        since=stand.since,
        due_at=stand.due_at,
        legal_at=stand.legal_at,
        step_due_at=stand.step_due_at,
        turn_at=stand.turn_at,
        returned=stand.returned,
        rounds=stand.rounds,
        reappointed=stand.reappointed,
        filed_at=case.occurred_at,
        received_at=stand.received_at,
        signed_at=stand.signed_at,
        ready_at=stand.ready_at,
        ended_at=stand.ended_at,
        on_time=stand.on_time,
        kept=stand.kept,
        is_late=is_late(state, stand.legal_at, now, on_time=stand.on_time),
    )


def happening_row(row: m.Happening) -> HappeningRow:
    return HappeningRow(
        id=row.pk,
        verb=row.verb,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        account=row.account,
        name=row.name,
        agency=row.agency,
        position=row.position,
        acting_for=row.acting_for,
        data=row.data,
    )
