"""The clock waits and goes on: papers asked for and brought, a financial duty, a calendar that was changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.errors import AskedTooLate, NoPauseHere, NoRoundLeft, NothingAsked, NotNow
from lienthong.domain.cases.permissions import can_direct
from lienthong.domain.cases.rules.moves import AT_WORK, Verb
from lienthong.domain.cases.rules.process import pause_of
from lienthong.domain.cases.rules.standing import Event
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.errors import ClockStopped
from lienthong.spine.calendar.queries import was_changed
from lienthong.spine.text import clean_lines

ROUNDS = 1
"""Where a procedure lays down no rule (Decree 61/2018/NĐ-CP, article 19)."""


@transaction.atomic
def ask_supplement(
    *,
    case: int,
    items: Sequence[str],
    reason: str,
    papers: Sequence[int] = (),
    override: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Asks the applicant once and completely for what is missing or wrong; the clock waits.

    ``papers`` are places in the procedure's list, ``items`` what to do in words. A further round than the rule allows,
    or one asked too late, needs ``override``, a reason of somebody who directs there. Raises CaseNotFound, NotYours,
    NotNow, NothingAsked, ReasonMissing, NoRoundLeft, AskedTooLate.
    """
    held = hold(case, by=by, at=at, verb=Verb.SUPPLEMENT_ASKED)
    told = asked(held, items=items, reason=reason, papers=papers, override=override)
    happen(held, Verb.SUPPLEMENT_ASKED, told)


def asked(
    held: Held, *, items: Sequence[str], reason: str, papers: Sequence[int] = (), override: str = ""
) -> dict[str, Any]:
    """What is asked for, in which round. Raises NothingAsked, ReasonMissing, NoRoundLeft, AskedTooLate."""
    wanted = [told for item in items if (told := clean_lines(item))]
    if not wanted and not papers:
        raise NothingAsked
    told = said(reason)
    if not (override.strip() and can_direct(held.by, held.stand.agency)):
        _refuse_further(held)
        override = ""
    return {
        "items": wanted,
        "papers_asked": sorted(set(papers)),
        "reason": told,
        "round": held.stand.rounds + 1,
        "override": clean_lines(override),
        **held.share(),
    }


def _refuse_further(held: Held) -> None:
    rule = held.handling.supplement
    if held.stand.rounds >= (rounds := rule.rounds if rule else ROUNDS):
        raise NoRoundLeft(rounds=rounds)
    received = held.stand.received_at
    until = (
        held.clocks.ask_by(held.handling, owner=held.case.owner, received_at=received) if received else None
    )
    if until and held.at > until:
        raise AskedTooLate(day=f"{until:%d/%m/%Y}")


@transaction.atomic
def receive_supplement(
    *, case: int, papers: Sequence[int] = (), note: str = "", by: Actor, at: datetime
) -> None:
    """What was asked for has come: the clock goes on as the procedure's rule says. Raises CaseNotFound, NotYours,
    NotNow.
    """
    held = hold(case, by=by, at=at, verb=Verb.SUPPLEMENT_RECEIVED)
    happen(held, Verb.SUPPLEMENT_RECEIVED, brought_in(held, papers=papers, note=note))


def brought_in(held: Held, *, papers: Sequence[int] = (), note: str = "") -> dict[str, Any]:
    """What has come, and the days as they are now."""
    told = {"papers": sorted(set(papers)), "note": clean_lines(note)}
    return told | _recounted(held, Verb.SUPPLEMENT_RECEIVED)


@transaction.atomic
def pause(*, case: int, reason: str, document: str = "", by: Actor, at: datetime) -> None:
    """The applicant has to pay first, at a step that its process lets wait. ``document``: the notice's number.

    Raises CaseNotFound, NotYours, NotNow, NoPauseHere, ReasonMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.PAUSED)
    happen(held, Verb.PAUSED, paused(held, reason=reason, document=document))


def paused(held: Held, *, reason: str, document: str = "") -> dict[str, Any]:
    """For what it waits. Raises NoPauseHere, ReasonMissing."""
    step = held.handling.steps[held.stand.step - 1]
    kind = pause_of(step)
    if kind is None:
        raise NoPauseHere
    return {"kind": kind.value, "reason": said(reason), "document": document.strip(), **held.share()}


@transaction.atomic
def resume(*, case: int, document: str = "", note: str = "", by: Actor, at: datetime) -> None:
    """The duty is met: the clock goes on. ``document``: what proves it. Raises CaseNotFound, NotYours, NotNow."""
    held = hold(case, by=by, at=at, verb=Verb.RESUMED)
    happen(held, Verb.RESUMED, resumed(held, document=document, note=note))


def resumed(held: Held, *, document: str = "", note: str = "") -> dict[str, Any]:
    """What proves it, and the days as they are now."""
    told = {"document": document.strip(), "note": clean_lines(note)}
    return told | _recounted(held, Verb.RESUMED)


@transaction.atomic
def recount(*, case: int, reason: str, by: Actor, at: datetime) -> bool:
    """Counts the day anew after the calendar was changed by decision; False when nothing moves.

    Raises CaseNotFound, NotYours, NotNow, ReasonMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.RECOUNTED)
    told = said(reason)
    fresh = _recounted(held, Verb.RECOUNTED)
    if fresh["due"] is None or datetime.fromisoformat(fresh["due"]["due"]) == held.stand.legal_at:
        return False
    happen(held, Verb.RECOUNTED, fresh | {"reason": told})
    return True


def recount_all(*, since: datetime, reason: str, by: Actor, at: datetime) -> int:
    """Counts every running case anew whose day a calendar recorded since then may have moved; gives how many moved.

    One that cannot be counted (a suspension without a last day) keeps its day and does not hinder the others.
    """
    if not was_changed(since=since, until=at):
        return 0
    running = m.Stand.objects.filter(until=None, superseded_at=None, state__in=sorted(AT_WORK))
    moved = 0
    for case in running.order_by("case").values_list("case", flat=True).iterator(1_000):
        try:
            moved += recount(case=case, reason=reason, by=by, at=at)
        except (ClockStopped, NotNow):
            continue
    return moved


def _recounted(held: Held, verb: Verb) -> dict[str, Any]:
    """The days as they are once ``verb`` has happened; a promise made to the applicant goes on beside them."""
    stand, case, handling = held.stand, held.case, held.handling
    events = [*held.events, Event(verb, held.at, {})]
    received = stand.received_at or case.occurred_at
    data: dict[str, Any] = {
        "due": held.clocks.result(
            handling, case.channel, owner=case.owner, received_at=received, events=events
        ),
        "step_due": held.clocks.step(
            handling,
            stand.step,
            case.channel,
            agency=stand.agency,
            entered_at=held.entered_at,
            events=events,
        ),
    }
    return data | ({"promised": promised} if (promised := _promise(held)) else {})


def _promise(held: Held) -> str:
    """The day that a re-appointment promised, as it was written down."""
    made = [event for event in held.events if event.verb == Verb.REAPPOINTED]
    return str(made[-1].data["due"]["due"]) if made else ""
