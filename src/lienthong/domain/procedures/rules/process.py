"""The guard of an internal process: what keeps a case from going from its first row to its end in time."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from lienthong.domain.procedures.rules.findings import Code, Finding
from lienthong.domain.procedures.rules.record import Step, Task, Way
from lienthong.domain.procedures.rules.time import HOURS, hours_given, hours_until


def check_process(
    steps: Sequence[Step], ways: Sequence[Way], *, units: Collection[str], roles: Collection[str]
) -> list[Finding]:
    """Every fault, rows in order. ``units`` are the codes in force, ``roles`` the names that are known."""
    if not steps:
        return [Finding(Code.NO_STEPS)]
    return [
        *_rows(steps, units, roles),
        *_order(steps),
        *_ends(steps),
        *_pauses(steps),
        *_times(steps, ways),
    ]


def _rows(steps: Sequence[Step], units: Collection[str], roles: Collection[str]) -> Iterator[Finding]:
    for row, step in enumerate(steps, 1):
        if step.unit not in units:
            yield Finding(Code.UNIT_UNKNOWN if step.unit else Code.UNIT_MISSING, row, step.unit)
        if step.role not in roles:
            yield Finding(Code.ROLE_UNKNOWN if step.role else Code.ROLE_MISSING, row, step.role)
        if step.time is None:
            yield Finding(Code.STEP_WITHOUT_TIME, row, step.name)


def ancestors(steps: Sequence[Step]) -> list[frozenset[int]]:
    """For each row all rows that are done before it begins, by their places."""
    found: list[frozenset[int]] = []
    for place, step in enumerate(steps, 1):
        above = [row for row in step.after if 0 < row < place]
        found.append(frozenset(above).union(*(found[row - 1] for row in above)))
    return found


def reached(steps: Sequence[Step]) -> set[int]:
    """Rows that begin at some time: the first, and those all of whose predecessors are reached."""
    found = {1} if steps and not steps[0].after else set()
    for place, step in enumerate(steps, 1):
        if step.after and all(row < place and row in found for row in step.after):
            found.add(place)
    return found


def _order(steps: Sequence[Step]) -> Iterator[Finding]:
    begun, before, ending = reached(steps), ancestors(steps), _ending_rows(steps)
    awaited = {row for step in steps for row in step.after}
    for row, step in enumerate(steps, 1):
        for above in step.after:
            if not 0 < above <= len(steps):
                yield Finding(Code.FOLLOWS_UNKNOWN, row, str(above))
            elif above >= row:
                yield Finding(Code.FOLLOWS_BELOW, row, str(above))
        if row not in begun:
            yield Finding(Code.UNREACHABLE, row, step.name)
        for back in step.returns:
            if back not in before[row - 1]:
                yield Finding(Code.RETURNS_NOWHERE, row, str(back))
        if ending and row not in awaited and not ({row, *before[row - 1]} & set(ending)):
            yield Finding(Code.NOBODY_WAITS, row, step.name)


def _ending_rows(steps: Sequence[Step]) -> list[int]:
    return [row for row, step in enumerate(steps, 1) for task in step.tasks if task.ends]


def _ends(steps: Sequence[Step]) -> Iterator[Finding]:
    first, *more = _ending_rows(steps) or [0]
    if not first:
        yield Finding(Code.NO_BUSINESS_END)
    for row in more:
        yield Finding(Code.SEVERAL_ENDS, row, str(first))


def _pauses(steps: Sequence[Step]) -> Iterator[Finding]:
    """Tasks in the order of the table: whoever pauses is followed by who resumes, before the end."""
    paused: tuple[int, str] | None = None
    for row, task in _tasks(steps):
        if task.resumes and paused is None:
            yield Finding(Code.RESUMED_UNPAUSED, row, task.name)
        if task.resumes:
            paused = None
        if task.ends and paused is not None:
            yield Finding(Code.ENDS_WHILE_PAUSED, row, task.name)
        if task.pauses and paused is not None:
            yield Finding(Code.PAUSED_TWICE, row, task.name)
        if task.pauses:
            paused = (row, task.name)
    if paused is not None:
        yield Finding(Code.NEVER_RESUMED, *paused)


def _tasks(steps: Sequence[Step]) -> Iterator[tuple[int, Task]]:
    return ((row, task) for row, step in enumerate(steps, 1) for task in step.tasks)


def _times(steps: Sequence[Step], ways: Sequence[Way]) -> Iterator[Finding]:
    """For each way of filing the first row that ends too late, else what is left of the legal time."""
    told: set[tuple[int | None, str]] = set()
    for way in ways:
        if way.duration is None:
            continue
        given, done = hours_given(way.duration), hours_until(steps, way.channel)
        late = next((row for row, hours in enumerate(done, 1) if hours > given), None)
        figures = f"{write_days(done[late - 1] if late else max(done))} / {write_days(given)}"
        if (late, figures) in told or (late is None and max(done) == given):
            continue
        told.add((late, figures))
        yield Finding(Code.BEYOND_LEGAL_TIME if late else Code.TIME_TO_SPARE, late, figures)


def write_days(hours: Decimal) -> str:
    """Working hours as working days: 12 -> "1,5"."""
    return f"{(hours / HOURS).normalize():f}".replace(".", ",")
