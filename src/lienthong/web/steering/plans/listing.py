"""All plans of the province, newest year first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode

from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import list_drafts, list_plans
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.entrance.moment import moment_of


@public
def plans(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    may_import = actor_of(request).may(Permission.IMPORT)
    context = {
        "drafts": list_drafts(actor_of(request).reach(Permission.IMPORT)) if may_import else [],
        "plans": list_plans(as_of=moment.as_of, known=moment.known),
        "as_of": moment.as_of,
        "today": moment.today,
        "may_import": may_import,
    }
    return render(request, "steering/plans/listing.html", context)


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
