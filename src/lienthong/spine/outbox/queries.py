from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from lienthong.spine import clock
from lienthong.spine.outbox.models import Delivery, StatedFact

STALLED = timedelta(minutes=5)  # handlers start within a second; what waits longer has a cause


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that waits for a person; ``held_back`` deliveries of its subject wait behind it."""

    id: int
    key: str
    fact: str
    data: dict[str, object]
    subject: str
    at: datetime
    attempts: int
    error: str
    died_at: datetime
    held_back: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery on its way; ``error`` is what went wrong the last time, ``age`` real time since it was
    stated.
    """

    id: int
    key: str
    fact: str
    subject: str
    attempts: int
    error: str
    age: timedelta

    @property
    def is_stalled(self) -> bool:
        return self.age > STALLED


@dataclass(frozen=True, slots=True)
class Lag:
    """How the outbox stands: ``oldest`` is the age of the fact that has waited longest, in real time."""

    waiting: int
    dead: int
    oldest: timedelta | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A stated fact; ``open`` deliveries are not handled yet."""

    id: int
    name: str
    data: dict[str, object]
    at: datetime
    open: int


def list_dead_letters(*, limit: int = 100) -> list[DeadLetter]:
    """The latest dead letters, newest first."""
    rows = (
        Delivery.objects.filter(state=Delivery.State.DEAD)
        .select_related("fact")
        .order_by("-changed_at", "-id")
    )
    return [_dead_letter(row) for row in rows[:limit]]


def find_dead(key: str, field: str, values: Collection[int]) -> dict[int, int]:
    """The dead letters of one handler by what their facts name in ``field``: the value and the delivery."""
    rows = Delivery.objects.filter(
        key=key, state=Delivery.State.DEAD, **{f"fact__data__{field}__in": list(values)}
    )
    return {row.fact.data[field]: row.pk for row in rows.select_related("fact").order_by("id")}


def list_waiting(*, limit: int = 100) -> list[Waiting]:
    """What is not delivered yet, the longest waiting first."""
    now = clock.real_now()
    rows = Delivery.objects.filter(state=Delivery.State.WAITING).select_related("fact").order_by("fact", "id")
    return [
        Waiting(r.pk, r.key, r.fact.name, r.subject, r.attempts, r.error, now - r.fact.stated_at)
        for r in rows[:limit]
    ]


def lag() -> Lag:
    counted = Delivery.objects.filter(state__in=Delivery.OPEN).aggregate(
        waiting=Count("id", filter=Q(state=Delivery.State.WAITING)),
        dead=Count("id", filter=Q(state=Delivery.State.DEAD)),
        since=Min("fact__stated_at", filter=Q(state=Delivery.State.WAITING)),
    )
    since = counted["since"]
    return Lag(counted["waiting"], counted["dead"], clock.real_now() - since if since else None)


def list_facts(subject: str, *, limit: int = 100) -> list[FactRow]:
    """What was stated about ``subject``, newest first."""
    rows = StatedFact.objects.filter(subject=subject).order_by("-id")[:limit]
    opened = dict(
        Delivery.objects.filter(fact__in=[row.pk for row in rows], state__in=Delivery.OPEN)
        .values_list("fact")
        .annotate(n=Count("id"))
    )
    return [FactRow(row.pk, row.name, row.data, row.at, opened.get(row.pk, 0)) for row in rows]


def _dead_letter(row: Delivery) -> DeadLetter:
    behind = Delivery.objects.filter(
        key=row.key, subject=row.subject, state=Delivery.State.WAITING, fact__gt=row.fact_id
    )
    return DeadLetter(
        id=row.pk,
        key=row.key,
        fact=row.fact.name,
        data=row.fact.data,
        subject=row.subject,
        at=row.fact.at,
        attempts=row.attempts,
        error=row.error,
        died_at=row.changed_at,
        held_back=behind.count(),
    )
