"""The other system's own file is taken in: as a whole or not at all, and nothing of ours is overwritten by it.

What the file knows better is added (a number that was awaited, a newer status); what it says otherwise becomes a
difference that a person settles.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import BinaryIO, Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.actions.common import Act, settle_all_themselves, trace
from lienthong.domain.ministries.errors import (
    DaysUnfit,
    FileRefused,
    FileTaken,
    NotYours,
    NumberTaken,
    SystemUnknown,
)
from lienthong.domain.ministries.permissions import can_enter
from lienthong.domain.ministries.rules.comparing import Known, Line, Result, compare
from lienthong.domain.ministries.rules.vocabulary import Deed, EntryState, Kind, Outcome, Standing
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record

FILES: Final = Use("ministries.file", (FileType.CSV, FileType.XLSX), 5 * MB)


def files_of(system: str) -> Use:
    """A file is sent for one system, and taken into no other."""
    return replace(FILES, name=f"{FILES.name}.{system}")


def system_of(file: FileRow) -> str:
    """The code of the system that a file was sent for; "" for a file of another use."""
    before, _dot, system = file.use.rpartition(".")
    return system if before == FILES.name else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """``missing``: entered here on days of which the file holds everything, and not in it."""

    results: tuple[Result, ...]
    missing: int
    is_done: bool

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(one.outcome.value for one in self.results)
        return {outcome.value: found[outcome.value] for outcome in Outcome} | {"MISSING": self.missing}


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its name, the digest of its bytes, the days of which it holds everything (None: it does not say)."""

    name: str
    digest: str
    days: tuple[date, date] | None = None


