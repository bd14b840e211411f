"""One case on one phone, without leaving home: found, applied for, paid by QR, supplemented, fetched, rated."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e import states
from tests.e2e.looking import looker
from tests.e2e.test_apply import SIZES, files, fill_in_form, fill_in_people, look_up_and_begin
from tests.e2e.test_fees import read
from tests.faults.drain import drain

from lienthong.domain.applications.queries import find_by_code, get_application
from lienthong.domain.cases.queries import State, about_money, follow
from lienthong.domain.payments import actions as payments
from lienthong.domain.payments import queries as money
from lienthong.domain.surveys.queries import find_rating
from lienthong.spine import clock
from lienthong.spine.actor import platform

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=1)]
NUMBER = "064190004399"
__all__ = ["files"]


@pytest.fixture
def fees(province: None, settings: Any) -> None:
    settings.LIENTHONG_PAYMENT_PLATFORM_URL, settings.LIENTHONG_MODE = "", "demo"
    states.an_application(Client())
    payee = payments.Payee("970436", "Vietcombank", "0291000999001", "UBND TP PLEIKU")
    payments.pay_to(agency="GL-622", payee=payee, since=clock.today(), by=platform("test"), at=clock.now())


def sent(page: Page, site: str, papers: list[Path]) -> str:
    """Applied for; gives the code that is shown."""
    look_up_and_begin(page, site)
    fill_in_people(page, NUMBER)
    fill_in_form(page, papers)
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi hồ sơ")
    return page.locator(".panel .figures").first.inner_text()


def followed(page: Page, site: str, code: str) -> None:
    page.goto(f"{site}/follow/?code={code.replace(' ', '')}")
    page.locator("#id_proof").fill(NUMBER)
    page.get_by_role("button", name="Tra cứu").click()
    expect(page).to_have_url(f"{site}/follow/case/")


def paid_by_scanning(page: Page, case: int, tmp_path: Path) -> None:
    """The bank tells what the scanned code said: its content and the amount."""
    page.get_by_role("link", name="Xem cách nộp tiền").click()
    scanned = read(page, tmp_path)
    row = money.find_of(about_money(case))
    assert row
    assert f"0813{row.code}" in scanned
    told = money.Told(money.Source.BANK, "FT2128800199", row.code, row.owed, clock.now())
    payments.hear(told=told, by=platform("test"), at=clock.now())
    page.get_by_role("link", name="Xem lại").first.click()
    expect(page.get_by_role("heading", name="Đã nộp đủ. Bạn không phải làm gì lúc này.")).to_be_visible()
    page.get_by_role("link", name="Về hồ sơ của bạn").click()


def supplemented(page: Page, paper: Path) -> None:
    page.get_by_role("link", name="Gửi giấy tờ bổ sung").click()
    page.get_by_label("Chọn tệp hoặc chụp ảnh").set_input_files(paper)
    page.get_by_role("button", name="Lưu các tệp này").click()
    expect(page.get_by_text(paper.name, exact=True).first).to_be_visible()
    page.get_by_role("button", name="Gửi tất cả cho Bộ phận Một cửa").click()
    expect(page.get_by_text("Đã gửi. Bộ phận Một cửa đã có giấy tờ của bạn")).to_be_visible()


def fetched(page: Page) -> bytes:
    page.get_by_role("button", name="Nhận kết quả tại đây").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải kết quả về (PDF)").click()
    return Path(taken.value.path()).read_bytes()


def test_a_case_from_finding_to_rating_on_one_phone(
    chromium: Browser, site: LiveServer, fees: None, files: list[Path], tmp_path: Path
) -> None:
    with looker(chromium, site, Client(), java_script_enabled=False) as looking:
        page = looking.page
        page.set_viewport_size(SIZES["phone"])
        page.set_default_timeout(60_000)
        code = sent(page, site.url, files)
        key = find_by_code(code)
        assert key
        case = get_application(key).case
        assert case
        states.asked_for_papers(case)
        drain()
        followed(page, site.url, code)
        paid_by_scanning(page, case, tmp_path)
        supplemented(page, files[0])
        assert follow(case, now=clock.now()).state is State.RECEIVED
        states.signed_as_a_document(case)
        page.goto(f"{site.url}/follow/case/")
        assert fetched(page).startswith(b"%PDF-")
        page.goto(f"{site.url}/follow/case/")
        page.get_by_role("button", name="Hài lòng", exact=True).click()
        expect(page.get_by_role("heading", name=re.compile("Bạn đã đánh giá: Hài lòng"))).to_be_visible()
    rating = find_rating(case)
    assert rating
    assert rating.level == 4
