"""Handing in as an official does it: by the keys alone, and on a phone whose browser runs no scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.plans.running import PDF, of
from tests.e2e.people import account, username

from lienthong.config.demo import PASSWORD
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.queries import ObligationRow, Wanted
from lienthong.spine import clock

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("province")]
AGENCY = "GL-SKHCN"
PHONE: ViewportSize = {"width": 360, "height": 740}
DONE = "Đã nộp. Bạn không phải làm gì lúc này; có kết quả sẽ được báo."


@pytest.fixture
def duty() -> ObligationRow:
    """The most urgent duty of the specialist, of one product."""
    owed = queries.list_obligations(None, as_of=clock.today(), wanted=Wanted(agency=AGENCY))
    row = next(row for row in owed if len(row.outputs) == 1)
    actions.assign(obligation=row.id, focal=account("specialist"), by=of(AGENCY), at=clock.now())
    return row


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(PDF)
    return file


def sign_in(page: Page, site: LiveServer, to: str = "/work/") -> None:
    page.goto(f"{site.url}/sign-in/?next={to}")
    page.locator("[name=login]").fill(username("specialist"))
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url + to)
    page.wait_for_load_state()


def press(page: Page, *keys: str, to: str) -> None:
    """Keys once the page hears them, and the page they lead to."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)
    expect(page).to_have_url(to)


def tab_to(page: Page, name: str) -> None:
    """As often as it takes a person without a mouse."""
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"no key leads to {name}")


def test_a_duty_is_handed_in_by_the_keys_alone(
    page: Page, site: LiveServer, duty: ObligationRow, report: Path
) -> None:
    sign_in(page, site)
    press(page, "j", "Enter", to=f"{site.url}/work/{duty.id}/")
    press(page, "n", to=f"{site.url}/work/{duty.id}/hand-in/")
    for name, words in (("number", "191/BC"), ("issued_on", "13102021"), ("abstract", "Kết quả quý III")):
        tab_to(page, f"d0-{name}")
        page.keyboard.type(words)
    tab_to(page, "d0-upload")
    page.locator("[name=d0-upload]").set_input_files(report)
    press(page, "F9", to=f"{site.url}/work/{duty.id}/")
    expect(page.get_by_text(DONE)).to_be_visible()
    expect(page.get_by_role("link", name="191/BC")).to_be_visible()


def test_what_is_typed_is_there_after_the_page_was_left(
    page: Page, site: LiveServer, duty: ObligationRow
) -> None:
    address = f"/work/{duty.id}/hand-in/"
    sign_in(page, site, address)
    page.get_by_label("Số, ký hiệu").fill("191/BC")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").filter(has_text="Đã lưu nháp")).to_be_visible()
    page.goto(site.url + "/work/")
    page.goto(site.url + address)
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("191/BC")


def test_enter_in_a_field_hands_nothing_in_and_takes_nothing_away(
    page: Page, site: LiveServer, duty: ObligationRow
) -> None:
    sign_in(page, site, f"/work/{duty.id}/hand-in/")
    page.get_by_role("button", name="Thêm một văn bản").click()
    expect(page.get_by_text("Văn bản thứ 2").first).to_be_visible()
    page.locator("[name=d1-number]").fill("2/BC")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Đã lưu nháp")).to_be_visible()
    expect(page.locator("[name=d1-number]")).to_have_value("2/BC")
    assert queries.get_obligation(duty.id, as_of=clock.today()).state == "OPEN"


def test_a_file_that_is_too_large_is_told_before_it_travels(
    page: Page, site: LiveServer, duty: ObligationRow, tmp_path: Path
) -> None:
    video = tmp_path / "hop.pdf"
    with video.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    sign_in(page, site, f"/work/{duty.id}/hand-in/")
    page.locator("[name=d0-upload]").set_input_files(video)
    expect(page.get_by_role("alert")).to_contain_text("hop.pdf lớn hơn 25 MB")
    assert page.locator("[name=d0-upload]").input_value() == ""


def test_a_duty_is_handed_in_on_a_phone_without_scripts(
    chromium: Browser, site: LiveServer, duty: ObligationRow, report: Path
) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.locator(f"a[href='/work/{duty.id}/']").click()
    page.get_by_role("link", name="Nộp văn bản").click()
    page.get_by_label("Số, ký hiệu").fill("191/BC")
    page.get_by_label("Tệp").set_input_files(report)
    page.get_by_role("button", name="Nộp văn bản").click()
    expect(page.locator(".summary")).to_contain_text("Ngày văn bản")
    expect(page.get_by_role("link", name="bao-cao.pdf")).to_be_visible()
    page.get_by_label("Ngày văn bản").fill("13/10/2021")
    page.get_by_label("Trích yếu nội dung").fill("Kết quả quý III")
    page.get_by_role("button", name="Nộp văn bản").click()
    expect(page).to_have_url(re.compile(rf"/work/{duty.id}/$"))
    expect(page.get_by_text(DONE)).to_be_visible()
    context.close()
