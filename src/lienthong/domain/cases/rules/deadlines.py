"""When a case falls due: the law's time under a dated rule, lengthened or begun anew by what it waited for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event
from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.due import due_at
from lienthong.spine.calendar.rules.steps import Due
from lienthong.spine.calendar.rules.values import PLAIN, CountingRule, Pause, Supplement, Unit

HOURS = Decimal(8)
"""Of a working day (Labour Code 2019, article 105)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time that law or process gives. ``procedure`` is its code: a suspension may name it."""

    amount: Decimal
    unit: Unit
    procedure: str = ""


def waits_of(events: Sequence[Event], *, until: datetime | None = None) -> tuple[Pause, ...]:
    """What a case waited for, in order; a wait that lasts still ends at ``until``, else it is left out."""
    found: list[Pause] = []
    asked: Event | None = None
    for event in events:
        if event.verb in {Verb.SUPPLEMENT_ASKED, Verb.PAUSED}:
            asked = event
        elif asked and event.verb in {Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED}:
            found.append(_wait(asked, event.at))
            asked = None
    if asked and until:
        found.append(_wait(asked, until))
    return tuple(found)


def _wait(asked: Event, until: datetime) -> Pause:
    is_duty = asked.verb == Verb.PAUSED
    reason = "chờ thực hiện nghĩa vụ tài chính" if is_duty else "chờ bổ sung"
    return Pause(asked.at, until, reason, only_pauses=is_duty)


def result_due(
    calendar: Calendar,
    limit: Limit,
    *,
    received_at: datetime,
    rule: CountingRule,
    effect: Supplement | None = None,
    waits: Sequence[Pause] = (),
) -> Due:
    """By when the result must be signed. ``effect``: what the procedure's own dated rule says of a supplement."""
    ruled = replace(rule, on_supplement=effect) if effect else rule
    amount, unit = whole(limit.amount, limit.unit)
    return due_at(
        calendar,
        start=received_at,
        amount=amount,
        unit=unit,
        rule=ruled,
        pauses=waits,
        procedure=limit.procedure,
    )


def step_due(calendar: Calendar, limit: Limit, *, entered_at: datetime, waits: Sequence[Pause] = ()) -> Due:
    """By when a step must be left; whatever it waits for inside the step only pauses it."""
    amount, unit = whole(limit.amount, limit.unit)
    inside = [replace(wait, only_pauses=True) for wait in waits if wait.answered_at > entered_at]
    return due_at(
        calendar,
        start=entered_at,
        amount=amount,
        unit=unit,
        rule=replace(PLAIN, on_supplement=Supplement.PAUSE),
        pauses=inside,
        procedure=limit.procedure,
    )


def whole(amount: Decimal, unit: Unit) -> tuple[int, Unit]:
    """A part of a working day is counted in hours; a part of an hour, day or month as a whole one."""
    if unit is Unit.WORKING_DAY and amount != int(amount):
        amount, unit = amount * HOURS, Unit.WORKING_HOUR
    return max(math.ceil(amount), 1), unit
