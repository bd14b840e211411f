"""A parcel is wished for, made ready, mended, called off; the post hears of it by a job."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.actions.common import do, hold_ours, note, said, subject_of, write
from lienthong.domain.deliveries.errors import (
    CodUnfit,
    NotWithThePost,
    PhoneUnfit,
    PlaceMissing,
    ReceiverMissing,
)
from lienthong.domain.deliveries.facts import AddressWanted, OrderDropped, OrderToTell
from lienthong.domain.deliveries.queries.orders import OrderRow, order_row
from lienthong.domain.deliveries.rules.codes import code_of
from lienthong.domain.deliveries.rules.moves import TELLABLE, may
from lienthong.domain.deliveries.rules.vocabulary import STATE_LABELS, Deed, Kind, State
from lienthong.domain.parties.queries import normal_phone
from lienthong.spine.actor import Actor
from lienthong.spine.money import format_number
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

MOST_COD: Final = 50_000_000
ERASED: Final = "—"
BEFORE_THE_POST: Final = frozenset({State.WISHED, State.TO_SEND})


@dataclass(frozen=True, slots=True)
class Receiver:
    """At the other end from the agency: who receives a result, or from whom papers are fetched."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """``case``: the number by which people know it. ``cod``: what the post is to take from the receiver for us."""

    about: str
    agency: str
    case: str
    title: str
    receiver: Receiver
    cod: int = 0


@transaction.atomic
def wish(*, parcel: Parcel, by: Actor, at: datetime) -> OrderRow:
    """The result shall come by post, once it is there; said again, it is the same wish with another address.

    Raises ReceiverMissing, PhoneUnfit, PlaceMissing, NotWithThePost once the post knows of it.
    """
    told = _fit(parcel.receiver)
    row = open_of(parcel.about, Kind.RESULT)
    if row and State(row.state) is not State.WISHED:
        raise NotWithThePost(state=STATE_LABELS[State(row.state)])
    if row:
        _readdress(row, told)
        row.save()
    else:
        row = _make(parcel, told, Kind.RESULT, State.WISHED, at=at)
    write(row, Deed.WISH, by=by, at=at)
    note("wish", row, by=by, at=at)
    return order_row(row)


@transaction.atomic
def ready(*, parcel: Parcel, by: Actor, at: datetime) -> OrderRow:
    """The result lies at the counter and is to go: the wish that stands, or else ``parcel`` as the case knows its
    people. Done twice, it is one parcel. One without a whole address waits for it.
    """
    row = open_of(parcel.about, Kind.RESULT)
    if row and State(row.state) is not State.WISHED:
        return order_row(row)
    if row is None:
        row = _make(parcel, _clean(parcel.receiver), Kind.RESULT, State.WISHED, at=at)
    row.cod, row.case = _fit_cod(parcel.cod), parcel.case
    row.code = code_of(Kind.RESULT, parcel.case, row.attempt)
    do(row, Deed.READY, by=by, at=at)
    _tell(row, at)
    note("ready", row, by=by, at=at, cod=row.cod)
    return order_row(row)


@transaction.atomic
def fetch(*, parcel: Parcel, by: Actor, at: datetime) -> OrderRow:
    """The post is to fetch papers from ``parcel.receiver`` and bring them to the one-stop.

    Raises ReceiverMissing, PhoneUnfit, PlaceMissing.
    """
    told = _fit(parcel.receiver)
    if before := open_of(parcel.about, Kind.PAPERS):
        return order_row(before)
    row = _make(parcel, told, Kind.PAPERS, State.TO_SEND, at=at)
    write(row, Deed.WISH, by=by, at=at)
    _tell(row, at)
    note("fetch", row, by=by, at=at)
    return order_row(row)


def open_of(about: str, kind: Kind) -> m.Order | None:
    """Locked until the transaction ends."""
    rows = m.Order.objects.select_for_update(no_key=True, of=("self",))
    ended = (State.DELIVERED, State.BACK, State.CANCELLED)
    return rows.filter(about=about, kind=kind.value).exclude(state__in=[one.value for one in ended]).first()


def _make(parcel: Parcel, told: Receiver, kind: Kind, to: State, *, at: datetime) -> m.Order:
    """The next parcel of its case; whoever makes it at the same moment makes one."""
    attempt = m.Order.objects.filter(about=parcel.about, kind=kind.value).count() + 1
    made = m.Order(
        about=parcel.about,
        kind=kind.value,
        agency=parcel.agency,
        case=parcel.case,
        attempt=attempt,
        code=code_of(kind, parcel.case, attempt),
        title=parcel.title,
        receiver=told.name,
        phone=told.phone,
        address=told.address,
        cod=_fit_cod(parcel.cod),
        state=to.value,
        made_at=at,
        moved_at=at,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        if other := open_of(parcel.about, kind):
            return other
        raise
    return made


def _tell(row: m.Order, at: datetime) -> None:
    row.refusal = ""
    row.save()
    if row.address and row.phone:
        state(OrderToTell(order=row.pk), subject=subject_of(row), at=at)
    else:
        state(AddressWanted(order=row.pk, about=row.about), subject=subject_of(row), at=at)


def _clean(told: Receiver) -> Receiver:
    name = clean(told.name)[:200]
    return Receiver(name, normal_phone(told.phone), clean(told.address)[:300])


def _fit(told: Receiver) -> Receiver:
    """Raises ReceiverMissing, PhoneUnfit, PlaceMissing."""
    fit = _clean(told)
    if not fit.name:
        raise ReceiverMissing
    if not fit.phone:
        raise PhoneUnfit
    if len(fit.address) < 8:
        raise PlaceMissing
    return fit


def _fit_cod(cod: int) -> int:
    if not 0 <= cod <= MOST_COD:
        raise CodUnfit(most=format_number(MOST_COD))
    return cod


def _readdress(row: m.Order, told: Receiver) -> None:
    row.receiver, row.phone, row.address = told.name, told.phone, told.address


@transaction.atomic
def mend(*, order: int, receiver: Receiver, cod: int, by: Actor, at: datetime) -> OrderRow:
    """Another address or amount, as long as the parcel is here. What the post knows already is called off there, and
    told anew as another parcel.

    Raises OrderNotFound, NotYoursToSend, NotWithThePost, ReceiverMissing, PhoneUnfit, PlaceMissing, CodUnfit.
    """
    row = hold_ours(order, by)
    told, money = _fit(receiver), _fit_cod(cod)
    if State(row.state) not in BEFORE_THE_POST:
        raise NotWithThePost(state=STATE_LABELS[State(row.state)])
    if row.told_at:
        call_off(row, "Đổi người nhận hoặc địa chỉ.", by=by, at=at)
        again = replace(parcel_of(row), receiver=told, cod=money)
        row = _make(again, told, Kind(row.kind), State.TO_SEND, at=at)
    else:
        _readdress(row, told)
        row.cod = money
    if State(row.state) is State.TO_SEND:
        _tell(row, at)
    row.save()
    note("mend", row, by=by, at=at, cod=money)
    return order_row(row)


def parcel_of(row: m.Order) -> Parcel:
    told = Receiver(row.receiver, row.phone, row.address)
    return Parcel(row.about, row.agency, row.case, row.title, told, row.cod)


@transaction.atomic
def tell_again(*, order: int, by: Actor, at: datetime) -> None:
    """The post refused it and the reason is gone. Raises OrderNotFound, NotYoursToSend, NotWithThePost."""
    row = hold_ours(order, by)
    if State(row.state) not in TELLABLE:
        raise NotWithThePost(state=STATE_LABELS[State(row.state)])
    if row.told_at and not row.refusal:
        return
    row.told_at = None
    _tell(row, at)
    note("tell_again", row, by=by, at=at)


@transaction.atomic
def send_again(*, order: int, receiver: Receiver, cod: int, by: Actor, at: datetime) -> OrderRow:
    """A parcel that came back goes out once more, as another parcel. Pressed twice, it is one.

    Raises OrderNotFound, NotYoursToSend, NotWithThePost, ReceiverMissing, PhoneUnfit, PlaceMissing, CodUnfit.
    """
    row = hold_ours(order, by)
    told = _fit(receiver)
    if State(row.state) is not State.BACK:
        raise NotWithThePost(state=STATE_LABELS[State(row.state)])
    if before := open_of(row.about, Kind(row.kind)):
        return order_row(before)
    again = replace(parcel_of(row), receiver=told, cod=cod)
    made = _make(again, told, Kind(row.kind), State.TO_SEND, at=at)
    write(made, Deed.READY, by=by, at=at)
    _tell(made, at)
    note("send_again", made, by=by, at=at, before=row.code)
    return order_row(made)


@transaction.atomic
def cancel(*, order: int, reason: str, by: Actor, at: datetime) -> None:
    """It does not go by post. Raises OrderNotFound, NotYoursToSend, NotWithThePost, ReasonNeeded."""
    row, words = hold_ours(order, by), said(reason)
    if (State(row.state), row.reason) == (State.CANCELLED, words):
        return
    call_off(row, words, by=by, at=at)


@transaction.atomic
def drop_of(*, about: str, reason: str, by: Actor, at: datetime) -> None:
    """Its case ended another way, before the post had the parcel; what is on its way goes on."""
    row = open_of(about, Kind.RESULT)
    if row and may(Deed.CANCEL, State(row.state)):
        call_off(row, reason, by=by, at=at)


def call_off(row: m.Order, words: str, *, by: Actor, at: datetime) -> None:
    """Raises NotWithThePost."""
    do(row, Deed.CANCEL, words=words, by=by, at=at)
    if row.told_at:
        state(OrderDropped(order=row.pk), subject=subject_of(row), at=at)
    note("cancel", row, by=by, at=at, reason=words)


@transaction.atomic
def received_as(*, order: int, case: str, by: Actor, at: datetime) -> None:
    """The fetched papers became a case. Raises OrderNotFound, NotYoursToSend."""
    row = hold_ours(order, by)
    row.became = case
    row.save(update_fields=["became"])
    note("received_as", row, by=by, at=at, case=case)


def forget(*, about: str) -> None:
    """Whoever it was about is destroyed with their case; that a parcel went, when and for how much, remains."""
    rows = m.Order.objects.filter(about=about)
    m.News.objects.filter(order__in=rows).update(words="")
    rows.update(receiver=ERASED, phone="", address="", title="")
