"""People of the one-stop at their browsers: who signs in, which keys are pressed, how a case is moved."""

from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lienthong.config.demo import PASSWORD

CARD = (
    "064190009876|231234567|Rơ Châm H’Nhung|12051990|Nữ|Làng Plei Ốp, phường Hoa Lư, Pleiku, Gia Lai|01012021"
)
PHONE = {"width": 360, "height": 740}


class Keyboard:
    """Presses keys and counts them; what is typed or scanned into a box is free text and is not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)


def sign_in(page: Page, site: LiveServer, user: str, wanted: str) -> None:
    page.goto(f"{site.url}/sign-in/?next={quote(wanted)}")
    page.get_by_label("Tên đăng nhập hoặc thư công vụ").fill(user)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page).to_have_url(site.url + wanted)
    page.wait_for_load_state()


def press(page: Page, key: str) -> None:
    """As a person does who sees the page: keys are heard once its scripts have come."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def focused(page: Page, element: str) -> None:
    expect(page.locator(f"#{element}")).to_be_focused()


def desk(chromium: Browser, size: dict[str, int] | None = None) -> Page:
    viewport = size or {"width": 1366, "height": 768}
    page = chromium.new_context(locale="vi-VN", viewport=viewport).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    return page


def act(page: Page, button: str, given: dict[str, str] | None = None, **chosen: str) -> None:
    """Opens the form of a move, in the menu or beside it, and sends it. ``chosen``: options by the box's name."""
    link = page.locator(".heading").get_by_role("link", name=button, exact=True)
    if not link.count() or not link.first.is_visible():
        page.locator(".heading").get_by_text("Yêu cầu khác").click()
    page.locator(".heading").get_by_role("link", name=button).first.click()
    for label, words in (given or {}).items():
        page.get_by_label(label).fill(words)
    for name, option in chosen.items():
        page.locator(f"[name={name}]").select_option(option)
    page.get_by_role("button", name=button).first.click()
    expect(page.locator(".alert-ok")).to_be_visible()


def take_in(page: Page, keys: Keyboard) -> str:
    """A known procedure, by keyboard alone; gives the number."""
    focused(page, "id_q")
    keys.type("giay phep xay dung nha")
    keys.press("Enter")
    focused(page, "id_card")
    keys.type(CARD)
    keys.press("Enter")
    focused(page, "id_phone")
    keys.type("0905 118 172")
    keys.press("Enter")
    focused(page, "papers")
    keys.press("0")
    keys.press("F9")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy hẹn")
    return page.locator("dl.facts dd.figures").first.inner_text()
