"""The level strip: where a case lay on which working day, one lane an agency; and what each step took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from lienthong.domain.cases.exchange import span
from lienthong.domain.cases.queries import State, Stay
from lienthong.spine import clock
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.ui.parts import Bar, Lane, LaneState

MOST = 24
"""Columns that stay readable; of a longer story the last ones."""


@dataclass(frozen=True, slots=True)
class Strip:
    """``days`` are the heads of the columns, ``today`` the column of today."""

    lanes: Sequence[Lane]
    days: Sequence[str]
    today: int | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One row of the process: given and used in words; ``tag`` is a key of the statuses."""

    name: str
    place: str
    given: str
    used: str
    tag: str
    word: str


def strip_of(page: CasePage) -> Strip | None:
    """None before it was received."""
    row, now = page.row, page.desk.now
    stays = page.story.stays(now)
    if row.received_at is None or not stays:
        return None
    last = max(now, row.due_at or now) if row.signed_at is None else row.signed_at
    days = page.desk.days.worked_on(_day(row.received_at), _day(last), 400)[-MOST:]
    if not days:
        return None
    by_agency: dict[str, list[Stay]] = {}
    for stay in stays:
        by_agency.setdefault(stay.agency, []).append(stay)
    lanes = [Lane(page.names.agency(agency), _bars(some, days, now)) for agency, some in by_agency.items()]
    today = page.desk.day
    return Strip(lanes, [_head(day) for day in days], days.index(today) if today in days else None)


def _head(day: date) -> str:
    return f"{day.day}/{day.month}"


def _bars(stays: Sequence[Stay], days: Sequence[date], now: datetime) -> list[Bar]:
    """Runs of days under one stay; a day of several belongs to the last."""
    cells = [_cell(stays, day, now) for day in days]
    bars, place = [], 0
    for cell, run in groupby(cells):
        length = len(list(run))
        if cell is not None:
            stay, state = cell
            bars.append(Bar(place, length, _words(stay, state), state))
        place += length
    return bars


def _cell(stays: Sequence[Stay], day: date, now: datetime) -> tuple[Stay, LaneState] | None:
    found = [stay for stay in stays if _day(stay.since) <= day <= _day(stay.until or now)]
    if not found:
        return None
    stay = found[-1]
    if any(_day(wait.asked_at) < day <= _day(wait.answered_at) for wait in stay.waits):
        return stay, "paused"
    if stay.until is None:
        waits = any(wait.answered_at == now for wait in stay.waits)
        return stay, "late" if stay.due and stay.due < now and not waits else "now"
    return stay, "done"


def _words(stay: Stay, state: LaneState) -> str:
    if state == "paused":
        return _("waits, not counted")
    if stay.used is None:
        return _("lies here")
    used = span(stay.used)
    return _("%(used)s of %(given)s") % {"used": used, "given": span(stay.given)} if stay.given else used


def steps_of(page: CasePage) -> list[StepLine]:
    """Every row of the process, walked or not."""
    stays = page.story.stays(page.desk.now)
    return [_step_line(page, place, stays) for place in range(1, len(page.handling.steps) + 1)]


def _step_line(page: CasePage, place: int, stays: Sequence[Stay]) -> StepLine:
    step = page.handling.steps[place - 1]
    mine = [stay for stay in stays if stay.step == place]
    used = sum(stay.used or 0 for stay in mine if stay.until)
    given = next((stay.given for stay in mine if stay.given), None)
    tag, word = _standing(page, mine, used, given or 0)
    return StepLine(
        name=step.name,
        place=page.names.agency(mine[-1].agency) if mine else "",
        given=span(given) if given else _legal(page, place),
        used=span(used) if used else "",
        tag=tag,
        word=word,
    )


def _legal(page: CasePage, place: int) -> str:
    """What the process gives a step that was not walked yet."""
    step = page.handling.steps[place - 1]
    if not step.time:
        return ""
    hours = step.time * (1 if step.measure == "working_hour" else 8)
    return span(int(hours * 3_600))


def _standing(page: CasePage, stays: Sequence[Stay], used: int, given: int) -> tuple[str, str]:
    row = page.row
    if any(stay.until is None for stay in stays):
        if row.state is State.READY:
            return "result_ready", ""
        if row.state in {State.WAITING_PAPERS, State.WAITING_DUTY}:
            return "paused", ""
        dues = [stay.due for stay in stays if stay.until is None and stay.step != row.step]
        due = dues[-1] if dues else row.step_due_at
        late = due is not None and due < page.desk.now
        return ("overdue", "") if late else ("in_progress", "")
    if not stays:
        return ("not_applicable", "") if row.signed_at or row.ended_at else ("not_started", "")
    return ("done_late", "") if given and used > given else ("done_on_time", "")


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
