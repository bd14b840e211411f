"""One task: its source words beside how they were read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import TaskNotFound
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import page_of
from lienthong.web.steering.plans.reading import show_warning
from lienthong.web.ui.parts import Link


@public
def task(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    page = page_of(request, slug)
    try:
        row = plans.get_task(page.plan, ref)
    except TaskNotFound as absent:
        raise Http404(str(absent)) from absent
    context = {
        "task": page.show([row])[0],
        "source": plans.get_source(row),
        "warnings": [show_warning(warning) for warning in plans.list_warnings(page.plan, task=row)],
        "neighbours": plans.get_neighbours(page.plan, row),
    }
    crumbs = [
        Link(f"{row.numeral}. {row.area_title}", page.url("plan") + f"#{row.numeral}"),
        Link(_("Task %(ref)s") % {"ref": ref}),
    ]
    return page.render("task", context, crumbs=crumbs)


urlpatterns = [path("tasks/<str:ref>/", task, name="plan_task")]
