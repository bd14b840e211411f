"""How the node stands: the line above, each neighbour's day, dead letters, quarantine."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.connectors.axis.parent import is_connected
from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.permissions import Permission
from lienthong.domain.axis.queries import LegState
from lienthong.spine import clock
from lienthong.web.console.axis.words import KINDS, LEGS, STATES, explain, title_of
from lienthong.web.console.deed import act_at_once
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.words import write_number


class DayForm(forms.Form):
    day = day_field(gettext_lazy("Messages of the day"))


@requires(Permission.KEEP)
def axis(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET) if "day" in request.GET else DayForm(initial={"day": clock.today()})
    day: date = form.cleaned_data["day"] if form.is_bound and form.is_valid() else clock.today()
    dead, aside = queries.list_waiting(LegState.DEAD), queries.list_set_aside()
    rows = queries.list_days(day)
    above = queries.parent()
    context: dict[str, Any] = {
        "connected": is_connected(),
        "above": above,
        "form": form,
        "rows": [(row, KINDS[row.neighbour.kind], explain(row)) for row in rows],
        "dead": [(leg, title_of(leg.message)) for leg in dead],
        "aside": [(row, title_of(row), *STATES[row.state]) for row in aside],
        "waiting": [
            (leg, title_of(leg.message), *LEGS[leg.state]) for leg in queries.list_waiting(LegState.WAITING)
        ],
    }
    return render_page(
        request,
        "console/axis/overview.html",
        current="axis",
        title=_title(above),
        lead=_lead(len(dead), len(aside)),
        **context,
    )


def _title(above: queries.NeighbourRow | None) -> str:
    if not is_connected():
        return _("The node stands alone on the document axis")
    if above and above.fault:
        return _("The node above does not answer")
    return _("Document axis")


def _lead(dead: int, aside: int) -> str:
    counts, unread = queries.count_legs(), queries.count_unread()
    waiting = counts[LegState.WAITING] + unread
    words = (
        ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", waiting)
        % {"count": write_number(waiting)}
        if waiting
        else _("Nothing waits to be handed on.")
    )
    if dead:
        told = ngettext("%(count)s dead letter waits for you.", "%(count)s dead letters wait for you.", dead)
        words = f"{words} {told % {'count': write_number(dead)}}"
    if aside:
        told = ngettext("%(count)s message is in quarantine.", "%(count)s messages are in quarantine.", aside)
        words = f"{words} {told % {'count': write_number(aside)}}"
    return words


@require_POST
@requires(Permission.KEEP)
def send_again(request: HttpRequest, leg: int) -> HttpResponse:
    return act_at_once(
        request,
        lambda: actions.send_again(leg=leg, by=actor_of(request), at=clock.now()),
        done=_("It goes on its way again under the same number."),
        back=reverse("console:axis"),
    )


urlpatterns = [
    path("axis/", axis, name="axis"),
    path("axis/legs/<int:leg>/send/", send_again, name="axis_send_again"),
]
