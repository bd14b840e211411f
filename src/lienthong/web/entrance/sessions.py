"""Sessions end: after a time unused, after a time in any case, and at once when the account is closed.

All of it is real time; the demonstration's clock has no say here.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_POST

from lienthong.domain.accounts import actions
from lienthong.web.entrance.access import public
from lienthong.web.entrance.address import client_address

BEGAN, SEEN = "session_began_at", "session_seen_at"
TOUCH_SECONDS = 60  # a session row is not written more often than this
WARNING_SECONDS = 5 * 60


class SessionLimits:
    """After Django knows the person: ends a session that is over its limits, else notes that it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            if ends_at(request) <= now:
                end(request)
            else:
                _touch(request, now)
        return self.get_response(request)


def begin(request: HttpRequest) -> None:
    """Starts both clocks; called once when a person has signed in."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def ends_at(request: HttpRequest) -> int:
    """Unix time at which this session ends if left alone. A session without clocks is over already."""
    began = int(request.session.get(BEGAN, 0))
    seen = int(request.session.get(SEEN, 0))
    return min(began + settings.LIENTHONG_SESSION_SECONDS, seen + settings.LIENTHONG_IDLE_SECONDS)


def end(request: HttpRequest) -> None:
    """Signs out, remembering whose session it was so that a form being sent can be kept for that person."""
    request.ended_session_of = str(request.user.public_id)  # type: ignore[attr-defined, union-attr]
    logout(request)


def _touch(request: HttpRequest, now: int) -> None:
    if now - int(request.session[SEEN]) < TOUCH_SECONDS:
        return
    request.session[SEEN] = now
    actions.note_session_used(
        session_key=request.session.session_key or "",
        address=client_address(request),
        seen_at=datetime.fromtimestamp(now, UTC),
    )


def session_watch(request: HttpRequest) -> dict[str, object]:
    """Context of every page: the hidden warning that is shown five minutes before the end, for signed-in
    people.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"page_end": ""}
    seconds = max(0, ends_at(request) - int(time.time()))
    context = {"seconds": str(seconds), "warning": str(WARNING_SECONDS)}  # a script reads them: no 1.800
    return {"page_end": partial(render_to_string, "entrance/session_watch.html", context, request)}


@public
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Asked by the warning's button: any request is a use. 204 with the new length, or 401 when it is too
    late.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    request.session[SEEN] = int(time.time())
    seconds = ends_at(request) - int(time.time())
    return HttpResponse(status=204, headers={"X-Session-Seconds": str(seconds)})


urlpatterns = [path("session/stay/", stay, name="session_stay")]
