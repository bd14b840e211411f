"""The form that was sent after the session had ended: read it again, send it on or drop it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from lienthong.web.entrance import stash
from lienthong.web.entrance.access import actor_of, signed_in


@signed_in
def draft(request: HttpRequest) -> HttpResponse:
    waiting = stash.kept(request, actor_of(request).account)
    if waiting is None:
        return redirect("home")
    return render(request, "entrance/draft.html", {"draft": waiting})


@require_POST
@signed_in
def send(request: HttpRequest) -> HttpResponse:
    """Sends the same form on to where it was going: 307 makes the browser repeat it, with a fresh token."""
    waiting = stash.kept(request, actor_of(request).account)
    stash.drop(request)
    if waiting is None:
        return redirect("home")
    return HttpResponseRedirect(waiting.path, preserve_request=True)


@require_POST
@signed_in
def drop(request: HttpRequest) -> HttpResponse:
    waiting = stash.kept(request, actor_of(request).account)
    stash.drop(request)
    return HttpResponseRedirect(waiting.page if waiting else "/")


urlpatterns = [
    path("draft/", draft, name="draft"),
    path("draft/send/", send, name="draft_send"),
    path("draft/drop/", drop, name="draft_drop"),
]
