"""The list of files of a year: drafted line by line or from a workbook, joined, submitted, approved or sent back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import BinaryIO, Final

from django.db import transaction

from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.actions.common import (
    name_of_keeper,
    said,
)
from lienthong.domain.workfiles.errors import (
    CodeTaken,
    ListNotFound,
    NothingListed,
    NotNow,
    NotYours,
    SecondPerson,
)
from lienthong.domain.workfiles.facts import ListMoved
from lienthong.domain.workfiles.permissions import can_approve, can_archive, can_keep
from lienthong.domain.workfiles.queries.foreseen import Foreseen
from lienthong.domain.workfiles.queries.lists import list_keepers, may_change
from lienthong.domain.workfiles.queries.rows import line_row
from lienthong.domain.workfiles.rules.moves import ListState
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state

WORKBOOK: Final = Use("file list", (FileType.XLSX,))


@transaction.atomic
def write_line(*, year: int, line: int | None, foreseen: Foreseen, by: Actor, at: datetime) -> int:
    """A new line (``line`` None) or another text of one, in the draft of a year; the draft begins with its first line.

    Raises NotYours, NotNow, CodeTaken, KeeperUnfit and what ``Foreseen.clean`` raises.
    """
    listing = _draft(year, by, at)
    told = foreseen.clean()
    row = _own_line(line, listing, by) if line else m.Line(listing=listing, drafted_by=by.account)
    _write(row, told, at)
    _record(listing, "line", {"code": told.code, "title": told.title}, by, at)
    return row.pk


def receive_workbook(*, year: int, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps the workbook from which lines shall be taken over. Raises NotYours, NotNow, a FileRefused."""
    with transaction.atomic():
        _draft(year, by, at)
        return put(content=content, name=name, use=WORKBOOK, agency=by.agency, by=by, at=at)


@transaction.atomic
def take_over(*, year: int, lines: Sequence[Foreseen], by: Actor, at: datetime) -> int:
    """Lines of a workbook: one whose number and symbol is there already gets the workbook's words. All or none.

    Raises NotYours, NotNow, KeeperUnfit and what ``Foreseen.clean`` raises.
    """
    listing = _draft(year, by, at)
    known = {row.code: row for row in m.Line.objects.filter(listing=listing)}
    for one in lines:
        told = one.clean()
        row = known.get(told.code) or m.Line(listing=listing, drafted_by=by.account)
        if row.pk and not may_change(line_row(row), by):
            raise NotYours
        _write(row, told, at)
    _record(listing, "take_over", {"count": len(lines)}, by, at)
    return len(lines)


@transaction.atomic
def carry_over(*, year: int, by: Actor, at: datetime) -> int:
    """The lines of the approved list of the year before, where the draft has none of the same number and symbol.

    Whoever keeps none any more is replaced by who carries over. Raises NotYours, NotNow, ListNotFound.
    """
    before = m.Listing.objects.filter(agency=by.agency, year=year - 1, state=ListState.APPROVED.value).first()
    if before is None:
        raise ListNotFound
    if not can_archive(by, by.agency):
        raise NotYours
    listing = _draft(year, by, at)
    there = set(m.Line.objects.filter(listing=listing).values_list("code", flat=True))
    rows = [row for row in m.Line.objects.filter(listing=before) if row.code not in there]
    known = dict(list_keepers(listing.agency, clock.local(at).date()))
    for row in rows:
        _carry(row, listing, known, by)
    _record(listing, "carry_over", {"count": len(rows)}, by, at)
    return len(rows)


def _carry(row: m.Line, listing: m.Listing, known: Collection[str], by: Actor) -> None:
    title = row.title.replace(str(listing.year - 1), str(listing.year))
    stays = row.keeper in known
    m.Line.objects.create(
        listing=listing,
        unit=row.unit,
        code=row.code,
        title=title,
        years=row.years,
        keeper=row.keeper if stays else by.account,
        keeper_name=row.keeper_name if stays else by.name,
        note=row.note,
        drafted_by=by.account,
    )


