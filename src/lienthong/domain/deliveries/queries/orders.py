"""Parcels as an agency's people see them: one whole, those of a case, those in a state, the lists that were signed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.errors import ListNotFound, OrderNotFound
from lienthong.domain.deliveries.queries.sight import within_sight
from lienthong.domain.deliveries.rules.moves import TELLABLE, WITH_THE_POST
from lienthong.domain.deliveries.rules.vocabulary import Deed, Kind, State
from lienthong.spine.actor import Actor

MOST: Final = 300
_TELLABLE: Final = sorted(one.value for one in TELLABLE)
_UNTOLD: Final = Q(state__in=_TELLABLE) & (Q(told_at=None) | ~Q(refusal=""))


@dataclass(frozen=True, slots=True)
class OrderRow:
    """``case`` is the number people know it by, ``code`` the parcel's own at the post, ``item`` the post's."""

    id: int
    about: str
    kind: Kind
    agency: str
    case: str
    code: str
    title: str
    receiver: str
    phone: str
    address: str
    cod: int
    state: State
    reason: str
    told_at: datetime | None
    item: str
    page: str
    price: int | None
    refusal: str
    handover: int | None
    delivered_at: datetime | None
    collected: int | None
    became: str
    made_at: datetime
    moved_at: datetime

    @property
    def is_addressed(self) -> bool:
        return bool(self.address and self.phone)

    @property
    def is_untold(self) -> bool:
        """The post does not know of it, or does not want it."""
        return self.state in TELLABLE and (self.told_at is None or bool(self.refusal))


@dataclass(frozen=True, slots=True)
class EventRow:
    deed: Deed
    at: datetime
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """``file`` is None until the worker has set the paper."""

    id: int
    agency: str
    year: int
    number: int
    collector: str
    handed_at: datetime
    name: str
    file: int | None
    count: int = 0

    @property
    def label(self) -> str:
        return f"{self.number}/{self.year}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many parcels of an agency are where; ``troubles`` wait for somebody here."""

    to_send: int
    under_way: int
    back: int
    arrived: int
    untold: int
    news: int
    differences: int

    @property
    def troubles(self) -> int:
        return self.untold + self.news


def get_order(order: int, *, by: Actor) -> OrderRow:
    """Raises OrderNotFound, also for one of an agency that the reader does not see."""
    row = within_sight(m.Order.objects.filter(pk=order), by).first()
    if row is None:
        raise OrderNotFound
    return order_row(row)


def find_of(about: str, kind: Kind = Kind.RESULT) -> OrderRow | None:
    """The last parcel of a case; whoever asks has been asked whether they see the case."""
    row = m.Order.objects.filter(about=about, kind=kind.value).order_by("-id").first()
    return order_row(row) if row else None


def find_order(order: int) -> OrderRow | None:
    """Whoever asks."""
    row = m.Order.objects.filter(pk=order).first()
    return order_row(row) if row else None


def find_code(code: str) -> OrderRow | None:
    """For who was told the code by the post itself."""
    row = m.Order.objects.filter(code=code).first()
    return order_row(row) if row else None


def get_order_for_post(order: int) -> OrderRow | None:
    """None once the post knows it, or it is not to go any more."""
    rows = m.Order.objects.filter(pk=order, told_at=None, state__in=_TELLABLE)
    row = rows.exclude(address="").exclude(phone="").first()
    return order_row(row) if row else None


def get_dropped(order: int) -> OrderRow | None:
    row = m.Order.objects.filter(pk=order, state=State.CANCELLED.value).first()
    return order_row(row) if row else None


def list_orders(
    states: Collection[State], *, kind: Kind = Kind.RESULT, by: Actor, limit: int = MOST
) -> list[OrderRow]:
    """What moved last comes first."""
    rows = m.Order.objects.filter(state__in=[one.value for one in states], kind=kind.value)
    return [order_row(row) for row in within_sight(rows, by).order_by("-moved_at", "-id")[:limit]]


def list_untold(*, by: Actor) -> list[OrderRow]:
    """What the post does not know of, or does not want, the longest waiting first."""
    rows = m.Order.objects.filter(_UNTOLD)
    return [order_row(row) for row in within_sight(rows, by).order_by("id")[:MOST]]


def find_orders(words: str, *, by: Actor) -> list[OrderRow]:
    """By the number of the case, the code of the parcel, or the post's own number."""
    told = words.strip().upper()
    rows = m.Order.objects.filter(Q(code=told) | Q(case=told) | Q(item=told) & ~Q(item=""))
    return [order_row(row) for row in within_sight(rows, by).order_by("-id")[:MOST]]


def list_events(order: int) -> list[EventRow]:
    """Oldest first; the reader has been shown the parcel."""
    rows = m.Event.objects.filter(order=order).order_by("id")[:MOST]
    return [EventRow(Deed(row.deed), row.at, row.name, row.words) for row in rows]


def count_waiting(agency: str) -> Waiting:
    states = m.Order.objects.filter(agency=agency).aggregate(
        to_send=Count("pk", filter=Q(state="TO_SEND", kind="RESULT")),
        under_way=Count("pk", filter=Q(state__in=[one.value for one in WITH_THE_POST], kind="RESULT")),
        back=Count("pk", filter=Q(state="RETURNING")),
        arrived=Count("pk", filter=Q(state="DELIVERED", kind="PAPERS", became="")),
        untold=Count("pk", filter=_UNTOLD),
    )
    news = m.News.objects.filter(agency__in=[agency, ""], fate__in=["UNFIT", "UNKNOWN"]).count()
    gaps = m.Difference.objects.filter(agency__in=[agency, ""], settled_at=None).count()
    return Waiting(**states, news=news, differences=gaps)


def list_handovers(*, by: Actor, limit: int = 50) -> list[HandoverRow]:
    """Newest first."""
    rows = within_sight(m.Handover.objects.annotate(count=Count("orders")), by)
    return [handover_row(row, row.count) for row in rows.order_by("-id")[:limit]]


def get_handover(handover: int, *, by: Actor) -> HandoverRow:
    """Raises ListNotFound, also for one of an agency that the reader does not see."""
    row = within_sight(m.Handover.objects.filter(pk=handover), by).first()
    if row is None:
        raise ListNotFound
    return handover_row(row)


def list_handed(handover: int) -> list[OrderRow]:
    """In the order of the list; the reader has been shown it."""
    return [order_row(row) for row in m.Order.objects.filter(handover=handover).order_by("id")[:MOST]]


def order_row(row: m.Order) -> OrderRow:
    return OrderRow(
        id=row.pk,
        about=row.about,
        kind=Kind(row.kind),
        agency=row.agency,
        case=row.case,
        code=row.code,
        title=row.title,
        receiver=row.receiver,
        phone=row.phone,
        address=row.address,
        cod=row.cod,
        state=State(row.state),
        reason=row.reason,
        told_at=row.told_at,
        item=row.item,
        page=row.page,
        price=row.price,
        refusal=row.refusal,
        handover=row.handover_id,
        delivered_at=row.delivered_at,
        collected=row.collected,
        became=row.became,
        made_at=row.made_at,
        moved_at=row.moved_at,
    )


def handover_row(row: m.Handover, count: int = 0) -> HandoverRow:
    return HandoverRow(
        id=row.pk,
        agency=row.agency,
        year=row.year,
        number=row.number,
        collector=row.collector,
        handed_at=row.handed_at,
        name=row.name,
        file=row.file,
        count=count,
    )
