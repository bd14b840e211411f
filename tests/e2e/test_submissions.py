"""A leader decides on a telephone: one page each, one thumb."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e.counter import PHONE, act, desk, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city_at_work")]


def is_narrow(page: Page) -> bool:
    """Nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_leader_signs_one_and_sends_one_back_from_a_phone(chromium: Browser, site: LiveServer) -> None:
    officer, leader = desk(chromium), desk(chromium, PHONE)
    sign_in(officer, site, "nguyenthithuha.622", "/cases/?whose=agency")
    officer.get_by_role("link", name="000.00.31.H21-211014-0001").click()
    act(officer, "Trình ký", {"Việc gì, vì sao, căn cứ nào, đề xuất gì": "Đủ điều kiện; đề nghị ký."})

    sign_in(leader, site, "nayhblun.622", "/cases/submissions/")
    assert is_narrow(leader)
    leader.get_by_role("link", name="Cấp giấy phép xây dựng").first.click()
    assert is_narrow(leader)
    expect(leader.locator("blockquote")).to_contain_text("đề nghị ký")
    leader.get_by_label("Số của văn bản kết quả").or_(leader.locator("[name=document]")).first.fill(
        "1131/GPXD"
    )
    leader.get_by_role("button", name="Ký kết quả").click()
    expect(leader.locator(".alert-ok")).to_be_visible()

    leader.locator(".submission > details > summary").click()
    leader.locator("[name=reason]").fill("Chưa nêu khoảng lùi theo quy hoạch")
    leader.locator("[name=do][value=back]").click()
    expect(leader.locator(".alert-ok").last).to_be_visible()
    for page in (officer, leader):
        page.context.close()


def test_several_are_sent_back_at_once_each_with_its_result(chromium: Browser, site: LiveServer) -> None:
    officer, leader = desk(chromium), desk(chromium, PHONE)
    sign_in(officer, site, "nguyenthithuha.622", "/cases/?whose=agency")
    officer.get_by_role("link", name="000.00.31.H21-211014-0001").click()
    act(officer, "Trình ký", {"Việc gì, vì sao, căn cứ nào, đề xuất gì": "Đề nghị ký."})

    sign_in(leader, site, "nayhblun.622", "/cases/submissions/")
    boxes = leader.get_by_role("checkbox")
    count = boxes.count()
    assert count > 1
    for place in range(count):
        boxes.nth(place).check()
    leader.get_by_role("button", name="Trả lại các phiếu đã đánh dấu").click()
    leader.get_by_label("Thiếu gì").or_(leader.locator("[name=reason]")).first.fill(
        "Bổ sung ý kiến quy hoạch"
    )
    leader.locator("main form").get_by_role("button").first.click()
    expect(leader.locator("main")).to_contain_text(f"Đã xong {count}/{count} hồ sơ")
    assert is_narrow(leader)
    for page in (officer, leader):
        page.context.close()
