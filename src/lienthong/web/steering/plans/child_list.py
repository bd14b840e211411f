"""Plans below: which agencies made their own from this one, which not yet, and how each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from lienthong.web.ui.parts import Link

LEVELS: dict[str, Promise] = {
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
    groups = _groups(page, children)
    context = {
        "groups": groups,
        "made_count": len(children),
        "expected": sum(group.expected for group in groups),
    }
    return page.render("child_list", context, crumbs=[Link(_("Plans below"))])


def _groups(page: Page, children: Sequence[plans.PlanRow]) -> list[Group]:
    tallies = plans.count_below(children, actor=page.actor, **page.seen)
    made = {row.id: Made(_name(page, row), row, _url(page, row), tallies.get(row.id)) for row in children}
    makers = {row.agency for row in children}
    is_told = page.is_official and not page.plan.is_programme
    leading = plans.list_leading(page.plan, **page.seen) if is_told else []
    missing = page.places.sort(code for code in leading if code not in makers and code != page.plan.agency)
    places = {code: place for place, code in enumerate(page.places.sort(makers))}
    ordered = sorted(children, key=lambda row: (row.year, places[row.agency], row.number))
    groups = [
        Group(
            str(title),
            [made[row.id] for row in ordered if page.places.level(row.agency) == level],
            [
                (page.places.name(code), page.url("plan_agency", code=code))
                for code in missing
                if page.places.level(code) == level
            ],
        )
        for level, title in LEVELS.items()
    ]
    return [group for group in groups if group.expected]


def _name(page: Page, row: plans.PlanRow) -> str:
    """Of one agency several years' plans may stand below a programme."""
    name = page.places.name(row.agency)
    return f"{name}, {row.year}" if page.plan.is_programme else name


def _url(page: Page, row: plans.PlanRow) -> str:
    return page.keep_days(reverse("steering:plan", args=(row.slug,)))


urlpatterns = [path("below/", below, name="plan_below")]
