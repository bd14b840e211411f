"""The plan as a workbook: one sheet that can be read again, one of due days for people. No cell is ever a
formula.
"""

from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lienthong.domain.plans.errors import PaperTooLong
from lienthong.domain.plans.exchange.papers.cells import printable
from lienthong.domain.plans.exchange.papers.paper import Paper, body_lines, head_lines, legal_bases
from lienthong.domain.plans.exchange.papers.rows import HEAD, AreaRow, TaskRow, merged_spans, table_rows

LONGEST_CELL = 32_767
_WIDTHS = (5, 52, 44, 26, 34, 26)
_DUE_HEAD = ("Ngày phải xong", "Bắt đầu", "Nhiệm vụ", "Ai làm", "Lời văn của kế hoạch")
_DUE_WIDTHS = (16, 12, 70, 40, 50)
_RISKY = ("=", "+", "-", "@")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(paper: Paper) -> bytes:
    """Raises PaperTooLong for a cell that no workbook can hold."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        book.set_properties({"title": printable(paper.document["title"] or ""), "created": paper.issued_on})
        book.set_calc_mode("manual")
        looks = _Looks(book)
        _write_plan(book.add_worksheet("Kế hoạch"), paper, looks)
        _write_dues(book.add_worksheet("Thời hạn"), paper, looks)
    return target.getvalue()


class _Looks:
    """The formats of cells; each with a twin that marks a text beginning like a formula as plain words."""

    def __init__(self, book: Workbook) -> None:
        shared = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
        framed = shared | {"border": 1}
        self._book = book
        self._quoted: dict[int, Format] = {}
        self.text = self._add(shared)
        self.heading = self._add(shared | {"bold": True})
        self.title = self._add(shared | {"bold": True, "font_size": 14, "align": "center"})
        self.centred = self._add(shared | {"align": "center"})
        self.cell = self._add(framed)
        self.head = self._add(framed | {"bold": True, "align": "center", "bg_color": "#EDEBE5"})
        self.area = self._add(framed | {"bold": True})
        self.day = self._add(framed | {"num_format": "dd/mm/yyyy", "align": "center"})

    def _add(self, options: dict[str, Any]) -> Format:
        made: Format = self._book.add_format(options)
        self._quoted[id(made)] = self._book.add_format(options | {"quote_prefix": True})
        return made

    def of(self, look: Format, text: str) -> Format:
        return self._quoted[id(look)] if text.startswith(_RISKY) else look


def _write_plan(sheet: Worksheet, paper: Paper, looks: _Looks) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    place = _write_running(sheet, paper, looks)
    for column, text in enumerate(HEAD):
        _write(sheet, place, column, text, looks.head, looks)
    sheet.repeat_rows(place)
    _write_table(sheet, place + 1, paper, looks)


def _write_running(sheet: Worksheet, paper: Paper, looks: _Looks) -> int:
    """Head, legal bases and body, each line in a row over the whole width; returns the next free row."""
    lines = [
        (line, looks.title if line == paper.document["title"] else looks.centred)
        for line in head_lines(paper)
    ]
    lines += [(line, looks.text) for line in legal_bases(paper)]
    lines += [(line, looks.heading if level == 1 else looks.text) for level, line in body_lines(paper)]
    lines += [("PHỤ LỤC", looks.title)]
    for place, (text, look) in enumerate(lines):
        _write_wide(sheet, place, text, look, looks)
    return len(lines)


def _write_wide(sheet: Worksheet, row: int, text: str, look: Format, looks: _Looks) -> None:
    """A text over all columns. Merged rows do not grow by themselves, so the height is set by its length."""
    sheet.merge_range(row, 0, row, len(HEAD) - 1, "", look)
    _write(sheet, row, 0, text, look, looks)
    sheet.set_row(row, 17 * (1 + len(text) // (sum(_WIDTHS) - 10)))


def _write_table(sheet: Worksheet, top: int, paper: Paper, looks: _Looks) -> None:
    rows = list(table_rows(paper))
    for first, last, column in merged_spans(rows):
        sheet.merge_range(top + first, column, top + last, column, "", looks.cell)
    for place, row in enumerate(rows, top):
        if isinstance(row, AreaRow):
            _write_wide(sheet, place, row.text, looks.area, looks)
        else:
            _write_task(sheet, place, row, looks)


def _write_task(sheet: Worksheet, place: int, row: TaskRow, looks: _Looks) -> None:
    for column, text in enumerate(row.cells):
        if text is not None:
            _write(sheet, place, column, text, looks.cell, looks)


def _write_dues(sheet: Worksheet, paper: Paper, looks: _Looks) -> None:
    """Every due day as a real date, in order. Words that could be taken for an area's heading stand behind
    others.
    """
    for column, (text, width) in enumerate(zip(_DUE_HEAD, _DUE_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        _write(sheet, 0, column, text, looks.head, looks)
    for place, (due, start, *texts) in enumerate(_dues(paper), 1):
        sheet.write_datetime(place, 0, due, looks.day)
        if start:
            sheet.write_datetime(place, 1, start, looks.day)
        else:
            sheet.write_blank(place, 1, None, looks.day)
        for column, text in enumerate(texts, 2):
            _write(sheet, place, column, text, looks.cell, looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(_dues(paper)), len(_DUE_HEAD) - 1)


def _dues(paper: Paper) -> list[tuple[date, date | None, str, str, str]]:
    rows = [
        (due, start, f"Nhiệm vụ {ref}: {_called(task)}", _leads(task), f"“{deadline['text']}”")
        for ref, task in zip(paper.refs(), paper.tasks, strict=True)
        for deadline in task["deadlines"]
        for start, due in _days(deadline)
    ]
    return sorted(rows, key=lambda row: row[0])


def _days(deadline: dict[str, Any]) -> list[tuple[date | None, date]]:
    periods = deadline["occurrences"] or ([deadline] if deadline["due"] else [])
    return [(_day(one["start"]), date.fromisoformat(one["due"])) for one in periods]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _called(task: dict[str, Any]) -> str:
    return task["title"] or next(iter((*task["details"], *task["outputs"])), "")


def _leads(task: dict[str, Any]) -> str:
    return "Chủ trì: " + "; ".join(one["text"] for one in task["lead"])


def _write(sheet: Worksheet, row: int, column: int, text: str, look: Format, looks: _Looks) -> None:
    words = printable(text)
    if len(words) > LONGEST_CELL:
        raise PaperTooLong()
    sheet.write_string(row, column, words, looks.of(look, words))
