"""One entry of an importing file, and what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lienthong.domain.procedures.rules.checking import Known, check
from lienthong.domain.procedures.rules.findings import OF_A_FILE, Code, Finding
from lienthong.domain.procedures.rules.process import write_days
from lienthong.domain.procedures.rules.record import Record
from lienthong.domain.procedures.rules.time import hours_given, hours_until
from lienthong.domain.procedures.rules.vocabulary import Channel
from lienthong.spine.errors import Refusal


@dataclass(frozen=True, slots=True)
class Entry:
    """``code`` and ``name`` as far as they could be read, ``digest`` of all. Without a record: ``fault``."""

    code: str | None
    name: str | None
    record: Record | None = None
    digest: str = ""
    fault: Refusal | None = None


class Outcome(StrEnum):
    IMPORTED = "imported"
    IMPORTED_WITH_WARNINGS = "imported_with_warnings"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Result:
    """``is_new``: it was not here before."""

    code: str | None
    name: str | None
    outcome: Outcome
    warnings: tuple[Finding, ...] = ()
    fault: Refusal | None = None
    is_new: bool = False


def rejected(entry: Entry, fault: Refusal) -> Result:
    return Result(entry.code, entry.name, Outcome.REJECTED, fault=fault)


def accepted(entry: Entry, warnings: Sequence[Finding], *, is_new: bool) -> Result:
    outcome = Outcome.IMPORTED_WITH_WARNINGS if warnings else Outcome.IMPORTED
    return Result(entry.code, entry.name, outcome, tuple(warnings), is_new=is_new)


def warnings_of(record: Record, units: Collection[str]) -> list[Finding]:
    """What is doubtful in what a file says; a sum that differs is told, not mended."""
    found = check(record, Known(units=units, agencies=record.agencies, roles=[s.role for s in record.steps]))
    return [*(one for one in found if one.code in OF_A_FILE), *_sum(record)]


def _sum(record: Record) -> list[Finding]:
    way = next((way for way in record.ways if way.channel is Channel.COUNTER), None)
    if way is None or way.duration is None or not record.steps:
        return []
    taken, given = max(hours_until(record.steps, Channel.COUNTER)), hours_given(way.duration)
    about = f"{write_days(taken)} / {write_days(given)}"
    return [Finding(Code.SUM_DIFFERS, about=about)] if taken != given else []
