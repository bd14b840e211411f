"""The flattened text of a legal page: a cell begins with a tab, other lines go on with it, empty lines part
rows.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lienthong.domain.plans.rules.columns import area_heading
from lienthong.domain.plans.rules.source import Cell, Line, Place, Row, Source, Table
from lienthong.domain.plans.rules.words import MARK, composed, fold

_APPENDIX = re.compile(r"\s*phu\s+luc\b")
_USUAL_WIDTHS = range(4, 10)
_CLOSING = re.compile(r"\s*(?:noi\s+nhan|tm\.|kt\.|tl\.|phu\s+luc|ghi\s+chu)")


@dataclass
class _Draft:
    """A cell in the making; ``pieces`` are its lines, the empty ones too."""

    number: int
    pieces: list[str]

    def add(self, line: str, number: int) -> None:
        self.pieces += [""] * (number - self.number - len(self.pieces))
        self.pieces.append(line)

    def cell(self) -> Cell:
        return Cell("\n".join(self.pieces), Place(line=self.number))


def read_text(text: str) -> Source:
    """Lines and one table of a flattened page."""
    lines = composed(text).split("\n")
    first = _first_cell(lines)
    running = [Line(line, Place(line=place)) for place, line in enumerate(lines[:first], 1)]
    rows = list(_segments(lines, first, running))
    return Source(tuple(running), (Table(tuple(_shaped(rows))),) if rows else ())


def _first_cell(lines: list[str]) -> int:
    """The first line with a tab behind the word for appendix, else the first with a tab at all."""
    tabs = [place for place, line in enumerate(lines) if "\t" in line]
    appendix = next((place for place, line in enumerate(lines) if place and _APPENDIX.match(fold(line))), 0)
    first = next((place for place in tabs if place > appendix), tabs[0] if tabs else len(lines))
    while (
        first
        and (area_heading(lines[first - 1]) or not lines[first - 1].strip())
        and first - 1 > appendix > 0
    ):
        first -= 1
    return first


def _segments(lines: list[str], first: int, running: list[Line]) -> Iterator[list[_Draft]]:
    """Rows as empty lines part them; what belongs to no cell is added to the running text."""
    row: list[_Draft] = []
    after_gap, closed = False, False
    for number, line in enumerate(lines[first:], first + 1):
        is_cell = "\t" in line
        if is_cell or _is_lost_heading(line):
            if row and (after_gap or not is_cell):
                yield row
                row = []
            _add_cells(row, line if is_cell else f"\t{line}", number)
            after_gap = closed = False
        elif not line.strip():
            after_gap = True
        elif closed or not row or (after_gap and not MARK.match(fold(line))) or _CLOSING.match(fold(line)):
            running.append(Line(line, Place(line=number)))
            closed = True
        else:
            row[-1].add(line, number)
            after_gap = False
    if row:
        yield row


def _is_lost_heading(line: str) -> bool:
    """True for the heading of an area whose tab was lost."""
    found = area_heading(line)
    return bool(found and found[1] and line.strip()[0].isupper())


def _add_cells(row: list[_Draft], line: str, number: int) -> None:
    """Every tab begins a cell; words before the first tab of a line with several cells are a cell too."""
    head, *cells = line.split("\t")
    if head.strip():
        cells.insert(0, head)
    row.extend(_Draft(number, [text]) for text in cells)


def _shaped(rows: list[list[_Draft]]) -> Iterator[Row]:
    """Rows of the usual width keep their columns; in others only the order of cells is known."""
    widths = Counter(len(row) for row in rows if len(row) in _USUAL_WIDTHS)
    width = widths.most_common(1)[0][0] if widths else 0
    first_is_area = _first_is_area([row for row in rows if len(row) == width])
    for row in rows:
        if len(row) == width:
            yield Row(tuple(draft.cell() for draft in row))
        elif len(row) == width - 1 and first_is_area and _has_words(row[0]) and not _is_heading(row[0]):
            yield Row((Cell("", Place(line=row[0].number)), *(draft.cell() for draft in row)))
        elif any(map(_has_words, row)):
            yield Row(tuple(draft.cell() for draft in row), loose=True)


def _first_is_area(rows: list[list[_Draft]]) -> bool:
    return bool(rows) and all(_is_heading(row[0]) or not _has_words(row[0]) for row in rows)


def _is_heading(draft: _Draft) -> bool:
    return area_heading("\n".join(draft.pieces)) is not None


def _has_words(draft: _Draft) -> bool:
    return any(piece.strip() for piece in draft.pieces)
