"""The way through an internal process: which row comes next, at which agency it is done, what it may wait for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lienthong.domain.procedures.queries import Channel, Handling, Pause, Step, TimeUnit, UnitRow

HOUR = 3_600
HOURS = Decimal(8)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a step is done: agency, unit, and the role that works there."""

    agency: str
    unit: str
    role: str


def ready_rows(steps: Sequence[Step], left: Collection[int], beside: Collection[int] = ()) -> list[int]:
    """Rows that can begin once ``left`` are done and while those ``beside`` are being done; called from 1 on."""
    gone = {*left, *beside}
    return [row for row, step in enumerate(steps, 1) if row not in gone and set(step.after) <= {*left}]


def next_row(
    steps: Sequence[Step], here: int, done: Collection[int], beside: Collection[int] = ()
) -> int | None:
    """The first row that can begin once ``here`` is done; None where all that is left waits for a row beside it."""
    return next(iter(ready_rows(steps, {*done, here}, beside)), None)


def leaves_the_counter(steps: Sequence[Step]) -> bool:
    """Whether the first row is not the signature itself and another follows it: papers have somewhere to go."""
    return len(steps) > 1 and not signs(steps[0])


def signs(step: Step) -> bool:
    """Whether the business clock ends in this step."""
    return any(task.ends for task in step.tasks)


def pause_of(step: Step) -> Pause | None:
    """For what the process lets this step wait."""
    return next((task.pauses for task in step.tasks if task.pauses), None)


def seat_of(step: Step, units: Mapping[str, UnitRow], *, owner: str, commune: str = "") -> Seat | None:
    """None where the commune has to be named first. A unit that is in no list is an agency of the tree itself."""
    unit = units.get(step.unit)
    if unit is None:
        return Seat(step.unit, step.unit, step.role)
    agency = {"PART": owner, "COMMUNE": commune, "AGENCY": unit.agency}[unit.place]
    return Seat(agency, step.unit, step.role or unit.role) if agency else None


def channel_of(code: str) -> Channel:
    """The legal channel of a case's own."""
    return Channel.ONLINE if code == "ON_BEHALF" else Channel(code)


def time_of(step: Step, channel: str) -> tuple[Decimal, TimeUnit] | None:
    """How long a step may take; None where none was laid down or no time at all."""
    amount = step.time_of(channel_of(channel))
    return (amount, step.measure) if amount else None


def seconds_given(step: Step, channel: str) -> int:
    """In working seconds; 0 where no time was laid down."""
    time = time_of(step, channel)
    if time is None:
        return 0
    amount, measure = time
    return int(amount * (HOUR if measure is TimeUnit.WORKING_HOUR else HOURS * HOUR))


def duration_of(handling: Handling, channel: str) -> tuple[Decimal, TimeUnit] | None:
    """The legal time of the way it was filed; None where that way is not open, or has no time."""
    ways = {way.channel: way.duration for way in handling.ways}
    found = ways.get(channel_of(channel))
    return (found.amount, found.unit) if found else None


def is_open(handling: Handling, channel: str) -> bool:
    return channel_of(channel) in {way.channel for way in handling.ways}


def missing(handling: Handling, here: Collection[int]) -> list[str]:
    """Names of papers that must be there and are not; what the State holds already is not asked for."""
    return [
        paper.name
        for place, paper in enumerate(handling.papers, 1)
        if paper.required and not paper.held_by and place not in here
    ]
