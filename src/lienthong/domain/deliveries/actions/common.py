"""What the room's actions share: a locked parcel, one deed on it, the line in the ledger."""

from datetime import datetime

from django.db import connection
from django.db.models import Max

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.errors import NotWithThePost, NotYoursToSend, OrderNotFound, ReasonNeeded
from lienthong.domain.deliveries.facts import DeliveryEnded, DeliveryFailed
from lienthong.domain.deliveries.permissions import can_send
from lienthong.domain.deliveries.rules.moves import ENDED, after, may
from lienthong.domain.deliveries.rules.vocabulary import STATE_LABELS, Deed, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean


def hold(order: int) -> m.Order:
    """Locked until the transaction ends. Raises OrderNotFound."""
    row = m.Order.objects.select_for_update(no_key=True, of=("self",)).filter(pk=order).first()
    if row is None:
        raise OrderNotFound
    return row


def hold_ours(order: int, by: Actor) -> m.Order:
    """Raises OrderNotFound, NotYoursToSend."""
    row = hold(order)
    if not can_send(by, row.agency):
        raise NotYoursToSend
    return row


def next_place(lists: type[m.Handover | m.Arrival], *, by: Actor, at: datetime) -> tuple[int, int]:
    """Year and number of the agency's next list; whoever writes another waits until the transaction ends."""
    year = clock.local(at).year
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{lists._meta.db_table} {by.agency}"]
        )
    written = lists._default_manager.filter(agency=by.agency, year=year)
    return year, (written.aggregate(last=Max("number"))["last"] or 0) + 1


def said(reason: str) -> str:
    """Raises ReasonNeeded."""
    if not (words := clean(reason)[:500]):
        raise ReasonNeeded
    return words


def do(row: m.Order, deed: Deed, *, words: str = "", by: Actor, at: datetime) -> None:
    """One deed as the table allows it. Raises NotWithThePost."""
    now = State(row.state)
    if not may(deed, now):
        raise NotWithThePost(state=STATE_LABELS[now])
    move(row, after(deed, now), reason=words, at=at)
    row.save()
    write(row, deed, words=words, by=by, at=at)


def move(row: m.Order, to: State, *, reason: str = "", at: datetime) -> None:
    """Where the parcel is now; who waits for its end hears of it once. The caller saves it."""
    if State(row.state) is to:
        return
    row.state, row.moved_at = to.value, at
    if to in {State.BACK, State.CANCELLED}:
        row.reason = reason
    if to is State.RETURNING:
        state(DeliveryFailed(order=row.pk, about=row.about), subject=subject_of(row), at=at)
    if to in ENDED:
        state(DeliveryEnded(order=row.pk, about=row.about, state=to.value), subject=subject_of(row), at=at)


def write(row: m.Order, deed: Deed, *, words: str = "", by: Actor, at: datetime) -> None:
    m.Event.objects.create(
        order=row, deed=deed.value, at=at, account=by.account, name=by.name, words=words[:500]
    )


def subject_of(row: m.Order) -> str:
    """One after the other for all parcels of a case: the second waits for what is said of the first."""
    return f"delivery:{row.about}"


def note(verb: str, row: m.Order, *, by: Actor, at: datetime, **details: Json) -> None:
    """No name or address stands in the ledger, which outlives them."""
    record(
        by=by,
        verb=f"deliveries.{verb}",
        subject=f"parcel:{row.pk}",
        agency=row.agency,
        at=at,
        details={"code": row.code, **details},
    )
