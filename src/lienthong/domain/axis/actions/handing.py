"""A message is handed on: to the node above by the worker, to a client when it fetches; or it is given up."""

from datetime import datetime
from typing import Final

from django.db import transaction

from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions.common import TO_PARENT, note
from lienthong.domain.axis.errors import NotDead, NotYourMessage
from lienthong.domain.axis.rules import LegState, NeighbourKind, pause_after
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.lanes.actions import transport
from lienthong.spine.outbox import engine

MOST_FAILS: Final = 10
"""So often may a client say that it could not take a message; then somebody must look."""
_OPEN: Final = (LegState.WAITING.value, LegState.TAKEN.value)


@transaction.atomic
def note_handed(*, leg: int, remote: str) -> None:
    """The node above has it; told twice, nothing changes."""
    row = _locked(leg)
    if row.state == LegState.WAITING:
        row.state, row.remote, row.fault = LegState.TAKEN.value, remote[:200], ""
        row.taken_at, row.tries = clock.real_now(), row.tries + 1
        row.save()
    transport().done(TO_PARENT, str(leg))


@transaction.atomic
def note_failed(*, leg: int, fault: str, is_final: bool = False) -> None:
    """Tried again after a pause; given up after the last one, or at once when the node above refused it."""
    row = _locked(leg)
    row.tries, row.fault = row.tries + 1, fault[:500]
    pause = None if is_final else pause_after(row.tries)
    if pause is None:
        row.state = LegState.DEAD.value
        transport().dead(TO_PARENT, str(leg), fault=fault)
    else:
        transport().again(TO_PARENT, str(leg), after=pause, fault=fault)
    row.save()


@transaction.atomic
def note_acknowledged(*, neighbour: int, remotes: set[str]) -> int:
    """The node above lists them as received by who they are for; gives how many are new."""
    legs = m.Leg.objects.filter(neighbour=neighbour, state=LegState.TAKEN.value, remote__in=remotes)
    return legs.update(state=LegState.DONE.value, done_at=clock.real_now())


@transaction.atomic
def acknowledge(*, neighbour: int, key: str, outcome: str, by: Actor, at: datetime) -> None:
    """A client says what became of a message: "done", "processing", or "fail", after which it is listed again.

    Said again, nothing changes. Raises NotYourMessage.
    """
    rows = m.Leg.objects.select_for_update(no_key=True, of=("self",)).select_related("message")
    row = rows.filter(neighbour=neighbour, message__key=key).first()
    if row is None:
        raise NotYourMessage
    if row.state not in _OPEN:
        return
    now = clock.real_now()
    if outcome == "done":
        row.state, row.done_at, row.taken_at = LegState.DONE.value, now, row.taken_at or now
    elif outcome == "processing":
        row.state, row.taken_at = LegState.TAKEN.value, row.taken_at or now
    else:
        row.tries, row.fault = row.tries + 1, "fail"
        row.state = (LegState.DEAD if row.tries >= MOST_FAILS else LegState.WAITING).value
    row.save()
    note("acknowledge", f"message:{row.message_id}", by=by, at=at, outcome=outcome)


@transaction.atomic
def send_again(*, leg: int, by: Actor, at: datetime) -> None:
    """A dead letter goes on its way once more, with the same id. Raises NotDead."""
    row = (
        m.Leg.objects.select_for_update(no_key=True, of=("self",))
        .select_related("neighbour")
        .filter(pk=leg)
        .first()
    )
    if row is None or row.state != LegState.DEAD:
        raise NotDead
    row.state, row.tries = LegState.WAITING.value, 0
    row.save()
    if row.neighbour and row.neighbour.kind == NeighbourKind.PARENT.value:
        transport().revive(TO_PARENT, str(leg))
        engine.soon(TO_PARENT)
    note("send_again", f"message:{row.message_id}", by=by, at=at, leg=row.pk)


def _locked(leg: int) -> m.Leg:
    return m.Leg.objects.select_for_update(no_key=True, of=("self",)).get(pk=leg)
