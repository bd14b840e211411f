"""The face alone: its own addresses, no database, and a browser that reads answers without a socket."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page, Route
from pytest_django import Settings

FAULTS = {400, 403, 404, 413, 429, 500, 503}
PLACE = "http://face.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


@pytest.fixture(autouse=True)
def _face_alone(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.web.ui.addresses"
    settings.MIDDLEWARE = [
        "django.middleware.csp.ContentSecurityPolicyMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    plain = ["django.template.context_processors.request", "django.template.context_processors.i18n"]
    engine = settings.TEMPLATES[
        0
    ]  # assigned anew and whole, so that Django builds its engine anew, now and after
    settings.TEMPLATES = [engine | {"OPTIONS": engine["OPTIONS"] | {"context_processors": plain}}]


def draw(source: str, query: dict[str, str] | None = None, **context: object) -> str:
    """A template's source with ``{% load ui %}`` in front, drawn for a request of the first page."""
    request = RequestFactory().get("/", query)
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


def answer(path: str) -> tuple[int, str, bytes, dict[str, str]]:
    """Status, type, body and headers of ``path``, a static file or a page."""
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        assert isinstance(found, str), path
        return 200, TYPES[Path(found).suffix], Path(found).read_bytes(), {}
    response = Client(headers={"accept-language": "vi"}).get(path)
    assert isinstance(response, HttpResponse)
    policy = {"Content-Security-Policy": response.headers["Content-Security-Policy"]}
    return response.status_code, "text/html; charset=utf-8", response.content, policy


def open_page(browser: Browser, path: str, width: int = 1366, **options: object) -> tuple[Page, list[str]]:
    """The page at ``path`` and what it asked for; complaints of the browser fail the test."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
    page, asked = context.new_page(), []

    def serve(route: Route) -> None:
        address = urlsplit(route.request.url)
        wanted = address.path + (f"?{address.query}" if address.query else "")
        asked.append(address.path)
        status, kind, body, headers = answer(wanted)
        assert status in {200, *FAULTS}, (status, wanted)
        route.fulfill(body=body, headers={"content-type": kind, **headers})

    page.on("console", lambda message: _complain(message.type, message.text))
    page.route("**/*", serve)
    page.goto(PLACE + path)
    page.evaluate("document.fonts.ready")
    return page, asked


def _complain(kind: str, text: str) -> None:
    assert kind not in {"error", "warning"}, text
