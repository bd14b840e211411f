"""The plan by agency: who leads and coordinates how much, then one agency's own list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import page_of
from lienthong.web.steering.plans.reading import shown
from lienthong.web.ui.parts import Link


@public
def agencies(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    rows: dict[str, dict[str, object]] = {}
    for part, agency, group, count in plans.count_parties(page.plan):
        code = agency or group or ""
        row = rows.setdefault(
            code, {"code": code, "name": page.names.get(code, code), "is_group": bool(group), "LEAD": 0, "COORDINATING": 0}
        )
        row[part] = count
    listed = sorted(rows.values(), key=lambda row: (row["is_group"], -int(str(row["LEAD"])), str(row["name"])))
    return page.render("agencies", current="plan_agencies", rows=listed)


@public
def agency(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    page = page_of(request, slug)
    if code not in page.names:
        raise Http404
    groups = organisations.list_groups_of(code, page.moment.as_of, page.moment.known)
    members = organisations.list_group_members(code, page.moment.as_of, page.moment.known)
    tasks = [shown(task, page.names) for task in plans.list_tasks_of(page.plan, agency=code, groups=[*groups, code])]
    concerned = {code, *groups}
    context = {
        "code": code,
        "name": page.names[code],
        "groups": [page.names[group] for group in groups],
        "members": sorted(page.names.get(member, member) for member in members),
        "leads": [task for task in tasks if any(party.code in concerned for party in task.leads)],
        "coordinates": [task for task in tasks if not any(party.code in concerned for party in task.leads)],
    }
    crumbs = [Link(_("By agency"), page.url("plan_agencies"))]
    return page.render("agency", current="plan_agencies", crumbs=crumbs, **context)


urlpatterns = [
    path("agencies/", agencies, name="plan_agencies"),
    path("agencies/<str:code>/", agency, name="plan_agency"),
]
