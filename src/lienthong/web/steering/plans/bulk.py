"""One verb on many duties: each answers for itself, and a page lists what was done and what was refused and why."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.page import followed
from lienthong.web.ui.parts import Link

MOST = 200

type Do = Callable[[int, Actor, dt.datetime], None]


@dataclass(frozen=True, slots=True)
class BulkVerb:
    """``title`` heads the page of what came of it."""

    label: str | Promise
    title: str | Promise
    do: Do


def _accept(duty: int, by: Actor, at: dt.datetime) -> None:
    actions.accept(obligation=duty, by=by, at=at)


VERBS: Mapping[str, BulkVerb] = {
    "accept": BulkVerb(gettext_lazy("Accept"), gettext_lazy("Accepting several duties"), _accept),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    duty: DutyShown
    refusal: str = ""


@require_POST
@requires(Permission.FOLLOW)
def bulk(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    verb = VERBS.get(request.POST.get("verb", ""))
    if verb is None or not page.moment.is_today:
        raise Http404
    ids = [int(one) for one in request.POST.getlist("duty")[:MOST] if one.isascii() and one.isdigit()]
    seen = plans.list_obligations(page.plan.id, sight=page.sight, wanted=plans.Wanted(ids=ids), **page.seen)
    refusals = {row.id: _try(verb, row.id, page.actor) for row in seen}
    again = plans.list_obligations(page.plan.id, sight=page.sight, wanted=plans.Wanted(ids=ids), **page.seen)
    outcomes = [Outcome(duty, refusals.get(duty.row.id, "")) for duty in show_duties(page, again)]
    context = {
        "title": verb.title,
        "done": [one for one in outcomes if not one.refusal],
        "refused": [one for one in outcomes if one.refusal],
        "back": _back(request, page.url("plan_duties")),
    }
    return page.render("bulk", context, current="plan_duties", crumbs=[Link(str(verb.title))])


def _try(verb: BulkVerb, duty: int, by: Actor) -> str:
    """Empty when it was done, else why not."""
    try:
        verb.do(duty, by, clock.now())
    except Refusal as refusal:
        return str(refusal)
    return ""


def _back(request: HttpRequest, otherwise: str) -> str:
    back = request.POST.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else otherwise


urlpatterns = [path("duties/bulk/", bulk, name="plan_bulk")]
