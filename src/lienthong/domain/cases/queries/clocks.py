"""What the calendar says of a case at the moment of an event. The event keeps the answer with its whole sum."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from lienthong.domain.cases.rules.deadlines import Limit, result_due, step_due, waits_of
from lienthong.domain.cases.rules.process import duration_of, seconds_given, time_of
from lienthong.domain.cases.rules.standing import Event
from lienthong.domain.cases.rules.terms import CERTIFICATION, HAND_OVER, ONE_STOP, TERMS, Term, in_force
from lienthong.domain.organisations.queries import get_path
from lienthong.domain.procedures.queries import Handling
from lienthong.spine import clock
from lienthong.spine.calendar.queries import (
    Almanac,
    Calendar,
    Due,
    Unit,
    almanac,
    due_at,
    hand_over_by,
    places_of,
    same_day_by,
    worked,
)

type Data = dict[str, Any]


@dataclass
class Clocks:
    """The almanac as known at one instant, asked for as many agencies as an event needs."""

    at: datetime
    _calendars: dict[str, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def day(self) -> date:
        return clock.local(self.at).date()

    @cached_property
    def almanac(self) -> Almanac:
        return almanac()

    @cached_property
    def term(self) -> Term:
        return in_force(TERMS, self.day)

    def calendar(self, agency: str) -> Calendar:
        if agency not in self._calendars:
            path = get_path(agency, self.day)[::-1]
            self._calendars[agency] = self.almanac.calendar(*places_of(agency, path[1:]))
        return self._calendars[agency]

    def reply(self, owner: str, filed_at: datetime) -> Data:
        """By when an online filing is answered."""
        return _kept(
            due_at(
                self.calendar(owner), start=filed_at, amount=self.term.reply_hours, unit=Unit.WORKING_HOUR
            ),
            self.term.source,
        )

    def result(
        self, handling: Handling, channel: str, *, owner: str, received_at: datetime, events: Sequence[Event]
    ) -> Data | None:
        """By when the result is signed, after all waits; None where no time is laid down."""
        time = duration_of(handling, channel)
        if time is None:
            return None
        rule = self.almanac.rule(ONE_STOP, clock.local(received_at).date())
        due = result_due(
            self.calendar(owner),
            Limit(*time, handling.code),
            received_at=received_at,
            rule=rule,
            effect=handling.supplement.effect if handling.supplement else None,
            waits=waits_of(events),
        )
        return _kept(due, rule.basis.decision)

    def hand_over(self, owner: str, received_at: datetime) -> Data:
        """By when the papers leave the counter: the same day, after the cut-off the next morning."""
        rule = self.almanac.rule(HAND_OVER, self.day)
        return _kept(
            hand_over_by(self.calendar(owner), received_at=received_at, rule=rule), rule.basis.decision
        )

    def certification(self, agency: str, received_at: datetime, further_days: int) -> Data:
        """By when papers are certified: on the day, or so many working days later. Where nobody entered the rule of
        certification, the cut-off of the one-stop holds: a counter does not close over it.
        """
        codes = {rule.code for rule in self.almanac.rules if rule.holds_on(self.day)}
        rule = self.almanac.rule(CERTIFICATION if CERTIFICATION in codes else HAND_OVER, self.day)
        calendar = self.calendar(agency)
        due = (
            due_at(calendar, start=received_at, amount=further_days, unit=Unit.WORKING_DAY, rule=rule)
            if further_days
            else same_day_by(calendar, received_at=received_at, rule=rule)
        )
        return _kept(due, rule.basis.decision)

    def step(
        self,
        handling: Handling,
        row: int,
        channel: str,
        *,
        agency: str,
        entered_at: datetime,
        events: Sequence[Event] = (),
    ) -> Data | None:
        """By when a step is left; None where it was given no time."""
        if not 0 < row <= len(handling.steps) or (time := time_of(handling.steps[row - 1], channel)) is None:
            return None
        waits = waits_of(events)
        limit = Limit(*time, handling.code)
        return _kept(step_due(self.calendar(agency), limit, entered_at=entered_at, waits=waits))

    def opinion(self, asked: str, days: int) -> Data:
        """By when an agency answers that is asked now, on its own calendar."""
        limit = Limit(Decimal(days), Unit.WORKING_DAY)
        return _kept(step_due(self.calendar(asked), limit, entered_at=self.at))

    def ask_by(self, handling: Handling, *, owner: str, received_at: datetime) -> datetime | None:
        """Until when papers may still be asked for; None where no rule was laid down."""
        if handling.supplement is None:
            return None
        limit = Limit(Decimal(handling.supplement.within), Unit.WORKING_DAY, handling.code)
        return step_due(self.calendar(owner), limit, entered_at=received_at).at

    def share(
        self,
        handling: Handling,
        row: int,
        channel: str,
        *,
        agency: str,
        events: Sequence[Event],
        since: datetime | None = None,
    ) -> Data:
        """Of a step that is left: the working seconds it was given and those it used, waits left out.

        ``since``: when a row beside the case's own was begun.
        """
        entered = since or entered_at(events) or self.at
        given = seconds_given(handling.steps[row - 1], channel) if 0 < row <= len(handling.steps) else 0
        return {"used": used_since(entered, self.at, self.calendar(agency), events), "given": given}


def entered_at(events: Sequence[Event]) -> datetime | None:
    """Since when a case lies at its step."""
    return max((event.at for event in events if "step" in event.data), default=None)


def used_since(entered: datetime, at: datetime, calendar: Calendar, events: Sequence[Event]) -> int:
    """Working seconds from one moment to another, waits left out."""
    waited = sum(
        worked(calendar, max(wait.asked_at, entered), min(wait.answered_at, at)) for wait in waits_of(events)
    )
    return worked(calendar, entered, at) - waited


def _kept(due: Due, decision: str = "") -> Data:
    return due.as_data() | {"decision": decision}
