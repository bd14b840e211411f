"""The very cases behind a figure of a board, page by page."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CHANNEL_LABELS, NO_FIELD, Channel, Column, Picked
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.web.entrance.access import requires
from lienthong.web.steering.boards.page import BY_LABELS, COLUMN_LABELS, BoardPage, page_of
from lienthong.web.ui.doors import url_of
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day

PAGE = 50
TAGS = {
    Column.EARLY: "done",
    Column.ON_TIME: "done",
    Column.LATE: "done_late",
    Column.PENDING_IN_TIME: "in_progress",
    Column.PENDING_LATE: "overdue",
}


@dataclass(frozen=True, slots=True)
class Shown:
    row: Picked
    url: str
    owner: str
    channel: str
    received: str
    legal: str
    tag: str
    word: str


@requires(Permission.FOLLOW)
def listing(request: HttpRequest) -> HttpResponse:
    page = page_of(request)
    column = _column(request)
    key = request.GET.get("key")
    if key and "\x00" in key:
        raise Http404
    rows = cases.pick_cases(page.asked, column, by=page.by, key=key, after=_after(request), limit=PAGE + 1)
    context = {
        "page": page,
        "crumbs": [Link(_("Table II.06a"), page.url()), Link(str(COLUMN_LABELS[column]))],
        "title": str(COLUMN_LABELS[column]),
        "narrowed": _narrowed(page, key),
        "rows": _shown(page, rows[:PAGE]),
        "ways": _ways(page, column, key, rows),
        "back": page.url(),
        "today": page.moment.today,
        "as_of": page.moment.today,
    }
    return render(request, "steering/boards/cases.html", context)


def _column(request: HttpRequest) -> Column:
    asked = request.GET.get("column", Column.RECEIVED.value)
    if asked not in set(Column):
        raise Http404
    return Column(asked)


def _after(request: HttpRequest) -> int:
    """The case after which the page begins; nonsense begins at the beginning."""
    given = request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else 0


def _narrowed(page: BoardPage, key: str | None) -> str:
    """The line that the figure stood in, in words."""
    if key is None:
        return ""
    name = _("no field named") if key == NO_FIELD else cases.name_line(page.asked, page.by, key)
    return f"{name} ({BY_LABELS[page.by]})"


def _shown(page: BoardPage, rows: list[Picked]) -> list[Shown]:
    names = get_names({row.owner for row in rows}, page.period.last, page.moment.known)
    return [
        Shown(
            row=row,
            url=url_of("case", row.case),
            owner=names.get(row.owner, row.owner),
            channel=str(CHANNEL_LABELS[Channel(row.channel)]),
            received=write_day(clock.local(row.received_at).date()),
            legal=write_day(clock.local(row.legal_at).date()) if row.legal_at else "",
            tag=TAGS[row.how],
            word=str(COLUMN_LABELS[row.how]),
        )
        for row in rows
    ]


def _ways(page: BoardPage, column: Column, key: str | None, rows: list[Picked]) -> Paging:
    """Forward from where one is; back with the browser, or to the beginning."""
    words = {"column": column.value} | ({"key": key} if key is not None else {})
    shown = min(len(rows), PAGE)
    said = ngettext("%(count)s case shown", "%(count)s cases shown", shown) % {"count": shown}
    more = page.url("board_cases", **words, after=str(rows[PAGE - 1].case)) if len(rows) > PAGE else ""
    first = page.url("board_cases", **words) if page.request.GET.get("after") else ""
    return Paging(first, more, said)


urlpatterns = [path("boards/cases/", listing, name="board_cases")]
