"""All plans of the province: by level, the newest year first."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lienthong.domain.organisations.queries import Level
from lienthong.domain.plans.permissions import Permission, can_draft
from lienthong.domain.plans.queries import PlanRow, list_drafts, list_plans
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.steering.plans.places import Places, places_on


@public
def plans(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    rows = list_plans(as_of=moment.as_of, known=moment.known)
    may_import = actor_of(request).may(Permission.IMPORT)
    context = {
        "drafts": _drafts(actor_of(request)),
        "plans": rows,
        "groups": _by_level(rows, moment),
        "as_of": moment.as_of,
        "today": moment.today,
        "may_import": may_import,
    }
    return render(request, "steering/plans/listing.html", context)


def _drafts(actor: Actor) -> list[PlanRow]:
    """Those that the visitor may review."""
    if not actor.may(Permission.IMPORT) and not actor.may(Permission.MAKE_CHILD):
        return []
    return [row for row in list_drafts() if can_draft(actor, agency=row.agency, is_child=row.is_child)]


def _by_level(rows: Sequence[PlanRow], moment: Moment) -> list[tuple[str, list[PlanRow]]]:
    """Programmes, the province's plans, those of its agencies, of districts, of communes; empty levels left out."""
    if not any(row.is_below or row.is_programme for row in rows):
        return [("", list(rows))] if rows else []
    places = places_on(moment.as_of, moment.known)
    titles = {
        "programme": _("Programmes"),
        "province": _("Plans of the province"),
        Level.PROVINCE: _("Plans of agencies of the province"),
        Level.DISTRICT: _("Plans of districts"),
        Level.COMMUNE: _("Plans of communes"),
    }
    found = {level: [row for row in rows if _level(row, places) == level] for level in titles}
    return [(titles[level], of_level) for level, of_level in found.items() if of_level]


def _level(row: PlanRow, places: Places) -> str:
    if row.is_programme:
        return "programme"
    return places.level(row.agency) if row.is_below else "province"


@public
def find(request: HttpRequest) -> HttpResponse:
    """The masthead's search: words of a task lead into the plan of the day."""
    moment = moment_of(request)
    current = next(iter(list_plans(as_of=moment.as_of, known=moment.known)), None)
    if current is None:
        return redirect("steering:plans")
    query = urlencode({"q": request.GET.get("q", "")})
    return redirect(f"{reverse('steering:plan_fields', args=(current.slug,))}?{query}")


urlpatterns = [path("", plans, name="plans"), path("find/", find, name="find")]
