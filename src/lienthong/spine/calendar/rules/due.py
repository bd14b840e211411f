"""When a limit falls due, and the steps that led there.

The law counts from the day after the event (Civil Code 2015, art. 147), hours at once; a limit of months
ends on the day of the same number, or on the last day of a month that has none (art. 148).
"""

import calendar as months
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from lienthong.spine.calendar.errors import AmountRefused, StartOutOfRange
from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.rulers import (
    CalendarDays,
    Ruler,
    Stop,
    Stretch,
    WorkingDays,
    WorkingSeconds,
    walk,
)
from lienthong.spine.calendar.rules.steps import Due, Step, StepKind
from lienthong.spine.calendar.rules.values import (
    PLAIN,
    CountingRule,
    Day,
    DayKind,
    Ending,
    Pause,
    Supplement,
    Suspension,
    Unit,
    seconds_of,
)
from lienthong.spine.calendar.rules.wording import explain
from lienthong.spine.clock.rules import ZONE, local

FIRST_START, LAST_START = date(2000, 1, 1), date(2199, 12, 31)
LIMITS = {Unit.WORKING_HOUR: 100_000, Unit.WORKING_DAY: 36_500, Unit.CALENDAR_DAY: 36_500, Unit.MONTH: 1_200}
"""The greatest amount of each unit, far beyond any limit in law; what exceeds it is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What is asked: an amount of a unit, under a rule, of a procedure, with the pauses there were."""

    amount: int
    unit: Unit
    rule: CountingRule = PLAIN
    pauses: tuple[Pause, ...] = ()
    procedure: str = ""


def due_at(
    calendar: Calendar,
    *,
    start: date | datetime,
    amount: int,
    unit: Unit,
    rule: CountingRule = PLAIN,
    pauses: Sequence[Pause] = (),
    procedure: str = "",
) -> Due:
    """The instant at which the limit ends, with its explanation.

    ``start``: when it was received, an aware instant or a whole day; for hours a whole day begins at its
    opening. ``pauses`` are over; the day of asking counts as used, the day of the answer does not count.
    Hours know no cut-off. Raises AmountRefused, StartOutOfRange, NoWorkingTime, and ClockStopped when a
    suspension without a last day stands before the end.
    """
    _check(start, amount, unit)
    limit = Limit(amount, unit, rule, tuple(pauses), procedure)
    due = _count(calendar, start, limit)
    if not pauses:
        return due
    other = Supplement.PAUSE if rule.on_supplement is Supplement.RESTART else Supplement.RESTART
    reading = replace(limit, rule=replace(rule, on_supplement=other))
    return replace(due, other=_count(calendar, start, reading).at)


def hand_over_by(calendar: Calendar, *, received_at: datetime, rule: CountingRule) -> Due:
    """By when papers received at the one-stop must be with those who handle them.

    The same day at closing; received after the rule's cut-off or on a day off, the next working day at
    opening.
    """
    arrival = _local(received_at)
    steps = [Step(StepKind.HANDED_IN, arrival)]
    counted_as = _counted_as(calendar, arrival, rule)
    if counted_as == arrival.date():
        return _finished(steps, _at(counted_as, calendar.closing(counted_as)), rule)
    steps.append(_counted_as_step(calendar, arrival, counted_as, rule))
    return _finished(steps, _opening(calendar, counted_as), rule)


def same_day_by(calendar: Calendar, *, received_at: datetime, rule: CountingRule) -> Due:
    """By when something is done that must be done on the day: at closing; received after the rule's cut-off or on a
    day off, at closing of the next working day.
    """
    arrival = _local(received_at)
    counted_as = _counted_as(calendar, arrival, rule)
    steps = [Step(StepKind.HANDED_IN, arrival)]
    if counted_as != arrival.date():
        steps.append(_counted_as_step(calendar, arrival, counted_as, rule))
    return _finished(steps, _at(counted_as, calendar.closing(counted_as)), rule)


