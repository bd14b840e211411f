"""A case with all that the portal is told of it, as far as we hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.applications.queries import AttachmentRow, list_sent_files
from lienthong.domain.cases.queries import HappeningRow, Told, about_money, get_told
from lienthong.domain.payments.queries import DemandRow, EntryRow, find_of, list_entries
from lienthong.domain.procedures.queries import Handling, get_filing, get_handling, unit_names
from lienthong.spine import clock


@dataclass(frozen=True, slots=True)
class Whole:
    """``number`` is its name at the portal. ``told`` reaches up to the event that the portal is told of now: the case
    may have gone on since, and that is told next.
    """

    number: str
    is_theirs: bool
    told: Told
    handling: Handling
    result: str
    names: Mapping[str, str]
    demand: DemandRow | None
    entries: Sequence[EntryRow]
    files: Sequence[AttachmentRow]

    @property
    def status(self) -> str:
        return str(self.told.statuses[-1])

    def last(self, *verbs: str) -> HappeningRow | None:
        return next((one for one in reversed(self.told.happenings) if one.verb in verbs), None)


def get_whole(case: int, *, number: str, is_theirs: bool, through: int, now: datetime) -> Whole:
    """A dozen statements, whatever happened to it. Raises CaseNotFound."""
    told = _until(get_told(case, now), through)
    row = told.row
    handling = get_handling(row.version)
    demand = find_of(about_money(case))
    codes = {row.owner, row.seat, row.unit, *(one.agency for one in told.happenings)} - {""}
    return Whole(
        number=number,
        is_theirs=is_theirs,
        told=told,
        handling=handling,
        result=get_filing(row.version).result,
        names=unit_names(codes | {step.unit for step in handling.steps}, clock.local(now).date()),
        demand=demand,
        entries=list_entries(demand.id) if demand else (),
        files=list_sent_files(case),
    )


def _until(told: Told, through: int) -> Told:
    """Without what happened after; an event that was written down later keeps its place in time."""
    pairs = [
        (one, status) for one, status in zip(told.happenings, told.statuses, strict=True) if one.id <= through
    ]
    return Told(told.row, [one for one, _status in pairs], [status for _one, status in pairs])
