"""The portal over the line of a village: each first view is light, and an application is sent over 3G to its end."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Response, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer
from tests.consistency.test_routes import ROUTES
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.looking import looker
from tests.e2e.pages import PAGES, arrive, fitting_role
from tests.e2e.test_apply import fill_in_form, fill_in_people, go_on, look_up_and_begin

pytestmark = pytest.mark.browser
FIRST_VIEW = 120_000
PHONE: ViewportSize = {"width": 360, "height": 740}
OF_THE_PORTAL = [route for route in PAGES if ROUTES[route].__module__.startswith("lienthong.web.portal.")]
LINE = {"offline": False, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "latency": 400}
"""Chromium's own "3G" of its developer tools: 400 kbit/s either way, 400 ms before each answer."""


@pytest.mark.sampled(test=12, all=3)
@pytest.mark.parametrize("route", OF_THE_PORTAL)
def test_a_first_view_stays_within_its_weight(
    route: str, chromium: Browser, site: LiveServer, province: None
) -> None:
    client, address = arrive(route, fitting_role(route))
    with looker(chromium, site, client) as looking:
        answers: list[Response] = []
        looking.page.on("response", lambda answer: answers.append(answer))
        looking.page.set_viewport_size(PHONE)
        looking.page.goto(site.url + address, wait_until="networkidle")
        weights = {one.url.removeprefix(site.url): _weight(one) for one in answers if one.ok}
    assert any(path.endswith(".woff2") for path in weights), "no font was asked for: nothing was measured"
    assert sum(weights.values()) <= FIRST_VIEW, weights


def _weight(answer: Response) -> int:
    """As a server in front sends it: fonts are compressed already, everything else is now."""
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body))


def over_3g(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)


@pytest.mark.whole
def test_an_application_is_sent_over_3g_without_scripts(
    chromium: Browser, site: LiveServer, province: None, tmp_path: Path
) -> None:
    """Two photographs of plans among it; nothing waits longer than a person would."""
    states.an_application(Client())
    files = [tmp_path / "mặt bằng.pdf", tmp_path / "mặt cắt.pdf"]
    for place, path in enumerate(files):
        path.write_bytes(PDF + bytes([place]) + b"\0" * 150_000)
    with looker(chromium, site, Client(), java_script_enabled=False) as looking:
        page = looking.page
        page.set_viewport_size(PHONE)
        page.set_default_timeout(20_000)
        over_3g(page)
        look_up_and_begin(page, site.url)
        fill_in_people(page, "064190004378")
        fill_in_form(page, files)
        page.get_by_label("Tôi cam đoan").check()
        page.get_by_role("button", name="Gửi hồ sơ").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi hồ sơ")


@pytest.mark.whole
def test_a_line_that_goes_away_in_the_middle_loses_nothing(
    chromium: Browser, site: LiveServer, province: None
) -> None:
    """The answer of one page is cut: the same page, opened once more, holds what was kept before."""
    states.an_application(Client())
    with looker(chromium, site, Client()) as looking:
        page = looking.page
        page.set_viewport_size(PHONE)
        page.set_default_timeout(20_000)
        over_3g(page)
        look_up_and_begin(page, site.url)
        page.get_by_role("link", name=re.compile("^Làm tiếp")).click()
        page.get_by_label("Cho tôi").check()
        go_on(page)
        expect(page.get_by_label("Họ và tên")).to_be_visible()
        page.get_by_label("Họ và tên").fill("Kpă H’Lan")
        page.context.set_offline(True)
        page.get_by_role("button", name="Lưu và tiếp tục").click()
        page.wait_for_timeout(500)
        page.context.set_offline(False)
        page.goto(f"{site.url}/applications/")
        page.get_by_role("link", name=states.SETTLED.name).click()
        expect(page.get_by_text("1 trong")).to_be_visible()
