"""From looking for a procedure to the receipt, at home: on a phone, at a desk, without scripts, by keyboard alone, and
gone on with on another machine.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.looking import looker
from tests.e2e.streaming import lead_to, upload_process

pytestmark = [pytest.mark.browser]
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1366, "height": 768},
}


@pytest.fixture
def filed_online(province: None) -> None:
    states.an_application(Client())


def look_up_and_begin(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_label("Bạn cần làm việc gì?").fill("giay fep xay nha o")
    page.get_by_role("button", name="Tìm thủ tục").click()
    expect(page.get_by_role("heading", name="Không có thủ tục nào")).to_be_visible()
    page.goto(f"{site}/procedures/{states.FILED_UNDER}/")
    page.get_by_role("link", name="Nộp hồ sơ trực tuyến").click()
    page.get_by_label("Bạn nộp cho cơ quan nào?").select_option(label="UBND thành phố Pleiku")
    page.get_by_role("button", name="Bắt đầu điền").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(states.SETTLED.name)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Lưu và tiếp tục").click()


def fill_in_people(page: Page, number: str) -> None:
    page.get_by_role("link", name=re.compile("^Làm tiếp")).click()
    page.get_by_label("Cho tôi").check()
    go_on(page)
    page.get_by_label("Họ và tên").fill("Kpă H’Lan")
    page.get_by_label("Số căn cước công dân").fill("0641")
    go_on(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Họ và tên")).to_have_value("Kpă H’Lan")
    page.get_by_label("Số căn cước công dân").fill(number)
    for box, value in (("Ngày", "12"), ("Tháng", "5"), ("Năm", "1990")):
        page.get_by_label(box, exact=True).fill(value)
    go_on(page)
    page.get_by_label("Điện thoại").fill("0905 118 277")
    page.get_by_label("Địa chỉ", exact=True).fill("Làng Ốp, phường Hoa Lư")
    go_on(page)


def fill_in_form(page: Page, files: list[Path]) -> None:
    page.get_by_label("Địa chỉ", exact=True).fill("Thửa 20, phường Hoa Lư")
    page.get_by_label("Có", exact=True).check()
    go_on(page)
    page.get_by_label("Số tầng hầm").fill("1")
    go_on(page)
    page.get_by_role("link", name="Thêm", exact=True).click()
    page.get_by_label("Chủ nhà").fill("Siu Blưn")
    go_on(page)
    page.get_by_role("button", name="Không thêm nữa").click()
    page.get_by_label("Chọn tệp hoặc chụp ảnh").set_input_files(files)
    page.get_by_role("button", name="Gửi tệp").click()
    for file in files:
        expect(page.get_by_role("link", name=file.name)).to_be_visible()
    page.get_by_role("link", name="Tiếp tục").click()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "mặt bằng.pdf", tmp_path / "mặt cắt.pdf"]
    for place, path in enumerate(paths):
        path.write_bytes(PDF + bytes([place]))
    return paths


@pytest.fixture
def streams(site: LiveServer, settings: Settings) -> Iterator[None]:
    with upload_process() as origin:
        lead_to(origin, settings, site.url)
        yield


@pytest.mark.parametrize(("size", "scripts"), [("phone", True), ("desk", False)])
def test_a_citizen_applies_from_finding_to_the_receipt(
    size: str,
    scripts: bool,
    chromium: Browser,
    site: LiveServer,
    filed_online: None,
    files: list[Path],
    request: pytest.FixtureRequest,
) -> None:
    if scripts:  # which send a file in pieces
        request.getfixturevalue("streams")
    with looker(chromium, site, Client(), java_script_enabled=scripts) as looking:
        page = looking.page
        page.set_viewport_size(SIZES[size])
        page.set_default_timeout(60_000)
        look_up_and_begin(page, site.url)
        fill_in_people(page, "064190004377")
        fill_in_form(page, files)
        expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi gửi")
        faults = looking.faults() if scripts else []
        page.get_by_label("Tôi cam đoan").check()
        page.get_by_role("button", name="Gửi hồ sơ").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi hồ sơ")
        faults += looking.faults() if scripts else []
    assert not faults, "\n".join(faults)


def test_it_is_gone_on_with_on_another_machine(
    chromium: Browser, site: LiveServer, filed_online: None
) -> None:
    with looker(chromium, site, Client()) as looking:
        looking.page.set_viewport_size(SIZES["phone"])
        look_up_and_begin(looking.page, site.url)
        looking.page.get_by_role("link", name=re.compile("^Làm tiếp")).click()
        looking.page.get_by_label("Cho tôi").check()
        looking.page.get_by_role("button", name="Lưu, làm tiếp sau").click()
        code = looking.page.locator("p b.figures").inner_text()
    with looker(chromium, site, Client()) as looking:
        page = looking.page
        page.goto(f"{site.url}/applications/")
        page.get_by_label("Mã đơn của bạn").fill(code)
        page.get_by_role("button", name="Làm tiếp").click()
        expect(page.get_by_text("1 trong")).to_be_visible()
        assert not looking.faults()


def test_the_keyboard_alone_is_enough(chromium: Browser, site: LiveServer, filed_online: None) -> None:
    with looker(chromium, site, Client()) as looking:
        page = looking.page
        page.goto(f"{site.url}/procedures/{states.FILED_UNDER}/apply/")
        page.get_by_label("Bạn nộp cho cơ quan nào?").focus()
        page.keyboard.type("UBND thành phố Pleiku")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="1. Bạn và người nộp")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Làm tiếp")).focus()
        page.keyboard.press("Enter")
        page.get_by_label("Cho tôi").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Người nộp")
