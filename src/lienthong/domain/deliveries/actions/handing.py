"""Parcels are handed to the post on a list that is signed for, and come back to the counter."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries import queries
from lienthong.domain.deliveries.actions.common import do, hold_ours, next_place, note, said
from lienthong.domain.deliveries.errors import (
    NobodySigned,
    NotAllThere,
    NothingChosen,
    NotYoursToSend,
    OrderNotFound,
)
from lienthong.domain.deliveries.facts import HandedOver
from lienthong.domain.deliveries.permissions import can_send
from lienthong.domain.deliveries.queries.orders import HandoverRow, handover_row
from lienthong.domain.deliveries.queries.wording import list_words
from lienthong.domain.deliveries.rules.vocabulary import STATE_LABELS, Deed, Kind, State
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.pdf import typeset_form
from lienthong.spine.text import clean

LIST: Final = Use("parcel list", (FileType.PDF,))


@transaction.atomic
def hand_over(*, key: UUID, orders: Sequence[int], collector: str, by: Actor, at: datetime) -> HandoverRow:
    """The post's collector signs for them, all or none; a form that is sent twice finds its list.

    Raises NotYoursToSend, NothingChosen, NobodySigned, OrderNotFound, NotAllThere.
    """
    if not can_send(by, by.agency):
        raise NotYoursToSend
    if made := m.Handover.objects.filter(key=key, agency=by.agency).first():
        return handover_row(made)
    name = clean(collector)[:200]
    if not name:
        raise NobodySigned
    rows = _fit(sorted(set(orders)), by)
    made = _list(key, name, by=by, at=at)
    for row in rows:
        row.handover = made
        do(row, Deed.HAND_OVER, by=by, at=at)
    state(HandedOver(handover=made.pk), subject=f"handover:{made.pk}", at=at)
    record(
        by=by,
        verb="deliveries.hand_over",
        subject=f"handover:{made.pk}",
        agency=made.agency,
        at=at,
        details={"number": made.number, "count": len(rows)},
    )
    return handover_row(made)


def _fit(orders: Sequence[int], by: Actor) -> list[m.Order]:
    """In the order of their ids, so that nobody waits in a circle. Raises NothingChosen, OrderNotFound, NotAllThere."""
    if not orders:
        raise NothingChosen
    locked = m.Order.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    rows = list(locked.filter(pk__in=orders, agency=by.agency, kind=Kind.RESULT.value))
    if len(rows) != len(orders):
        raise OrderNotFound
    for row in rows:
        if State(row.state) is not State.TO_SEND:
            raise NotAllThere(code=row.code, why=STATE_LABELS[State(row.state)])
    return rows


def _list(key: UUID, collector: str, *, by: Actor, at: datetime) -> m.Handover:
    """The next list of the agency's year."""
    year, number = next_place(m.Handover, by=by, at=at)
    return m.Handover.objects.create(
        agency=by.agency,
        year=year,
        number=number,
        key=key,
        collector=collector,
        handed_at=at,
        account=by.account,
        name=by.name,
    )


@transaction.atomic
def take_back(*, order: int, reason: str, by: Actor, at: datetime) -> None:
    """The counter has it again. Raises OrderNotFound, NotYoursToSend, NotWithThePost, ReasonNeeded."""
    row = hold_ours(order, by)
    if row.kind != Kind.RESULT:
        raise OrderNotFound
    words = said(reason)
    if State(row.state) is State.BACK and row.reason == words:
        return
    do(row, Deed.TAKE_BACK, words=words, by=by, at=at)
    note("take_back", row, by=by, at=at, reason=words)


@transaction.atomic
def set_list(*, handover: int, by: Actor, at: datetime) -> int:
    """The paper of a list, as it was signed for; asked for twice, it is the same file."""
    row = m.Handover.objects.select_for_update().get(pk=handover)
    if row.file:
        return row.file
    content = BytesIO(typeset_form(template("handover"), list_words(row.pk)))
    name = f"ban-giao-buu-chinh-{row.year}-{row.number:04}.pdf"
    row.file = put(content=content, name=name, use=LIST, agency=row.agency, by=by, at=at).id
    row.save(update_fields=["file"])
    return row.file


@cache
def template(name: str) -> str:
    return (Path(queries.__file__).parent / f"{name}.typ").read_text(encoding="utf-8")
