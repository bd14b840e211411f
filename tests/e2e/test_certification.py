"""The clerk of a commune certifies in seconds, without a mouse."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.cases.printing import words_of
from tests.e2e.counter import CARD, Keyboard, focused, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city_at_work"), pytest.mark.sampled(test=3)]
MOST_KEYS = 5


def test_three_copies_are_certified_with_few_keys_and_the_lane_is_ready_for_the_next(
    page: Page, site: LiveServer
) -> None:
    sign_in(page, site, "kpahnga.hoalu", "/cases/certify/")
    for number in (1, 2):
        keys = Keyboard(page)
        focused(page, "id_name")
        keys.type("Rơ Châm H’Yưn")
        keys.press("Enter")
        focused(page, "id_paper_1")
        keys.type("Giấy khai sinh")
        keys.press("Tab", "Tab")
        focused(page, "id_copies_1")
        keys.type("3")
        keys.press("F9")
        expect(page.locator(".certify-made")).to_contain_text(f"Số {number}, quyển số 01/2021-SCT/BS")
        assert keys.count <= MOST_KEYS
    focused(page, "id_name")


def test_several_papers_and_a_signature_and_the_book_by_keyboard(page: Page, site: LiveServer) -> None:
    sign_in(page, site, "kpahnga.hoalu", "/cases/certify/")
    keys = Keyboard(page)
    focused(page, "id_name")
    keys.type("Siu Thử")
    keys.press("Enter")
    focused(page, "id_paper_1")
    keys.type("Bằng tốt nghiệp")
    keys.press("Enter")
    focused(page, "id_paper_2")
    keys.type("Căn cước công dân")
    press(page, "F9")
    expect(page.locator(".certify-made")).to_contain_text("Số 2, quyển số 01/2021-SCT/BS")

    page.locator("body").press("F4")  # signatures
    page.locator("#id_name").focus()
    keys.type(CARD)
    keys.press("Enter")
    focused(page, "id_paper_1")
    expect(page.locator("#id_number")).to_have_value("064190009876")
    keys.type("Giấy ủy quyền nhận lương")
    press(page, "F9")
    expect(page.locator(".certify-made")).to_contain_text("Số 1, quyển số 01/2021-SCT/CK,ĐC")
    expect(page.locator(".certify-made")).to_contain_text("10.000")

    page.goto(f"{site.url}/cases/certified/")
    book = page.get_by_role("link", name="In sổ")
    expect(book).to_have_attribute("data-key", "F9")
    words = words_of(page.request.get(f"{site.url}{book.get_attribute('href')}").body())
    assert "Căn cước công dân" in words
    assert "Trần Nam Sơn, Phó Chủ tịch UBND phường Hoa Lư" in words
