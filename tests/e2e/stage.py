"""A stage for journeys of many people over many days: everybody in a browser of their own, time moved by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.faults.drain import drain

from lienthong.config.demo import PASSWORD
from lienthong.spine import clock
from lienthong.spine.schedule.actions import catch_up


@dataclass
class Stage:
    """``hand`` is the file that holds business time; ``complaints`` are what any browser said against a page."""

    chromium: Browser
    site: LiveServer
    hand: Path
    contexts: list[BrowserContext] = field(default_factory=list)
    entered: dict[str, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def at(self, moment: str) -> None:
        """Moves time to ``2021-03-05T08:30``; the days between are caught up one by one, as the worker would."""
        self.set_clock(moment)
        drain()
        catch_up(until=clock.now(), after_each_day=drain)

    def set_clock(self, moment: str) -> None:
        """Time alone: nothing is done about the days between."""
        beside = self.hand.with_suffix(".new")
        beside.write_text(moment, "utf-8")
        beside.replace(self.hand)  # a page that asks meanwhile reads one moment or the other
        assert clock.now() == datetime.fromisoformat(moment).replace(tzinfo=clock.ZONE), "time stood still"

    def person(self, username: str) -> Page:
        """The browser of somebody who signed in by the page, in it since."""
        if username not in self.entered:
            page = self.entered[username] = self.stranger()
            page.goto(f"{self.site.url}/sign-in/?next=/profile/")
            page.get_by_label("Tên đăng nhập hoặc thư công vụ").fill(username)
            page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Tiếp tục").click()
            expect(page).to_have_url(f"{self.site.url}/profile/")
        return self.entered[username]

    def stranger(self, *, width: int = 1366, height: int = 768) -> Page:
        context = self.chromium.new_context(
            locale="vi-VN", viewport={"width": width, "height": height}, base_url=self.site.url
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda fault: self.complaints.append(f"{page.url}: {fault}"))
        page.on("response", lambda answer: self._hear(answer.status, answer.url))
        return page

    def _hear(self, status: int, address: str) -> None:
        if status >= 400:
            self.complaints.append(f"{status} at {address}")


@contextmanager
def stage(chromium: Browser, site: LiveServer, settings: Settings, hand: Path) -> Iterator[Stage]:
    settings.LIENTHONG_NOW = f"file:{hand}"
    standing = Stage(chromium, site, hand)
    try:
        yield standing
    finally:
        for context in standing.contexts:
            context.close()
    assert standing.complaints == []
