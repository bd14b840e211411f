"""What waits for the head's answer, and what was answered; the same as a workbook."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.conduct import queries
from lienthong.domain.conduct.exchange import XLSX, write_matters
from lienthong.domain.conduct.permissions import Permission, can_open
from lienthong.domain.conduct.queries import KIND_LABELS, MEASURE_LABELS, MatterRow
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link, Tab


@dataclass(frozen=True, slots=True)
class Line:
    """A matter as a list shows it."""

    row: MatterRow
    kind: Any
    agency: str
    days: str
    count: str
    measure: Any
    is_owed: bool


def reader_of(request: HttpRequest) -> Desk:
    """Raises Http404 for who sees no matters."""
    desk = desk_of(request)
    if not queries.sees_matters(desk.by):
        raise Http404
    return desk


def crumbs(*after: Link) -> list[Link]:
    return [
        Link(_("Cases"), reverse("desk:cases")),
        Link(_("To be looked into"), reverse("desk:conduct")),
        *after,
    ]


@requires(Permission.ANSWER, Permission.SEE)
def matters(request: HttpRequest) -> HttpResponse:
    desk, is_open = reader_of(request), request.GET.get("list") != "answered"
    rows = queries.list_matters(by=desk.by, day=desk.day, is_open=is_open)
    context = {
        "lead": lead(rows) if is_open else "",
        "lines": lines(rows, desk),
        "is_open": is_open,
        "tabs": [
            Tab(pgettext("conduct", "To be answered"), "?", None, current=is_open),
            Tab(pgettext("conduct", "Answered"), "?list=answered", None, current=not is_open),
        ],
        "may_open": can_open(desk.by, desk.by.agency) or desk.by.may(Permission.SEE),
        "limits": queries.limits_on(desk.day),
        "xlsx": f"{reverse('desk:conduct_xlsx')}{'' if is_open else '?list=answered'}",
        "crumbs": crumbs()[:1],
    }
    return render(request, "desk/conduct/matters.html", context)


def lead(rows: list[MatterRow]) -> str:
    if not rows:
        return _("Nothing waits to be looked into.")
    words = ngettext(
        "%(count)s matter waits to be looked into.", "%(count)s matters wait to be looked into.", len(rows)
    )
    return words % {"count": len(rows)}


def lines(rows: list[MatterRow], desk: Desk) -> list[Line]:
    names = desk.agency_names(row.agency for row in rows) if rows else {}
    return [
        Line(
            row,
            KIND_LABELS[row.kind],
            names.get(row.agency, row.agency),
            days_of(row),
            count_of(row),
            MEASURE_LABELS[row.measure] if row.measure else "",
            row.is_owed_on(desk.day),
        )
        for row in rows
    ]


def days_of(row: MatterRow) -> str:
    if row.seen_from == row.seen_until:
        return f"{row.seen_from:%d/%m/%Y}"
    return f"{row.seen_from:%d/%m/%Y} – {row.seen_until:%d/%m/%Y}"


def count_of(row: MatterRow) -> str:
    count = len(row.cases)
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": count} if count else ""


@requires(Permission.ANSWER, Permission.SEE)
def workbook(request: HttpRequest) -> HttpResponse:
    desk, is_open = reader_of(request), request.GET.get("list") != "answered"
    rows = queries.list_matters(by=desk.by, day=desk.day, is_open=is_open)
    content = write_matters(rows, desk.agency_names(row.agency for row in rows))
    answer = HttpResponse(content, content_type=XLSX)
    name = f"viec-can-lam-ro-{desk.day:%Y%m%d}.xlsx"
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


urlpatterns = [
    path("", matters, name="conduct"),
    path("matters.xlsx", workbook, name="conduct_xlsx"),
]