@transaction.atomic
def receive_file(*, system: str, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps a file to look at; nothing is taken in by it. Raises a FileRefused of ``spine.files``."""
    return put(content=content, name=name, use=files_of(system), agency=by.agency, by=by, at=at)


@transaction.atomic
def take_in(
    *, system: str, lines: Sequence[Line], source: Source, by: Actor, at: datetime, is_trial: bool = False
) -> Taken:
    """Takes a whole file of one's agency in; one line in the ledger. ``is_trial`` writes nothing and refuses nothing.

    Raises NotYours, SystemUnknown, DaysUnfit, FileTaken, FileRefused, NumberTaken.
    """
    taking = _Taking(_begin(system, source, by, at), lines, source, Act(by, at))
    results = taking.results
    missing = taking.missing()
    if is_trial:
        return Taken(results, len(missing), is_done=False)
    if refused := sum(one.outcome is Outcome.REFUSED for one in results):
        raise FileRefused(count=refused)
    taking.refuse_twice()
    taken = Taken(results, len(missing), is_done=True)
    taking.write(taken, missing)
    return taken


def _begin(system: str, source: Source, by: Actor, at: datetime) -> m.System:
    """One file of a system at a time."""
    if not can_enter(by, by.agency):
        raise NotYours
    held = m.System.objects.select_for_update().filter(code=system).first()
    if held is None:
        raise SystemUnknown
    if source.days and not source.days[0] <= source.days[1] <= clock.local(at).date():
        raise DaysUnfit
    return held


@dataclass
class _Taking:
    system: m.System
    lines: Sequence[Line]
    source: Source
    act: Act
    entries: dict[int, m.Entry] = field(default_factory=dict)

    @property
    def agency(self) -> str:
        return self.act.by.agency

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """A number that stands on a case of another agency is unknown here, whatever else the line says."""
        numbers = {line.number for line in self.lines}
        mine = self._mine().filter(
            Q(number__in=numbers - {""}) | Q(case_number__in={line.ours for line in self.lines} - {""})
        )
        self.entries = {one.pk: one for one in mine.select_for_update().order_by("id")}
        known = [_known(one) for one in self.entries.values()]
        by_number: Mapping[str, Known] = {one.number: one for one in known if one.number}
        by_case = {one.case: one for one in known}
        every = m.Entry.objects.filter(system=self.system, number__in=numbers - {""})
        foreign = set(every.exclude(pk__in=self.entries).values_list("number", flat=True))
        lines = (replace(line, ours="") if line.number in foreign else line for line in self.lines)
        return tuple(compare(line, by_number, by_case) for line in lines)

    def _mine(self) -> QuerySet[m.Entry]:
        return m.Entry.objects.filter(Q(owner=self.agency) | Q(seat=self.agency), system=self.system)

    def missing(self) -> list[m.Entry]:
        """Of days of which the file holds everything; a case that it tells of under another number is not missing."""
        if self.source.days is None:
            return []
        told = {line.number for line in self.lines}
        otherwise = {one.entry for one in self.results if one.outcome is Outcome.DIFFERS}
        there = self._mine().filter(entered_on__range=self.source.days, state=EntryState.ENTERED.value)
        return [
            one
            for one in there.order_by("entered_on", "id")
            if one.number not in told and one.pk not in otherwise
        ]

    def refuse_twice(self) -> None:
        before = m.Batch.objects.filter(
            system=self.system, agency=self.agency, digest=self.source.digest
        ).first()
        if before:
            raise FileTaken(day=f"{clock.local(before.recorded_at):%d/%m/%Y}", name=before.recorder)

    def write(self, taken: Taken, missing: Sequence[m.Entry]) -> None:
        first, last = self.source.days or (None, None)
        batch = m.Batch.objects.create(
            system=self.system,
            agency=self.agency,
            name=self.source.name[:200],
            digest=self.source.digest,
            first=first,
            last=last,
            counts=taken.counts,
            recorded_at=self.act.at,
            account=self.act.by.account,
            recorder=self.act.by.name,
        )
        self.act = replace(self.act, batch=batch)
        self._write_entries()
        m.Told.objects.bulk_create((_told(one, batch) for one in taken.results), batch_size=1_000)
        self._write_differences(missing)
        self._tell(taken, batch)

    def _write_entries(self) -> None:
        changed, traces, seen = [], [], []
        for one in self.results:
            if one.entry is None or one.outcome is Outcome.DIFFERS:
                continue
            entry = self.entries[one.entry]
            seen.append(entry)
            if one.outcome is Outcome.KNOWN:
                continue
            deed = self._bring(entry, one)
            changed.append(entry)
            traces.append(trace(entry, deed, self.act, status=one.line.status))
        columns = ["number", "state", "entered_on", "standing", "status", "told_at"]
        try:
            with transaction.atomic():
                m.Entry.objects.bulk_update(changed, columns, batch_size=500)
        except IntegrityError as taken:
            raise NumberTaken(number="") from taken
        m.Trace.objects.bulk_create(traces, batch_size=1_000)
        settle_all_themselves(seen, self.act, Kind.UNENTERED, Kind.MISSING, Kind.NUMBER, Kind.CASE)

    def _bring(self, entry: m.Entry, result: Result) -> Deed:
        line, deed = result.line, Deed.TOLD
        if result.outcome is Outcome.ENTERED:
            entry.number, entry.state, deed = line.number, EntryState.ENTERED.value, Deed.ENTERED
            entry.entered_on = clock.local(line.at or self.act.at).date()
        if line.standing:
            entry.standing, entry.status, entry.told_at = (
                line.standing.value,
                line.status,
                line.at or self.act.at,
            )
        return deed

    def _write_differences(self, missing: Sequence[m.Entry]) -> None:
        found = [self._difference(one) for one in self.results if one.kind]
        found += [self._of_missing(one) for one in missing]
        m.Difference.objects.bulk_create(found, ignore_conflicts=True, batch_size=1_000)

    def _difference(self, result: Result) -> m.Difference:
        line, kind = result.line, result.kind or Kind.UNKNOWN
        there = line.status if kind is Kind.STATUS else line.ours if kind is Kind.CASE else line.number
        return m.Difference(
            key=f"{kind}:{self.system.pk}:{self.agency}:{result.entry or ''}:{line.number}:{there}"[:200],
            system=self.system,
            agency=self.agency,
            entry_id=result.entry,
            kind=kind.value,
            day=clock.local(line.at or self.act.at).date(),
            here=Standing(result.here).value if kind is Kind.STATUS else result.here,
            there=there[:200],
            batch=self.act.batch,
            found_at=self.act.at,
        )

    def _of_missing(self, entry: m.Entry) -> m.Difference:
        return m.Difference(
            key=f"{Kind.MISSING}:{self.system.pk}:{self.agency}:{entry.pk}:{entry.number}",
            system=self.system,
            agency=self.agency,
            entry=entry,
            kind=Kind.MISSING.value,
            day=entry.entered_on or clock.local(self.act.at).date(),
            here=entry.number,
            batch=self.act.batch,
            found_at=self.act.at,
        )

    def _tell(self, taken: Taken, batch: m.Batch) -> None:
        record(
            by=self.act.by,
            verb="ministries.take_in",
            subject=f"ministry_file:{batch.pk}",
            agency=self.agency,
            at=self.act.at,
            details={
                "system": self.system.code,
                "file": self.source.name,
                "digest": self.source.digest,
                "count": len(taken.results),
                **taken.counts,
            },
        )


def _known(entry: m.Entry) -> Known:
    return Known(entry.pk, entry.case_number.upper(), entry.number, entry.standing, entry.told_at)


def _told(result: Result, batch: m.Batch) -> m.Told:
    line = result.line
    return m.Told(
        batch=batch,
        row=line.row,
        number=line.number,
        case_number=line.ours,
        status=line.status,
        on=clock.local(line.at).date() if line.at else None,
        outcome=result.outcome.value,
        entry_id=result.entry,
    )
