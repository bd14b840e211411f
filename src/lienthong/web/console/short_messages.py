"""What is told to telephones: what waits, was refused or did not arrive, and why; sent again by a person."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.connectors.sms import client as sms
from lienthong.connectors.zalo import client as zalo
from lienthong.domain.short_messages import actions, queries
from lienthong.domain.short_messages.queries import Row, State
from lienthong.spine import clock
from lienthong.spine.permissions import Permission
from lienthong.web.console.deed import act_at_once
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires

STATUSES = {State.WAITING: "in_progress", State.REFUSED: "overdue", State.FAILED: "due_soon"}


@requires(Permission.MEND_DELIVERIES)
def short_messages(request: HttpRequest) -> HttpResponse:
    rows, counted = queries.list_open(), queries.count_by_state()
    stuck = counted.get(State.REFUSED, 0) + counted.get(State.FAILED, 0)
    title = _("No short message failed")
    if stuck:
        title = ngettext("%(count)d short message failed", "%(count)d short messages failed", stuck)
        title %= {"count": stuck}
    lead = _("Sent: %(sent)d, arrived: %(arrived)d, waiting: %(waiting)d.") % {
        "sent": counted.get(State.SENT, 0),
        "arrived": counted.get(State.DELIVERED, 0),
        "waiting": counted.get(State.WAITING, 0),
    }
    return render_page(
        request,
        "console/short_messages.html",
        current="short_messages",
        title=title,
        lead=lead,
        rows=[(row, queries.SENTENCES[row.occasion], *_state(row)) for row in rows],
        lines=[
            ("SMS", sms.is_connected(), sms.is_stand_in()),
            ("Zalo", zalo.is_connected(), zalo.is_stand_in()),
        ],
        shown=queries.SHOWN,
    )


def _state(row: Row) -> tuple[str, str, str]:
    """How it is marked, the word, and why."""
    fault = str(queries.FAULT_LABELS.get(row.fault, row.fault))
    return STATUSES[row.state], str(queries.STATE_LABELS[row.state]), fault


@require_POST
@requires(Permission.MEND_DELIVERIES)
def send_again(request: HttpRequest, message: int) -> HttpResponse:
    return act_at_once(
        request,
        lambda: actions.send_again(message=message, by=actor_of(request), at=clock.now()),
        done=_("It is sent again within a minute."),
        back=reverse("console:short_messages"),
    )


urlpatterns = [
    path("short-messages/", short_messages, name="short_messages"),
    path("short-messages/<int:message>/again/", send_again, name="send_again"),
]
