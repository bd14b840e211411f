"""The table itself, drawn as one string: of a province it holds thousands of figures, each of them a link."""

from collections.abc import Iterable, Mapping

from django.utils.html import conditional_escape, escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.cases.queries import NO_FIELD, Board, By, Column, Counts, Line
from lienthong.spine.money import format_number
from lienthong.web.steering.boards.page import COLUMN_LABELS, BoardPage
from lienthong.web.ui.words import write_name

COLUMNS = tuple(Column)
LATE = {Column.LATE, Column.PENDING_LATE}
type Labels = Mapping[Column, str]
WHOLE = {Column.RECEIVED, Column.RESOLVED, Column.PENDING}


def draw(page: BoardPage, board: Board) -> SafeString:
    base = page.url("board_cases")
    labels = {column: escape(COLUMN_LABELS[column]) for column in COLUMNS}
    rows = "".join(_row(line, base, labels, place) for place, line in enumerate(board.lines, 1))
    return SafeString(
        f'<table class="rows rows-dense board"><caption class="unseen">{escape(page.period_words)}</caption>'
        f"{_head(page)}<tbody>{rows}</tbody><tfoot>{_sum(board.total, base, labels)}</tfoot></table>"
    )


def _head(page: BoardPage) -> str:
    """As form II.06a/VPCP/KSTT has it: three groups over their addends, then the numbers of the columns."""
    groups = ((Column.RECEIVED, 4), (Column.RESOLVED, 4), (Column.PENDING, 3))
    top = "".join(
        f'<th scope="colgroup" colspan="{span}">{escape(COLUMN_LABELS[column])}</th>'
        for column, span in groups
    )
    short = {
        Column.RECEIVED: _("In all"),
        Column.ONLINE: pgettext("board", "Online"),
        Column.DIRECT: _("Directly, by post"),
        Column.CARRIED_OVER: _("Carried over"),
        Column.RESOLVED: _("In all"),
        Column.EARLY: _("Before the day"),
        Column.ON_TIME: _("On the day"),
        Column.LATE: _("Late"),
        Column.PENDING: _("In all"),
        Column.PENDING_IN_TIME: _("In time"),
        Column.PENDING_LATE: _("Overdue"),
    }
    heads = "".join(
        f'<th scope="col" class="number{" whole" if column in WHOLE else ""}">{escape(short[column])}'
        f"<small>({number})</small></th>"
        for number, column in enumerate(COLUMNS, 3)
    )
    name = escape(name_of_lines(page.by))
    return (
        f'<thead><tr><th scope="col" rowspan="2" class="number">{escape(_("No."))}</th>'
        f'<th scope="col" rowspan="2">{name}</th>{top}</tr><tr>{heads}</tr></thead>'
    )


def name_of_lines(by: By) -> str:
    words = {
        By.UNIT: _("Agency"),
        By.COMMUNE: pgettext("board", "Commune"),
        By.FIELD: _("Field"),
        By.PROCEDURE: _("Procedure"),
        By.CHANNEL: pgettext("board", "Way of filing"),
    }
    return words[by]


def name_of(line: Line) -> str:
    return _("no field named") if line.key == NO_FIELD else line.name


def _row(line: Line, base: str, labels: Labels, place: int) -> str:
    name = conditional_escape(write_name(name_of(line)))
    of_line = f"{base}&{urlencode({'key': line.key})}"
    return (
        f'<tr><td class="number place">{place}</td><th scope="row" class="head" lang="vi">{name}</th>'
        f"{''.join(_cells(line.counts, of_line, labels))}</tr>"
    )


def _sum(counts: Counts, base: str, labels: Labels) -> str:
    words = escape(_("In all"))
    cells = "".join(_cells(counts, base, labels))
    return f'<tr><td class="place"></td><th scope="row" class="head">{words}</th>{cells}</tr>'


def _cells(counts: Counts, base: str, labels: Labels) -> Iterable[str]:
    address = escape(base)
    for column in COLUMNS:
        count = counts[column]
        shown = format_number(count)
        if count:
            shown = f'<a href="{address}&amp;column={column}">{shown}</a>'
        yield f'<td class="number{_tone(column, count)}" data-label="{labels[column]}">{shown}</td>'


def _tone(column: Column, count: int) -> str:
    """A nought is not told on a phone."""
    whole = " whole" if column in WHOLE else ""
    return f"{whole} late" if column in LATE and count else whole if count else f"{whole} none"
