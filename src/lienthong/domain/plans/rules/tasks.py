"""Rows of an appendix become areas and tasks: what each cell says and what it carries on from above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from lienthong.domain.plans.rules.agencies import AgencyReading, Directory, all_agencies
from lienthong.domain.plans.rules.citations import Mention, find_citations
from lienthong.domain.plans.rules.columns import (
    Role,
    Words,
    area_heading,
    header_role,
    header_roles,
    is_column_numbers,
    roles_by_content,
    whole_row_heading,
)
from lienthong.domain.plans.rules.deadlines import (
    UNSTATED,
    Deadline,
    Kind,
    dated_words,
    is_deadline,
    read_deadlines,
)
from lienthong.domain.plans.rules.loose import align
from lienthong.domain.plans.rules.reading import Area, Caution, TaskReading
from lienthong.domain.plans.rules.source import Cell, Place, Row, Table
from lienthong.domain.plans.rules.targets import Target, find_targets
from lienthong.domain.plans.rules.words import MARK, fold, items, one_line, roman, tidy, to_roman

type Cells = dict[Role, Cell]

_NUMBER = re.compile(r"\s*(?:nhiem\s+vu\s+)?(?P<number>\d{1,3})\s*(?:[.)/:]|-(?=\s))(?!\d)\s*")
_ORDINAL = re.compile(r"(\d{1,3})[.)]?")


@dataclass(frozen=True)
class Frame:
    """What reading a row depends on: the plan's year, the directory and the day it is read for."""

    directory: Directory
    year: int | None
    on: date | None
    _known: dict[str, tuple[AgencyReading, ...]] = field(default_factory=dict, repr=False, compare=False)

    def agencies(self, text: str) -> tuple[AgencyReading, ...]:
        """Who the words of a cell name; the same words come again and again in a plan."""
        if text not in self._known:
            self._known[text] = self.directory.read(text, self.on)
        return self._known[text]

    @property
    def words(self) -> Words:
        return Words(
            lambda text: all_agencies(self.agencies(text)),
            lambda text: is_deadline(text, self.year),
        )


@dataclass
class _Above:
    """What blank cells of the area carry on, and the count of outputs so far."""

    agencies: dict[Role, tuple[AgencyReading, ...]] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    outputs: tuple[str, ...] = ()
    output_number: int = 0


