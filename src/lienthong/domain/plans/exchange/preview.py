"""A reading as the rows it would become, each beside its own words, before anybody accepts it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lienthong.domain.plans.queries import DeadlineRow, PartyRow, TargetRow, TaskRow, WarningRow
from lienthong.domain.plans.rules.agencies import AgencyReading
from lienthong.domain.plans.rules.deadlines import Deadline
from lienthong.domain.plans.rules.reading import Caution, PlanReading, TaskReading
from lienthong.domain.plans.rules.refs import name_tasks
from lienthong.domain.plans.rules.source import Cell


@dataclass(frozen=True, slots=True)
class Words:
    """A line of the file, or of a cell: ``place`` is the line, or the row of a table."""

    place: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """One task to be. ``task.id`` is its position, from 1."""

    task: TaskRow
    source: tuple[Words, ...]
    cautions: tuple[WarningRow, ...]


def preview_tasks(reading: PlanReading) -> list[Preview]:
    """All tasks in the document's order."""
    titles = {area.numeral: area.title for area in reading.areas}
    refs = name_tasks((task.area, task.number) for task in reading.tasks)
    pairs = enumerate(zip(refs, reading.tasks, strict=True), 1)
    return [_preview(place, ref, task, titles.get(task.area or "", "")) for place, (ref, task) in pairs]


def preview_cautions(reading: PlanReading) -> list[WarningRow]:
    """What is doubtful of the document as a whole."""
    return [_caution(one, None) for one in reading.cautions]


def _preview(place: int, ref: str, task: TaskReading, area_title: str) -> Preview:
    row = TaskRow(
        id=place,
        ref=ref,
        numeral=task.area or "",
        area_title=area_title,
        number=task.number,
        title=task.title,
        details=task.details,
        outputs=task.outputs,
        leads=tuple(map(_party, task.lead)),
        coordinating=tuple(map(_party, task.coordinating)),
        deadlines=tuple(map(_deadline, task.deadlines)),
        targets=tuple(TargetRow(one.text, one.comparator, one.value, one.unit) for one in task.targets),
        citations=task.citations,
        warnings=len(task.cautions),
    )
    source = tuple(words for cell in task.sources if not cell.merged for words in _words(cell))
    return Preview(row, source, tuple(_caution(one, ref) for one in task.cautions))


def _words(cell: Cell) -> Iterator[Words]:
    """Lines with words; in running text each has a number of its own."""
    for more, line in enumerate(cell.text.split("\n")):
        if line.strip():
            yield Words(cell.place.row if cell.place.line is None else cell.place.line + more, line.strip())


def _party(one: AgencyReading) -> PartyRow:
    return PartyRow(one.text, one.agency, one.group, one.inherited)


def _deadline(one: Deadline) -> DeadlineRow:
    return DeadlineRow(
        text=one.text,
        subject=one.subject,
        kind=one.kind.value,
        start=one.start,
        due=one.due,
        occurrences=tuple((part.start, part.end) for part in one.occurrences),
        inherited=one.inherited,
    )


def _caution(one: Caution, ref: str | None) -> WarningRow:
    return WarningRow(one.code, one.about, one.place.line or one.place.row, ref)
