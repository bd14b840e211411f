"""What callers read of work files: frozen rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.rules.keeping import kept_until, owed_by, write_years
from lienthong.domain.workfiles.rules.moves import ClearState, ListState, OverState, State, Verb


@dataclass(frozen=True, slots=True)
class ListingRow:
    """The list of a year; ``note`` says why it came back."""

    id: int
    agency: str
    year: int
    state: ListState
    submitted_by: str
    decided_name: str
    decided_title: str
    decided_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A file that the list foresees; ``workfile`` is the file opened under it."""

    id: int
    unit: str
    code: str
    title: str
    years: int | None
    keeper: str
    keeper_name: str
    note: str
    drafted_by: str
    workfile: int | None = None

    @property
    def kept(self) -> str:
        return write_years(self.years)


@dataclass(frozen=True, slots=True)
class WorkfileRow:
    id: int
    agency: str
    year: int
    line: int | None
    code: str
    title: str
    unit: str
    years: int | None
    keeper: str
    keeper_name: str
    state: State
    opened_on: date
    ended_on: date | None
    hand_over: int | None
    note: str
    people: tuple[str, ...]
    moved_at: datetime
    papers: int = 0
    pages: int = 0

    @property
    def kept(self) -> str:
        return write_years(self.years)

    @property
    def kept_until(self) -> date | None:
        """None while it is open, and for what is kept for good."""
        return kept_until(self.ended_on, self.years) if self.ended_on else None

    @property
    def owed_by(self) -> date | None:
        """By when it is handed to the archive; None while it is open or once it is handed over."""
        return owed_by(self.ended_on) if self.ended_on and self.state is State.CLOSED else None

    def is_over(self, today: date) -> bool:
        until = self.kept_until
        return until is not None and until < today


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document in a file, as the inventory names it."""

    id: int
    document: int | None
    incoming: int | None
    symbol: str
    dated: date
    title: str
    author: str
    pages: int
    note: str
    copy: int | None = None


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
class HandOverRow:
    id: int
    agency: str
    state: OverState
    unit: str
    files: tuple[int, ...]
    received: tuple[int, ...]
    note: str
    given_by: str
    given_name: str
    given_title: str
    given_at: datetime
    taken_name: str
    taken_title: str
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClearanceRow:
    id: int
    agency: str
    state: ClearState
    files: tuple[int, ...]
    reason: str
    proposed_by: str
    proposed_name: str
    proposed_at: datetime
    decided_name: str
    decided_title: str
    decided_at: datetime | None
    answer: str


def listing_row(row: m.Listing) -> ListingRow:
    return ListingRow(
        row.pk,
        row.agency,
        row.year,
        ListState(row.state),
        row.submitted_by,
        row.decided_name,
        row.decided_title,
        row.decided_at,
        row.note,
    )


def line_row(row: m.Line, workfile: int | None = None) -> LineRow:
    return LineRow(
        row.pk,
        row.unit,
        row.code,
        row.title,
        row.years,
        row.keeper,
        row.keeper_name,
        row.note,
        row.drafted_by,
        workfile,
    )


def workfile_row(row: m.Workfile) -> WorkfileRow:
    """``papers`` and ``pages`` where the statement counted them."""
    return WorkfileRow(
        id=row.pk,
        agency=row.agency,
        year=row.year,
        line=row.line_id,
        code=row.code,
        title=row.title,
        unit=row.unit,
        years=row.years,
        keeper=row.keeper,
        keeper_name=row.keeper_name,
        state=State(row.state),
        opened_on=row.opened_on,
        ended_on=row.ended_on,
        hand_over=row.hand_over_id,
        note=row.note,
        people=tuple(row.people),
        moved_at=row.moved_at,
        papers=getattr(row, "papers", 0),
        pages=getattr(row, "pages", 0) or 0,
    )


def paper_row(row: m.Paper) -> PaperRow:
    return PaperRow(
        row.pk,
        row.document_id,
        row.incoming_id,
        row.symbol,
        row.dated,
        row.title,
        row.author,
        row.pages,
        row.note,
        row.copy_id,
    )


def happening_row(row: m.Happening) -> HappeningRow:
    return HappeningRow(
        row.pk, Verb(row.verb), row.account, row.name, row.position, row.occurred_at, dict(row.data)
    )


def hand_over_row(row: m.HandOver) -> HandOverRow:
    return HandOverRow(
        id=row.pk,
        agency=row.agency,
        state=OverState(row.state),
        unit=row.unit,
        files=tuple(row.files),
        received=tuple(row.received),
        note=row.note,
        given_by=row.given_by,
        given_name=row.given_name,
        given_title=row.given_title,
        given_at=row.given_at,
        taken_name=row.taken_name,
        taken_title=row.taken_title,
        taken_at=row.taken_at,
    )


def clearance_row(row: m.Clearance) -> ClearanceRow:
    return ClearanceRow(
        id=row.pk,
        agency=row.agency,
        state=ClearState(row.state),
        files=tuple(row.files),
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposed_name=row.proposed_name,
        proposed_at=row.proposed_at,
        decided_name=row.decided_name,
        decided_title=row.decided_title,
        decided_at=row.decided_at,
        answer=row.answer,
    )
