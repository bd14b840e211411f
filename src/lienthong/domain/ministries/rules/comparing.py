"""What a line of the other system's file comes to, and when the two sides say different things of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.ministries.rules.vocabulary import Kind, Ours, Outcome, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, read. ``ours`` is our number of the case, where they keep it; ``at`` the last time told.

    ``fault`` says why it cannot be read.
    """

    row: int
    number: str
    ours: str = ""
    status: str = ""
    standing: Standing | None = None
    at: datetime | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as it stands here: ``number`` is empty while it waits."""

    entry: int
    case: str
    number: str
    standing: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """``kind``: the difference that is to be settled, with what stands ``here``."""

    line: Line
    outcome: Outcome
    entry: int | None = None
    kind: Kind | None = None
    here: str = ""


def compare(line: Line, by_number: Mapping[str, Known], by_case: Mapping[str, Known]) -> Result:
    """Their number tells the case; else ours, where their file keeps it."""
    if line.fault:
        return Result(line, Outcome.REFUSED)
    if known := by_number.get(line.number):
        return _of_known(line, known)
    known = by_case.get(line.ours) if line.ours else None
    if known is None:
        return Result(line, Outcome.UNKNOWN, kind=Kind.UNKNOWN)
    if known.number:
        return Result(line, Outcome.DIFFERS, known.entry, Kind.NUMBER, known.number)
    return Result(line, Outcome.ENTERED, known.entry)


def _of_known(line: Line, known: Known) -> Result:
    if line.ours and line.ours != known.case:
        return Result(line, Outcome.DIFFERS, known.entry, Kind.CASE, known.case)
    is_news = line.standing is not None and line.standing != known.standing
    is_older = known.told_at is not None and (line.at is None or line.at <= known.told_at)
    if is_news and is_older and known.standing:
        return Result(line, Outcome.DIFFERS, known.entry, Kind.STATUS, known.standing)
    return Result(line, Outcome.TOLD if is_news else Outcome.KNOWN, known.entry)


def contradicts(ours: Ours, standing: Standing, *, told_later: bool) -> bool:
    """Whether ``standing`` there cannot be true beside ours. ``told_later``: they told it after ours ended."""
    if ours is Ours.RESULT:
        return standing in {Standing.REFUSED, Standing.WITHDRAWN} or (
            standing is Standing.OPEN and told_later
        )
    if ours is Ours.NOTHING:
        return standing is Standing.DONE or (standing is Standing.OPEN and told_later)
    return standing in {Standing.REFUSED, Standing.WITHDRAWN} and told_later
