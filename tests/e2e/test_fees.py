"""A fee from what is owed to the receipt: paid through the platform on a phone, taken in cash at the counter."""

from typing import Any

import pytest
import zxingcpp
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e import states
from tests.e2e.counter import PHONE, desk, sign_in
from tests.faults.drain import drain

from lienthong.config import demo_payments
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.queries import about_money
from lienthong.domain.payments import queries
from lienthong.spine import clock
from lienthong.spine.actor import platform

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=2)]


@pytest.fixture
def fees(city_at_work: None, settings: Any) -> None:
    settings.LIENTHONG_PAYMENT_PLATFORM_URL, settings.LIENTHONG_MODE = "", "demo"
    demo_payments.play(by=platform("test"), until=clock.now())


def owed(case: int) -> queries.DemandRow:
    made = cases.owe(case=case, by=platform("test"), at=clock.now()) or queries.find_of(about_money(case))
    assert made is not None
    return made


def read(page: Page, tmp_path: Any) -> str:
    """What a telephone reads from the picture on the page."""
    shot = tmp_path / "code.png"
    page.locator(".pay-code svg").screenshot(path=shot)
    (found,) = zxingcpp.read_barcodes(Image.open(shot).convert("L"))
    return str(found.text)


def test_a_citizen_pays_through_the_platform_on_a_phone(
    chromium: Browser, site: LiveServer, fees: None, tmp_path: Any
) -> None:
    page = desk(chromium, PHONE)
    code = states.an_application_with_a_fee(Client())
    page.goto(f"{site.url}/follow/?code={code}")
    page.locator("#id_proof").fill("0905118172")
    page.locator("main form button").click()
    page.get_by_role("link", name="Xem cách nộp tiền").click()
    assert f"0813{page.locator('.facts b').inner_text()}" in read(page, tmp_path)
    page.get_by_role("button", name="Nộp qua nền tảng").click()
    expect(page.get_by_text("Đang hỏi trang thanh toán")).to_be_visible()
    drain()
    page.get_by_role("link", name="Xem lại").first.click()
    page.get_by_role("link", name="Đến trang thanh toán").click()
    page.get_by_role("button", name="Nộp thử").click()
    expect(page.get_by_role("heading", name="Đã nộp đủ. Bạn không phải làm gì lúc này.")).to_be_visible()
    page.get_by_role("link", name="Về hồ sơ của bạn").click()
    expect(page.get_by_text("Đã nộp đủ phí, lệ phí.")).to_be_visible()


def test_cash_at_the_counter_gives_a_receipt(chromium: Browser, site: LiveServer, fees: None) -> None:
    row = owed(states.a_case(Client()))
    page = desk(chromium)
    sign_in(page, site, "rocham.yen", f"/cases/{row.about.partition(':')[2]}/")
    page.get_by_role("link", name="Khoản thu, biên lai, mã QR").click()
    page.get_by_role("link", name="Thu tiền").click()
    expect(page.get_by_label("Số tiền (đồng)")).to_have_value("50.000")
    page.keyboard.press("F9")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp đủ")
    (receipt,) = queries.list_receipts(row.id)
    expect(page.get_by_role("link", name=receipt.label, exact=True)).to_be_visible()
    drain()
    with page.expect_popup() as paper:
        page.get_by_role("link", name=receipt.label, exact=True).click()
    assert paper.value.url.endswith(f"/fees/receipts/{receipt.id}.pdf")
