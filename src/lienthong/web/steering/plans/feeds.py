"""The due days of an agency in a calendar program: a private address for each person, made anew or revoked."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.exchange.papers import write_duties_ics
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.web.entrance.access import actor_of, public, requires

MADE = "calendar_feed"


@requires(Permission.FOLLOW)
def feed(request: HttpRequest) -> HttpResponse:
    """The address is shown once, right after it was made."""
    actor = actor_of(request)
    if request.method == "POST":
        token = actions.make_feed(by=actor, at=clock.now())
        address = request.build_absolute_uri(reverse("steering:feed_file", args=(token,)))
        return _page(request, address=address)
    return _page(request)


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    actor = actor_of(request)
    context = {
        "address": address,
        "has_feed": plans.has_feed(actor.account, actor.agency),
        "agency": get_names([actor.agency], clock.today()).get(actor.agency, ""),
    }
    return render(request, "steering/plans/feeds.html", context)


@require_POST
@requires(Permission.FOLLOW)
def revoke(request: HttpRequest) -> HttpResponse:
    actions.revoke_feed(by=actor_of(request), at=clock.now())
    messages.success(request, _("The address is revoked: calendars that use it are told nothing any more."))
    return redirect("steering:feed")


@public
def feed_file(request: HttpRequest, token: str) -> HttpResponse:
    agency = plans.find_feed(token, clock.now())
    if agency is None:
        raise Http404
    name = get_names([agency], clock.today()).get(agency, agency)
    address = request.build_absolute_uri(reverse("steering:feed_duty", args=(0,))).replace("/0/", "/{duty}/")
    content = write_duties_ics(
        name, plans.list_dated(agency, clock.today()), host=request.get_host(), address=address
    )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@requires(Permission.FOLLOW)
def feed_duty(_request: HttpRequest, duty: int) -> HttpResponse:
    """From an entry of the calendar to the duty's page, whichever plan it is of."""
    slug = plans.plan_of(duty)
    if slug is None:
        raise Http404
    return redirect("steering:plan_duty", slug=slug, duty=duty)


urlpatterns = [
    path("calendar/", feed, name="feed"),
    path("calendar/revoke/", revoke, name="feed_revoke"),
    path("calendar/<str:token>.ics", feed_file, name="feed_file"),
    path("calendar/duties/<int:duty>/", feed_duty, name="feed_duty"),
]
