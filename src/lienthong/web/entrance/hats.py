"""Which person and which hat a request acts with; the hat is chosen on the profile page.

A person with several positions wears one at a time; rights follow the hat. The choice is kept in the session.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lienthong.domain.organisations.queries import build_actor
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS, Actor
from lienthong.web.entrance.address import client_address

HAT = "hat"


class ActorOfRequest:
    """Sets ``request.actor``. Who sent no session cookie is anonymous without asking the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return ANONYMOUS
    return build(request, str(request.user.public_id), request.user.full_name)


def build(request: HttpRequest, account: str, name: str) -> Actor:
    """The actor of ``account`` with the hat its session remembers."""
    origin = f"web {client_address(request)}"
    return build_actor(account, name, origin, clock.now(), hat=request.session.get(HAT))
