"""Headers that Django's own middleware does not set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from lienthong.web.entrance.access import actor_of

PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
)


class Headers:
    """No copy of a signed-in page stays in a browser or proxy; no page asks for the machine's devices."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if not actor_of(request).is_anonymous or _is_of_entrance(request):
            add_never_cache_headers(response)
        return response


def _is_of_entrance(request: HttpRequest) -> bool:
    """Sign-in pages hold what was typed and one-time codes before anybody is signed in."""
    match = request.resolver_match
    return bool(match and (match.url_name or "").startswith(("account_", "mfa_", "draft")))
