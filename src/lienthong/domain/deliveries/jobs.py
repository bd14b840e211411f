"""The post is told of parcels, is asked how far they are, and its list of a day is laid beside our books."""

from datetime import date, datetime, time

from lienthong.connectors.public_post import client
from lienthong.connectors.public_post.errors import NotConnected, Refused, Silent, Unreadable
from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries.errors import ToldOtherwise
from lienthong.domain.deliveries.exchange import parcel_message, read_news
from lienthong.domain.deliveries.facts import HandedOver, OrderDropped, OrderToTell, PapersArrived
from lienthong.spine.actor import Actor, platform
from lienthong.spine.outbox.handlers import CALLS, PAPERS, on
from lienthong.spine.schedule import daily


@on(OrderToTell, key="deliveries.tell", queue=CALLS)
def tell(fact: OrderToTell, at: datetime) -> None:
    """Silence is tried again by the outbox; a refusal waits for a person, who mends what was refused."""
    row, by = queries.get_order_for_post(fact.order), platform("job")
    if row is None:
        return
    try:
        answer = client.order(parcel_message(row, at))
    except (Refused, NotConnected) as no:
        refusal = str(no) or "NotConnected"
        actions.answer_order(order=fact.order, refusal=refusal, by=by, at=at)
    else:
        told = {"item": answer.item, "page": answer.page}
        actions.answer_order(order=fact.order, **told, price=answer.price, by=by, at=at)


@on(OrderDropped, key="deliveries.drop", queue=CALLS)
def drop(fact: OrderDropped, at: datetime) -> None:
    """Where the post says no, it has the parcel already: what it tells of it next waits for a person."""
    del at
    row = queries.get_dropped(fact.order)
    if row is None:
        return
    try:
        client.cancel(row.code)
    except (Refused, NotConnected):
        return


@on(HandedOver, key="deliveries.set_list", queue=PAPERS)
def set_list(fact: HandedOver, at: datetime) -> None:
    actions.set_list(handover=fact.handover, by=platform("job"), at=at)


@on(PapersArrived, key="deliveries.set_arrival_list", queue=PAPERS)
def set_arrival_list(fact: PapersArrived, at: datetime) -> None:
    actions.set_arrival_list(arrival=fact.arrival, by=platform("job"), at=at)


@daily("deliveries.ask_morning", at=time(6, 30))
def ask_in_the_morning(day: date, at: datetime) -> None:
    del day
    ask(by=platform("schedule"), at=at)


@daily("deliveries.ask_noon", at=time(11, 30))
def ask_at_noon(day: date, at: datetime) -> None:
    del day
    ask(by=platform("schedule"), at=at)


@daily("deliveries.ask_evening", at=time(16, 30))
def ask_in_the_evening(day: date, at: datetime) -> None:
    del day
    ask(by=platform("schedule"), at=at)


def ask(*, by: Actor, at: datetime) -> int:
    """What call-backs did not tell: page by page after the last thing that was told. Gives how many it told."""
    if not client.is_connected():
        return 0
    before = queries.last_poll()
    last, count = before.last if before else 0, 0
    try:
        while told := read_news(client.track(last)):
            if (newest := max(one.number for one in told)) <= last:
                raise Unreadable("lastId")
            for one in told:
                _hear(one, by=by, at=at)
            last, count = newest, count + len(told)
    except (Refused, Silent, Unreadable) as fault:
        actions.note_poll(last=last, count=count, fault=str(fault) or type(fault).__name__, at=at)
    else:
        actions.note_poll(last=last, count=count, at=at)
    return count


def _hear(told: actions.Told, *, by: Actor, at: datetime) -> None:
    """One that contradicts what was told before does not keep the others from being heard."""
    try:
        actions.hear(told=told, by=by, at=at)
    except ToldOtherwise:
        return


@daily("deliveries.reconcile", at=time(6, 50))
def reconcile(day: date, at: datetime) -> None:
    """Of the day before, and of those of the last week that the post did not answer for."""
    if not client.is_connected():
        return
    for before in queries.days_to_compare(day):
        try:
            listed = {one.reference: one.collected for one in client.list_day(before)}
        except (Refused, Silent) as fault:
            actions.note_missed(day=before, fault=str(fault), at=at)
        else:
            actions.compare(day=before, listed=listed, at=at)
