"""Facts on their way to their handlers, and work of business days: what failed waits for a person."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.approvals.queries import Act
from lienthong.spine import clock
from lienthong.spine.outbox import actions, queries
from lienthong.spine.permissions import Permission
from lienthong.spine.schedule import actions as schedule
from lienthong.spine.schedule.queries import list_faults
from lienthong.web.console.approvals import PROPOSED, SECOND_PERSON, propose
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.fields import reason_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires

SHOWN = 100


class GiveUpForm(forms.Form):
    reason = reason_field()


@requires(Permission.MEND_DELIVERIES)
def deliveries(request: HttpRequest) -> HttpResponse:
    lag = queries.lag()
    waiting = queries.list_waiting(limit=SHOWN)
    context: dict[str, Any] = {
        "lag": lag,
        "dead": queries.list_dead_letters(limit=SHOWN),
        "waiting": [(row, int(row.age.total_seconds()) // 60) for row in waiting],
        "shown": SHOWN,
        "days": list_faults(clock.now()),
    }
    return render_page(
        request,
        "console/deliveries.html",
        current="deliveries",
        title=_title(lag),
        lead=_lead(lag),
        **context,
    )


def _title(lag: queries.Lag) -> str:
    if not lag.dead:
        return _("No delivery has failed")
    return ngettext("%(count)d delivery failed", "%(count)d deliveries failed", lag.dead) % {
        "count": lag.dead
    }


def _lead(lag: queries.Lag) -> str:
    if not lag.waiting or lag.oldest is None:
        return _("Nothing is on its way.")
    words = ngettext(
        "%(count)d is on its way, the oldest for %(minutes)d minutes.",
        "%(count)d are on their way, the oldest for %(minutes)d minutes.",
        lag.waiting,
    )
    return words % {"count": lag.waiting, "minutes": int(lag.oldest.total_seconds()) // 60}


@require_POST
@requires(Permission.MEND_DELIVERIES)
def retry(request: HttpRequest, delivery: int) -> HttpResponse:
    return act_at_once(
        request,
        lambda: actions.retry(delivery=delivery, by=actor_of(request), at=clock.now()),
        done=_("Tried again from the start."),
        back=reverse("console:deliveries"),
    )


@requires(Permission.MEND_DELIVERIES)
def give_up(request: HttpRequest, delivery: int) -> HttpResponse:
    letter = next((row for row in queries.list_dead_letters(limit=1_000) if row.id == delivery), None)
    if letter is None:
        raise Http404
    form = GiveUpForm(request.POST or None)

    def act(given: dict[str, Any]) -> str:
        return propose(request, Act.GIVE_UP, str(delivery), "", given)

    warning = _("The handler never gets this fact. What waits behind it goes on.")
    title = _("Give up %(key)s for %(subject)s") % {"key": letter.key, "subject": letter.subject}
    back = reverse("console:deliveries")
    deed = Deed("deliveries", title, _("Propose to give it up"), PROPOSED, back, SECOND_PERSON, warning)
    return perform(request, deed, form, act)


@require_POST
@requires(Permission.MEND_DELIVERIES)
def retry_day(request: HttpRequest, name: str) -> HttpResponse:
    return act_at_once(
        request,
        lambda: schedule.retry(name=name, by=actor_of(request), at=clock.now()),
        done=_("The day is tried again within a minute."),
        back=reverse("console:deliveries"),
    )


urlpatterns = [
    path("deliveries/", deliveries, name="deliveries"),
    path("deliveries/days/<str:name>/retry/", retry_day, name="retry_day"),
    path("deliveries/<int:delivery>/retry/", retry, name="retry"),
    path("deliveries/<int:delivery>/give-up/", give_up, name="give_up"),
]
