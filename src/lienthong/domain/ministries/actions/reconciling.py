"""Every morning both sides are laid beside each other: what was never entered, what ended in another way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from lienthong.domain.cases.queries import LightRow, list_light
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.actions.common import ours_of
from lienthong.domain.ministries.actions.looking import look, look_back
from lienthong.domain.ministries.permissions import Permission
from lienthong.domain.ministries.rules.comparing import contradicts
from lienthong.domain.ministries.rules.vocabulary import EntryState, Kind, Ours, Standing
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import get_path, list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import almanac, places_of
from lienthong.spine.ledger.actions import record

BACK: Final = timedelta(days=60)
"""How long after it was entered a case is held against what the other system says of it."""
LOOKED_BACK: Final = timedelta(days=8)


@transaction.atomic
def reconcile(*, day: date, by: Actor, at: datetime) -> int:
    """Finds the differences that stand at the end of a day; how many are new. Found ones are not found again."""
    look(by=by, at=at)
    look_back(since=at - LOOKED_BACK, by=by, at=at)
    waiting = m.Entry.objects.filter(state=EntryState.WAITING.value)
    entered = m.Entry.objects.filter(state=EntryState.ENTERED.value, entered_on__gt=day - BACK)
    entries = [*waiting.order_by("id"), *entered.exclude(standing="").order_by("id")]
    rows = {row.id: row for row in list_light([one.case_id for one in entries])} if entries else {}
    found = [one for entry in entries if (one := _difference(entry, rows.get(entry.case_id), day, at))]
    known = set(m.Difference.objects.filter(key__in=[one.key for one in found]).values_list("key", flat=True))
    new = [one for one in found if one.key not in known]
    m.Difference.objects.bulk_create(new, ignore_conflicts=True, batch_size=1_000)
    if new:
        record(
            by=by,
            verb="ministries.reconcile",
            subject="differences:many",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={"day": day.isoformat(), "count": len(new)},
        )
    return len(new)


def _difference(entry: m.Entry, row: LightRow | None, day: date, at: datetime) -> m.Difference | None:
    if row is None or row.done_at is None or (done := clock.local(row.done_at).date()) > day:
        return _early(entry, row, day, at)
    if entry.state == EntryState.WAITING:
        return _of(Kind.UNENTERED, entry, row, done, at) if ours_of(row.state) is Ours.RESULT else None
    return _of_status(entry, row, day, at)


def _early(entry: m.Entry, row: LightRow | None, day: date, at: datetime) -> m.Difference | None:
    """Of a case that is still open: there it may have been refused already."""
    is_entered = row is not None and entry.state == EntryState.ENTERED
    return _of_status(entry, row, day, at) if row and is_entered else None


def _of_status(entry: m.Entry, row: LightRow, day: date, at: datetime) -> m.Difference | None:
    told_later = entry.told_at is not None and (row.done_at is None or entry.told_at > row.done_at)
    if contradicts(ours_of(row.state), Standing(entry.standing), told_later=told_later):
        return _of(Kind.STATUS, entry, row, day, at)
    return None


def _of(kind: Kind, entry: m.Entry, row: LightRow, day: date, at: datetime) -> m.Difference:
    there = entry.status if kind is Kind.STATUS else ""
    return m.Difference(
        key=f"{kind}:{entry.system_id}:{entry.owner}:{entry.pk}:{row.state}:{there}"[:200],
        system_id=entry.system_id,
        agency=entry.owner,
        entry=entry,
        kind=kind.value,
        day=day,
        here=row.state.value,
        there=there,
        found_at=at,
    )


def tell_morning(*, day: date, by: Actor, at: datetime) -> int:
    """Tells who settles at an agency what waits and what differs there, on its working days; how many were told."""
    known, told = almanac(), 0
    for agency, (waiting, open_) in sorted(_owed().items()):
        if known.calendar(*places_of(agency, get_path(agency, day)[::-1][1:])).is_working(day):
            told += tell(notes=list(_notes(agency, waiting, open_, day)), by=by, at=at)
    return told


def _owed() -> Mapping[str, tuple[int, int]]:
    """By agency: what waits to be entered, what waits to be settled."""
    waiting = m.Entry.objects.filter(state=EntryState.WAITING.value).values_list("owner")
    open_ = m.Difference.objects.filter(settled_at=None).values_list("agency")
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, rows in enumerate((waiting, open_)):
        for agency, count in rows.annotate(count=Count("pk")).order_by():
            found[agency][place] = count
    return {agency: (counts[0], counts[1]) for agency, counts in found.items()}


def _notes(agency: str, waiting: int, open_: int, day: date) -> Iterable[Note]:
    words = [f"{waiting} hồ sơ chờ nhập" if waiting else "", f"{open_} sai lệch chưa xử lý" if open_ else ""]
    for account in sorted(list_who_may(Permission.SETTLE, agency, day)):
        yield Note(
            account=account,
            subject=f"agency:{agency}",
            kind="ministries.told",
            title=f"Phần mềm của bộ, ngành: {', '.join(filter(None, words))}",
            address="/cases/systems/",
            key=f"ministries.morning:{agency}:{day}",
        )
