"""What people asked and agencies answered, for everybody: nothing of who asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.national.queries import list_published, list_publishing
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.web.entrance.access import public


@public
def questions(request: HttpRequest) -> HttpResponse:
    names = get_names(list_publishing(), clock.today())
    agency, page = request.GET.get("agency", ""), request.GET.get("page", "")
    agency = agency if agency in names else ""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0
    rows, has_more = list_published(agency=agency, page=number)
    context = {
        "rows": [
            (one, names.get(one.owner, ""), clock.local(one.answered_at)) for one in rows if one.answered_at
        ],
        "agencies": sorted(names.items(), key=lambda one: one[1]),
        "agency": agency,
        "older": number + 1 if has_more else None,
        "newer": number - 1 if number else None,
    }
    return render(request, "portal/questions.html", context)


urlpatterns = [path("questions/", questions, name="questions")]