@dataclass
class Appendix:
    """What the tables told, in their order."""

    frame: Frame
    areas: list[Area] = field(default_factory=list)
    tasks: list[TaskReading] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    numbered: bool = True
    _above: _Above = field(default_factory=_Above)

    def open_area(self, numeral: str, title: str, place: Place) -> None:
        """Begin an area; the heading of the area at hand, repeated on a further page, begins nothing."""
        if self.areas and self.areas[-1].numeral == numeral:
            return
        if any(area.numeral == numeral for area in self.areas):
            self.cautions.append(Caution("area_repeated", numeral, place))
        else:
            self._note_gap(numeral, place)
        self.areas.append(Area(numeral, title, place))
        self._above = _Above()

    def note_heading(self, words: str, place: Place) -> None:
        """A heading without a numeral begins no area: the rows below it are read as if it were not there."""
        self.cautions.append(Caution("area_unread", words, place))

    def _note_gap(self, numeral: str, place: Place) -> None:
        known = [roman(area.numeral) or 0 for area in self.areas]
        for value in range(max(known, default=0) + 1, roman(numeral) or 0):
            self.cautions.append(Caution("missing_area", to_roman(value), place))

    def add(self, cells: Cells, *, loose: bool = False) -> None:
        """Read one row: a task, or more of the task above."""
        if self.tasks and self._goes_on(cells):
            self.tasks[-1] = self._continued(self.tasks[-1], cells)
        else:
            self.tasks.append(self._task(cells, loose=loose))

    def _goes_on(self, cells: Cells) -> bool:
        """True when the title is merged with the one above, or a lone output carries on the count above."""
        title = cells.get(Role.TITLE)
        if self.tasks[-1].area != self._area():
            return False
        if title is None or title.merged:
            return True
        others = [cell for role, cell in cells.items() if role != Role.OUTPUT and _own(cell)]
        output = _own(cells.get(Role.OUTPUT))
        first = next((item.number for item in items(output)), None) if output else None
        return not others and first is not None and first == self._above.output_number + 1

    def _area(self) -> str | None:
        return self.areas[-1].numeral if self.areas else None

    def _continued(self, task: TaskReading, cells: Cells) -> TaskReading:
        """The task with the further outputs, agencies and deadlines of a row below it."""
        extra, intro = _outputs(_own(cells.get(Role.OUTPUT)))
        lead = self._more(Role.LEAD, task.lead, cells)
        coordinating = self._more(Role.COORDINATING, task.coordinating, cells)
        deadlines = self._more_deadlines(task.deadlines, cells)
        self._remember(cells, extra)
        place = next(iter(cells.values())).place
        draft = replace(
            task,
            outputs=(*task.outputs, *extra),
            details=(*task.details, *intro, *_notes(cells)),
            lead=lead,
            coordinating=coordinating,
            deadlines=deadlines,
            sources=(*task.sources, *cells.values()),
            cautions=(*task.cautions, Caution("row_continues", "", place)),
        )
        return self._finished(draft, "\n".join((*extra, *intro)))

    def _more(self, role: Role, known: tuple[AgencyReading, ...], cells: Cells) -> tuple[AgencyReading, ...]:
        own = self._agencies(cells.get(role))
        return (*known, *(one for one in own if one not in known)) if own else known

    def _more_deadlines(self, known: tuple[Deadline, ...], cells: Cells) -> tuple[Deadline, ...]:
        own = _own(cells.get(Role.DEADLINE))
        if not own:
            return known
        stated = tuple(one for one in known if one.kind != Kind.UNSTATED or one.text)
        return (*stated, *(one for one in read_deadlines(own, self.frame.year) if one not in stated))

    def _task(self, cells: Cells, *, loose: bool) -> TaskReading:
        number, title, details = self._title(cells)
        own_outputs, intro = _outputs(_own(cells.get(Role.OUTPUT)))
        output = cells.get(Role.OUTPUT)
        outputs = own_outputs or (() if output and output.spanned else self._above.outputs)
        task = TaskReading(
            area=self._area(),
            number=number,
            title=title,
            details=(*details, *intro, *_notes(cells)),
            outputs=outputs,
            lead=self._agencies_or_above(Role.LEAD, cells),
            coordinating=self._agencies_or_above(Role.COORDINATING, cells),
            deadlines=self._deadlines_or_above(cells),
            sources=tuple(cells.values()),
        )
        self._remember(cells, own_outputs)
        task = replace(
            task, cautions=tuple(self._row_cautions(task, cells, loose=loose, own=bool(own_outputs)))
        )
        return self._finished(task, "\n".join((title or "", *task.details, *own_outputs)))

    def _title(self, cells: Cells) -> tuple[int | None, str | None, tuple[str, ...]]:
        """Number, title and details. A row that lost one of the two has neither; its words are details."""
        number, words = _number_and_words(cells)
        parts = items(words) if words else ()
        title = parts[0].text if parts and not parts[0].mark else None
        details = tuple(part.text for part in (parts[1:] if title else parts))
        if title is None or (number is None and self.numbered):
            return None, None, ((title,) if title else ()) + details
        return number, title, details

    def _agencies(self, cell: Cell | None) -> tuple[AgencyReading, ...]:
        own = _own(cell)
        return self.frame.agencies(own) if own else ()

    def _agencies_or_above(self, role: Role, cells: Cells) -> tuple[AgencyReading, ...]:
        cell = cells.get(role)
        own = self._agencies(cell)
        if own or (cell and cell.spanned):
            return own
        return tuple(replace(one, inherited=True) for one in self._above.agencies.get(role, ()))

    def _deadlines_or_above(self, cells: Cells) -> tuple[Deadline, ...]:
        cell = cells.get(Role.DEADLINE)
        if _own(cell) or (cell and cell.spanned):
            return read_deadlines(_own(cell), self.frame.year)
        return tuple(replace(one, inherited=True) for one in self._above.deadlines) or (UNSTATED,)

    def _remember(self, cells: Cells, outputs: tuple[str, ...]) -> None:
        """Keep what blank cells below will carry on."""
        above = self._above
        for role in (Role.LEAD, Role.COORDINATING):
            if own := self._agencies(cells.get(role)):
                above.agencies[role] = own
        if own_deadline := _own(cells.get(Role.DEADLINE)):
            above.deadlines = read_deadlines(own_deadline, self.frame.year)
        if outputs:
            numbers = [item.number for item in items(_own(cells.get(Role.OUTPUT))) if item.number]
            above.outputs, above.output_number = outputs, max(numbers, default=0)

    def _row_cautions(self, task: TaskReading, cells: Cells, *, loose: bool, own: bool) -> Iterator[Caution]:
        place = next(iter(cells.values())).place
        if task.title is None or (task.number is None and self.numbered):
            yield Caution("orphan_row", _first_words(task), place)
        if loose:
            yield Caution("columns_uncertain", _first_words(task), place)
        if task.outputs and not own:
            yield Caution("output_inherited", task.outputs[0], place)
        if not task.lead:
            yield Caution("lead_missing", "", place)

    def _finished(self, task: TaskReading, own_words: str) -> TaskReading:
        """The task with what is read from its own words: targets, citations and the doubts of every part."""
        place = task.sources[0].place if task.sources else Place()
        mentions = find_citations(own_words)
        self.mentions.extend(mentions)
        targets = find_targets(own_words)
        cautions = (*task.cautions, *_doubts(task, targets, self.frame.year, place))
        return replace(
            task,
            targets=(*task.targets, *targets),
            citations=tuple(dict.fromkeys((*task.citations, *(one.citation.number for one in mentions)))),
            cautions=tuple(dict.fromkeys(cautions)),
        )