def ahead_of(calendar: Calendar, *, day: date, amount: int, rule: CountingRule = PLAIN) -> Due:
    """The last working day on which what must be done ``amount`` working days before ``day`` is in time, at closing.

    The day itself does not count. Raises AmountRefused, StartOutOfRange, NoWorkingTime.
    """
    _check(day, amount, Unit.WORKING_DAY)
    last = day
    for _ in range(amount):
        last = calendar.last_working(last)
    between = (last, day - timedelta(days=1))
    steps = [Step(StepKind.AHEAD, day, None, amount, Unit.WORKING_DAY)]
    steps += _apart_steps(calendar, *between)
    steps += _weekly_rest(calendar, [between])
    unknown = (year for year in range(last.year, day.year + 1) if year not in calendar.years)
    steps += [Step(StepKind.YEAR_UNKNOWN, date(year, 1, 1), None, year) for year in unknown]
    return _finished(steps, _at(last, calendar.closing(last)), rule)


def working_days_until(calendar: Calendar, after: date, until: date) -> int:
    """Working days later than ``after`` up to ``until``; negative when ``until`` is the earlier one."""
    if until < after:
        return -working_days_until(calendar, until, after)
    return WorkingDays(calendar).measure(after.toordinal(), until.toordinal())


def worked(calendar: Calendar, begin: datetime, end: datetime) -> int:
    """Seconds of office hours from one instant to another; nothing when the end is not later."""
    ruler = WorkingSeconds(calendar)
    return ruler.measure(ruler.at(_local(begin)), ruler.at(_local(end)))


def add_months(day: date, amount: int) -> date:
    """The day of the same number, or the last of a month that has none: 31/01 + 1 is 28/02 or 29/02."""
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _check(start: date | datetime, amount: int, unit: Unit) -> None:
    if not 1 <= amount <= LIMITS[unit]:
        raise AmountRefused(limit=LIMITS[unit])
    if not FIRST_START <= _local(start).date() <= LAST_START:
        raise StartOutOfRange(first=FIRST_START.isoformat(), last=LAST_START.isoformat())


def _count(calendar: Calendar, start: date | datetime, limit: Limit) -> Due:
    timed = isinstance(start, datetime)
    arrival = _local(start)
    steps = [Step(StepKind.STARTED, arrival if timed else arrival.date(), None, limit.amount, limit.unit)]
    restarts = [pause for pause in limit.pauses if not pause.only_pauses]
    if restarts and limit.rule.on_supplement is Supplement.RESTART:
        arrival, timed = max(_local(pause.answered_at) for pause in restarts), True
        limit = replace(limit, pauses=tuple(pause for pause in limit.pauses if pause.only_pauses))
        steps.append(Step(StepKind.RESTARTED, arrival))
    if limit.unit is Unit.WORKING_HOUR:
        return _count_hours(calendar, arrival, limit, steps)
    return _count_days(calendar, arrival, limit, steps, timed=timed)


def _count_hours(calendar: Calendar, arrival: datetime, limit: Limit, steps: list[Step]) -> Due:
    ruler = WorkingSeconds(calendar)
    position = ruler.at(arrival)
    opened = ruler.advance(position, 1) - 1
    if opened != position:
        steps.append(Step(StepKind.OPENED, ruler.moment(opened)))
    way = walk(ruler, opened, limit.amount * 3600, _stops(calendar, limit, ruler))
    steps += _way_steps(calendar, way, limit, ruler)
    return _finished(steps, ruler.moment(_end(way)), limit.rule)


def _count_days(
    calendar: Calendar, arrival: datetime, limit: Limit, steps: list[Step], *, timed: bool
) -> Due:
    counted_as = _counted_as(calendar, arrival, limit.rule)
    if counted_as != arrival.date():
        steps.append(_counted_as_step(calendar, arrival, counted_as, limit.rule))
        arrival = _opening(calendar, counted_as)
    ruler, amount = _measured(calendar, arrival.date(), limit)
    way = walk(ruler, ruler.at(arrival), amount, _stops(calendar, limit, ruler))
    steps += _month_steps(arrival.date(), limit) + _way_steps(calendar, way, limit, ruler)
    last = date.fromordinal(_end(way))
    day = _moved(calendar, last, limit)
    if not calendar.is_working(last):
        steps.append(Step(StepKind.ENDS_ON_DAY_OFF if day == last else StepKind.MOVED, last, day))
    return _finished(steps, _at(day, _ending(calendar, day, arrival, limit.rule, timed=timed)), limit.rule)


