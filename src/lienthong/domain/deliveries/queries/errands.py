"""What somebody at home asked the post to fetch."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.queries.orders import OrderRow, find_of, order_row
from lienthong.domain.deliveries.rules.errands import Half, days_from
from lienthong.domain.deliveries.rules.vocabulary import Kind
from lienthong.domain.parties.queries import normal_phone
from lienthong.spine.calendar.queries import calendar_for

_SIGN: Final = "fetch:"


@dataclass(frozen=True, slots=True)
class ErrandRow:
    """``order`` is its newest parcel."""

    key: UUID
    procedure: str
    version: int
    papers: tuple[str, ...]
    day: date
    half: Half
    order: OrderRow


def about_of(key: UUID) -> str:
    return f"{_SIGN}{key}"


def days_offered(today: date) -> list[date]:
    """On which the post may come."""
    return days_from(today, calendar_for().is_working)


def get_errand(key: UUID) -> ErrandRow | None:
    """Whoever asks has been asked whether it is theirs."""
    order = find_of(about_of(key), Kind.PAPERS)
    return errand_of(order) if order else None


def errand_of(order: OrderRow) -> ErrandRow | None:
    """None for papers that the counter had fetched."""
    row = m.Errand.objects.filter(about=order.about).first()
    if row is None:
        return None
    return ErrandRow(
        UUID(order.about.removeprefix(_SIGN)), row.procedure, row.version, tuple(row.papers), row.day,
        Half(row.half), order,
    )  # fmt: skip


def key_of(order: OrderRow) -> UUID | None:
    """The key under which fetched papers become a case."""
    try:
        return UUID(order.about.removeprefix(_SIGN)) if order.about.startswith(_SIGN) else None
    except ValueError:
        return None


def find_errand(code: str, phone: str) -> UUID | None:
    """By what stands on its page, and the telephone that the post calls; whoever knows one of them sees nothing."""
    told, number = code.strip().upper().removeprefix("TG-"), normal_phone(phone)
    rows = m.Order.objects.filter(case=told, kind=Kind.PAPERS.value).order_by("-id")
    row = rows.first() if told else None
    return key_of(order_row(row)) if row and number and row.phone == number else None
