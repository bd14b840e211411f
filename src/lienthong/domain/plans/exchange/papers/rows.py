"""The appendix as rows of cells. A cell that is None goes on from the cell above: in a table the two are merged.

Blank cells of an official table carry on what stands above, so a task whose successor carries on only a part of its
cell is written in two rows: the second holds just that part, its title merged with the first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lienthong.domain.plans.exchange.papers.cells import write_deadlines, write_outputs, write_parties, write_title
from lienthong.domain.plans.exchange.papers.paper import Paper, outputs_are_inherited

HEAD = ("TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")

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
    """The values of one column of one task: those of its own, and whether it carries on the cell above."""

    own: Values
    carries: bool
    carried: Values


def table_rows(paper: Paper) -> Iterator[AreaRow | TaskRow]:
    """Areas and tasks in the document's order."""
    areas = list(paper.contract["areas"])
    place, current = 0, None
    for index, task in enumerate(paper.tasks):
        if task["area"] != current:
            found = next((n for n in range(place, len(areas)) if areas[n]["numeral"] == task["area"]), place - 1)
            yield from map(_heading, areas[place : found + 1])
            place, current = found + 1, task["area"]
        yield from _task_rows(paper, index)
    yield from map(_heading, areas[place:])


def _heading(area: dict[str, Any]) -> AreaRow:
    return AreaRow(f"{area['numeral']}. {area['title']}" if area["title"] else area["numeral"])


def _task_rows(paper: Paper, index: int) -> Iterator[TaskRow]:
    task = paper.tasks[index]
    later = paper.tasks[index + 1] if index + 1 < len(paper.tasks) else None
    below = later if later and later["area"] == task["area"] else None
    counted = bool(task["title"] or task["details"])
    year, day = paper.document["year"], paper.issued_on
    columns: tuple[tuple[_Part, Values | None, Callable[[Values], str]], ...] = (
        (_outputs(task), _wanted(_outputs, below), lambda own: write_outputs(own, counted=counted)),
        *(
            (_listed(task, key), _wanted(_listed, below, key), lambda own: write_parties(own, paper.directory, day))
            for key in ("lead", "coordinating")
        ),
        (_listed(task, "deadlines"), _wanted(_listed, below, "deadlines"), lambda own: write_deadlines(own, year)),
    )
    pairs = [_two_cells(part, wanted, write) for part, wanted, write in columns]
    number = "" if task["number"] is None else str(task["number"])
    title = write_title(task["number"], task["title"], task["details"])
    yield TaskRow((number, title, *(first for first, _ in pairs)))
    if any(second is not None for _, second in pairs):
        yield TaskRow((None, None, *(second for _, second in pairs)))


def _wanted(read: Callable[..., _Part], below: dict[str, Any] | None, *key: str) -> Values | None:
    """What the task below carries on, None when it has words of its own."""
    part = read(below, *key) if below else None
    return part.carried if part and part.carries else None


def _outputs(task: dict[str, Any]) -> _Part:
    """The contract does not mark outputs as inherited; the reader's note does."""
    inherited = outputs_are_inherited(task)
    return _Part([] if inherited else task["outputs"], inherited, task["outputs"] if inherited else [])


def _listed(task: dict[str, Any], key: str) -> _Part:
    own = [one for one in task[key] if not one["inherited"]]
    carried = [{**one, "inherited": False} for one in task[key] if one["inherited"]]
    return _Part(own, bool(carried), carried)


def _two_cells(part: _Part, wanted: Values | None, write: Callable[[Values], str]) -> tuple[str | None, str | None]:
    """The cell of the task's row, and of a second row where the task needs one."""
    if part.carries:
        return None, write(part.own) if part.own else None
    first, second = _split(part.own, wanted)
    return write(first) if first else "", write(second) if second else None


def _split(own: Values, wanted: Values | None) -> tuple[Values, Values]:
    """Own values in two, so that the second is what the task below carries on; in one where that is all of it."""
    if not wanted or wanted == own:
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
