"""Steps that my agency does beside the case's own: what it owes, the nearest day first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import SideRow
from lienthong.domain.procedures.queries import get_step_names
from lienthong.web.desk.cases.page import Desk, desk_of, late_words, left_words, short_day
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link


@requires(Permission.HANDLE)
def beside(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    rows = cases.list_beside(desk.by.agency)
    steps = get_step_names({row.version for row in rows}) if rows else {}
    context = {
        "lines": [(row, steps.get((row.version, row.step), ""), *_due(row, desk)) for row in rows],
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Steps done beside"))],
    }
    return render(request, "desk/cases/beside.html", context)


def _due(row: SideRow, desk: Desk) -> tuple[str, str, str]:
    """The day, the key of its tag, what is left of the time."""
    if row.due_at is None:
        return "", "in_progress", _("no day laid down")
    left = desk.days.left(row.due_at)
    if row.due_at < desk.now:
        return short_day(row.due_at), "overdue", late_words(-left)
    return short_day(row.due_at), "due_today" if left == 0 else "in_progress", left_words(left)


urlpatterns = [path("beside/", beside, name="beside")]
