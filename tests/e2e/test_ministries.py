"""A clerk enters a case in a ministry's software by keyboard: list, card copied field by field, number back."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e.counter import Keyboard, focused, press, sign_in

from lienthong.config import demo_ministries
from lienthong.spine import clock
from lienthong.spine.actor import platform

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city_at_work"), pytest.mark.sampled(test=3)]
USER = "vodinhlam.622"


@pytest.fixture
def systems(city_at_work: None) -> None:
    demo_ministries.play(by=platform("test"), until=clock.now())


def test_a_case_is_entered_by_keyboard_alone(page: Page, site: LiveServer, systems: None) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    sign_in(page, site, USER, "/cases/systems/HOTICH/")
    press(page, "j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("hộ tịch điện tử")
    values = page.locator("[data-copy]").all_inner_texts()
    for place, value in enumerate(values):
        page.keyboard.press("Enter" if place else "c")  # the next field's button has the focus
        page.wait_for_function(
            "value => navigator.clipboard.readText().then((now) => now === value)", arg=value
        )
    focused(page, "id_number")
    keys = Keyboard(page)
    keys.type("HT2021-004155")
    keys.press("F9")
    expect(page).to_have_url(f"{site.url}/cases/systems/HOTICH/")
    expect(page.locator(".alert-ok")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Lê Quang Vinh")


def test_the_part_comes_into_the_page_of_a_case_and_all_fields_are_copied_at_once(
    page: Page, site: LiveServer, systems: None
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    sign_in(page, site, USER, "/cases/")
    page.goto(f"{site.url}/cases/?q=Lê+Quang+Vinh")
    page.locator("main tbody a").first.click()
    link = page.locator("aside").get_by_role("link", name="Nhập sang")
    expect(link).to_be_visible()
    link.click()
    press(page, "t")
    expect(page.locator("[data-said]")).to_contain_text("Đã chép")
    line = page.evaluate("navigator.clipboard.readText()")
    assert line.split("\t")[:2] == ["LÊ QUANG VINH", "05/11/1974"]
