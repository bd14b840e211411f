"""Who may call a view, said on the view itself. A view without one of these decorators fails a consistency
test.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from lienthong.spine.actor import ANONYMOUS, Actor
from lienthong.web.entrance import stash

View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the entrance's middleware built; anonymous before sign-in."""
    return getattr(request, "actor", ANONYMOUS)


def public(view: View) -> View:
    """Anyone may call it."""
    return _declare(view, "public")


def signed_in(view: View) -> View:
    """Anyone with an account; others are led through sign-in and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request).is_anonymous:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return _declare(guarded, "signed_in")


def requires(permission: str, *others: str) -> Callable[[View], View]:
    """Only who holds ``permission``, or one of the others, somewhere; which objects is the view's question. The rest
    get 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor.is_anonymous:
                return to_sign_in(request)
            if not any(actor.may(one) for one in (permission, *others)):
                raise Http404
            return view(request, *args, **kwargs)

        return _declare(guarded, str(permission))

    return decorate


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to the same place; a form that was being sent is kept and waits there."""
    back = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        owner: str = getattr(request, "ended_session_of", "")
        back = reverse("draft") if stash.keep(request, owner) else "/"
    if request.headers.get("HX-Request"):
        back = back if request.method != "GET" else stash.page_of(request)
        return HttpResponseClientRedirect(redirect_to_login(back).url)
    return redirect_to_login(back)


def _declare(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
