"""Plans below: which agencies made their own from this one, which not yet, how each stands; and the same by task."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import Level
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.queries import Tally
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import Page, page_of
from lienthong.web.ui.parts import Link, Tab

OWN = "own"
LEVELS: dict[str, Promise] = {
    OWN: gettext_lazy("Plans of the province"),
    Level.PROVINCE.value: gettext_lazy("Agencies of the province"),
    Level.DISTRICT.value: gettext_lazy("Districts"),
    Level.COMMUNE.value: gettext_lazy("Communes"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """``tally`` is None where the visitor may see nothing of its duties."""

    name: str
    plan: plans.PlanRow
    url: str
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies of one level: the plans that were made, and who leads something and has made none."""

    title: str
    made: Sequence[Made]
    missing: Sequence[tuple[str, str]]

    @property
    def expected(self) -> int:
        return len(self.made) + len(self.missing)


@public
def below(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    children = plans.list_children(page.plan, **page.seen)
    by_task = request.GET.get("by") == "task"
    missing = list_missing(page, children)
    context: dict[str, Any] = {
        "groups": [] if by_task else _groups(page, children, missing),
        "areas": _by_task(page) if by_task else [],
        "by_task": by_task,
        "made_count": len(children),
        "expected": len(children) + len(missing),
        "ways": [
            Tab(_("By agency"), page.url("plan_below"), current=not by_task),
            Tab(_("By task"), page.url("plan_below", {"by": "task"}), current=by_task),
        ],
    }
    return page.render("child_list", context, crumbs=[Link(_("Plans below"))])


def list_missing(page: Page, children: Sequence[plans.PlanRow]) -> list[str]:
    """Agencies right below that lead something in the plan and have made none of their own; officials are told."""
    if not page.is_official or page.plan.is_programme:
        return []
    makers = {row.agency for row in children}
    leading = plans.list_leading(page.plan, **page.seen)
    right_below = (code for code in leading if page.places.parent(code) == page.plan.agency)
    return page.places.sort(code for code in right_below if code not in makers)


def _groups(page: Page, children: Sequence[plans.PlanRow], missing: Sequence[str]) -> list[Group]:
    tallies = plans.count_below(children, actor=page.actor, **page.seen)
    places = {code: place for place, code in enumerate(page.places.sort({row.agency for row in children}))}
    ordered = sorted(children, key=lambda row: (row.year, places[row.agency], row.number))
    made: dict[str, list[Made]] = defaultdict(list)
    for row in ordered:
        level = page.places.level(row.agency) if row.is_below else OWN
        made[level].append(Made(_name(page, row), row, _url(page, row), tallies.get(row.id)))
    absent: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code in missing:
        address = page.url("plan_agency", code=code)
        absent[page.places.level(code)].append((page.places.name(code), address))
    groups = [Group(str(title), made[level], absent[level]) for level, title in LEVELS.items()]
    return [group for group in groups if group.expected]


def _name(page: Page, row: plans.PlanRow) -> str:
    """Of one agency several years' plans may stand below a programme."""
    name = page.places.name(row.agency)
    return f"{name}, {row.year}" if page.plan.is_programme else name


def _url(page: Page, row: plans.PlanRow) -> str:
    return page.keep_days(reverse("steering:plan", args=(row.slug,)))


@dataclass(frozen=True, slots=True)
class TaskBelow:
    """A task of this plan, how many plans below carry it out and how their duties for it stand."""

    row: plans.TaskRow
    url: str
    plans: int
    tally: Tally | None


def _by_task(page: Page) -> list[tuple[str, list[TaskBelow]]]:
    """By the fields of the plan."""
    there = plans.list_serving(page.plan, None, actor=page.actor, **page.seen)
    totals = plans.total_by_task(there)
    carrying: dict[int, set[int]] = defaultdict(set)
    for one in there:
        carrying[one.serves or 0].add(one.plan.id)
    rows = [
        TaskBelow(
            task,
            page.url("plan_task", {"tab": "origin"}, ref=task.ref),
            len(carrying[task.lineage or 0]),
            totals.get(task.lineage or 0),
        )
        for task in plans.list_tasks(page.plan)
    ]
    return [
        (title, list(of_area))
        for title, of_area in groupby(rows, lambda one: f"{one.row.numeral}. {one.row.area_title}")
    ]


urlpatterns = [path("below/", below, name="plan_below")]
