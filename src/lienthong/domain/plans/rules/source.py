"""A document as the reader meets it: lines of running text and rows of cells, each knowing where it stood."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where words stood: the line of a text, or the table (or sheet), row and column of a grid, from 1."""

    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Line:
    """One paragraph of running text."""

    text: str
    place: Place


@dataclass(frozen=True)
class Cell:
    """One cell of a row.

    ``merged``: it continues the cell above and bears that cell's words; ``spanned``: the cell on its left
    covers it.
    """

    text: str
    place: Place
    merged: bool = False
    spanned: bool = False


@dataclass(frozen=True)
class Row:
    """Cells in columns.

    In a ``loose`` row the columns are lost and the cells are only known by their order.
    """

    cells: tuple[Cell, ...]
    loose: bool = False


@dataclass(frozen=True)
class Table:
    """Rows that belong together, top to bottom."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Source:
    """A whole document: running text, then its tables.

    ``hidden``: rows and columns that were read though their workbook does not show them ("7, 9, G").
    """

    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    hidden: tuple[str, ...] = ()
