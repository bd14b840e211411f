"""All systems in which my agency enters cases: what waits there since when, what differs."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.ministries import queries
from lienthong.domain.ministries.permissions import Permission, can_enter
from lienthong.domain.ministries.queries import SystemRow, Waiting
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Line:
    system: SystemRow
    waiting: Waiting
    age: str
    is_old: bool


@requires(Permission.ENTER)
def systems(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not can_enter(desk.by, desk.by.agency):
        raise Http404
    counts = queries.count_waiting(desk.by.agency)
    lines = [_line(row, counts.get(row.code, Waiting()), desk) for row in queries.list_systems(desk.day)]
    context = {
        "lines": lines,
        "lead": _lead(lines),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Ministry software"))],
    }
    return render(request, "desk/ministries/systems.html", context)


def _line(row: SystemRow, waiting: Waiting, desk: Desk) -> Line:
    days = age_of(waiting, desk)
    return Line(row, waiting, age_words(days) if waiting.oldest else "", is_old=days > 1)


def age_of(waiting: Waiting, desk: Desk) -> int:
    """Working days since the oldest was received."""
    return max(-desk.days.left(waiting.oldest), 0) if waiting.oldest else 0


def age_words(days: int) -> str:
    if not days:
        return _("received today")
    return ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}


def _lead(lines: list[Line]) -> str:
    waiting = sum(line.waiting.count for line in lines)
    differing = sum(line.waiting.differences for line in lines)
    parts = []
    if waiting:
        words = ngettext(
            "%(count)s case is still to be entered", "%(count)s cases are still to be entered", waiting
        )
        parts.append(words % {"count": waiting})
    if differing:
        words = ngettext(
            "%(count)s difference waits to be settled", "%(count)s differences wait to be settled", differing
        )
        parts.append(words % {"count": differing})
    whole = ", ".join(parts)
    return f"{whole[:1].upper()}{whole[1:]}." if whole else _("Everything is entered and nothing differs.")


urlpatterns = [path("systems/", systems, name="systems")]
