"""All plans of the province: by level, the newest year first, each with how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import Level
from lienthong.domain.plans.permissions import Permission, can_draft
from lienthong.domain.plans.queries import (
    NOTHING,
    PlanRow,
    Tally,
    by_month,
    count_below,
    list_drafts,
    list_plans,
    sight_of,
    total,
)
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.steering.plans.places import Places, places_on

PROGRAMME, OWN = "programme", "own"
LEVELS: dict[str, Promise] = {
    PROGRAMME: gettext_lazy("Programmes"),
    OWN: gettext_lazy("Plans of the province"),
    Level.PROVINCE.value: gettext_lazy("Plans of agencies of the province"),
    Level.DISTRICT.value: gettext_lazy("Plans of districts"),
    Level.COMMUNE.value: gettext_lazy("Plans of communes"),
}


@public
def plans(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    actor = actor_of(request)
    rows = list_plans(as_of=moment.as_of, known=moment.known)
    context = {
        "drafts": _drafts(actor),
        "plans": rows,
        "groups": _groups(rows, moment, actor) if rows else [],
        "is_official": actor.may(Permission.FOLLOW),
        "as_of": moment.as_of,
        "today": moment.today,
        "may_import": actor.may(Permission.IMPORT),
    }
    return render(request, "steering/plans/listing.html", context)


def _drafts(actor: Actor) -> list[PlanRow]:
    """Those that the visitor may review."""
    if not actor.may(Permission.IMPORT) and not actor.may(Permission.MAKE_CHILD):
        return []
    return [row for row in list_drafts() if can_draft(actor, agency=row.agency, is_child=row.is_child)]


@dataclass(frozen=True, slots=True)
class Shown:
    """``tally`` is None where the visitor may see nothing of its duties."""

    plan: PlanRow
    tally: Tally | None


def _groups(rows: Sequence[PlanRow], moment: Moment, actor: Actor) -> list[tuple[str, list[Shown]]]:
    """Programmes, the province's plans, those of its agencies, of districts, of communes; empty levels left out. A
    level has the newest year first, then the order of the tree.
    """
    places = places_on(moment.as_of, moment.known)
    tallies = _tallies(rows, moment, actor)
    order = {code: place for place, code in enumerate(places.sort({row.agency for row in rows}))}
    ordered = sorted(rows, key=lambda row: (-row.year, order[row.agency], row.number))
    found = [
        (str(title), [Shown(row, tallies.get(row.id)) for row in ordered if _level(row, places) == level])
        for level, title in LEVELS.items()
    ]
    return [(title, of_level) for title, of_level in found if of_level]


def _tallies(rows: Sequence[PlanRow], moment: Moment, actor: Actor) -> dict[int, Tally]:
    """Of plans below in one count; a province's plan is counted as its own pages keep it."""
    seen: dict[str, Any] = {"as_of": moment.as_of, "known": moment.known}
    found = count_below([row for row in rows if row.is_below], actor=actor, **seen)
    for row in rows:
        sight = sight_of(actor, row, moment.as_of)
        if not row.is_below and sight != NOTHING:
            months = by_month(row, sight=sight, **seen).values()
            found[row.id] = total(tally for of_agency in months for tally in of_agency.values())
    return found


def _level(row: PlanRow, places: Places) -> str:
    if row.is_programme:
        return PROGRAMME
    return places.level(row.agency) if row.is_below else OWN


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
