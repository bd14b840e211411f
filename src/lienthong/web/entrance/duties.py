"""What a person must do before anything else: replace a lent or expired password, add a second factor."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lienthong.domain.accounts import queries
from lienthong.spine import clock
from lienthong.web.entrance.access import actor_of

DONE = "second_factor_seen"


class Duties:
    """Leads to the duty's page from every page that is not public and not part of doing the duty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        if actor_of(request).is_anonymous or _is_open(view):
            return None
        duty = first_duty(request)
        return redirect(duty) if duty else None


def during_duties[View: Callable[..., HttpResponse]](view: View) -> View:
    """Marks a page that stays open while a duty is undone."""
    view.open_during_duties = True  # type: ignore[attr-defined]
    return view


def first_duty(request: HttpRequest) -> str | None:
    """The name of the page to go to first, or None."""
    rotation: int = settings.LIENTHONG_PASSWORD_ROTATION_DAYS
    if queries.owes_new_password(cast(queries.Account, request.user), clock.real_now(), rotation):
        return "account_change_password"
    if _lacks_second_factor(request):
        return "mfa_activate_totp"
    return None


def _lacks_second_factor(request: HttpRequest) -> bool:
    if settings.LIENTHONG_SECOND_FACTOR != "required" or request.session.get(DONE):
        return False
    if request.user.kind != queries.Kind.OFFICIAL:  # type: ignore[union-attr]
        return False
    has_one = queries.has_second_factor(actor_of(request).account)
    if has_one:
        request.session[DONE] = True
    return not has_one


def _is_open(view: Any) -> bool:
    return getattr(view, "access", "") == "public" or getattr(view, "open_during_duties", False)
