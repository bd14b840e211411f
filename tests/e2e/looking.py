"""What every page must be, whoever sees it and in whatever state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Response
from pytest_django.live_server_helper import LiveServer
from tests.e2e.markup import validator
from tests.e2e.words import foreign

DESK, PHONE, SMALLEST = 1366, 360, 320
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_SAID = """() => {
    const page = document.documentElement, said = [document.title.split(" · ")[0]];
    const isOurs = element => !element.closest("script, style, noscript, template, code, pre")
        && element.closest("[lang]") === page;
    for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();)
        if (isOurs(walker.currentNode.parentElement)) said.push(walker.currentNode.textContent);
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-label"])
        for (const element of document.querySelectorAll(`[${name}]`))
            if (isOurs(element)) said.push(element.getAttribute(name));
    return said.map(text => text.trim().replace(/\\s+/g, " ")).filter(text => text.length > 1);
}"""


@dataclass
class Looker:
    """A browser of one person, and what it complained about."""

    page: Page
    site: LiveServer
    language: str
    complaints: list[str] = field(default_factory=list)
    source: Response | None = None
    """The answer that the page at hand is drawn from."""

    def faults_at(self, address: str, status: int = 200) -> list[str]:
        """Opens ``address`` and tells all that is wrong with it."""
        answer = self.page.goto(self.site.url + address)
        assert answer
        if answer.status != status:
            return [f"answered {answer.status}, not {status}"]
        return self.faults()

    def faults(self) -> list[str]:
        """All that is wrong with the page at hand; its width is a desk's again afterwards."""
        self.page.evaluate("document.fonts.ready")
        found = [
            *self._in_outline(),
            *self._in_access(),
            *self._in_markup(),
            *self._in_words(),
            *self._in_width(),
            *self.complaints,
        ]
        self.complaints.clear()
        return found

    def hear(self, message: ConsoleMessage) -> None:
        """A page that is answered with an error on purpose is no complaint."""
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def keep(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and answer.frame == self.page.main_frame:
            self.source = answer

    def _in_outline(self) -> Iterator[str]:
        if (heads := self.page.locator("h1").count()) != 1:
            yield f"{heads} headings of the first level"
        if not self.page.title().split(" · ")[0].strip():
            yield "no title"
        if (spoken := self.page.locator("html").get_attribute("lang")) != self.language:
            yield f"the page says that it speaks {spoken}"

    def _in_access(self) -> Iterator[str]:
        found: Any = Axe().run(self.page, options=_RULES)
        for fault in found.response["violations"]:
            places = [node["target"] for node in fault["nodes"]]
            yield f"axe {fault['id']}: {fault['help']} {places[:3]}"

    def _in_markup(self) -> Iterator[str]:
        assert self.source
        yield from validator().faults(self.source.body())

    def _in_words(self) -> Iterator[str]:
        for passage in foreign(self.page.evaluate(_SAID), self.language):
            yield f"not in the page's language: {passage}"

    def _in_width(self) -> Iterator[str]:
        for width in (PHONE, SMALLEST):
            self.page.set_viewport_size({"width": width, "height": 800})
            if over := self.page.evaluate(_OVERFLOW):
                yield f"scrolls sideways by {over} at {width}"
        self.page.set_viewport_size({"width": DESK, "height": 800})


@contextmanager
def looker(
    browser: Browser, site: LiveServer, client: Client, language: str = "vi", **options: Any
) -> Iterator[Looker]:
    """A browser that carries the cookies of ``client``."""
    validator()  # starts while the browser does
    context = browser.new_context(viewport={"width": DESK, "height": 800}, locale="vi-VN", **options)
    cookies = {name: morsel.value for name, morsel in client.cookies.items() if morsel.value}
    cookies[settings.LANGUAGE_COOKIE_NAME] = language
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
    looking = Looker(context.new_page(), site, language)
    looking.page.on("console", looking.hear)
    looking.page.on("response", looking.keep)
    looking.page.on("pageerror", lambda fault: looking.complaints.append(f"script: {fault}"))
    looking.page.set_default_timeout(15_000)
    yield looking
    context.close()
