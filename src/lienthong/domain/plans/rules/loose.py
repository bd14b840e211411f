"""Cells whose columns are lost, put into columns again by what they say and by the order rows are written in.

The likeliest reading is the one with the least cost over the whole run of cells (a beam search): a task
begins with its number, outputs carry on their count, agencies stand before the deadline, a row may lack cells
that were merged with those above. Costs are small whole and half numbers; they weigh only against each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lienthong.domain.plans.rules.columns import Role, Words, area_heading
from lienthong.domain.plans.rules.source import Cell
from lienthong.domain.plans.rules.words import MARK, composed, fold, items, one_line

_ORDER = (Role.AREA, Role.TITLE, Role.OUTPUT, Role.LEAD, Role.COORDINATING, Role.DEADLINE)
_PLACE = {role: place for place, role in enumerate(_ORDER)}
_BEAM = 8
_SKIP = {
    Role.AREA: 0.0,
    Role.TITLE: 3.0,
    Role.OUTPUT: 1.5,
    Role.LEAD: 1.0,
    Role.COORDINATING: 1.0,
    Role.DEADLINE: 0.5,
}
_BEGIN = {
    Role.AREA: 0.0,
    Role.TITLE: 0.0,
    Role.OUTPUT: 2.0,
    Role.LEAD: 5.0,
    Role.COORDINATING: 5.0,
    Role.DEADLINE: 5.0,
}
_MISFIT = 6.0


@dataclass(frozen=True)
class _Signs:
    """What one cell looks like."""

    first: int | None
    last: int | None
    marked: bool
    agencies: bool
    several: bool
    deadline: bool
    blank: bool


@dataclass(frozen=True, eq=False, repr=False)
class _Path:
    """A reading of the cells so far: the last one's role, whether it begins a row, the path before it."""

    cost: float = 0.0
    role: Role | None = None
    begins: bool = False
    before: "_Path | None" = None
    task: int = 0
    output: int = 0
    carried: bool = False


def split_lines(cell: Cell, words: Words) -> Iterator[Cell]:
    """A cell cut where agencies or a deadline meet other words: there a tab was lost."""
    lines = cell.text.split("\n")
    begin, before = 0, ""
    for place, line in enumerate(lines):
        kind = _line_kind(line, words)
        if before and _is_cut(before, kind, marked=bool(MARK.match(fold(line)))):
            yield _piece(cell, lines, begin, place)
            begin = place
        before = kind or before
    yield _piece(cell, lines, begin, len(lines))


def _is_cut(before: str, kind: str, *, marked: bool) -> bool:
    """True where one cell must have ended: agencies are followed only by agencies, a bare line changes the
    subject.
    """
    if not kind or kind == before:
        return False
    if before == "agencies":
        return True
    return marked if (before, kind) == ("deadline", "other") else not marked


def _line_kind(line: str, words: Words) -> str:
    """One of "agencies", "deadline" or "other"; "" for an empty line."""
    text = one_line(line)
    if not text:
        return ""
    if words.is_agencies(text):
        return "agencies"
    return "deadline" if words.is_deadline(text) and len(text) < 120 else "other"


def _piece(cell: Cell, lines: list[str], begin: int, end: int) -> Cell:
    place = cell.place
    if place.line:
        place = replace(place, line=place.line + begin)
    return Cell("\n".join(lines[begin:end]), place)


def align(cells: Sequence[Cell], words: Words, previous: int = 0) -> list[dict[Role, Cell]]:
    """Rows of the usual columns; a row without TITLE goes on with the task above.

    Area headings are rows of their own.
    ``previous`` is the number of the last task before these cells.
    """
    rows: list[dict[Role, Cell]] = []
    run: list[Cell] = []
    for cell in cells:
        heading, rest = _without_heading(cell)
        if heading:
            rows += _rows(run, words, previous)
            rows.append({Role.AREA: heading})
            run, previous = [], 0
        if rest:
            run.extend(split_lines(rest, words))
    return rows + _rows(run, words, previous)


def _without_heading(cell: Cell) -> tuple[Cell | None, Cell | None]:
    """The heading of an area that a cell begins with, and what else it holds."""
    lines = cell.text.split("\n")
    if not area_heading(lines[0]):
        return None, cell
    rest = _piece(cell, lines, 1, len(lines))
    return _piece(cell, lines, 0, 1), rest if rest.text.strip() else None


