"""The plan by agency: who leads and coordinates how much, then one agency's own list."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import Page, page_of
from lienthong.web.steering.plans.reading import TaskShown
from lienthong.web.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Share:
    """How many tasks an agency or group leads and coordinates."""

    code: str
    name: str
    is_group: bool
    leads: int
    coordinates: int


@public
def agencies(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    return page.render("agencies", {"shares": _shares(page)}, current="plan_agencies")


def _shares(page: Page) -> list[Share]:
    counted: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for part, agency, group, count in plans.count_parties(page.plan):
        counted[agency or group or "", group is not None][part] += count
    names = page.names(code for code, _ in counted)
    shares = [
        Share(code, names.get(code, code), is_group, parts["LEAD"], parts["COORDINATING"])
        for (code, is_group), parts in counted.items()
    ]
    return sorted(shares, key=lambda share: (-share.leads, -share.coordinates, share.name))


@public
def agency(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    page = page_of(request, slug)
    name = page.names([code]).get(code)
    if name is None:
        raise Http404
    day, known = page.moment.as_of, page.moment.known
    groups = organisations.list_groups_of(code, day, known)
    concerned = {code, *(group.code for group in groups)}
    tasks = page.show(plans.list_tasks_of(page.plan, agency=code, groups=sorted(concerned)))
    context = {
        "code": code,
        "name": name,
        "groups": [group.name for group in groups],
        "members": [member.short_name for member in organisations.list_group_members(code, day, known)],
        "leads": [task for task in tasks if _leads(task, concerned)],
        "coordinates": [task for task in tasks if not _leads(task, concerned)],
    }
    crumbs = [Link(_("By agency"), page.url("plan_agencies")), Link(name)]
    return page.render("agency", context, current="plan_agencies", crumbs=crumbs)


def _leads(task: TaskShown, codes: set[str]) -> bool:
    return any(party.code in codes for party in task.leads)


urlpatterns = [
    path("agencies/", agencies, name="plan_agencies"),
    path("agencies/<str:code>/", agency, name="plan_agency"),
]
