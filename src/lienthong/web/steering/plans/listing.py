"""All plans of the province, newest year first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import list_plans
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.entrance.moment import moment_of


@public
def plans(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    context = {
        "plans": list_plans(as_of=moment.as_of, known=moment.known),
        "as_of": moment.as_of,
        "today": moment.today,
        "may_import": actor_of(request).may(Permission.IMPORT),
    }
    return render(request, "steering/plans/listing.html", context)


urlpatterns = [path("", plans, name="plans")]