def _doubts(
    task: TaskReading, targets: tuple[Target, ...], year: int | None, place: Place
) -> Iterator[Caution]:
    for target in targets:
        if target.sign_lost:
            yield Caution("percent_sign_lost", target.text, place)
    for agency in (*task.lead, *task.coordinating):
        if agency.doubt:
            code = "agency_not_in_force" if agency.doubt == "not_in_force" else "agency_unmatched"
            yield Caution(code, agency.text, place)
    for deadline in task.deadlines:
        for doubt in deadline.doubts:
            yield Caution(doubt, deadline.text, place)
    if not any(deadline.due for deadline in task.deadlines):
        for words in (task.title or "", *task.details):
            if found := dated_words(words, year):
                yield Caution("deadline_in_text", found, place)


def _own(cell: Cell | None) -> str:
    """A cell's own words; "" for a missing, blank or merged one."""
    return tidy(cell.text) if cell and not cell.merged else ""


def _outputs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The outputs a cell lists and the words that only lead up to them ("Các văn bản:")."""
    parts = items(text) if text else ()
    if len(parts) > 1 and not parts[0].mark and parts[0].text.endswith(":"):
        return tuple(part.text for part in parts[1:]), (parts[0].text,)
    return tuple(part.text for part in parts if part.text), ()


def _notes(cells: Cells) -> tuple[str, ...]:
    note = one_line(_own(cells.get(Role.NOTE)))
    return (note,) if note else ()


def _first_words(task: TaskReading) -> str:
    words = (task.title or "", *task.details, *task.outputs)
    return next((one[:80] for one in words if one), "")


def _number_and_words(cells: Cells) -> tuple[int | None, str]:
    """A row's number, from its own column or from the title, and the title's other words.

    What else the column of numbers holds ("1.1") stays before the words.
    """
    words = tidy(cells[Role.TITLE].text) if Role.TITLE in cells else ""
    label = one_line(_own(cells.get(Role.ORDINAL)))
    ordinal = _ORDINAL.fullmatch(label)
    if label and not ordinal:
        words = f"{label} {words}".strip()
    found = _NUMBER.match(fold(words))
    if found and (not ordinal or found["number"] == ordinal[1]):
        return int(found["number"]), words[found.end() :]
    return (int(ordinal[1]) if ordinal else None), words


def read_tables(tables: tuple[Table, ...], frame: Frame) -> Appendix:
    """The areas and tasks of every table that is an appendix of tasks."""
    appendix = Appendix(frame)
    known: tuple[Role | None, ...] | None = None
    rows: list[tuple[Cells, bool]] = []
    for table in tables:
        roles, first = _columns(table, frame.words, known)
        if roles is not None:
            known = roles
            rows.extend(_entries(table.rows[first:], roles, frame.words))
    appendix.numbered = any(_number_and_words(cells)[0] is not None for cells, _ in rows)
    for cells, loose in rows:
        _add(appendix, cells, loose=loose)
    return appendix


def _columns(
    table: Table, words: Words, known: tuple[Role | None, ...] | None
) -> tuple[tuple[Role | None, ...] | None, int]:
    """The roles of a table's columns and its first row of tasks; None for a table about something else."""
    for place, row in enumerate(table.rows):
        if roles := header_roles(row):
            return _below_header(table.rows, place + 1, roles)
    regular = [row for row in table.rows if not row.loose]
    if known and regular and len(regular[0].cells) == len(known):
        return known, 0
    if not any(area_heading(cell.text) for row in table.rows for cell in row.cells if not cell.merged):
        return None, 0
    return roles_by_content([row for row in regular if _filled(row) > 1], words), 0


