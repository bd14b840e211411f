"""Rows that run side by side: begun where they are done, done there, joined when nothing else is left."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold
from lienthong.domain.cases.actions.places import commune_of
from lienthong.domain.cases.errors import NoRowBeside
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.process import ready_rows, seat_of, signs
from lienthong.domain.cases.rules.sides import SideState, open_side, sides
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean_lines


@transaction.atomic
def finish_beside(*, case: int, step: int = 0, note: str = "", by: Actor, at: datetime) -> None:
    """A row that was done beside the case's own is done; what follows from it alone begins.

    ``step`` 0: the only one at one's agency. Raises CaseNotFound, NotYours, NotNow, NoRowBeside.
    """
    held = hold(case, by=by, at=at, verb=Verb.SIDE_DONE)
    mine = [one.step for one in sides(held.events) if one.state is SideState.OPEN and one.agency == by.agency]
    row = step or (mine[0] if len(mine) == 1 else 0)
    if row not in mine:
        raise NoRowBeside
    happen(held, Verb.SIDE_DONE, side_done(held, row, note=note))


def side_done(held: Held, row: int, *, note: str = "") -> dict[str, Any]:
    """What the row used, and what begins beside once it is done."""
    side = open_side(held.events, row)
    share = held.clocks.share(
        held.handling,
        row,
        held.case.channel,
        agency=held.by.agency,
        events=held.events,
        since=side.since if side else None,
    )
    follows = begin_beside(held, {*held.stand.done, row}, but=held.stand.step)
    return {"side": row, "note": clean_lines(note), **share, **follows}


def begin_beside(held: Held, left: Collection[int], *, but: int) -> dict[str, Any]:
    """Places of the rows that can begin now while the case itself is at ``but``.

    A row that signs is the case's own, and so is one whose commune has to be named first.
    """
    steps, beside = held.handling.steps, held.stand.beside
    rows = [row for row in ready_rows(steps, left, beside) if row != but and not signs(steps[row - 1])]
    places = [place for row in rows if (place := _place(held, row))]
    return {"sides": places} if places else {}


def _place(held: Held, row: int) -> dict[str, Any] | None:
    seat = seat_of(held.handling.steps[row - 1], held.units, owner=held.case.owner, commune=commune_of(held))
    if seat is None:
        return None
    due = held.clocks.step(held.handling, row, held.case.channel, agency=seat.agency, entered_at=held.at)
    place = {"step": row, "agency": seat.agency, "unit": seat.unit, "role": seat.role}
    return place | {"step_due": due}


def join(held: Held) -> dict[str, Any]:
    """The case goes where the first row beside it is being done, which keeps its day."""
    row = min(held.stand.beside)
    opened = [side for event in held.events for side in event.data.get("sides", ()) if side["step"] == row]
    return {**opened[-1], "holder": "", "joins": row}
