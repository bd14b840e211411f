"""A filter of the work list is kept under a name, or dropped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires

WORDS = ("queue", "whose", "channel", "procedure")
"""What of an address makes a filter; where one was in the list and what one searched are not kept."""


@require_POST
@requires(Permission.FOLLOW)
def keep(request: HttpRequest) -> HttpResponse:
    query = filter_in(request.POST)
    try:
        actions.keep_list(
            name=request.POST.get("name", ""), query=query, by=actor_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The filter is kept."))
    return redirect(f"{reverse('desk:cases')}?{query}")


@require_POST
@requires(Permission.FOLLOW)
def drop(request: HttpRequest, kept: int) -> HttpResponse:
    actions.drop_list(kept=kept, by=actor_of(request))
    messages.success(request, _("The filter is dropped."))
    return redirect("desk:cases")


def filter_in(given: QueryDict) -> str:
    """The words of a filter as an address says them, in one order."""
    words = QueryDict(mutable=True)
    for name in WORDS:
        if value := given.get(name, "")[:60]:
            words[name] = value
    return words.urlencode()


urlpatterns = [
    path("lists/", keep, name="case_lists"),
    path("lists/<int:kept>/drop/", drop, name="case_list_drop"),
]
