from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.rules import pause_after
from lienthong.spine.schedule.errors import NothingFailed
from lienthong.spine.schedule.models import DailyProgress
from lienthong.spine.schedule.registry import Daily, list_dailies

_DAY = timedelta(days=1)


def tick(now: datetime) -> int:
    """Takes every turn that is due at business time ``now``, day by day, within a day in the order of their times.

    A turn that fails is noted and tried again after a pause; it holds back the later days of its daily alone.
    Returns how many turns were taken.
    """
    _begin(list_dailies(), now.astimezone(clock.ZONE).date())
    taken, failed = 0, set[str]()
    while turn := _next_turn(now, but=failed | _resting()):
        daily, day = turn
        try:
            taken += _take(daily, day)
        except Exception as error:
            _note_failure(daily.name, day, error)
            failed.add(daily.name)
    return taken


def catch_up(
    *,
    until: datetime,
    since: date | None = None,
    only: Collection[str] | None = None,
    after_each_day: Callable[[], object] | None = None,
) -> int:
    """Takes every turn due at ``until`` at once: for tests, and for a demonstration that is loaded with its past.

    ``since`` is the first day of dailies that have none yet (else the day of ``until``), ``only`` their names;
    ``after_each_day`` runs between two days, say to deliver the facts of the one before the other begins. A turn that
    fails raises what it raised, and those before it stay done. Returns how many turns were taken.
    """
    dailies = [each for each in list_dailies() if only is None or each.name in only]
    _begin(dailies, since or until.astimezone(clock.ZONE).date())
    others = {each.name for each in list_dailies()} - {each.name for each in dailies}
    taken, before = 0, None
    while turn := _next_turn(until, but=others):
        daily, day = turn
        if after_each_day and before not in (None, day):
            after_each_day()
        taken, before = taken + _take(daily, day), day
    if after_each_day and taken:
        after_each_day()
    return taken


@transaction.atomic
def retry(*, name: str, by: Actor, at: datetime) -> None:
    """Lets the failed day of a daily be tried again at the next tick, from the start. Raises NothingFailed."""
    row = DailyProgress.objects.select_for_update().filter(name=name, attempts__gt=0).first()
    if row is None:
        raise NothingFailed
    told = {"day": (row.done_through + _DAY).isoformat(), "error": row.error}
    _forget_failure(row)
    row.save()
    agency = by.agency or settings.LIENTHONG_PROVINCE
    record(by=by, verb="schedule.retry", subject=f"daily:{name}", agency=agency, at=at, details={**told})


def _begin(dailies: Collection[Daily], first: date) -> None:
    """Dailies that are new start with ``first``."""
    rows = [DailyProgress(name=each.name, began_on=first, done_through=first - _DAY) for each in dailies]
    DailyProgress.objects.bulk_create(rows, ignore_conflicts=True)


def _resting() -> set[str]:
    """Those whose failed day waits for its time, or for a person."""
    failed = DailyProgress.objects.filter(attempts__gt=0).values_list("name", "again_at")
    now = clock.real_now()
    return {name for name, again_at in failed if again_at is None or again_at > now}


def _next_turn(now: datetime, *, but: Collection[str]) -> tuple[Daily, date] | None:
    """The earliest turn that is due and not done."""
    done = dict(DailyProgress.objects.values_list("name", "done_through"))
    turns = [
        (each.due_at(done[each.name] + _DAY), each.name, each)
        for each in list_dailies()
        if each.name in done and each.name not in but and done[each.name] < each.last_due(now)
    ]
    if not turns:
        return None
    due_at, _, daily = min(turns, key=lambda turn: turn[:2])
    return daily, due_at.date()


@transaction.atomic
def _take(daily: Daily, day: date) -> bool:
    """False when another process took this turn first; it waits for that one's end."""
    row = DailyProgress.objects.select_for_update().get(name=daily.name)
    if row.done_through != day - _DAY:
        return False
    daily.work(day, daily.due_at(day))
    row.done_through = day
    _forget_failure(row)
    row.save()
    return True


@transaction.atomic
def _note_failure(name: str, day: date, error: Exception) -> None:
    row = DailyProgress.objects.select_for_update().get(name=name)
    if row.done_through >= day:
        return
    row.attempts += 1
    row.error = f"{type(error).__name__}: {error}"[:2_000]
    row.failed_at = clock.real_now()
    pause = pause_after(row.attempts)
    row.again_at = row.failed_at + pause if pause else None
    row.save()


def _forget_failure(row: DailyProgress) -> None:
    row.attempts, row.error, row.failed_at, row.again_at = 0, "", None, None
