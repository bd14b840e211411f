"""Lines of a file as old cases, and what is wrong with them, row by row and field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Final

from django.utils.translation import gettext as _

from lienthong.domain.cases.errors import CellUnfit, HistoryRefused, NumberTwice
from lienthong.domain.cases.exchange.mapping import MOMENTS, OF_A_CASE, OPEN, FileMap, Rows
from lienthong.domain.cases.exchange.table import LONG, LONGEST, Line, read_lines
from lienthong.domain.cases.rules.historic import OldAct, OldCase
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy
from lienthong.spine.text import clean

EARLIEST: Final = 2000
ENDS: Final = frozenset({Verb.TURNED_AWAY, Verb.WITHDRAWN, Verb.DENIED, Verb.STOPPED})
CLOSING: Final = timedelta(hours=17)
"""Of a day that is named without an hour, for what must be done by then."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken in; ``field`` as the mapping calls it, empty for the row as a whole."""

    row: int
    field: str
    message: str

    @classmethod
    def of(cls, refusal: HistoryRefused, row: int = 0) -> "Fault":
        return cls(refusal.facts.get("row", row), refusal.facts.get("name", ""), str(refusal))


@dataclass(frozen=True, slots=True)
class History:
    """What a file tells. Cases that have a fault are left out of ``cases``; ``rows`` counts all lines."""

    rows: int
    cases: tuple[OldCase, ...]
    faults: tuple[Fault, ...]


def read_history(name: str, content: bytes, mapping: FileMap) -> History:
    """Raises FileUnfit when the file as a whole cannot be read."""
    lines = read_lines(name, content, mapping)
    reader = _OfCases(mapping) if mapping.rows is Rows.CASES else _OfEvents(mapping)
    cases, faults = reader.read(lines)
    return History(len(lines), tuple(cases), tuple(sorted(faults, key=lambda one: one.row)))


class _Reader:
    def __init__(self, mapping: FileMap) -> None:
        self.mapping = mapping

    def text(self, line: Line, name: str, *, needed: bool = False) -> str:
        cell = line.cells.get(name)
        if isinstance(cell, str) and cell.startswith("="):
            raise self._unfit(line, name, _("a formula stands there; paste its value"))
        told = clean(f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else cell or "")
        if len(told) > (most := LONGEST.get(name, LONG)):
            raise self._unfit(line, name, _("longer than %(most)s signs") % {"most": most})
        if needed and not told:
            raise self._unfit(line, name, _("is empty"))
        return told

    def code(self, line: Line, name: str) -> str:
        """What the file writes, in our word for it; itself where the mapping has none."""
        told = self.text(line, name, needed=True)
        return self.mapping.values.get(name, {}).get(told.casefold(), told)

    def channel(self, line: Line) -> Channel:
        code = self.code(line, "channel")
        if code not in set(Channel):
            raise self._unknown(line, "channel")
        return Channel(code)

    def return_by(self, line: Line) -> ReturnBy:
        if not self.text(line, "return_by"):
            return ReturnBy.COUNTER
        code = self.code(line, "return_by")
        if code not in set(ReturnBy):
            raise self._unknown(line, "return_by")
        return ReturnBy(code)

    def verb(self, line: Line) -> Verb | None:
        """None where the case only goes on."""
        if not self.text(line, "status"):
            return None
        code = self.code(line, "status")
        if code == OPEN:
            return None
        if code not in set(Verb):
            raise self._unknown(line, "status")
        return Verb(code)

    def moment(self, line: Line, name: str, *, at_closing: bool = False) -> datetime | None:
        cell = line.cells.get(name)
        if not isinstance(cell, datetime):
            if not (told := self.text(line, name)):
                return None
            cell = self._parsed(line, name, told)
        if cell.year < EARLIEST or cell.year > 2100:
            why = _("the year %(year)s cannot be; an empty cell or a number was read as a day")
            raise self._unfit(line, name, why % {"year": cell.year})
        if at_closing and not (cell.hour or cell.minute):
            cell += CLOSING
        return cell if cell.tzinfo else cell.replace(tzinfo=self.mapping.zone)

    def _parsed(self, line: Line, name: str, told: str) -> datetime:
        for form in self.mapping.times:
            try:
                return datetime.strptime(told, form)  # noqa: DTZ007 - the mapping's zone follows
            except ValueError:
                continue
        why = _("“%(text)s” is not written as %(form)s")
        raise self._unfit(line, name, why % {"text": told[:40], "form": " | ".join(self.mapping.times)})

    def of_a_case(self, line: Line, acts: Sequence[OldAct]) -> OldCase:
        texts = {name: self.text(line, name) for name in ("field", "identity", "phone", "content")}
        return OldCase(
            row=line.row,
            number=self.text(line, "number", needed=True),
            agency=self.code(line, "unit"),
            procedure=self.code(line, "procedure"),
            name=self.text(line, "procedure_name"),
            applicant=self.text(line, "applicant", needed=True),
            channel=self.channel(line),
            return_by=self.return_by(line),
            acts=tuple(acts),
            **texts,
        )

    def _unfit(self, line: Line, name: str, why: str) -> CellUnfit:
        heading = self.mapping.columns.get(name, name)
        return CellUnfit(row=line.row, name=name, field=heading, why=why)

    def _unknown(self, line: Line, name: str) -> CellUnfit:
        why = _("the mapping does not say what “%(text)s” is")
        return self._unfit(line, name, why % {"text": self.text(line, name)[:60]})


