"""The number that the other system gave to a case is put on it, once, or corrected with a reason."""

from datetime import datetime

from django.db import IntegrityError, transaction

from lienthong.domain.cases.queries import CaseRow, get_case
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.actions.common import Act, settle_all_themselves, trace
from lienthong.domain.ministries.errors import (
    NotNeeded,
    NotYours,
    NumberMissing,
    NumberTaken,
    NumberUnfit,
    ReasonMissing,
)
from lienthong.domain.ministries.permissions import can_enter
from lienthong.domain.ministries.queries.register import SystemRow, get_system, list_needed
from lienthong.domain.ministries.rules.numbers import fits, normal
from lienthong.domain.ministries.rules.vocabulary import Deed, EntryState, Kind
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean


@transaction.atomic
def enter(*, case: int, system: str, number: str, reason: str = "", by: Actor, at: datetime) -> bool:
    """Puts a number on a case, in place of another one for a ``reason``; False when it stands there already.

    Raises CaseNotFound, SystemUnknown, NotNeeded, NotYours, NumberMissing, NumberUnfit, NumberTaken, ReasonMissing.
    """
    row = get_case(case, by=by, now=at)
    if not can_enter(by, row.owner, row.seat):
        raise NotYours
    known = get_system(system, clock.local(at).date())
    told = _checked(number, known)
    entry = _hold(row, known, at)
    if entry.number == told:
        return False
    if entry.number and not clean(reason):
        raise ReasonMissing
    write_number(entry, told, Act(by, at), reason=clean(reason))
    record(
        by=by,
        verb="ministries.enter",
        subject=f"case:{case}",
        agency=row.owner,
        at=at,
        details={"system": system, "number": told},
    )
    return True


def _checked(number: str, system: SystemRow) -> str:
    told = normal(number)
    if not told:
        raise NumberMissing(system=system.name)
    if not fits(told, system.pattern):
        raise NumberUnfit(number=told[:60], system=system.name, pattern=system.pattern)
    return told


def _hold(row: CaseRow, system: SystemRow, at: datetime) -> m.Entry:
    """The entry of a case, locked; made where nobody looked yet. Raises NotNeeded."""
    mine = m.Entry.objects.select_for_update().filter(case=row.id, system=system.id)
    if found := mine.first():
        return found
    if row.received_at is None:
        raise NotNeeded(system=system.name)
    needed = list_needed(row.procedure, clock.local(row.received_at).date(), clock.local(at).date())
    if system.code not in {one.code for one in needed}:
        raise NotNeeded(system=system.name)
    made = m.Entry(
        system_id=system.id,
        case_id=row.id,
        case_number=row.number,
        procedure=row.procedure,
        owner=row.owner,
        seat=row.seat,
        received_at=row.received_at,
    )
    m.Entry.objects.bulk_create([made], ignore_conflicts=True)
    return mine.get()


def write_number(entry: m.Entry, number: str, act: Act, *, reason: str = "") -> None:
    """Raises NumberTaken when it stands on another case."""
    before, deed = entry.number, Deed.CORRECTED if entry.number else Deed.ENTERED
    entry.number, entry.state = number, EntryState.ENTERED.value
    entry.entered_on = entry.entered_on or clock.local(act.at).date()
    try:
        with transaction.atomic():
            entry.save(update_fields=["number", "state", "entered_on"])
    except IntegrityError as taken:
        raise NumberTaken(number=number) from taken
    trace(entry, deed, act, before=before, reason=reason).save()
    settle_all_themselves([entry], act, Kind.UNENTERED)
