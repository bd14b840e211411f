"""Loads in the same database as everything else: put in the writer's transaction, there when it commits."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from lienthong.spine import clock
from lienthong.spine.lanes.models import State, Waiting
from lienthong.spine.lanes.port import Load


class Postgres:
    """Workers pass by what another holds at this moment (SKIP LOCKED)."""

    def put(self, lane: str, key: str) -> bool:
        now = clock.real_now()
        _row, is_new = Waiting.objects.get_or_create(
            lane=lane, key=key, defaults={"ready_at": now, "put_at": now}
        )
        return is_new

    @transaction.atomic
    def take(self, lane: str, *, most: int, lease: timedelta) -> Sequence[Load]:
        ready = Waiting.objects.filter(lane=lane, state=State.WAITING, ready_at__lte=clock.real_now())
        return lend(ready.select_for_update(skip_locked=True).order_by("ready_at", "id")[:most], lease)

    def done(self, lane: str, key: str) -> None:
        self._waiting(lane, key).update(state=State.DONE, fault="")

    def again(self, lane: str, key: str, *, after: timedelta, fault: str) -> None:
        self._waiting(lane, key).update(
            ready_at=clock.real_now() + after, failures=F("failures") + 1, fault=fault[:500]
        )

    def dead(self, lane: str, key: str, *, fault: str) -> None:
        self._waiting(lane, key).update(state=State.DEAD, fault=fault[:500] or "?")

    def revive(self, lane: str, key: str) -> bool:
        rows = Waiting.objects.filter(lane=lane, key=key, state=State.DEAD)
        return bool(
            rows.update(state=State.WAITING, tries=0, failures=0, ready_at=clock.real_now(), told_at=None)
        )

    def list_dead(self, lane: str, *, most: int) -> Sequence[Load]:
        rows = Waiting.objects.filter(lane=lane, state=State.DEAD).order_by("id")
        return [_load(row) for row in rows[:most]]

    def count_waiting(self, lane: str) -> int:
        return Waiting.objects.filter(lane=lane, state=State.WAITING).count()

    def _waiting(self, lane: str, key: str) -> QuerySet[Waiting]:
        return Waiting.objects.filter(lane=lane, key=key, state=State.WAITING)


def lend(rows: Iterable[Waiting], lease: timedelta) -> list[Load]:
    """``rows`` are locked and due; in the order of their putting."""
    lent = sorted(rows, key=lambda row: row.pk)
    until = clock.real_now() + lease
    for row in lent:
        row.tries, row.ready_at = row.tries + 1, until
    Waiting.objects.bulk_update(lent, ["tries", "ready_at"])
    return [_load(row) for row in lent]


def _load(row: Waiting) -> Load:
    return Load(row.lane, row.key, row.tries, row.failures, row.fault)
