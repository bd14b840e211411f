"""Ways through the platform as people walk them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e.people import username
from tests.factories.province import SLUG

from lienthong.config import reference
from lienthong.config.demo import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("province")]
PHONE: ViewportSize = {"width": 360, "height": 740}


def _sign_in(page: Page, site: LiveServer, role: str, wanted: str = "/") -> None:
    page.goto(f"{site.url}/sign-in/?next={wanted}")
    page.get_by_label("Tên đăng nhập hoặc thư công vụ").fill(username(role))
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page).to_have_url(site.url + wanted)


def test_a_citizen_reads_the_plan_on_a_phone_without_scripts(chromium: Browser, site: LiveServer) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "/")
    page.get_by_role("link", name="Xem kế hoạch").click()
    expect(page.locator("main")).to_contain_text("Kế hoạch cải cách hành chính năm 2021")
    page.get_by_role("link", name="Theo lĩnh vực", exact=True).click()
    page.get_by_role("link", name="IV.5", exact=True).click()
    expect(page).to_have_url(f"{site.url}/plans/{SLUG}/tasks/IV.5/")
    expect(page.locator("main")).to_contain_text("Kế hoạch đào tạo, bồi dưỡng CBCCVC")

    page.goto(f"{site.url}/plans/{SLUG}/fields/")
    page.get_by_role("searchbox", name="Tìm trong kế hoạch").fill("dao tao CBCCVC")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="dao tao CBCCVC")).to_be_visible()
    expect(page.get_by_role("link", name="IV.5", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="VI.7", exact=True)).to_have_count(0)
    context.close()


def test_the_monitor_imports_a_plan_from_its_file(page: Page, site: LiveServer, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(reference.PLAN.read_text("utf-8").replace("751/QĐ-UBND", "752/QĐ-UBND"), "utf-8")
    _sign_in(page, site, "plan_monitor", "/plans/imports/")
    page.get_by_label("Tệp kế hoạch").set_input_files(file)
    page.get_by_role("button", name="Tải lên và đọc tệp").click()
    expect(page).to_have_url(re.compile(r"/plans/imports/\d+/"))
    expect(page.locator("main")).to_contain_text("752/QĐ-UBND")
    page.get_by_role("button", name="Chuyển sang rà soát").click()
    expect(page).to_have_url(re.compile(r"/plans/752-.*/review/"))
    page.goto(site.url + "/plans/")
    expect(page.locator("main")).to_contain_text("752/QĐ-UBND")
    expect(page.locator("main")).to_contain_text("751/QĐ-UBND")


def test_another_day_is_told_on_every_page_until_the_reader_comes_back(page: Page, site: LiveServer) -> None:
    page.goto(f"{site.url}/plans/{SLUG}/?as_of=2021-06-30")
    bar = page.locator(".notice-bar.as-of")
    expect(bar).to_contain_text("30/06/2021")
    page.get_by_role("link", name="Theo tháng").click()
    expect(page).to_have_url(re.compile("as_of=2021-06-30"))
    bar.get_by_role("link", name="Về hôm nay").click()
    expect(page).to_have_url(re.compile(rf"/plans/{SLUG}/months/\??$"))
    expect(bar).to_have_count(0)


def test_an_administrator_finds_every_section_of_the_console(page: Page, site: LiveServer) -> None:
    _sign_in(page, site, "platform_administrator", "/console/")
    sections = page.get_by_role("navigation", name="Các phần của trang quản trị").get_by_role("link")
    addresses = [link.get_attribute("href") for link in sections.all()]
    assert len(addresses) >= 6
    for address in addresses:
        answer = page.goto(f"{site.url}{address}")
        assert answer and answer.status == 200, address
        expect(page.locator("h1")).to_have_count(1)