def _measured(calendar: Calendar, begin: date, limit: Limit) -> tuple[Ruler, int]:
    """The ruler and the amount on it.

    Months become the days they hold, so that pauses lengthen them by days.
    """
    if limit.unit is Unit.WORKING_DAY:
        return WorkingDays(calendar), limit.amount
    if limit.unit is Unit.CALENDAR_DAY:
        return CalendarDays(), limit.amount
    return CalendarDays(), (add_months(begin, limit.amount) - begin).days


def _stops(calendar: Calendar, limit: Limit, ruler: Ruler) -> list[Stop]:
    stops = [stop for stop in calendar.suspensions if stop.stops(limit.procedure)]
    ruled = [
        Stop(ruler.before(stop.from_on), ruler.after(stop.until_on) if stop.until_on else None, stop)
        for stop in stops
        if not stop.is_outage
    ]
    ruled += [one for stop in stops if stop.is_outage for one in _out(calendar, stop, ruler)]
    waited = [Stop(ruler.at(_local(p.asked_at)), ruler.at(_local(p.answered_at)), p) for p in limit.pauses]
    return ruled + waited


def _out(calendar: Calendar, stop: Suspension, ruler: Ruler) -> list[Stop]:
    """What an announced outage takes away: its very seconds, or the days of which it takes half or more."""
    if isinstance(ruler, WorkingSeconds):
        begin, end = _span(stop)
        return [Stop(ruler.at(begin), ruler.at(end), stop)]
    return [Stop(ruler.before(day), ruler.after(day), stop) for day in _lost_days(calendar, stop)]


def _lost_days(calendar: Calendar, stop: Suspension) -> Iterator[date]:
    ruler, (begin, end) = WorkingSeconds(calendar), _span(stop)
    first, last = ruler.at(begin), ruler.at(end)
    for ordinal in range(stop.from_on.toordinal(), end.toordinal() + 1):
        day = date.fromordinal(ordinal)
        whole = ruler.measure(ruler.before(day), ruler.after(day))
        out = ruler.measure(max(first, ruler.before(day)), min(last, ruler.after(day)))
        if whole and 2 * out >= whole:
            yield day


def _span(stop: Suspension) -> tuple[datetime, datetime]:
    last = stop.until_on or stop.from_on
    return datetime.combine(stop.from_on, stop.from_at or time()), datetime.combine(
        last, stop.until_at or time.max
    )


def _counted_as(calendar: Calendar, arrival: datetime, rule: CountingRule) -> date:
    """The day as whose receipt it counts: its own, or under a cut-off rule the next working day's."""
    day = arrival.date()
    if rule.cut_off is None or (arrival.time() <= rule.cut_off and calendar.is_working(day)):
        return day
    return calendar.next_working(day)


def _moved(calendar: Calendar, last: date, limit: Limit) -> date:
    if not limit.rule.moves_off_days:
        return last
    while not calendar.is_working(last) or _is_suspended(calendar, last, limit):
        last = calendar.next_working(last)
    return last


def _is_suspended(calendar: Calendar, day: date, limit: Limit) -> bool:
    ruled = [stop for stop in calendar.suspensions if stop.stops(limit.procedure)]
    whole = any(stop.from_on <= day <= (stop.until_on or day) for stop in ruled if not stop.is_outage)
    return whole or any(day in _lost_days(calendar, stop) for stop in ruled if stop.is_outage)


def _ending(calendar: Calendar, day: date, arrival: datetime, rule: CountingRule, *, timed: bool) -> int:
    """The second of the day that ends the limit: closing, or the time of receipt within office hours."""
    closing = calendar.closing(day)
    if rule.ending is Ending.CLOSING or not timed:
        return closing
    second = seconds_of(arrival.time())
    sessions = calendar.sessions(day) or calendar.usual_sessions(day)
    return next((max(second, session.opens) for session in sessions if second <= session.closes), closing)


