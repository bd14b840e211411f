"""The outer form of every register: a workbook, and the book to print (Decree 30/2020/NĐ-CP, Appendix IV)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from lienthong.domain.documents.queries import letterhead
from lienthong.spine.pdf import Column, OfficialPaper, Signature, Table, typeset

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_RISKY: Final = ("=", "+", "-", "@")
type Cell = str | date | int | float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: ``share`` of the printed line, ``width`` in the workbook."""

    title: str
    share: float
    width: int


@dataclass(frozen=True, slots=True)
class Layout:
    """``sheet`` names the workbook's sheet, ``book`` the printed register, ``counted`` what its lines are."""

    sheet: str
    book: str
    headings: Sequence[Heading]
    counted: str = "văn bản"


def write_sheet(layout: Layout, lines: Iterable[Sequence[Cell]]) -> bytes:
    """One line an entry, as the printed book has them. No cell is ever a formula; a day is a day."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        sheet = book.add_worksheet(layout.sheet)
        shared = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
        plain, quoted = book.add_format(shared), book.add_format(shared | {"quote_prefix": True})
        head, day = (
            book.add_format(shared | {"bold": True}),
            book.add_format(shared | {"num_format": "dd/mm/yyyy"}),
        )
        for column, heading in enumerate(layout.headings):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(0, column, heading.title, head)
        sheet.freeze_panes(1, 0)
        for place, line in enumerate(lines, 1):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif isinstance(cell, int | float):
                    sheet.write_number(place, column, cell, plain)
                else:
                    told = cell or ""
                    sheet.write_string(place, column, told, quoted if told.startswith(_RISKY) else plain)
    return target.getvalue()


def write_pages(layout: Layout, lines: Iterable[Sequence[Cell]], agency: str, year: int, day: date) -> bytes:
    """The book as PDF; ``year`` 0: of no one year. Raises PaperTooLarge, PaperTookTooLong."""
    head = letterhead(agency, day)
    columns = [Column(heading.title, heading.share) for heading in layout.headings]
    told = [[_told(cell) for cell in line] for line in lines]
    paper = OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number="",
        place=head.place,
        day=day,
        abstract=f"{layout.book} năm {year}" if year else layout.book,
        body=[Table(columns, told)],
        signature=Signature(""),
    )
    note = f"{len(told)} {layout.counted}, in ngày {day:%d/%m/%Y}"
    return typeset("official_register", paper.data() | {"note": note})


def _told(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)