class _OfCases(_Reader):
    """Each line is a case with its moments."""

    def read(self, lines: Sequence[Line]) -> tuple[list[OldCase], list[Fault]]:
        cases: list[OldCase] = []
        faults: list[Fault] = []
        seen: dict[str, int] = {}
        for line in lines:
            try:
                case = self.of_a_case(line, self._acts(line))
                if (other := seen.setdefault(case.number, line.row)) != line.row:
                    raise NumberTwice(row=line.row, name="number", number=case.number, other=other)
                cases.append(case)
            except HistoryRefused as refusal:
                faults.append(Fault.of(refusal, line.row))
        return cases, faults

    def _acts(self, line: Line) -> list[OldAct]:
        due = self.moment(line, "due_at", at_closing=True)
        told = [(Verb(verb), self.moment(line, name)) for name, verb in MOMENTS.items()]
        acts = [
            OldAct(verb, at, line.row, due_at=due if verb in _PROMISED else None) for verb, at in told if at
        ]
        verb, ended = self.verb(line), self.moment(line, "ended_at")
        has = {act.verb for act in acts}
        if verb in ENDS:
            if ended is None:
                raise self._unfit(line, "ended_at", _("is empty, though the status says that the case ended"))
            acts.append(OldAct(verb, ended, line.row, reason=self.text(line, "reason")))
        elif verb is not None and verb not in has:
            raise self._unfit(line, "status", _("no moment is told for it"))
        if Verb.RECEIVED not in has and verb is not Verb.TURNED_AWAY:
            raise self._unfit(line, "received_at", _("is empty"))
        self._refuse_disorder(line, acts)
        return acts

    def _refuse_disorder(self, line: Line, acts: Sequence[OldAct]) -> None:
        names = {Verb(verb): name for name, verb in MOMENTS.items()}
        for before, after in pairwise(acts):
            if after.at < before.at:
                name = names.get(after.verb, "ended_at")
                earlier = self.mapping.columns.get(names.get(before.verb, ""), before.verb)
                raise self._unfit(line, name, _("is before %(other)s") % {"other": earlier})


_PROMISED: Final = frozenset({Verb.RECEIVED, Verb.SUPPLEMENT_RECEIVED})


class _OfEvents(_Reader):
    """Each line is something that happened; lines of one number make a case."""

    def read(self, lines: Sequence[Line]) -> tuple[list[OldCase], list[Fault]]:
        faults: list[Fault] = []
        told: list[tuple[str, OldAct, Line]] = []
        for line in lines:
            try:
                told.append((self.text(line, "number", needed=True), self._act(line), line))
            except HistoryRefused as refusal:
                faults.append(Fault.of(refusal, line.row))
        cases = []
        told.sort(key=lambda one: (one[0], one[1].at, one[1].row))
        for _number, mine in groupby(told, key=lambda one: one[0]):
            acts = list(mine)
            try:
                cases.append(self.of_a_case(_first(acts), [act for _, act, _line in acts]))
            except HistoryRefused as refusal:
                faults.append(Fault.of(refusal, acts[0][2].row))
        return sorted(cases, key=lambda one: one.row), faults

    def _act(self, line: Line) -> OldAct:
        verb, at = self.verb(line), self.moment(line, "at")
        if verb is None:
            raise self._unfit(line, "status", _("is empty"))
        if at is None:
            raise self._unfit(line, "at", _("is empty"))
        due = self.moment(line, "due_at", at_closing=True)
        return OldAct(verb, at, line.row, self.code(line, "unit"), due, self.text(line, "reason"))


def _first(acts: Sequence[tuple[str, OldAct, Line]]) -> Line:
    """What the lines say of the case: of each field what is told first, since few say it again."""
    cells = {}
    for name in OF_A_CASE:
        cells[name] = next((line.cells[name] for _, _, line in acts if line.cells.get(name)), None)
    return Line(acts[0][2].row, cells)
