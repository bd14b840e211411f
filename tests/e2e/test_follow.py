"""Looking a case up in a browser once the puzzle is set: solved by itself, by the keyboard alone, without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.usefixtures("city_at_work")]
PHONE = {"width": 360, "height": 740}
NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@pytest.fixture(autouse=True)
def _nobody_missed_before(city_at_work: None) -> Iterator[None]:
    del city_at_work
    cache.clear()
    yield
    cache.clear()


def phone(chromium: Browser, **more: Any) -> Page:
    page = chromium.new_context(locale="vi-VN", viewport=PHONE, **more).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(15_000)
    return page


def look_up(page: Page) -> None:
    page.locator("[name=code]").fill("K7M4PX2Q")
    page.locator("[name=proof]").fill("0905000000")
    page.locator("main").get_by_role("button").click()
    expect(page.locator(".summary")).to_contain_text("Không có hồ sơ")


def test_the_telephone_solves_it_by_itself_and_the_keyboard_suffices(
    chromium: Browser, site: LiveServer
) -> None:
    page = phone(chromium)
    page.goto(f"{site.url}/follow/")
    for _time in range(3):
        look_up(page)
    expect(page.locator("[data-question]")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="Đã kiểm tra xong")).to_be_visible()
    page.locator("[name=proof]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".summary")).to_contain_text("Không có hồ sơ")  # it was looked up: the puzzle held
    page.context.close()


def test_sent_at_once_it_waits_for_the_work(chromium: Browser, site: LiveServer) -> None:
    page = phone(chromium)
    page.goto(f"{site.url}/follow/")
    for _time in range(4):
        look_up(page)
    page.context.close()


def test_without_scripts_a_question_in_words_is_answered(chromium: Browser, site: LiveServer) -> None:
    page = phone(chromium, java_script_enabled=False)
    page.goto(f"{site.url}/follow/")
    for _time in range(3):
        look_up(page)
    question = page.locator("label[for=puzzle_answer]").inner_text().lower()
    first, second = re.findall(r"(\w+) cộng (\w+) bằng mấy", question)[0]
    page.get_by_label(re.compile("cộng")).fill(str(NUMBERS.index(first) + NUMBERS.index(second)))
    look_up(page)
    page.context.close()
