"""The list of files of a year, hand-overs to the archive, and what is proposed to be cleared."""

from collections.abc import Collection
from datetime import date

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.organisations.queries import list_positions
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.errors import ClearanceNotFound, HandOverNotFound, ListNotFound
from lienthong.domain.workfiles.permissions import Permission, can_archive, can_keep, sees_all
from lienthong.domain.workfiles.queries.rows import (
    ClearanceRow,
    HandOverRow,
    LineRow,
    ListingRow,
    clearance_row,
    hand_over_row,
    line_row,
    listing_row,
)
from lienthong.domain.workfiles.rules.moves import ClearState, ListState, OverState
from lienthong.spine.actor import Actor
from lienthong.spine.text import person_key


def find_listing(agency: str, year: int) -> ListingRow | None:
    row = m.Listing.objects.filter(agency=agency, year=year).first()
    return listing_row(row) if row else None


def get_listing(agency: str, year: int, *, by: Actor) -> ListingRow:
    """Raises ListNotFound."""
    found = find_listing(agency, year)
    if found is None or not can_keep(by, agency):
        raise ListNotFound
    return found


def list_lines(listing: int) -> list[LineRow]:
    """By unit, then by number and symbol."""
    rows = m.Line.objects.filter(listing=listing).order_by("unit", "code")[:3_000]
    opened = dict(m.Workfile.objects.filter(line__listing=listing).values_list("line", "id"))
    return [line_row(row, opened.get(row.pk)) for row in rows]


def get_line(line: int, agency: str) -> LineRow | None:
    row = m.Line.objects.filter(pk=line, listing__agency=agency).first()
    if row is None:
        return None
    opened = m.Workfile.objects.filter(line=row).values_list("id", flat=True).first()
    return line_row(row, opened)


def list_unopened(*, by: Actor) -> list[LineRow]:
    """Lines of approved lists under which no file was opened: of this person, or of all for the archivist."""
    rows = m.Line.objects.filter(listing__agency=by.agency, listing__state=ListState.APPROVED.value)
    if not can_archive(by, by.agency):
        rows = rows.filter(keeper=by.account)
    opened = m.Workfile.objects.filter(agency=by.agency, line__isnull=False).values("line")
    return [line_row(row) for row in rows.exclude(pk__in=opened).order_by("-listing__year", "code")[:500]]


def may_change(line: LineRow, by: Actor) -> bool:
    """Of a line of a draft: who wrote it, who is to keep the file, who joins the list."""
    return by.account in {line.drafted_by, line.keeper} or can_archive(by, by.agency)


def list_years(agency: str, this_year: int) -> list[int]:
    """Those with a list, this one and the next; the newest first."""
    found = m.Listing.objects.filter(agency=agency).values_list("year", flat=True)
    return sorted({this_year, this_year + 1, *found[:60]}, reverse=True)


def list_keepers(agency: str, day: date) -> list[tuple[str, str]]:
    """(account, "name, position") of who may keep a file there, by given name."""
    hats = [hat for hat in list_positions([agency], day) if Permission.KEEP in role_named(hat.role).scopes()]
    titles = {hat.account: hat.title for hat in reversed(hats)}
    names = get_full_names(set(titles))
    known = sorted(titles, key=lambda one: person_key(names.get(one, "")))
    return [(account, f"{names.get(account, '')}, {titles[account]}") for account in known]


def get_hand_over(hand_over: int, *, by: Actor) -> HandOverRow:
    """For who gave it and who sees all. Raises HandOverNotFound."""
    row = m.HandOver.objects.filter(pk=hand_over, agency=by.agency).first()
    if row is None or not (sees_all(by, row.agency) or _is_givers(row, by)):
        raise HandOverNotFound
    return hand_over_row(row)


def list_hand_overs(*, by: Actor) -> list[HandOverRow]:
    """The newest first: all for the archivist and the leaders, else one's own."""
    rows = m.HandOver.objects.filter(agency=by.agency)
    if not sees_all(by, by.agency):
        rows = rows.filter(given_by=by.account)
    return [hand_over_row(row) for row in rows.order_by("-id")[:200]]


def find_handed(workfiles: Collection[int], by: Actor) -> int | None:
    """The hand-over of this person that waits with these files: what a form that is sent twice made."""
    rows = m.HandOver.objects.filter(agency=by.agency, given_by=by.account, state=OverState.WAITING.value)
    found = rows.filter(files__contains=sorted(set(workfiles))) if workfiles else rows.none()
    return found.order_by("-id").values_list("id", flat=True).first()


def count_to_receive(by: Actor) -> int:
    """Hand-overs that wait for the archivist."""
    if not can_archive(by, by.agency):
        return 0
    return m.HandOver.objects.filter(agency=by.agency, state=OverState.WAITING.value).count()


def _is_givers(row: m.HandOver, by: Actor) -> bool:
    return can_keep(by, row.agency) and row.given_by == by.account


def get_clearance(clearance: int, *, by: Actor) -> ClearanceRow:
    """For the archivist and the leaders. Raises ClearanceNotFound."""
    row = m.Clearance.objects.filter(pk=clearance, agency=by.agency).first()
    if row is None or not sees_all(by, row.agency):
        raise ClearanceNotFound
    return clearance_row(row)


def list_clearances(agency: str) -> list[ClearanceRow]:
    """The newest first. Whoever shows them asked for rights before."""
    return [clearance_row(row) for row in m.Clearance.objects.filter(agency=agency).order_by("-id")[:100]]


def has_waiting_clearance(agency: str) -> bool:
    return m.Clearance.objects.filter(agency=agency, state=ClearState.WAITING.value).exists()
