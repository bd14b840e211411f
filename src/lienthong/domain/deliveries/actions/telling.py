"""What the post answers and tells: taken as the table of moves says, kept once, and waiting for a person where it does
not fit.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.actions.common import hold, move, note, said
from lienthong.domain.deliveries.errors import NewsNotFound, SettledAlready, ToldOtherwise
from lienthong.domain.deliveries.permissions import can_decide
from lienthong.domain.deliveries.queries.told import NewsRow, news_row
from lienthong.domain.deliveries.rules import moves
from lienthong.domain.deliveries.rules.vocabulary import Fate, Kind, State, Tiding
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the post tells, by its number there."""

    number: int
    code: str
    tiding: Tiding
    at: datetime
    words: str = ""
    collected: int = 0


@transaction.atomic
def answer_order(
    *,
    order: int,
    item: str = "",
    page: str = "",
    price: int | None = None,
    refusal: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """The post took it under its number, or did not; the second answer of one that was told twice changes nothing."""
    row = hold(order)
    if row.told_at:
        return
    if refusal:
        row.refusal = refusal[:300]
    else:
        row.told_at, row.item, row.page, row.price, row.refusal = at, item, page, price, ""
    row.save()
    note("refused" if refusal else "told", row, by=by, at=at, item=item)


@transaction.atomic
def hear(*, told: Told, by: Actor, at: datetime) -> NewsRow:
    """Once by its number, however often and in whatever order it is told. Raises ToldOtherwise."""
    if before := _heard(told):
        return _same(before, told)
    row = _held(told.code)
    if before := _heard(told):  # while the parcel was waited for
        return _same(before, told)
    try:
        with transaction.atomic():
            return news_row(_enter(told, row, by=by, at=at))
    except IntegrityError:
        if before := _heard(told):
            return _same(before, told)
        raise


def _held(code: str) -> m.Order | None:
    found = m.Order.objects.filter(code=code).values_list("pk", flat=True).first()
    return hold(found) if found else None


def _heard(told: Told) -> m.News | None:
    return m.News.objects.filter(number=told.number).first()


def _same(before: m.News, told: Told) -> NewsRow:
    if (before.code, before.tiding, before.collected) != (told.code, told.tiding.value, told.collected):
        raise ToldOtherwise(number=told.number)
    return news_row(before)


def _enter(told: Told, row: m.Order | None, *, by: Actor, at: datetime) -> m.News:
    fate = _take(row, told, at) if row else Fate.UNKNOWN
    made = m.News.objects.create(
        number=told.number,
        code=told.code,
        order=row,
        agency=row.agency if row else "",
        tiding=told.tiding.value,
        words=told.words[:300],
        collected=told.collected,
        occurred_at=told.at,
        told_at=at,
        fate=fate.value,
    )
    if row:
        note("hear", row, by=by, at=at, news=told.number, tiding=told.tiding.value, fate=fate.value)
    else:
        record(
            by=by,
            verb="deliveries.hear_unknown",
            subject=f"post_news:{made.pk}",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={"news": told.number, "code": told.code},
        )
    return made


def _take(row: m.Order, told: Told, at: datetime) -> Fate:
    fate, to = moves.hear(Kind(row.kind), State(row.state), told.tiding)
    if fate is not Fate.TAKEN:
        return fate
    if to is State.DELIVERED:
        row.delivered_at, row.collected = told.at, told.collected
    if told.tiding is Tiding.CANCELLED:
        row.refusal = told.words[:300] or told.tiding.value
    move(row, to, reason=told.words or told.tiding.value, at=at)
    row.save()
    return fate


def note_poll(*, last: int, count: int, fault: str = "", at: datetime) -> None:
    m.Poll.objects.create(last=last, count=count, fault=fault[:200], at=at)


@transaction.atomic
def settle_news(*, news: int, explanation: str, by: Actor, at: datetime) -> None:
    """A person looked into news that fits nothing. Raises NewsNotFound, SettledAlready, ReasonNeeded."""
    row = m.News.objects.select_for_update(of=("self",)).filter(pk=news).first()
    if row is None or not can_decide(by, row.agency or by.agency):
        raise NewsNotFound
    words = said(explanation)
    if row.fate not in {Fate.UNFIT, Fate.UNKNOWN}:
        if (row.settler, row.explanation) == (by.name, words):
            return
        raise SettledAlready(name=row.settler)
    row.fate, row.settled_at, row.settler, row.explanation = Fate.SETTLED.value, at, by.name, words
    row.save()
    record(
        by=by,
        verb="deliveries.settle_news",
        subject=f"post_news:{row.pk}",
        agency=row.agency or by.agency,
        at=at,
        details={"news": row.number, "code": row.code, "reason": words},
    )
