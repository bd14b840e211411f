"""History from another system: whole cases, known from today on, counted in the periods in which they occurred.

Every row is examined first; one that is refused stops all, so that half an import never happens. A case is known by
its agency and number: the same file again changes nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.filling import Said, Whole, fill
from lienthong.domain.cases.errors import (
    AgencyUnknown,
    CellUnfit,
    HistoryRefused,
    NotYetHistory,
    NumberTaken,
    ProcedureUnknown,
)
from lienthong.domain.cases.queries.playing import Almanacs, PlayedClocks
from lienthong.domain.cases.rules.historic import OldCase, Telling
from lienthong.domain.organisations.queries import codes_in_force
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import NumberOfAnother
from lienthong.domain.procedures import actions as procedures
from lienthong.domain.procedures.queries import Handling, get_handling, list_versions
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.errors import Refusal
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json

PLACES_FROM: Final = 1_000_000
"""Imported numbers are of no book of ours; their places come after all that ours could reach."""


class Fate(StrEnum):
    """What became of a case of the file."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its name, the digest of its bytes, and what to do with procedures that nobody knows."""

    name: str
    digest: str
    makes_historic: bool = True


@dataclass(frozen=True, slots=True)
class RowResult:
    """``field`` and ``message`` where it was refused; ``has_no_day``: nothing says by when it was due."""

    row: int
    number: str
    fate: Fate
    field: str = ""
    message: str = ""
    has_no_day: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """``is_done`` is false when nothing was written: a trial, a refusal, or nothing new."""

    results: tuple[RowResult, ...]
    procedures: tuple[str, ...]
    is_done: bool

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(one.fate.value for one in self.results)
        return {fate.value: found[fate.value] for fate in Fate} | {"procedures": len(self.procedures)}


HISTORY: Final = Use("cases.history", (FileType.CSV, FileType.XLSX), 2 * MB)


