"""The steps that led to a due date: kept with the record, shown as a sum, and as one Vietnamese sentence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lienthong.spine.calendar.rules.values import UNKNOWN, Basis, Unit


class StepKind(StrEnum):
    STARTED = "started"  # first: the receipt; amount and unit: the limit
    AHEAD = "ahead"  # first: the day before which amount must lie
    HANDED_IN = "handed_in"  # first: the receipt of papers to be handed over
    RESTARTED = "restarted"  # first: the answer from which all is counted anew
    COUNTED_AS = "counted_as"  # first: the working day as whose receipt it counts
    OPENED = "opened"  # first: the opening at which hours begin to run
    MONTH_END = "month_end"  # first: the last day of a month without the day of the same number
    COUNTED = "counted"  # first to last: a stretch that counted amount
    PAUSED = "paused"  # first to last did not count, by a pause
    SUSPENDED = "suspended"  # first to last did not count, by a suspension
    OFF = "off"  # first to last: days off other than weekly ones
    MAKE_UP = "make_up"  # first: a day worked though weekly off
    WEEKLY_REST = "weekly_rest"  # amount: weekly days off
    ENDS_ON_DAY_OFF = "ends_on_day_off"  # first: the last day, which its rule does not move
    MOVED = "moved"  # first: the last day off, last: the working day in its place
    YEAR_UNKNOWN = "year_unknown"  # amount: a year whose calendar is not loaded
    ENDS = "ends"  # first: the due instant


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum.

    Times are local without zone; ``amount`` counts days or, of working hours, seconds.
    """

    kind: StepKind
    first: date | datetime
    last: date | datetime | None = None
    amount: int = 0
    unit: Unit | None = None
    name: str = ""
    basis: Basis = UNKNOWN

    def as_data(self) -> dict[str, str | int | bool]:
        """JSON without what is empty."""
        data: dict[str, str | int | bool] = {"kind": self.kind.value, "first": self.first.isoformat()}
        given = {
            "last": self.last and self.last.isoformat(),
            "amount": self.amount,
            "unit": self.unit and self.unit.value,
            "name": self.name,
            "decision": self.basis.decision,
        }
        data |= {key: value for key, value in given.items() if value}
        if self.kind in (StepKind.OFF, StepKind.MAKE_UP, StepKind.SUSPENDED):
            data["confirmed"] = self.basis.confirmed
        return data


@dataclass(frozen=True, slots=True)
class Due:
    """The instant a limit ends (aware, local zone), the version of the rule, the steps.

    ``other``: the instant under the other reading of a supplement (pause for restart and the reverse), when
    the clock ever waited.
    """

    at: datetime
    rule: str
    steps: tuple[Step, ...]
    explanation: str
    other: datetime | None = None

    def as_data(self) -> dict[str, object]:
        """What a record stores."""
        return {
            "due": self.at.isoformat(),
            "other": self.other.isoformat() if self.other else None,
            "rule": self.rule,
            "explanation": self.explanation,
            "steps": [step.as_data() for step in self.steps],
        }
