"""The plan by agency: who leads and coordinates how much and how it stands, then one agency's own page."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.queries import Tally
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.child import find_child, may_make
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.heat import Ground, Map, Section, draw
from lienthong.web.steering.plans.months import columns_of
from lienthong.web.steering.plans.page import Page, page_of
from lienthong.web.steering.plans.reading import TaskShown
from lienthong.web.steering.plans.results import show_products
from lienthong.web.ui.parts import Link

SHOWN = 300
CONTRIBUTION = "CONTRIBUTION"


@dataclass(frozen=True, slots=True)
class Share:
    """How many tasks an agency or group leads and coordinates, and how what it owes stands."""

    code: str
    name: str
    is_group: bool
    leads: int
    coordinates: int
    tally: Tally | None = None


@public
def agencies(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    return page.render("agencies", {"shares": _shares(page)}, current="plan_agencies")


def _shares(page: Page) -> list[Share]:
    counted: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for part, agency, group, count in plans.count_parties(page.plan):
        counted[agency or group or "", group is not None][part] += count
    counts = plans.by_month(page.plan, sight=page.sight, **page.seen) if page.is_official else {}
    names = page.names(code for code, _ in counted)
    shares = [
        Share(
            code,
            names.get(code, code),
            is_group,
            parts["LEAD"],
            parts["COORDINATING"],
            plans.total(counts[code].values()) if code in counts else None,
        )
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
        "name": page.places.name(code) if code in page.places.rows else name,
        "groups": [group.name for group in groups],
        "members": [member.short_name for member in organisations.list_group_members(code, day, known)],
        "leads": [task for task in tasks if _leads(task, concerned)],
        "coordinates": [task for task in tasks if not _leads(task, concerned)],
    }
    context |= _standing(page, code) if page.sight.covers(code) else _published(page, code)
    context |= _own_plan(page, code)
    context["reports_url"] = page.url("plan_reports", {"agency": code}) if page.sight.covers(code) else ""
    crumbs = [Link(_("By agency"), page.url("plan_agencies")), Link(name)]
    return page.render("agency", context, current="plan_agencies", crumbs=crumbs)


def _own_plan(page: Page, code: str) -> dict[str, Any]:
    """The plan that the agency made from this one, or the way to make it."""
    found = find_child(page, code)
    made = found if found and (found.issued_at or may_make(page, code)) else None
    return {
        "own_plan": made,
        "own_url": page.keep_days(reverse("steering:plan", args=(made.slug,))) if made else "",
        "make_url": page.url("plan_child", code=code)
        if may_make(page, code) and not (made and made.issued_at)
        else "",
    }


def _leads(task: TaskShown, codes: set[str]) -> bool:
    return any(party.code in codes for party in task.leads)


def _published(page: Page, code: str) -> dict[str, Any]:
    found = plans.find_products(page.plan, agency=code, **page.seen)[:50]
    return {"products": show_products(page, plans.read_products(found))}


def _standing(page: Page, code: str) -> dict[str, Any]:
    """Its own sentence, its own row of the map, its duties and its contributions to others."""
    wanted = plans.Wanted(agency=code)
    rows = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, limit=SHOWN, **page.seen)
    shown = show_duties(page, rows)
    counts = plans.by_month(page.plan, sight=page.sight, **page.seen).get(code, {})
    if not rows and not counts:
        return {}
    return {
        "sentence": _say(page, code, plans.total(counts.values())),
        "heat": _row(page, code, counts),
        "open": [one for one in shown if _is_open(one)],
        "closed": [one for one in shown if not _is_open(one) and one.row.part != CONTRIBUTION],
        "contributions": [one for one in shown if one.row.part == CONTRIBUTION],
        "list_url": page.url("plan_duties", {"agency": code}),
    }


def _is_open(one: DutyShown) -> bool:
    return one.row.part != CONTRIBUTION and one.row.state not in {"DONE", "NOT_APPLICABLE"}


def _say(page: Page, code: str, tally: Tally) -> SafeString:
    said = _("%(agency)s: %(kept)s of %(come)s duties that fell due are done") % {
        "agency": page.places.name(code),
        "kept": tally.kept,
        "come": tally.come,
    }
    if not tally.overdue:
        return format_html("{}{}.", said, _("; none is overdue"))
    late = ngettext("%(count)s duty is overdue now", "%(count)s duties are overdue now", tally.overdue)
    return format_html('{}; <span class="late">{}</span>.', said, late % {"count": tally.overdue})


def _row(page: Page, code: str, counts: plans.Months) -> SafeString:
    columns = columns_of(page.plan.year, page.plan.last_year, [month for month in counts if month])
    here = page.url("plan_agency", code=code)
    ground = Ground({code: counts}, columns, page.places, here, here)
    section = Section(page.places.name(code), (ground.line(code),))
    label = _("Who is where, by month of the due day")
    return draw(Map(columns, [section], page.moment.as_of, page.url("plan_duties"), label))


urlpatterns = [
    path("agencies/", agencies, name="plan_agencies"),
    path("agencies/<str:code>/", agency, name="plan_agency"),
]
