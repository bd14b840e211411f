"""What every move of an incoming document does: lock it, ask the table, note what happened, tell the sender."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions.saying import hold_sending, say
from lienthong.domain.correspondence.errors import (
    AskedBack,
    IncomingNotFound,
    NotNow,
    NotYours,
    ReasonMissing,
)
from lienthong.domain.correspondence.facts import IncomingMoved
from lienthong.domain.correspondence.permissions import can_move, can_see
from lienthong.domain.correspondence.rules.moves import MOVES, State, Verb, allows
from lienthong.domain.correspondence.rules.statuses import Side, Status
from lienthong.domain.correspondence.rules.statuses import allows as may_say
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean_lines, search_key

TOLD: Final = {
    Verb.INSTRUCTED: Status.ASSIGNED,
    Verb.ASSIGNED: Status.IN_HAND,
    Verb.ANSWERED: Status.DONE,
    Verb.CLOSED: Status.DONE,
    Verb.RETURNED: Status.REFUSED,
}
"""What a sender of the house hears of a move."""


@dataclass
class Held:
    """An incoming document, locked, with the sending that it came by. ``at`` is when the move happens."""

    row: m.Incoming
    by: Actor
    at: datetime
    sending: m.Sending | None = None


def hold(incoming: int, verb: Verb, *, by: Actor, at: datetime) -> Held:
    """Locked until the transaction ends. Raises IncomingNotFound, NotYours, NotNow, AskedBack."""
    row = m.Incoming.objects.select_for_update(no_key=True).filter(pk=incoming).first()
    if row is None or not can_see(by, agency=row.agency, people=row.people):
        raise IncomingNotFound
    now = State(row.state)
    if not allows(verb, now):
        raise NotNow
    if not can_move(by, verb, now, agency=row.agency, holder=row.holder, lead=row.lead, people=row.people):
        raise NotYours
    sending = hold_sending(row.sending_id) if row.sending_id else None
    if sending and sending.status == Status.ASKED_BACK and verb is not Verb.WITHDRAWN:
        raise AskedBack
    return Held(row, by, max(at, row.moved_at), sending)


def happen(held: Held, verb: Verb, data: dict[str, Any] | None = None, **changes: Any) -> m.Happening:
    """Notes one event, writes how the document stands after it, and tells its sender; the ledger's line last."""
    row, by, at = held.row, held.by, held.at
    move = MOVES.get(verb)
    after = {"state": move.to.value} if move and move.to else {}
    for name, value in (after | changes).items():
        setattr(row, name, value)
    row.handler = row.holder or ("" if row.state == State.REGISTERED else row.handler)
    row.moved_at = at
    row.people = sorted({*row.people, row.holder, row.lead, *row.supporting, by.account} - {"", "platform"})
    row.search = search_of(row)
    row.save()
    happening = m.Happening.objects.create(
        incoming=row,
        verb=verb,
        occurred_at=at,
        recorded_at=at,
        account=by.account,
        name=by.name,
        agency=by.agency,
        position=by.position,
        data=data or {},
    )
    subject = f"incoming:{row.pk}"
    state(IncomingMoved(row.pk, happening.pk, verb), subject=subject, at=at)
    _tell_sender(held, verb, happening.data)
    record(
        by=by,
        verb=f"correspondence.{verb.lower()}",
        subject=subject,
        agency=row.agency,
        at=at,
        details={"happening": happening.pk, "number": f"{row.number:02}/{row.year}", **_told(happening.data)},
    )
    return happening


def _tell_sender(held: Held, verb: Verb, data: dict[str, Any]) -> None:
    """Nothing where the sender knows it already: of a second instruction, or while a recall is asked for."""
    status, sending = TOLD.get(verb), held.sending
    if sending is None or status is None:
        return
    if verb is Verb.INSTRUCTED and held.row.state == State.IN_HAND:
        status = Status.IN_HAND
    if may_say(status, Status(sending.status), Side.RECIPIENT):
        say(sending, status, str(data.get("reason", "")), by=held.by, at=held.at)


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if isinstance(value, str | int | bool)}


def search_of(row: m.Incoming) -> str:
    number = f"{row.number:02} {row.number}"
    return search_key(" ".join((number, row.symbol, row.subject, row.sender)))


def said(reason: str) -> str:
    """Raises ReasonMissing."""
    if not (told := clean_lines(reason)):
        raise ReasonMissing
    return told