@transaction.atomic
def drop_line(*, line: int, by: Actor, at: datetime) -> int:
    """A line of a draft goes; the ledger keeps what it said. Returns the year.

    Raises ListNotFound, NotYours, NotNow.
    """
    row = m.Line.objects.select_related("listing").filter(pk=line, listing__agency=by.agency).first()
    if row is None:
        raise ListNotFound
    listing = _draft(row.listing.year, by, at)
    if not may_change(line_row(row), by):
        raise NotYours
    told: dict[str, Json] = {"code": row.code, "title": row.title}
    row.delete()
    _record(listing, "drop_line", told, by, at)
    return listing.year


@transaction.atomic
def submit_list(*, year: int, by: Actor, at: datetime) -> None:
    """To who approves. Raises ListNotFound, NotYours, NotNow, NothingListed."""
    listing = _hold(year, by)
    if not can_archive(by, by.agency):
        raise NotYours
    if listing.state != ListState.DRAFT:
        raise NotNow
    if not m.Line.objects.filter(listing=listing).exists():
        raise NothingListed
    _move(listing, ListState.SUBMITTED, at, submitted_by=by.account, note="")
    _record(listing, "submit_list", {}, by, at)


@transaction.atomic
def approve_list(*, year: int, by: Actor, at: datetime) -> None:
    """Raises ListNotFound, NotYours, NotNow, SecondPerson."""
    listing = _to_decide(year, by)
    if listing.submitted_by == by.account:
        raise SecondPerson
    decided = {
        "decided_by": by.account,
        "decided_name": by.name,
        "decided_title": by.position,
        "decided_at": at,
    }
    _move(listing, ListState.APPROVED, at, **decided)
    _record(listing, "approve_list", {}, by, at)


@transaction.atomic
def send_list_back(*, year: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises ListNotFound, NotYours, NotNow, WhyMissing."""
    listing = _to_decide(year, by)
    told = said(reason)
    _move(listing, ListState.DRAFT, at, note=told)
    _record(listing, "send_list_back", {"reason": told}, by, at)


def _to_decide(year: int, by: Actor) -> m.Listing:
    listing = _hold(year, by)
    if not can_approve(by, by.agency):
        raise NotYours
    if listing.state != ListState.SUBMITTED:
        raise NotNow
    return listing


def _hold(year: int, by: Actor) -> m.Listing:
    row = m.Listing.objects.select_for_update(no_key=True).filter(agency=by.agency, year=year).first()
    if row is None or not can_keep(by, by.agency):
        raise ListNotFound
    return row


def _draft(year: int, by: Actor, at: datetime) -> m.Listing:
    """The draft of a year, locked; begun where there is none. Raises NotYours, NotNow."""
    if not can_keep(by, by.agency):
        raise NotYours
    this_year = clock.local(at).year
    if year not in {this_year, this_year + 1}:
        raise NotNow
    m.Listing.objects.get_or_create(agency=by.agency, year=year, defaults={"moved_at": at})
    listing = _hold(year, by)
    if listing.state != ListState.DRAFT:
        raise NotNow
    return listing


def _own_line(line: int, listing: m.Listing, by: Actor) -> m.Line:
    row = m.Line.objects.filter(pk=line, listing=listing).first()
    if row is None:
        raise ListNotFound
    if not may_change(line_row(row), by):
        raise NotYours
    return row


def _write(row: m.Line, told: Foreseen, at: datetime) -> None:
    twins = m.Line.objects.filter(listing=row.listing, code=told.code).exclude(pk=row.pk)
    if twins.exists():
        raise CodeTaken(code=told.code)
    row.keeper_name = name_of_keeper(told.keeper, row.listing.agency, clock.local(at).date())
    for name in ("unit", "code", "title", "years", "keeper", "note"):
        setattr(row, name, getattr(told, name))
    row.save()


def _move(listing: m.Listing, to: ListState, at: datetime, **changes: object) -> None:
    for name, value in changes.items():
        setattr(listing, name, value)
    listing.state, listing.moved_at = to.value, at
    listing.save()
    state(ListMoved(listing.pk, to.value), subject=f"listing:{listing.pk}", at=at)


def _record(listing: m.Listing, verb: str, details: dict[str, Json], by: Actor, at: datetime) -> None:
    record(
        by=by,
        verb=f"workfiles.{verb}",
        subject=f"listing:{listing.pk}",
        agency=listing.agency,
        at=at,
        details={"year": listing.year, **details},
    )
