"""An agency makes its own plan from the plan above: its tasks ticked, number and day, three texts; then the review."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Heading
from lienthong.domain.plans.permissions import Permission, can_make_child
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.headings import AgencyForm
from lienthong.web.steering.plans.page import Page, page_of
from lienthong.web.steering.plans.reading import TaskShown
from lienthong.web.ui.parts import Link


@requires(Permission.MAKE_CHILD)
def child(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    page = page_of(request, slug)
    if not may_make(page, code):
        raise Http404
    if made := find_child(page, code):
        return _to(made)
    form = AgencyForm(request.POST or None, initial={"title": _title(page, page.places.name(code))})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _make(request, page, code, form)
        except Refusal as fault:
            if made := find_child(page, code):  # pressed twice at once: it finds what the first press made
                return _to(made)
            refusal = fault
    return _show(request, page, code, form, refusal)


def _to(made: plans.PlanRow) -> HttpResponse:
    return redirect("steering:plan_review" if made.issued_at is None else "steering:plan", slug=made.slug)


def may_make(page: Page, code: str) -> bool:
    """Today, one's own agency's, from a yearly plan of an agency above it."""
    plan = page.plan
    if plan.is_programme or plan.agency == code or not page.moment.is_today:
        return False
    return can_make_child(page.actor, code) and plan.agency in organisations.get_path(code, page.moment.as_of)


def find_child(page: Page, code: str) -> plans.PlanRow | None:
    """The plan that an agency made from this one, in force or under review."""
    issued = (row for row in plans.list_children(page.plan, **page.seen) if row.agency == code)
    return next(issued, None) or plans.get_child_draft(page.plan, code)


def _title(page: Page, name: str) -> str:
    return f"Kế hoạch cải cách hành chính năm {page.plan.year} của {name}"  # the language of documents


def _make(request: HttpRequest, page: Page, code: str, form: AgencyForm) -> HttpResponse:
    slug = actions.make_child(
        plan=page.plan.id,
        agency=code,
        heading=Heading(**form.cleaned_data),
        refs=request.POST.getlist("ref"),
        by=page.actor,
        at=clock.now(),
    )
    return redirect("steering:plan_review", slug=slug)


def _show(
    request: HttpRequest, page: Page, code: str, form: AgencyForm, refusal: Refusal | None
) -> HttpResponse:
    leads, coordinates = _concerning(page, code)
    ahead = {one.row.ref for one in leads if _lies_ahead(one, page)}
    ticked = set(request.POST.getlist("ref")) if request.method == "POST" else ahead
    name = page.places.name(code)
    context: dict[str, Any] = {
        "form": form,
        "refusal": refusal,
        "name": name,
        "leads": leads,
        "coordinates": coordinates,
        "ticked": ticked,
        "back": page.url("plan_agency", code=code),
    }
    crumbs = [
        Link(_("By agency"), page.url("plan_agencies")),
        Link(name, page.url("plan_agency", code=code)),
        Link(_("Plan of the agency")),
    ]
    answer = page.render("child", context, crumbs=crumbs)
    answer.status_code = 409 if refusal else 422 if form.errors else 200
    return answer


def _lies_ahead(task: TaskShown, page: Page) -> bool:
    """Chosen unasked is what may still be done in time; what the plan above dates nowhere counts among it."""
    dues = [one.due for one in task.row.deadlines]
    return not dues or any(due is None or due >= page.moment.as_of for due in dues)


def _concerning(page: Page, code: str) -> tuple[list[TaskShown], list[TaskShown]]:
    """Tasks that the agency leads, and those it coordinates, itself or by a group."""
    groups = {group.code for group in organisations.list_groups_of(code, page.moment.as_of)}
    tasks = page.show(plans.list_tasks_of(page.plan, agency=code, groups=sorted(groups)))
    own = {code, *groups}
    leads = [task for task in tasks if any(party.code in own for party in task.leads)]
    return leads, [task for task in tasks if task not in leads]


urlpatterns = [path("agencies/<str:code>/child/", child, name="plan_child")]
