"""The appendix as rows of cells. A cell that is None goes on from the cell above: in a table the two are
merged.

Blank cells of an official table carry on what stands above, so a task whose successor carries on only a
part of its
cell is written in more than one row: the last holds just that part, its title merged with the first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from lienthong.domain.plans.exchange.papers.cells import (
    write_deadlines,
    write_outputs,
    write_parties,
    write_title,
)
from lienthong.domain.plans.exchange.papers.paper import Paper, outputs_are_inherited

HEAD = ("TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")

_LISTS = ("lead", "coordinating", "deadlines")

type Cells = tuple[str | None, ...]
type Values = list[Any]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A heading over the whole width: "III. Cải cách tổ chức bộ máy"."""

    text: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Six cells as ``HEAD`` names them."""

    cells: Cells


@dataclass(frozen=True, slots=True)
class _Part:
    """The values of one column of one task: those of its own, and those that go on from the cell above."""

    own: Values
    carried: Values


def table_rows(paper: Paper) -> Iterator[AreaRow | TaskRow]:
    """Areas and tasks in the document's order."""
    areas = list(paper.contract["areas"])
    outputs = _outputs(paper.tasks)
    place, current = 0, None
    for index, task in enumerate(paper.tasks):
        if task["area"] != current:
            found = next(
                (n for n in range(place, len(areas)) if areas[n]["numeral"] == task["area"]), place - 1
            )
            yield from map(_heading, areas[place : found + 1])
            place, current = found + 1, task["area"]
        yield from _task_rows(paper, index, outputs)
    yield from map(_heading, areas[place:])


def _heading(area: dict[str, Any]) -> AreaRow:
    return AreaRow(f"{area['numeral']}. {area['title']}" if area["title"] else area["numeral"])


def _task_rows(paper: Paper, index: int, outputs: Sequence[_Part]) -> Iterator[TaskRow]:
    task, later = paper.tasks[index], paper.tasks[index + 1 : index + 2]
    parts = (outputs[index], *(_listed(task, key) for key in _LISTS))
    below: tuple[_Part | None, ...] = (None,) * len(parts)
    if later and later[0]["area"] == task["area"]:
        below = (outputs[index + 1], *(_listed(later[0], key) for key in _LISTS))
    columns = [
        _cells(part, after.carried if after else [], write)
        for part, after, write in zip(parts, below, _writers(paper, task), strict=True)
    ]
    number = "" if task["number"] is None else str(task["number"])
    head: tuple[str | None, str | None] = (
        number,
        write_title(task["number"], task["title"], task["details"]),
    )
    for cells in zip_longest(*columns):
        yield TaskRow((*head, *cells))
        head = (None, None)


def _writers(paper: Paper, task: dict[str, Any]) -> tuple[Callable[[Values], str], ...]:
    counted = bool(task["title"] or task["details"])
    year, day = paper.document["year"], paper.issued_on

    def parties(own: Values) -> str:
        return write_parties(own, paper.directory, day)

    return partial(write_outputs, counted=counted), parties, parties, partial(write_deadlines, year=year)


def _outputs(tasks: Sequence[dict[str, Any]]) -> list[_Part]:
    """The contract does not mark outputs as inherited; the reader's note does, and the outputs above say
    which.
    """
    parts: list[_Part] = []
    for task in tasks:
        outputs: Values = task["outputs"]
        count = (
            _shared(parts[-1].own or parts[-1].carried, outputs)
            if parts and outputs_are_inherited(task)
            else 0
        )
        parts.append(_Part(outputs[count:], outputs[:count]))
    return parts


def _shared(above: Values, outputs: Values) -> int:
    """How many outputs go on from above: the longest end of those above that these begin with."""
    return next((count for count in range(len(above), 0, -1) if above[-count:] == outputs[:count]), 0)


def _listed(task: dict[str, Any], key: str) -> _Part:
    own = [one for one in task[key] if not one["inherited"]]
    carried = [{**one, "inherited": False} for one in task[key] if one["inherited"]]
    return _Part(own, carried)


def _cells(part: _Part, wanted: Values, write: Callable[[Values], str]) -> list[str | None]:
    """The cell of the task's row, then those of further rows where the task needs them."""
    own: list[str | None] = [write(values) for values in _split(part.own, wanted) if values]
    return [None, *own] if part.carried else own or [""]


def _split(own: Values, wanted: Values) -> tuple[Values, Values]:
    """Own values in two, so that the second is what the task below carries on; in one where that is all of
    it.
    """
    if not own or not wanted or wanted == own:
        return own, []
    return (own[: -len(wanted)], wanted) if own[-len(wanted) :] == wanted else (own, wanted)


def merged_spans(rows: Sequence[AreaRow | TaskRow]) -> Iterator[tuple[int, int, int]]:
    """(first row, last row, column) of every run of cells that go on from the first, counted from 0."""
    for column in range(len(HEAD)):
        first = 0
        for place, row in enumerate([*rows, AreaRow("")]):
            goes_on = isinstance(row, TaskRow) and row.cells[column] is None
            if not goes_on:
                if place - first > 1:
                    yield first, place - 1, column
                first = place
