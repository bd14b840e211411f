"""Somebody at home asks the post to fetch their papers and bring them to the one-stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.actions.common import hold, note
from lienthong.domain.deliveries.actions.ordering import (
    Parcel,
    Receiver,
    call_off,
    fetch,
    open_of,
)
from lienthong.domain.deliveries.errors import DayUnfit, OrderNotFound, PapersUnchosen, TooLateToCallOff
from lienthong.domain.deliveries.queries.errands import about_of, days_offered
from lienthong.domain.deliveries.queries.orders import OrderRow, find_of, order_row
from lienthong.domain.deliveries.rules.errands import Half
from lienthong.domain.deliveries.rules.moves import may
from lienthong.domain.deliveries.rules.vocabulary import Deed, Kind, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor

CALLED_OFF: Final = "Người gửi hồ sơ hủy yêu cầu."


@dataclass(frozen=True, slots=True)
class Errand:
    """``key`` is the form's own and becomes the case's, so that papers taken in twice are one case."""

    key: UUID
    agency: str
    procedure: str
    version: int
    title: str
    papers: Sequence[str]
    sender: Receiver
    day: date
    half: Half


@transaction.atomic
def ask_for(*, errand: Errand, by: Actor, at: datetime) -> OrderRow:
    """The post is told to come. Sent twice, it is one.

    Raises PapersUnchosen, DayUnfit, ReceiverMissing, PhoneUnfit, PlaceMissing.
    """
    about = about_of(errand.key)
    if before := find_of(about, Kind.PAPERS):
        return before
    today = clock.local(at).date()
    if not errand.papers:
        raise PapersUnchosen
    if errand.day not in days_offered(today):
        raise DayUnfit
    m.Errand.objects.get_or_create(
        about=about,
        defaults={
            "procedure": errand.procedure,
            "version": errand.version,
            "papers": list(errand.papers),
            "day": errand.day,
            "half": errand.half.value,
            "asked_at": at,
        },
    )
    case = f"{today:%y%m%d}-{errand.key.hex[:8].upper()}"
    parcel = Parcel(about, errand.agency, case, errand.title, errand.sender)
    return fetch(parcel=parcel, by=by, at=at)


@transaction.atomic
def call_errand_off(*, key: UUID, by: Actor, at: datetime) -> None:
    """As long as the collector has not come. Pressed twice it is one. Raises OrderNotFound, TooLateToCallOff."""
    row = open_of(about_of(key), Kind.PAPERS)
    if row is None:
        last = find_of(about_of(key), Kind.PAPERS)
        if last is None:
            raise OrderNotFound
        if last.state is State.CANCELLED:
            return
        raise TooLateToCallOff
    if not may(Deed.CANCEL, State(row.state)):
        raise TooLateToCallOff
    call_off(row, CALLED_OFF, by=by, at=at)


def note_case(*, key: UUID, case: str, by: Actor, at: datetime) -> OrderRow | None:
    """Its papers were taken in at the counter as ``case``; None where the key is no errand's. In the caller's
    transaction.
    """
    found = find_of(about_of(key), Kind.PAPERS)
    if found is None:
        return None
    row = hold(found.id)
    if not row.became:
        row.became = case
        row.save(update_fields=["became"])
        note("received_as", row, by=by, at=at, case=case)
    return order_row(row)
