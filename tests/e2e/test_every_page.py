"""Every page, found by its address: a page that joins the platform is looked at without a line here."""

import pytest
from django.http import FileResponse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.consistency.test_routes import ROUTES
from tests.e2e.looking import looker
from tests.e2e.pages import OF_ROUTE, PAGES, SKIPPED, NoPage, arrive, fitting_role

pytestmark = pytest.mark.browser
WAYS_ON = {301, 302, 303, 307, 308}


@pytest.mark.sampled(test=24, all=6)
@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_whole(route: str, chromium: Browser, site: LiveServer, province: None) -> None:
    client, address = arrive(route, fitting_role(route))
    with looker(chromium, site, client) as looking:
        faults = looking.faults_at(address)
    assert not faults, "\n".join(faults)


def test_what_is_skipped_is_no_page(province: None) -> None:
    told = {route: _told(route) for route in SKIPPED}
    assert {route: reason for route, reason in told.items() if reason != SKIPPED[route]} == {}


def test_only_addresses_that_exist_are_excepted() -> None:
    assert set(SKIPPED) | set(OF_ROUTE) <= set(ROUTES)


def _told(route: str) -> NoPage | None:
    """The reason that the answer itself gives for being no page."""
    client, address = arrive(route, fitting_role(route))
    answer = client.get(address)
    if isinstance(answer, FileResponse):
        assert b"".join(answer.streaming_content)
    if answer.status_code == 405:
        return NoPage.SENT_TO
    if answer.status_code in WAYS_ON:
        return NoPage.LEADS_ON
    is_paper = answer.headers["Content-Type"] == "application/pdf"  # opened to be printed
    if is_paper or answer.headers.get("Content-Disposition", "").startswith("attachment"):
        return NoPage.TAKEN_AWAY
    if answer.headers["Content-Type"].startswith("image/"):
        return NoPage.PART_OF_A_PAGE
    if not answer.headers["Content-Type"].startswith("text/html"):
        return NoPage.FOR_MACHINES
    if answer.status_code == 404:
        return NoPage.ELSEWHERE
    return NoPage.PART_OF_A_PAGE if b"<html" not in answer.content else None