@transaction.atomic
def receive_history(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps a table of old cases to look at; none is taken in by it. Raises a FileRefused."""
    return put(content=content, name=name, use=HISTORY, agency=by.agency, by=by, at=at)


@transaction.atomic
def import_history(
    *, cases: Sequence[OldCase], source: Source, by: Actor, at: datetime, is_trial: bool = False
) -> Brought:
    """Takes all cases in, or none when one is refused; one line in the ledger. ``is_trial`` writes nothing."""
    bringing = _Bringing(cases, source, by, at)
    results = bringing.examine()
    new = [case for case, one in zip(cases, results, strict=True) if one.fate is Fate.NEW]
    made: tuple[str, ...] = ()
    if new and not any(one.fate is Fate.REFUSED for one in results):
        try:
            with transaction.atomic():
                made = bringing.write(new)
        except NumberOfAnother as refusal:
            case = new[refusal.facts["place"]]
            refused = RowResult(case.row, case.number, Fate.REFUSED, "identity", str(refusal))
            results = [refused if one.row == case.row else one for one in results]
    is_refused = any(one.fate is Fate.REFUSED for one in results)
    if is_trial:
        transaction.set_rollback(True)
    return Brought(tuple(results), made, is_done=bool(new) and not is_refused and not is_trial)


@dataclass
class _Bringing:
    cases: Sequence[OldCase]
    source: Source
    by: Actor
    at: datetime
    almanacs: Almanacs = field(default_factory=Almanacs)
    _handlings: dict[tuple[str, date], Handling | None] = field(default_factory=dict)
    _versions: dict[str, list[Handling]] = field(default_factory=dict)
    _free: dict[str, bool] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return local(self.at).date()

    def examine(self) -> list[RowResult]:
        keys = {key_of(case): case for case in self.cases}
        known = set(_existing(keys))
        taken = self._taken(known)
        in_force = self._agencies()
        return [self._examined(case, known, taken, in_force) for case in self.cases]

    def _examined(
        self, case: OldCase, known: set[UUID], taken: set[str], in_force: dict[date, frozenset[str]]
    ) -> RowResult:
        if key_of(case) in known:
            return RowResult(case.row, case.number, Fate.KNOWN)
        try:
            self._refuse_unfit(case, taken, in_force)
            handling = self._handling(case)
            events = Telling(case).tell(self._due(case, handling))
            parties.examine(draft=_draft(case), by=self.by, at=self.at)
        except HistoryRefused as refusal:
            row, name = refusal.facts.get("row", case.row), refusal.facts.get("name", "")
            return RowResult(row, case.number, Fate.REFUSED, name, str(refusal))
        except Refusal as refusal:
            return RowResult(case.row, case.number, Fate.REFUSED, "applicant", str(refusal))
        has_no_day = not any(event.data.get("due") for event in events)
        return RowResult(case.row, case.number, Fate.NEW, has_no_day=has_no_day)

    def _refuse_unfit(self, case: OldCase, taken: set[str], in_force: dict[date, frozenset[str]]) -> None:
        last = local(max(act.at for act in case.acts)).date()
        if last >= self.today:
            raise NotYetHistory(row=case.row, day=f"{last:%d/%m/%Y}")
        if case.number in taken:
            raise NumberTaken(row=case.row, name="number", number=case.number)
        began = _day(case)
        if case.agency not in in_force[began]:
            raise AgencyUnknown(row=case.row, name="unit", code=case.agency, day=f"{began:%d/%m/%Y}")
        if not procedures.is_code(case.procedure):
            raise CellUnfit(row=case.row, name="procedure", field="procedure", why=case.procedure)
        if self._handling(case) is None and not self._may_make(case.procedure):
            raise ProcedureUnknown(row=case.row, name="procedure", code=case.procedure)

    def _may_make(self, code: str) -> bool:
        if code not in self._free:
            self._free[code] = self.source.makes_historic and not list_versions(code, drafts=True)
        return self._free[code]

    def _taken(self, known: Collection[UUID]) -> set[str]:
        """Numbers that cases of ours bear, which did not come out of this file."""
        found: set[str] = set()
        numbers = [case.number for case in self.cases if key_of(case) not in known]
        for place in range(0, len(numbers), 5_000):
            rows = m.Case.objects.filter(number__in=numbers[place : place + 5_000])
            found |= set(rows.values_list("number", flat=True))
        return found

    def _agencies(self) -> dict[date, frozenset[str]]:
        codes: dict[date, set[str]] = {}
        for case in self.cases:
            codes.setdefault(_day(case), set()).add(case.agency)
        return {day: codes_in_force(some, day) for day, some in codes.items()}

    def _handling(self, case: OldCase) -> Handling | None:
        """The version in force when it began; where none was, the one that comes nearest."""
        day = _day(case)
        if (case.procedure, day) not in self._handlings:
            versions = self._published(case.procedure)
            fitting = [one for one in versions if one.is_in_force(day)] or versions[:1]
            self._handlings[case.procedure, day] = fitting[0] if fitting else None
        return self._handlings[case.procedure, day]

    def _published(self, code: str) -> list[Handling]:
        if code not in self._versions:
            self._versions[code] = [get_handling(row.id) for row in list_versions(code, drafts=False)]
        return self._versions[code]

    def _due(self, case: OldCase, handling: Handling | None) -> dict[str, Any] | None:
        received = case.received
        if received is None or received.due_at or handling is None:
            return None
        clocks = PlayedClocks(received.at, self.almanacs)
        return clocks.result(handling, case.channel, owner=case.agency, received_at=received.at, events=())

    def write(self, cases: Sequence[OldCase]) -> tuple[str, ...]:
        made = self._make_procedures(cases)
        drafts = [(case.agency, _draft(case)) for case in cases]
        people = parties.enter_all(drafts=drafts, by=self.by, at=self.at)
        fill(self._wholes(cases, people))
        details: dict[str, Json] = {
            "file": self.source.name[:255],
            "digest": self.source.digest,
            "cases": len(cases),
            "procedures": list(made),
        }
        record(
            by=self.by,
            verb="cases.import_history",
            subject=f"cases:{self.source.digest[:16]}",
            agency=settings.LIENTHONG_PROVINCE,
            at=self.at,
            details=details,
        )
        return made

    def _make_procedures(self, cases: Sequence[OldCase]) -> tuple[str, ...]:
        wanted = {case.procedure: case for case in reversed(cases) if self._handling(case) is None}
        for code, case in sorted(wanted.items()):
            told = {"code": code, "name": case.name, "field": case.field}
            procedures.enter_historic(keeper=settings.LIENTHONG_PROVINCE, by=self.by, at=self.at, **told)
        self._handlings.clear()
        self._versions.clear()
        return tuple(sorted(wanted))

    def _wholes(self, cases: Sequence[OldCase], people: Sequence[int]) -> Iterator[Whole]:
        places = self._places(cases)
        by = replace(self.by, origin=f"import {self.source.digest[:12]}", grants=())
        for case, party in zip(cases, people, strict=True):
            handling = self._handling(case)
            if handling is None:
                raise ProcedureUnknown(row=case.row, name="procedure", code=case.procedure)
            events = Telling(case).tell(self._due(case, handling))
            row = self._case(case, handling, party)
            if case.received:
                day = row.day = local(case.received.at).date()
                places[case.agency, day] += 1
                row.number, row.place = case.number, places[case.agency, day]
            yield Whole(row, [Said(one, by, self.at) for one in events], is_ours=False)

    def _places(self, cases: Sequence[OldCase]) -> Counter[tuple[str, date]]:
        """Where the places of imported numbers go on, by agency and day."""
        days = {_day(case) for case in cases}
        rows = m.Case.objects.filter(place__gt=PLACES_FROM, day__range=(min(days), max(days)))
        last = {
            (owner, day): place
            for owner, day, place in rows.values_list("owner", "day").annotate(Max("place"))
        }
        return _From(last)

    def _case(self, case: OldCase, handling: Handling, party: int) -> m.Case:
        return m.Case(
            key=key_of(case),
            version_id=handling.version,
            procedure=handling.code,
            title=handling.name,
            field=handling.field or case.field,
            content=case.content,
            owner=case.agency,
            channel=case.channel.value,
            return_by=case.return_by.value,
            applicant_id=party,
            applicant_name=case.applicant,
            occurred_at=case.acts[0].at,
            recorded_at=self.at,
        )


class _From(Counter[tuple[str, date]]):
    def __missing__(self, _key: tuple[str, date]) -> int:
        return PLACES_FROM


def key_of(case: OldCase) -> UUID:
    return uuid5(NAMESPACE_URL, f"lienthong:history:{case.agency}:{case.number}")


def _existing(keys: Collection[UUID]) -> Iterator[UUID]:
    some = list(keys)
    for place in range(0, len(some), 5_000):
        yield from m.Case.objects.filter(key__in=some[place : place + 5_000]).values_list("key", flat=True)


def _day(case: OldCase) -> date:
    return local((case.received or case.acts[0]).at).date()


def _draft(case: OldCase) -> parties.Draft:
    numbers = (
        (parties.Number("CCCD" if len(case.identity) == 12 else "CMND", case.identity),)
        if case.identity
        else ()
    )
    contacts = (parties.ContactGiven("PHONE", case.phone),) if case.phone else ()
    return parties.Draft(name=case.applicant, numbers=numbers, contacts=contacts)
