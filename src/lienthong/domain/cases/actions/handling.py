"""A case goes its way through the process: given to somebody, handed over, sent back, submitted, signed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.cases.actions.blocking import refuse_blocked_case
from lienthong.domain.cases.actions.branching import begin_beside, join
from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.actions.places import commune_of
from lienthong.domain.cases.errors import (
    HolderUnfit,
    NextSigns,
    NoNextStep,
    NothingSigns,
    NotYours,
    PlaceMissing,
    StepUnknown,
)
from lienthong.domain.cases.permissions import can_take
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.process import next_row, seat_of, signs
from lienthong.domain.organisations.queries import list_hats
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean_lines


@transaction.atomic
def take(*, case: int, by: Actor, at: datetime) -> None:
    """Takes up a case that nobody holds, at a step of one's own role. Raises CaseNotFound, NotYours, NotNow."""
    held = hold(case, by=by, at=at, verb=Verb.TAKEN)
    if not can_take(by, held.stand.agency, held.stand.role):
        raise NotYours
    happen(held, Verb.TAKEN, {"holder": by.account})


@transaction.atomic
def assign(*, case: int, holder: str, note: str = "", by: Actor, at: datetime) -> None:
    """Gives a case to somebody of the agency where it lies, whoever held it.

    Raises CaseNotFound, NotYours, NotNow, HolderUnfit.
    """
    held = hold(case, by=by, at=at, verb=Verb.ASSIGNED)
    _refuse_unfit(held, holder, held.stand.agency)
    happen(held, Verb.ASSIGNED, {"holder": holder, "note": clean_lines(note)})


@transaction.atomic
def hand_over(
    *,
    case: int,
    commune: str = "",
    holder: str = "",
    note: str = "",
    originals: Collection[int] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Passes a case on to the next step of its process. ``commune``: where that step is done, if at a commune.

    ``originals``: which of those that lie here go along; None: all.

    Raises CaseNotFound, NotYours, NotNow, NoNextStep, NextSigns, PlaceMissing, HolderUnfit.
    """
    held = hold(case, by=by, at=at, verb=Verb.HANDED_OVER)
    told = handed_over(held, commune=commune, holder=holder, note=note, originals=originals)
    happen(held, Verb.HANDED_OVER, told)


def handed_over(
    held: Held,
    *,
    commune: str = "",
    holder: str = "",
    note: str = "",
    originals: Collection[int] | None = None,
) -> dict[str, Any]:
    """Where it goes, what begins beside, what the step that is left used. Raises as ``hand_over``."""
    row = next_row(held.handling.steps, held.stand.step, held.stand.done, held.stand.beside)
    if row is None and not held.stand.beside:
        raise NoNextStep
    if row is None:
        place = join(held)
    else:
        if signs(held.handling.steps[row - 1]):
            raise NextSigns
        place = _step_data(held, row, commune=commune, holder=holder)
        place |= begin_beside(held, {*held.stand.done, held.stand.step}, but=row)
    left = {"done": held.stand.step, **held.share(), "note": clean_lines(note)}
    return left | place | _with_originals(held, originals)


@transaction.atomic
def put_to_sign(*, case: int, holder: str = "", note: str = "", by: Actor, at: datetime) -> None:
    """Submits the result to who signs: at this step, or at the next one. ``note`` is what the leader reads first.

    Raises CaseNotFound, NotYours, NotNow, NothingSigns, PlaceMissing, HolderUnfit.
    """
    held = hold(case, by=by, at=at, verb=Verb.PUT_TO_SIGN)
    happen(held, Verb.PUT_TO_SIGN, submitted(held, holder=holder, note=note))


def submitted(held: Held, *, holder: str = "", note: str = "") -> dict[str, Any]:
    """The row that signs, unless it lies there already. Raises as ``put_to_sign``."""
    steps, stand = held.handling.steps, held.stand
    told: dict[str, Any] = {"note": clean_lines(note)}
    if 0 < stand.step <= len(steps) and signs(steps[stand.step - 1]):
        _refuse_unfit(held, holder, stand.agency)
        return told | {"holder": holder}
    row = next_row(steps, stand.step, stand.done, stand.beside)
    if row is None or not signs(steps[row - 1]):
        raise NothingSigns
    told |= {"done": stand.step, **held.share()}
    return told | _step_data(held, row, holder=holder) | held.along()


@transaction.atomic
def send_back(*, case: int, step: int, reason: str, by: Actor, at: datetime) -> None:
    """Returns a case to an earlier step, or from the signature to its own, with the reason.

    Raises CaseNotFound, NotYours, NotNow, StepUnknown, ReasonMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.SENT_BACK)
    happen(held, Verb.SENT_BACK, sent_back(held, step=step, reason=reason))


def sent_back(held: Held, *, step: int, reason: str) -> dict[str, Any]:
    """The place where that row was done last. Raises as ``send_back``."""
    before = _been(held, step)
    if before is None or step > held.stand.step or step not in {*held.stand.done, held.stand.step}:
        raise StepUnknown
    agency = before["agency"]
    place = {name: before.get(name, "") for name in ("agency", "unit", "role", "holder")}
    told = {"reason": said(reason), "back_from": held.stand.step, **held.share()}
    due = held.clocks.step(held.handling, step, held.case.channel, agency=agency, entered_at=held.at)
    return told | place | {"step": step, "step_due": due} | held.along()


@transaction.atomic
def sign_off(*, case: int, document: str = "", by: Actor, at: datetime) -> None:
    """The result is signed: the business clock ends. ``document`` is its number, where it bears one.

    Raises CaseNotFound, NotYours, NotNow, Blocked.
    """
    held = hold(case, by=by, at=at, verb=Verb.SIGNED)
    refuse_blocked_case(held.case, held.at, dict(held.stand.corrected).get("content", ""))
    happen(held, Verb.SIGNED, signed(held, document=document))


def signed(held: Held, *, document: str = "") -> dict[str, Any]:
    """The number of the result, and what the last step used."""
    return {"document": document.strip(), **held.share()}


def _been(held: Held, step: int) -> dict[str, Any] | None:
    """Where a row was done last: by the case itself, or beside it."""
    for event in reversed(held.events):
        if event.data.get("step") == step:
            return dict(event.data)
        if side := next((one for one in event.data.get("sides", ()) if one["step"] == step), None):
            return dict(side)
    return None


def _with_originals(held: Held, chosen: Collection[int] | None) -> dict[str, Any]:
    along = held.along()
    if chosen is None or not along:
        return along
    going = [place for place in along["originals"] if place in chosen]
    return {"originals": going} if going else {}


def _step_data(held: Held, row: int, *, commune: str = "", holder: str = "") -> dict[str, Any]:
    """Where a row is done, by whom, and by when it must be left."""
    step = held.handling.steps[row - 1]
    seat = seat_of(step, held.units, owner=held.case.owner, commune=commune or commune_of(held))
    if seat is None:
        raise PlaceMissing
    _refuse_unfit(held, holder, seat.agency)
    due = held.clocks.step(held.handling, row, held.case.channel, agency=seat.agency, entered_at=held.at)
    place = {"step": row, "agency": seat.agency, "unit": seat.unit, "role": seat.role, "holder": holder}
    return place | {"step_due": due}


def _refuse_unfit(held: Held, holder: str, agency: str) -> None:
    """Whoever is named wears a hat at that agency today."""
    if holder and not any(hat.agency == agency for hat in list_hats(holder, held.clocks.day)):
        raise HolderUnfit
