"""How we stand with the national procedure database: what it took, what waits, where both differ; told again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.connectors.national_procedures.client import is_connected
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries import EVENT_LABELS, GAP_LABELS, Gap, ReconciliationRow
from lienthong.spine import clock
from lienthong.web.desk.procedures.announcing import Sight, sight_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

SHOWN = 30


def _office(request: HttpRequest) -> Sight:
    """Raises Http404 for who is not of the office that controls procedures."""
    sight = sight_of(request)
    if not sight.sees_all:
        raise Http404
    return sight


@requires(Permission.CONTROL, Permission.PUBLISH)
def national(request: HttpRequest) -> HttpResponse:
    sight = _office(request)
    last = queries.last_reconciliation()
    gaps = last.gaps if last else ()
    connected = is_connected()
    trail = [
        Link(_("Procedures"), reverse("desk:procedures")),
        Link(_("Announcing"), reverse("desk:announcing")),
    ]
    context = {
        "connected": connected,
        "last": last,
        "lead": _lead(last, queries.count_unsent(), connected=connected),
        "gaps": [(gap, GAP_LABELS[gap.gap], gap.gap not in {Gap.EXTRA, Gap.TWICE}) for gap in gaps],
        "sendings": [(row, EVENT_LABELS[row.event]) for row in queries.list_sendings(limit=SHOWN)],
        "may_send": sight.may_enter,
        "crumbs": [*trail, Link(_("National database"))],
    }
    return render(request, "desk/procedures/national.html", context)


def _lead(last: ReconciliationRow | None, waiting: int, *, connected: bool) -> str:
    if not connected:
        return _("Not connected: nothing is sent until the address is set.")
    return f"{_compared(last)} {_waits(waiting)}"


def _compared(last: ReconciliationRow | None) -> str:
    if last is None:
        return _("Not compared yet.")
    if last.fault:
        return _("It could not be compared: the database did not answer.")
    if not last.count:
        return _("Both say the same.")
    words = ngettext("%(count)s difference.", "%(count)s differences.", last.count)
    return words % {"count": last.count}


def _waits(waiting: int) -> str:
    if not waiting:
        return _("Everything was taken.")
    words = ngettext(
        "%(count)s version was not taken yet.", "%(count)s versions were not taken yet.", waiting
    )
    return words % {"count": waiting}


@require_POST
@requires(Permission.CONTROL)
def send_again(request: HttpRequest, procedure: str) -> HttpResponse:
    sight = _office(request)
    if not sight.may_enter:
        raise Http404
    try:
        actions.send_again(code=procedure, by=sight.by, at=clock.now())
    except ProcedureNotFound as absent:
        raise Http404 from absent
    messages.success(request, _("Procedure %(code)s is on its way again.") % {"code": procedure})
    return redirect("desk:national")


@require_POST
@requires(Permission.CONTROL)
def compare_now(request: HttpRequest) -> HttpResponse:
    sight = _office(request)
    if not sight.may_enter:
        raise Http404
    actions.want_comparison(by=sight.by, at=clock.now())
    messages.success(request, _("The comparison is under way; look again in a moment."))
    return redirect("desk:national")


urlpatterns = [
    path("procedures/national/", national, name="national"),
    path("procedures/national/compare/", compare_now, name="compare_now"),
    path("procedures/national/<str:procedure>/send/", send_again, name="send_again"),
]
