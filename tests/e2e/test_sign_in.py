"""The way in as a person walks it: password, code of a telephone, passkey; and a form sent too late."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.factories.people import PASSWORD, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _code(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def _password_step(page: Page, server: LiveServer, login: str, wanted: str = "/profile/") -> None:
    page.goto(server.url + wanted)
    page.get_by_label("Tên đăng nhập hoặc thư công vụ").fill(login)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()


def _sign_out(page: Page) -> None:
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_password_then_the_code_of_a_telephone(page: Page, live_server: LiveServer) -> None:
    person(email="an@gialai.example")
    _password_step(page, live_server, "an@gialai.example")
    expect(page.get_by_role("heading", name="Tài khoản của tôi")).to_be_visible()
    page.get_by_role("link", name="Yếu tố xác thực thứ hai").click()
    page.get_by_role("link", name="Thêm ứng dụng").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Mã ứng dụng đang hiện").fill(_code(secret))
    page.get_by_role("button", name="Thêm ứng dụng này").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(live_server.url + "/profile/")
    _sign_out(page)

    _password_step(page, live_server, "nguyenvanan.snv")
    expect(page.get_by_role("heading", name="Bước xác thực thứ hai")).to_be_visible()
    page.get_by_label("Mã", exact=True).fill("000000")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_text("Mã này chưa đúng").first).to_be_visible()
    page.get_by_label("Mã", exact=True).fill(_code(secret, 1))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url(live_server.url + "/profile/")


def test_a_passkey_signs_in_by_itself(page: Page, live_server: LiveServer) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    person()
    _password_step(page, live_server, "nguyenvanan.snv", "/profile/proofs/passkeys/add/")
    page.get_by_label("Đặt tên cho thiết bị này").fill("máy cơ quan")
    page.get_by_role("button", name="Thêm khóa đăng nhập").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(live_server.url + "/profile/proofs/")
    expect(page.get_by_text("máy cơ quan").first).to_be_visible()
    page.goto(live_server.url + "/profile/")
    _sign_out(page)

    page.goto(live_server.url + "/sign-in/?next=/profile/proofs/")
    page.get_by_role("button", name="Khóa đăng nhập trên máy này").click()
    expect(page).to_have_url(live_server.url + "/profile/proofs/")


def test_the_password_can_be_shown_and_hidden(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/sign-in/")
    box = page.get_by_label("Mật khẩu", exact=True)
    box.fill("abc")
    page.get_by_role("button", name="Hiện").click()
    expect(box).to_have_attribute("type", "text")
    page.get_by_role("button", name="Ẩn").click()
    expect(box).to_have_attribute("type", "password")


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_on(page: Page, live_server: LiveServer) -> None:
    person()
    _password_step(page, live_server, "nguyenvanan.snv", "/account/password/change/")
    page.evaluate(
        """() => {
            const note = document.createElement('textarea');
            note.name = 'note';
            note.value = 'Ý kiến viết cả buổi sáng';
            document.querySelector('main form').append(note);
        }"""
    )
    Session.objects.all().delete()
    page.get_by_role("button", name="Lưu mật khẩu").click()
    expect(page.get_by_text(re.compile(r"Bài đang soạn lúc \d\d:\d\d vẫn còn"))).to_be_visible()
    page.get_by_label("Tên đăng nhập hoặc thư công vụ").fill("nguyenvanan.snv")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("Ý kiến viết cả buổi sáng")).to_be_visible()
    page.get_by_role("button", name="Gửi bài này").click()
    expect(page).to_have_url(live_server.url + "/account/password/change/")


def test_the_warning_comes_before_the_end_and_its_button_stays(
    page: Page, live_server: LiveServer, settings: Settings
) -> None:
    settings.LIENTHONG_IDLE_SECONDS = 304
    person()
    _password_step(page, live_server, "nguyenvanan.snv")
    watch = page.locator("#session-watch")
    expect(watch).to_be_hidden()
    expect(watch).to_be_visible(timeout=20_000)
    settings.LIENTHONG_IDLE_SECONDS = 1800
    page.get_by_role("button", name="Ở lại").click()
    expect(watch).to_be_hidden()
