"""Slips are printed beforehand, used once when the system is back, or put aside as spoilt."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import said
from lienthong.domain.cases.errors import (
    NotYours,
    SlipCountUnfit,
    SlipNotFound,
    SlipSpoilt,
    SlipTimeUnfit,
    SlipTooOld,
    SlipUsed,
)
from lienthong.domain.cases.permissions import can_direct, can_enter_slips, can_receive
from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.cases.queries.slips import SlipRow, list_printing, slip_row
from lienthong.domain.cases.rules.slips import rule_on, write_slip
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import working_days_until
from lienthong.spine.ledger.actions import record
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow


@dataclass(frozen=True, slots=True)
class OnSlip:
    """What was written by hand while the system was down. ``received_at``: the true time, from which the law counts;
    ``why``: what was down.
    """

    slip: int
    received_at: datetime
    why: str


@transaction.atomic
def print_slips(*, count: int, printing: UUID, by: Actor, at: datetime) -> list[SlipRow]:
    """Numbers so many slips of the agency whose hat is worn; asked twice with the same key, they are the same ones.

    Raises NotYours, SlipCountUnfit.
    """
    if not can_receive(by, by.agency):
        raise NotYours
    if made := list_printing(printing, by.agency):
        return made
    most = rule_on(clock.local(at).date()).most
    if not 1 <= count <= most:
        raise SlipCountUnfit(most=most)
    rows = []
    for _place in range(count):
        issued, at = _issue(printing, by, at)
        rows.append(
            m.Slip.objects.create(
                agency=by.agency,
                printing=printing,
                code=write_slip(issued.value, issued.year),
                number_id=issued.id,
                printed_at=at,
                account=by.account,
                name=by.name,
            )
        )
    record(
        by=by,
        verb="cases.print_slips",
        subject=f"slips:{printing}",
        agency=by.agency,
        at=at,
        details={"count": count, "first": rows[0].code, "last": rows[-1].code},
    )
    return [slip_row(row) for row in rows]


def _issue(printing: UUID, by: Actor, at: datetime) -> tuple[NumberRow, datetime]:
    book = BookKey(by.agency, "case slips")
    while True:
        year = clock.local(at).year
        try:
            return numbering.issue(book=book, year=year, subject=f"slips:{printing}", by=by, at=at), at
        except BackDated as earlier:
            at = earlier.facts["last"]


@transaction.atomic
def spoil_slip(*, slip: int, reason: str, by: Actor, at: datetime) -> SlipRow:
    """Puts a slip aside that was torn or wrongly filled; its number is not used again. Raises SlipNotFound, NotYours,
    SlipUsed, SlipSpoilt, ReasonMissing.
    """
    row = _free(slip, by)
    row.spoilt_at, row.spoilt_by, row.reason = at, by.account, said(reason)
    row.save(update_fields=["spoilt_at", "spoilt_by", "reason"])
    numbering.cancel(number=row.number_id, reason=row.reason, by=by, at=at)
    record(
        by=by,
        verb="cases.spoil_slip",
        subject=f"slip:{row.code}",
        agency=row.agency,
        at=at,
        details={"reason": row.reason},
    )
    return slip_row(row)


def take_slip(on_slip: OnSlip, *, by: Actor, at: datetime) -> m.Slip:
    """The slip, locked until its case is there. Raises SlipNotFound, NotYours, SlipUsed, SlipSpoilt, SlipTimeUnfit,
    SlipTooOld, ReasonMissing.
    """
    row = _free(on_slip.slip, by)
    said(on_slip.why)
    printed = row.printed_at.replace(second=0, microsecond=0)  # people write hours and minutes
    if not printed <= on_slip.received_at <= at:
        raise SlipTimeUnfit(printed=f"{clock.local(row.printed_at):%H:%M %d/%m/%Y}")
    days = rule_on(clock.local(at).date()).days
    received, today = clock.local(on_slip.received_at).date(), clock.local(at).date()
    is_old = working_days_until(Clocks(at).calendar(row.agency), received, today) > days
    if is_old and not can_direct(by, row.agency):
        raise SlipTooOld(days=days)
    return row


def use_slip(row: m.Slip, case: m.Case, at: datetime) -> None:
    row.case, row.entered_at = case, at
    row.save(update_fields=["case", "entered_at"])


def _free(slip: int, by: Actor) -> m.Slip:
    rows = m.Slip.objects.select_for_update(no_key=True, of=("self",)).select_related("case")
    row = rows.filter(pk=slip, agency=by.agency).first()
    if row is None:
        raise SlipNotFound
    if not can_enter_slips(by, row.agency):
        raise NotYours
    if row.case:
        raise SlipUsed(slip=row.code, number=row.case.number)
    if row.spoilt_at:
        raise SlipSpoilt(slip=row.code)
    return row
