"""Every page in every state: English, empty, refused, without scripts, for all who see it differently."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator
from pytest_django.live_server_helper import LiveServer
from tests.consistency.test_routes import ROUTES
from tests.e2e.looking import PHONE, Looker, looker
from tests.e2e.pages import OF_ROUTE, PAGES, arrive, fitting_role
from tests.e2e.people import signed_in
from tests.factories.province import SLUG

from lienthong.config.roles import ROLES

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.sampled(all=10)]
REFUSED = {
    "/nowhere/": 404,
    "/plans/999-qd-ubnd-1999/": 404,
    f"/plans/{SLUG}/tasks/IX.99/": 404,
    f"/plans/{SLUG}/?as_of=2019-01-01": 404,
    "/plans/?as_of=31/02/2021": 400,
    f"/plans/{SLUG}/?known=yesterday": 400,
    "/account/password/not-a-link/": 410,
}
FIELDS = "input:visible, select:visible, textarea:visible"
FORMS = "main form[method=post]"
SHOWCASE = "components/"  # its specimens are Vietnamese in every language, and its forms lead nowhere


@pytest.mark.parametrize("route", [route for route in PAGES if route != SHOWCASE])
def test_a_page_is_whole_in_english(route: str, chromium: Browser, site: LiveServer, province: None) -> None:
    client, address = arrive(route, fitting_role(route))
    with looker(chromium, site, client, "en") as looking:
        _assert_whole(looking, address)


@pytest.mark.parametrize("route", [route for route in PAGES if "<" not in route and route not in OF_ROUTE])
def test_a_page_is_whole_on_the_first_day(
    route: str, chromium: Browser, site: LiveServer, first_day: None
) -> None:
    client, address = arrive(route, fitting_role(route))
    with looker(chromium, site, client) as looking:
        _assert_whole(looking, address)


@pytest.mark.parametrize("address", REFUSED)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_refusal_is_a_whole_page(
    address: str, language: str, chromium: Browser, site: LiveServer, province: None
) -> None:
    with looker(chromium, site, Client(), language) as looking:
        _assert_whole(looking, address, REFUSED[address])


@pytest.mark.parametrize("route", [route for route in PAGES if route != SHOWCASE])
def test_a_form_sent_empty_leads_to_a_whole_page(
    route: str, chromium: Browser, site: LiveServer, province: None
) -> None:
    client, address = arrive(route, fitting_role(route))
    faults: list[str] = []
    with looker(chromium, site, client) as looking:
        looking.page.goto(site.url + address)
        forms = looking.page.locator(FORMS).filter(has=looking.page.locator(FIELDS))
        for place in range(forms.count()):
            looking.page.goto(site.url + address)
            faults += _faults_after_sending(looking, forms.nth(place))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("route", [route for route in PAGES if route != SHOWCASE])
def test_a_page_is_usable_without_scripts(
    route: str, chromium: Browser, site: LiveServer, province: None
) -> None:
    client, address = arrive(route, fitting_role(route))
    with looker(chromium, site, client, java_script_enabled=False) as looking:
        page = looking.page
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.goto(site.url + address)
        assert page.locator("h1").is_visible()
        for form in page.locator("main form:visible").filter(has=page.locator(FIELDS)).all():
            sending = form.locator("button:visible:not([type=button]), button[aria-disabled=true]:visible")
            assert sending.count(), "a form nobody can send, nor says why"
        width = page.locator("body").bounding_box()
        assert width and width["width"] <= PHONE


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_whole_for_all_who_see_it_differently(
    route: str, chromium: Browser, site: LiveServer, province: None
) -> None:
    seen = {_shape(*arrive(route, fitting_role(route)))}
    faults: list[str] = []
    for role in _others(route):
        client, address = arrive(route, role)
        shape = _shape(client, address)
        if shape and shape not in seen:
            seen.add(shape)
            with looker(chromium, site, client) as looking:
                faults += [f"{role or 'a stranger'}: {fault}" for fault in looking.faults_at(address)]
    assert not faults, "\n".join(faults)


def _assert_whole(looking: Looker, address: str, status: int = 200) -> None:
    faults = looking.faults_at(address, status)
    assert not faults, "\n".join(faults)


def _faults_after_sending(looking: Looker, form: Locator) -> list[str]:
    """Sent past the browser's own checks and past scripts, so that the server's answer is seen."""
    with looking.page.expect_navigation():
        form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    is_refused = looking.page.locator(".summary").count() > 0
    untold = is_refused and not looking.page.title().startswith("Lỗi:")
    return [*looking.faults(), *(["refused without a word in the title"] if untold else [])]


def _others(route: str) -> list[str]:
    """Everybody but who the page was shown to already; a state brought about belongs to one person."""
    if route in OF_ROUTE or ROUTES[route].access not in ("public", "signed_in"):
        return [role.name for role in ROLES if ROUTES[route].access in role.permissions][1:]
    return [role.name for role in ROLES]


class _Shape(HTMLParser):
    """What a page is made of, without what it says: its elements and where they lead."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.parts.append((tag, given.get("class") or "", (given.get("href") or "").split("?")[0]))


def _shape(client: Client, address: str) -> tuple[tuple[str, str, str], ...]:
    """Empty when this person has no such page."""
    answer = client.get(address)
    if answer.status_code != 200:
        return ()
    shape = _Shape()
    shape.feed(answer.content.decode())
    return tuple(shape.parts)


def test_two_people_who_see_the_same_have_one_shape(province: None) -> None:
    """Else every role would be visited, and no difference would be told from another name."""
    shapes = {_shape(signed_in(role), "/") for role in ("division_head", "agency_leader")}
    assert len(shapes) == 1
    assert _shape(Client(), "/") not in shapes
