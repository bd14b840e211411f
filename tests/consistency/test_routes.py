"""Every address of the platform says who may call it and answers with the same protecting headers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.people import person, signed_in

PROTECTING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOBODY = "00000000-0000-0000-0000-000000000000"
EXAMPLES: dict[str, str] = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": NOBODY}


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every (route, view) of the platform, walked from the root."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            assert isinstance(pattern, URLPattern)
            yield route, pattern.callback


def address_of(route: str) -> str:
    """An address that the route matches, with an example in each gap."""
    parts = []
    for part in route.split("<"):
        gap, closed, rest = part.partition(">")
        parts.append(EXAMPLES.get(gap.split(":")[0], "x") + rest if closed else part)
    return "/" + "".join(parts)


ROUTES = dict(routes())


@pytest.mark.parametrize("route", ROUTES)
def test_every_view_declares_who_may_call_it(route: str) -> None:
    access = getattr(ROUTES[route], "access", "")
    assert access, f"{route}: decorate the view with @public, @signed_in or @requires(...)"


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
def test_every_address_has_the_protecting_headers(route: str) -> None:
    answer = Client(raise_request_exception=False).get(address_of(route))
    assert {name: answer.headers.get(name) for name in PROTECTING} == PROTECTING
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Request-ID"]
    assert answer.status_code < 500 or answer.status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [r for r, view in ROUTES.items() if getattr(view, "access", "") != "public"]
)
def test_what_is_not_public_leads_strangers_to_sign_in(route: str) -> None:
    answer = Client().get(address_of(route))
    assert (answer.status_code in (302, 405)) is True
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.django_db
def test_signed_in_pages_are_not_kept_by_browsers_or_proxies() -> None:
    client = signed_in(person())
    for address in ("/profile/", "/", "/sign-in/lost-device/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites() -> None:
    client = signed_in(person())
    client.get("/profile/")
    for name in ("session", "csrf"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")
