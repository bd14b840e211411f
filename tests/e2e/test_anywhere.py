"""Filing regardless of territory in a browser: a rule, a commune's counter, the city that decides."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e.counter import act, desk, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.usefixtures("city_at_work")]


def test_a_commune_takes_a_case_for_the_city_and_hands_its_papers_over(
    chromium: Browser, site: LiveServer
) -> None:
    administrator, commune, city = (desk(chromium) for _person in range(3))
    sign_in(administrator, site, "quantri", "/console/anywhere/new/")
    administrator.get_by_label("Tiếp nhận ở bất kỳ Một cửa nào đối với").select_option("LEVEL")
    administrator.locator("[name=level]").select_option("DISTRICT")
    administrator.get_by_label("Mã hồ sơ lấy theo").select_option("POINT")
    administrator.get_by_label("Căn cứ quyết định nào").fill("Quyết định 12/QĐ-UBND")
    administrator.get_by_role("button", name="Cho tiếp nhận").click()
    expect(administrator.locator(".alert-ok")).to_be_visible()

    sign_in(commune, site, "kpahnga.hoalu", "/cases/intake/")
    commune.locator("#id_q").fill("dang ky kinh doanh cho ho ca the")
    commune.keyboard.press("Enter")
    owner = commune.locator("[name=owner]")
    expect(owner).to_be_visible()
    owner.select_option("GL-622")
    commune.locator("#id_name").fill("Puih Thử")
    commune.locator("[data-tick-all]").click()
    commune.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(commune.get_by_role("heading", level=1)).to_contain_text("Giấy hẹn")
    number = commune.locator("dl.facts dd.figures").first.inner_text()
    assert number.startswith("000.07.31.H21-211015-")  # of the ward, as the rule says
    commune.get_by_role("link", name="Hồ sơ", exact=True).last.click()
    commune.wait_for_url("**/cases/*/")
    case = commune.url.removeprefix(site.url)
    act(commune, "Giữ bản chính", {"Những bản chính nào, mỗi dòng một bản": "Chứng chỉ hành nghề"})
    act(commune, "Chuyển bước sau")

    sign_in(city, site, "rocham.yen", case)
    expect(city.locator("main")).to_contain_text(number)
    expect(city.locator("main")).to_contain_text("Hoa Lư")
    expect(city.locator("aside")).to_contain_text("Chứng chỉ hành nghề")
    act(city, "Ký nhận bản chính")
    for page in (administrator, commune, city):
        page.context.close()
