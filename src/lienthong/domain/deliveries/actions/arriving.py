"""Papers fetched from home come to the one-stop: each is checked in, on a list that both sides sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.db import transaction

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.actions.common import do, next_place, write
from lienthong.domain.deliveries.actions.handing import LIST, template
from lienthong.domain.deliveries.errors import (
    CameAlready,
    NobodyBrought,
    NothingCame,
    NotYoursToSend,
    OrderNotFound,
    SayHow,
)
from lienthong.domain.deliveries.facts import PapersArrived
from lienthong.domain.deliveries.permissions import can_send
from lienthong.domain.deliveries.queries.arrivals import ArrivalRow, arrival_row
from lienthong.domain.deliveries.queries.wording import arrival_words
from lienthong.domain.deliveries.rules.moves import may
from lienthong.domain.deliveries.rules.vocabulary import Deed, Kind, Outcome, State
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.pdf import typeset_form
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Found:
    """How a parcel was found; anything but whole is said in ``words``."""

    outcome: Outcome
    words: str = ""


@transaction.atomic
def check_in(*, key: UUID, found: Mapping[int, Found], bringer: str, by: Actor, at: datetime) -> ArrivalRow:
    """All on one list or none; a form that is sent twice finds its list. What came is with us from now on, whatever the
    post says later; what is missing stays where the post says it is.

    Raises NotYoursToSend, NothingCame, NobodyBrought, SayHow, OrderNotFound, CameAlready.
    """
    if not can_send(by, by.agency):
        raise NotYoursToSend
    if made := m.Arrival.objects.filter(key=key, agency=by.agency).first():
        return arrival_row(made)
    name = clean(bringer)[:200]
    if not found:
        raise NothingCame
    if not name:
        raise NobodyBrought
    rows = _fit(found, by)
    made = _list(key, name, by=by, at=at)
    for row in rows:
        _check(made, row, found[row.pk], by=by, at=at)
    state(PapersArrived(arrival=made.pk), subject=f"arrival:{made.pk}", at=at)
    record(
        by=by,
        verb="deliveries.check_in",
        subject=f"arrival:{made.pk}",
        agency=made.agency,
        at=at,
        details={"number": made.number, "count": len(rows)},
    )
    return arrival_row(made)


def _fit(found: Mapping[int, Found], by: Actor) -> list[m.Order]:
    """In the order of their ids, so that nobody waits in a circle."""
    locked = m.Order.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    rows = list(locked.filter(pk__in=list(found), agency=by.agency, kind=Kind.PAPERS.value))
    if len(rows) != len(found):
        raise OrderNotFound
    came = set(
        m.Arrived.objects.filter(order__in=rows)
        .exclude(outcome=Outcome.MISSING.value)
        .values_list("order_id", flat=True)
    )
    for row in rows:
        if row.pk in came or not may(Deed.CHECK_IN, State(row.state)):
            raise CameAlready(code=row.code)
        if found[row.pk].outcome is not Outcome.RECEIVED and not clean(found[row.pk].words):
            raise SayHow(code=row.code)
    return rows


def _check(made: m.Arrival, row: m.Order, found: Found, *, by: Actor, at: datetime) -> None:
    words = clean(found.words)[:500]
    m.Arrived.objects.create(arrival=made, order=row, outcome=found.outcome.value, words=words)
    if found.outcome is Outcome.MISSING:
        write(row, Deed.MISS, words=words, by=by, at=at)
        return
    if row.delivered_at is None:
        row.delivered_at, row.collected = at, 0
    do(row, Deed.CHECK_IN, words=words, by=by, at=at)


def _list(key: UUID, bringer: str, *, by: Actor, at: datetime) -> m.Arrival:
    """The next list of the agency's year."""
    year, number = next_place(m.Arrival, by=by, at=at)
    return m.Arrival.objects.create(
        agency=by.agency,
        year=year,
        number=number,
        key=key,
        bringer=bringer,
        arrived_at=at,
        account=by.account,
        name=by.name,
    )


@transaction.atomic
def set_arrival_list(*, arrival: int, by: Actor, at: datetime) -> int:
    """The paper of a list, as it was signed; asked for twice, it is the same file."""
    row = m.Arrival.objects.select_for_update().get(pk=arrival)
    if row.file:
        return row.file
    content = BytesIO(typeset_form(template("arrival"), arrival_words(row.pk)))
    name = f"ban-giao-ho-so-den-{row.year}-{row.number:04}.pdf"
    row.file = put(content=content, name=name, use=LIST, agency=row.agency, by=by, at=at).id
    row.save(update_fields=["file"])
    return row.file