def _rows(run: list[Cell], words: Words, previous: int) -> list[dict[Role, Cell]]:
    if not run:
        return []
    paths = [_Path(task=previous)]
    for cell in run:
        signs = _signs(cell, words)
        paths = _best(step for path in paths for step in _steps(path, signs))
    rows: list[dict[Role, Cell]] = []
    for cell, (role, begins) in zip(run, _roles(paths[0]), strict=True):
        if begins:
            rows.append({})
        rows[-1][role] = cell
    return [_with_output(row) for row in rows]


def _with_output(row: dict[Role, Cell]) -> dict[Role, Cell]:
    """A row without outputs whose title goes on over further lines: those are its outputs."""
    title = row.get(Role.TITLE)
    lines = title.text.split("\n") if title else []
    if title is None or Role.OUTPUT in row or len(lines) < 2 or not any(map(str.strip, lines[1:])):
        return row
    return row | {Role.TITLE: _piece(title, lines, 0, 1), Role.OUTPUT: _piece(title, lines, 1, len(lines))}


def _roles(path: _Path) -> list[tuple[Role, bool]]:
    """The role of every cell of a path, and whether it begins a row."""
    roles = []
    step: _Path | None = path
    while step and step.role:
        roles.append((step.role, step.begins))
        step = step.before
    return roles[::-1]


def _best(paths: Iterator[_Path]) -> list[_Path]:
    """The cheapest paths, one for each way to go on."""
    best: dict[tuple[Role | None, int, int, bool], _Path] = {}
    for path in paths:
        state = (path.role, path.task, path.output, path.carried)
        if state not in best or path.cost < best[state].cost:
            best[state] = path
    return sorted(best.values(), key=lambda path: path.cost)[:_BEAM]


def _signs(cell: Cell, words: Words) -> _Signs:
    text = composed(cell.text)
    parts = items(text)
    numbers = [part.number for part in parts if part.number]
    agencies = bool(text.strip()) and words.is_agencies(text)
    found = MARK.match(fold(text))
    return _Signs(
        first=int(found["number"]) if found and found["number"] else None,
        last=numbers[-1] if numbers else None,
        marked=bool(found),
        agencies=agencies,
        several=agencies and any(sign in text for sign in ";,"),
        deadline=not agencies and len(text) < 300 and words.is_deadline(text),
        blank=not text.strip(),
    )


def _steps(path: _Path, signs: _Signs) -> Iterator[_Path]:
    """Every role the next cell may have."""
    last = _PLACE[path.role] if path.role else len(_ORDER)
    for place, role in enumerate(_ORDER):
        begins = place <= last
        cost = path.cost + _between(path, last, place, begins=begins) + _fit(path, signs, role, begins=begins)
        yield replace(
            path,
            cost=cost,
            role=role,
            begins=begins,
            before=path,
            task=signs.first or path.task if role == Role.TITLE else path.task,
            output=0 if role == Role.TITLE else signs.last or 0 if role == Role.OUTPUT else path.output,
            carried=(begins and role not in (Role.AREA, Role.TITLE)) or (path.carried and not begins),
        )


def _between(path: _Path, last: int, place: int, *, begins: bool) -> float:
    """The cost of the cells that would be missing between two."""
    if not begins:
        return sum(_SKIP[role] for role in _ORDER[last + 1 : place])
    rest = 0.0 if path.carried or not path.role else sum(_SKIP[role] for role in _ORDER[last + 1 :])
    return rest + _BEGIN[_ORDER[place]]


def _fit(path: _Path, signs: _Signs, role: Role, *, begins: bool) -> float:
    """How ill the words of a cell suit a role."""
    if signs.blank:
        return {Role.AREA: 0.0, Role.TITLE: 3.0}.get(role, 0.2)
    if role == Role.AREA:
        return 2 * _MISFIT
    if role == Role.TITLE:
        return _fit_title(path, signs)
    if role == Role.OUTPUT:
        return _fit_output(path, signs, begins=begins)
    if role == Role.DEADLINE:
        return 0.0 if signs.deadline else _MISFIT
    if not signs.agencies:
        return _MISFIT
    return 0.5 if (role == Role.LEAD) == signs.several else 0.0


def _fit_title(path: _Path, signs: _Signs) -> float:
    expected = signs.first == path.task + 1
    if signs.agencies:
        return 1.0 if expected else _MISFIT
    if signs.first is None:
        return 2.5 if signs.marked else 4.0
    return 0.0 if expected else 1.5


def _fit_output(path: _Path, signs: _Signs, *, begins: bool) -> float:
    if signs.agencies or signs.deadline:
        return 3.0
    if signs.first is None:
        return 4.0 if begins else 1.0
    expected = path.output + 1 if begins else 1
    return 0.5 if signs.first == expected else 2.0
