"""A citizen's account in a browser: registered at home, made sure at a counter, used for the next application."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.looking import looker
from tests.e2e.people import signed_in
from tests.e2e.streaming import lead_to, upload_process
from tests.e2e.test_apply import SIZES, go_on

from lienthong.domain.applications.queries import find_asked, get_application, get_whole
from lienthong.domain.cases import queries as cases
from lienthong.spine import clock
from lienthong.spine.files.queries import get_file

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=2)]
PASSWORD = "bon con trau di cay"
BIG = PDF + bytes(range(256)) * 4_000


def test_a_citizen_registers_and_finds_what_is_theirs(
    chromium: Browser, site: LiveServer, province: None
) -> None:
    with looker(chromium, site, Client()) as looking:
        page = looking.page
        page.set_viewport_size(SIZES["phone"])
        page.goto(f"{site.url}/")
        page.get_by_role("link", name="Mở tài khoản", exact=True).click()
        page.get_by_label("Họ và tên của bạn").fill("Siu Blưn")
        page.get_by_label("Số di động hoặc").fill("0905 118 277")
        page.get_by_role("button", name="Tiếp tục").click()
        page.get_by_label("Mật khẩu mới").fill(PASSWORD)
        page.get_by_label("Nhập lại").fill(PASSWORD)
        page.get_by_role("button", name="Mở tài khoản này").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Hồ sơ của tôi")
        assert not looking.faults()
        page.get_by_role("link", name="Khai danh tính").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Danh tính của tôi")


def test_known_answers_and_papers_are_used_again(chromium: Browser, site: LiveServer, province: None) -> None:
    states.a_verified_citizen(Client())
    case = states.an_own_case(Client())
    with looker(chromium, site, signed_in("citizen")) as looking:
        page = looking.page
        page.goto(f"{site.url}/my/")
        expect(page.locator(f'a[href="/my/cases/{case}/"]')).to_be_visible()
        page.locator('a[href^="/applications/"]').first.click()
        page.get_by_role("link", name=re.compile("^Làm tiếp")).click()
        page.get_by_label("Cho tôi").check()
        go_on(page)
        expect(page.get_by_label("Số căn cước công dân")).to_have_value("064190004321")
        expect(page.get_by_label("Số căn cước công dân")).not_to_be_editable()
        assert not looking.faults()
        go_on(page)
        expect(page.get_by_label("Điện thoại")).to_have_value("0905118172")
        go_on(page)
        expect(page.get_by_label("Địa chỉ", exact=True)).to_have_value("Thửa 112, phường Hoa Lư")
        go_on(page)
        page.get_by_role("button", name="Không thêm nữa").click()
        page.get_by_role("button", name="Dùng giấy tờ này").click()
        expect(page.get_by_text("Đã lấy giấy tờ của bạn vào đơn này.")).to_be_visible()
        page.get_by_role("link", name="Tiếp tục").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi gửi")
        page.get_by_label("Tôi cam đoan").check()
        page.get_by_role("button", name="Gửi hồ sơ").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi hồ sơ")


@pytest.fixture
def streams(site: LiveServer, settings: Settings) -> Iterator[str]:
    """The upload process at an origin of its own, as ``up`` runs it."""
    with upload_process(cuts=(len(BIG) - 300_000, 200_000)) as origin:
        lead_to(origin, settings, site.url)
        yield origin


def test_an_upload_cut_twice_arrives_whole(
    chromium: Browser, site: LiveServer, province: None, streams: str, tmp_path: Path
) -> None:
    client = Client()
    key = states.an_application(client)
    file = tmp_path / "bản vẽ lớn.pdf"
    file.write_bytes(BIG)
    with looker(chromium, site, client) as looking:
        page = looking.page
        page.goto(f"{site.url}/applications/{key}/papers/2/")
        page.get_by_label("Thêm tệp").set_input_files(file)
        page.get_by_role("button", name="Gửi tệp").click()
        expect(page.get_by_text("Mất mạng. Phần đã gửi còn nguyên")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("link", name="bản vẽ lớn.pdf")).to_be_visible(timeout=60_000)
    kept = [one for one in get_whole(get_application(key), clock.today()).attachments if one.size == len(BIG)]
    row = get_file(kept[0].file)
    assert row
    assert row.digest == hashlib.sha256(BIG).hexdigest()


def test_a_supplement_cut_twice_arrives_whole(
    chromium: Browser, site: LiveServer, province: None, streams: str, tmp_path: Path
) -> None:
    client = Client()
    case = states.a_followed_case_asked(client)
    file = tmp_path / "mặt cắt móng.pdf"
    file.write_bytes(BIG)
    with looker(chromium, site, client) as looking:
        page = looking.page
        page.goto(f"{site.url}/follow/case/supplement/")
        page.get_by_label("Chọn tệp hoặc chụp ảnh").set_input_files(file)
        page.get_by_role("button", name="Lưu các tệp này").click()
        expect(page.get_by_text("Mất mạng. Phần đã gửi còn nguyên")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("heading", name="Tệp đã nhận")).to_be_visible(timeout=60_000)
    asked = find_asked(cases.follow(case, now=clock.now()))
    assert asked
    (kept,) = asked.files
    assert (kept.name, kept.size) == (file.name, len(BIG))