def _way_steps(calendar: Calendar, way: list[Stretch | Stop], limit: Limit, ruler: Ruler) -> list[Step]:
    """The stretches and stops of the way, then the days on it that differ from others."""
    steps = [_leg_step(leg, limit, ruler) for leg in way]
    if limit.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR):
        for stretch in way:
            if isinstance(stretch, Stretch):
                steps += _apart_steps(calendar, *ruler.days(stretch.begin, stretch.end))
        steps += _weekly_rest(
            calendar, [ruler.days(leg.begin, leg.end) for leg in way if isinstance(leg, Stretch)]
        )
    first, last = ruler.days(way[0].begin, _end(way))
    unknown = (year for year in range(first.year, last.year + 1) if year not in calendar.years)
    return steps + [Step(StepKind.YEAR_UNKNOWN, date(year, 1, 1), None, year) for year in unknown]


def _leg_step(leg: Stretch | Stop, limit: Limit, ruler: Ruler) -> Step:
    if isinstance(leg, Stretch):
        unit = Unit.CALENDAR_DAY if limit.unit is Unit.MONTH else limit.unit
        return Step(StepKind.COUNTED, *_limits(leg.begin, leg.end, ruler), leg.amount, unit)
    if isinstance(leg.cause, Suspension):
        suspension = leg.cause
        span = (suspension.from_on, suspension.until_on)
        return Step(StepKind.SUSPENDED, *span, name=suspension.words, basis=suspension.basis)
    return Step(StepKind.PAUSED, *_limits(leg.begin, leg.end or leg.begin, ruler), name=leg.cause.reason)


def _limits(begin: int, end: int, ruler: Ruler) -> tuple[date, date]:
    """First and last as a reader names them: instants for hours, whole days for days."""
    if isinstance(ruler, WorkingSeconds):
        return ruler.moment(begin), ruler.moment(end)
    return ruler.days(begin, end)


def _apart_steps(calendar: Calendar, first: date, last: date) -> list[Step]:
    """Days off that follow each other under one name share a step."""
    runs = groupby(calendar.apart(first, last), key=lambda day: (day.kind, day.name, day.basis))
    return [_run_step(list(run)) for _, run in runs]


def _run_step(run: list[Day]) -> Step:
    kind = StepKind.OFF if run[0].kind is DayKind.OFF else StepKind.MAKE_UP
    return Step(kind, run[0].on, run[-1].on, name=run[0].name, basis=run[0].basis)


def _weekly_rest(calendar: Calendar, spans: list[tuple[date, date]]) -> list[Step]:
    """How many days off no entry explains."""
    rest = 0
    for first, last in spans:
        begin, end = first.toordinal() - 1, last.toordinal()
        apart = sum(1 for day in calendar.apart(first, last) if day.kind is DayKind.OFF)
        rest += end - begin - WorkingDays(calendar).measure(begin, end) - apart
    return [Step(StepKind.WEEKLY_REST, spans[0][0], spans[-1][1], rest)] if rest else []


def _month_steps(begin: date, limit: Limit) -> list[Step]:
    if limit.unit is not Unit.MONTH or (end := add_months(begin, limit.amount)).day == begin.day:
        return []
    return [Step(StepKind.MONTH_END, end)]


def _counted_as_step(calendar: Calendar, arrival: datetime, counted_as: date, rule: CountingRule) -> Step:
    late = calendar.is_working(arrival.date()) and rule.cut_off is not None
    reason = f"Nhận sau {rule.cut_off:%H:%M}" if late else "Nhận vào ngày nghỉ"
    return Step(StepKind.COUNTED_AS, counted_as, name=reason, basis=rule.basis)


def _finished(steps: list[Step], end: datetime, rule: CountingRule) -> Due:
    whole = (*steps, Step(StepKind.ENDS, end))
    return Due(at=end.replace(tzinfo=ZONE), rule=rule.version, steps=whole, explanation=explain(whole))


def _end(way: list[Stretch | Stop]) -> int:
    last = way[-1]
    if last.end is None:
        raise AssertionError("a way ends in a stretch")
    return last.end


def _opening(calendar: Calendar, day: date) -> datetime:
    return _at(day, calendar.sessions(day)[0].opens)


def _at(day: date, second: int) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(seconds=second)


def _local(moment: date | datetime) -> datetime:
    """The local moment without zone, to the second; a whole day is its midnight."""
    if isinstance(moment, datetime):
        return local(moment).replace(tzinfo=None, microsecond=0)
    return datetime.combine(moment, datetime.min.time())
