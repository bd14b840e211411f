"""The board: a sentence, one bar, table II.06a; by agency, commune, field, procedure or way of filing."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import COUNTINGS, Column, Counts, PeriodKind, Treatment
from lienthong.spine.money import format_number
from lienthong.web.entrance.access import requires
from lienthong.web.steering.boards.draw import draw
from lienthong.web.steering.boards.page import BoardPage, name_period, page_of
from lienthong.web.ui.charts import Segment, SegmentKind
from lienthong.web.ui.parts import Link

TREATMENTS = {
    Treatment.BY_DATE: pgettext_lazy("treatment", "by the day they ended"),
    Treatment.ON_TIME: pgettext_lazy("treatment", "as on time"),
    Treatment.LEFT_OUT: pgettext_lazy("treatment", "not at all"),
}


@requires(Permission.FOLLOW)
def board(request: HttpRequest) -> HttpResponse:
    page = page_of(request)
    found = cases.get_board(page.asked, page.by)
    context = {
        "page": page,
        "as_of": page.moment.today,
        "today": page.moment.today,
        "lead": lead(found.total),
        "segments": _segments(page, found.total),
        "whole": _whole(found.total),
        "filters": page.filters(),
        "ways": _ways(page),
        "kinds": list(_kinds(page)),
        "table": draw(page, found) if found.lines else "",
        "rule": COUNTINGS[-1],
        "withdrawn": TREATMENTS[COUNTINGS[-1].withdrawn],
        "stopped": TREATMENTS[COUNTINGS[-1].stopped],
        "causes": page.url("board_causes"),
        "shares": page.url("board_shares"),
        "xlsx": page.url("board_xlsx"),
    }
    return render(request, "steering/boards/table.html", context)


def lead(total: Counts) -> str:
    """What is so, before any figure of the table."""
    if not total.received:
        return _("No case was received or pending in this period.")
    said = _("%(received)s cases to be handled, %(resolved)s resolved") % {
        "received": format_number(total.received),
        "resolved": format_number(total.resolved),
    }
    if total.resolved:
        said += _(" (%(share)s in time)") % {"share": share_in_time(total)}
    if not total.pending_late:
        return said + _("; none is overdue.")
    late = ngettext("; %(count)s is overdue.", "; %(count)s are overdue.", total.pending_late)
    return said + late % {"count": format_number(total.pending_late)}


def share_in_time(total: Counts) -> str:
    """Of what was resolved, in per cent ("94,9 %"); never rounded up to a hundred."""
    share = 1_000 * (total.resolved - total.resolved_late) // total.resolved
    return (
        f"{share // 10},{share % 10}\N{NO-BREAK SPACE}%"
        if share % 10
        else f"{share // 10}\N{NO-BREAK SPACE}%"
    )


def _segments(page: BoardPage, total: Counts) -> list[Segment]:
    parts: tuple[tuple[Column, SegmentKind, str], ...] = (
        (Column.EARLY, "done", _("resolved before the day")),
        (Column.ON_TIME, "sent", _("resolved on the day")),
        (Column.LATE, "tardy", _("resolved late")),
        (Column.PENDING_IN_TIME, "open", _("pending, in time")),
        (Column.PENDING_LATE, "late", _("pending, overdue")),
    )
    return [
        Segment(
            words, total[column], kind, page.url("board_cases", column=column.value) if total[column] else ""
        )
        for column, kind, words in parts
        if total.received
    ]


def _whole(total: Counts) -> str:
    words = ngettext("of %(count)s case", "of %(count)s cases", total.received)
    return words % {"count": format_number(total.received)}


def _ways(page: BoardPage) -> list[Link]:
    """The period before and the one after, of the same kind."""
    found = cases.kind_of(page.period)
    if found is None:
        return []
    kind, year, number = found
    ways = [cases.before(kind, year, number), cases.after(kind, year, number)]
    return [Link(name_period(kind, *way), page.of_period(cases.legal(kind, *way))) for way in ways]


def _kinds(page: BoardPage) -> Iterator[tuple[Link, bool]]:
    """The legal periods in which the last day lies, and whether it is the one that is shown."""
    for kind in PeriodKind:
        year, number = cases.holding(kind, page.period.last)
        period = cases.legal(kind, year, number)
        yield Link(name_period(kind, year, number), page.of_period(period)), period == page.period


urlpatterns = [path("boards/", board, name="boards")]
