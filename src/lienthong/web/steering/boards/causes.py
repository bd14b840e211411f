"""Why cases are late: a sentence and a table by unit and cause, with each unit's time beyond its own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.exchange import CauseSheet, span, write_causes
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import SILENT, CauseBoard, CauseLine, Column
from lienthong.spine.money import format_number
from lienthong.web.entrance.access import requires
from lienthong.web.steering.boards.page import page_of
from lienthong.web.steering.boards.paper import XLSX, name_of_reporter
from lienthong.web.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Shown:
    """One unit; ``cells`` in the order of the columns, each with its words for a telephone."""

    name: str
    cases: int
    cells: list[tuple[str, int]]
    over: str


@requires(Permission.FOLLOW)
def causes(request: HttpRequest) -> HttpResponse:
    page = page_of(request)
    board = cases.get_cause_board(page.asked)
    heads = [_("not explained yet") if code == SILENT else words for code, words in board.columns]
    filters = page.filters()
    del filters.fields["by"]
    context = {
        "page": page,
        "as_of": page.moment.today,
        "today": page.moment.today,
        "lead": lead(board),
        "heads": heads,
        "lines": [_shown(board, line, heads) for line in board.lines],
        "total": _shown(board, board.total, heads),
        "filters": filters,
        "late": [
            Link(_("Resolved late"), page.url("board_cases", column=Column.LATE.value)),
            Link(_("Pending, overdue"), page.url("board_cases", column=Column.PENDING_LATE.value)),
        ],
        "xlsx": page.url("board_causes_xlsx"),
        "crumbs": [Link(_("Table II.06a"), page.url()), Link(_("Why cases are late"))],
    }
    return render(request, "steering/boards/causes.html", context)


def lead(board: CauseBoard) -> str:
    """How many are late, and the cause that is named most."""
    late = board.total.cases
    if not late:
        return _("No case of this period is late.")
    words = ngettext("%(count)s case is late", "%(count)s cases are late", late) % {
        "count": format_number(late)
    }
    code, named = board.columns[0]
    if code == SILENT:
        return _("%(late)s; none is explained yet.") % {"late": words}
    told = {"late": words, "cause": named, "count": format_number(board.total.counts[code])}
    return _("%(late)s, most often: “%(cause)s” (%(count)s).") % told


def _shown(board: CauseBoard, line: CauseLine, heads: list[str]) -> Shown:
    counts = [line.counts.get(code, 0) for code, _words in board.columns]
    return Shown(
        line.name, line.cases, list(zip(heads, counts, strict=True)), span(line.over) if line.over else ""
    )


@requires(Permission.FOLLOW)
def workbook(request: HttpRequest) -> HttpResponse:
    page = page_of(request)
    sheet = CauseSheet(
        agency=name_of_reporter(page),
        period=page.period,
        known=page.asked.at,
        board=cases.get_cause_board(page.asked),
    )
    answer = HttpResponse(write_causes(sheet), content_type=XLSX)
    name = f"nguyen-nhan-tre-han-{page.period.first:%Y%m%d}-{page.period.last:%Y%m%d}.xlsx"
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


urlpatterns = [
    path("boards/causes/", causes, name="board_causes"),
    path("boards/causes.xlsx", workbook, name="board_causes_xlsx"),
]