def _below_header(
    rows: tuple[Row, ...], place: int, roles: tuple[Role | None, ...]
) -> tuple[tuple[Role | None, ...], int]:
    """Past the further rows of a header, whose words are more exact than those above them."""
    while place < len(rows):
        row = rows[place]
        below = _subheader(row)
        if below:
            roles = tuple(one or above for one, above in zip(below, roles, strict=False))
        elif not is_column_numbers(row):
            break
        place += 1
    seen: list[Role | None] = []
    for role in roles:
        seen.append(Role.NOTE if role is None or role in seen else role)
    return tuple(seen), place


def _subheader(row: Row) -> tuple[Role | None, ...] | None:
    """The roles of a row of header words only."""
    roles = header_roles(row)
    named = [cell for cell in row.cells if one_line(cell.text)]
    only = [role for role in map(header_role, (cell.text for cell in named)) if role]
    if roles or (
        len(named) >= 2 and len(only) == len(named) and not any(_ORDINAL.match(cell.text) for cell in named)
    ):
        return tuple(header_role(cell.text) for cell in row.cells)
    return None


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if one_line(cell.text) and not cell.merged)


def _entries(
    rows: tuple[Row, ...], roles: tuple[Role | None, ...], words: Words
) -> Iterator[tuple[Cells, bool]]:
    """Each row as cells by role; runs of rows that lost their columns are put into columns together."""
    run: list[Cell] = []
    previous = 0
    for row in rows:
        if row.loose:
            run.extend(row.cells)
            continue
        yield from _aligned(run, words, previous)
        run = []
        if not (header_roles(row) or is_column_numbers(row)):
            cells = _by_role(row, roles)
            previous = _number_and_words(cells)[0] or 0
            yield cells, False
    yield from _aligned(run, words, previous)


def _aligned(run: list[Cell], words: Words, previous: int) -> Iterator[tuple[Cells, bool]]:
    for cells in align(run, words, previous) if run else ():
        yield cells, len([role for role in cells if role != Role.AREA]) < len(_WHOLE)


_WHOLE = (Role.TITLE, Role.OUTPUT, Role.LEAD, Role.COORDINATING, Role.DEADLINE)


def _by_role(row: Row, roles: tuple[Role | None, ...]) -> Cells:
    """The cells by what they say; an area's heading that fills a row is nothing else."""
    filled = [cell for cell in row.cells if one_line(cell.text) and not cell.merged]
    texts = {one_line(cell.text) for cell in filled}
    if len(texts) == 1 and (area_heading(filled[0].text) or _is_across(row, filled)):
        return {Role.AREA: _with_sign(filled[0])}
    cells: Cells = {}
    for role, cell in zip(roles, row.cells, strict=False):
        cells[role or Role.NOTE] = _joined(cells.get(Role.NOTE), cell) if role in (None, Role.NOTE) else cell
    ordinal = one_line(_own(cells.get(Role.ORDINAL)))
    if roman(ordinal.rstrip(".")) and len(filled) == 2 and Role.TITLE in cells:
        title = cells[Role.TITLE]
        return {Role.AREA: replace(title, text=f"{ordinal.rstrip('.')}. {title.text}")}
    return cells


def _with_sign(heading: Cell) -> Cell:
    """The heading with the full stop that "III Cải cách tài chính công" lacks."""
    found = None if area_heading(heading.text) else whole_row_heading(heading.text)
    return replace(heading, text=f"{found[0]}. {found[1]}") if found else heading


def _joined(note: Cell | None, further: Cell) -> Cell:
    """The notes of several columns as one."""
    if note is None or not _own(note):
        return further
    return replace(note, text=f"{note.text}; {further.text}") if _own(further) else note


def _is_across(row: Row, filled: list[Cell]) -> bool:
    """True when one cell without a number or bullet covers the whole row."""
    covered = all(cell.spanned for cell in row.cells if cell is not filled[0])
    return len(row.cells) > 1 and covered and not MARK.match(fold(one_line(filled[0].text)))


def _add(appendix: Appendix, cells: Cells, *, loose: bool) -> None:
    heading = cells.get(Role.AREA)
    if heading and (words := one_line(_own(heading))):
        found = area_heading(words)
        if found:
            appendix.open_area(*found, heading.place)
        else:
            appendix.note_heading(words, heading.place)
    rest: Cells = {role: cell for role, cell in cells.items() if role != Role.AREA}
    if any(one_line(cell.text) and not cell.merged for cell in rest.values()):
        appendix.add(rest, loose=loose)
