"""What only a browser can tell: accessibility rules, widths, weight, keys, and life without scripts."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser

from tests.web.ui.conftest import answer, open_page

pytestmark = pytest.mark.browser
FIRST_VIEW = 120_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ("/", "/components", "/fault/500", "/fault/404")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing(browser: Browser, path: str, width: int) -> None:
    page, _asked = open_page(browser, path, width)
    found = Axe().run(page, options=RULES)
    page.context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 600, 900, 1366])
def test_nothing_makes_a_page_scroll_sideways(browser: Browser, path: str, width: int) -> None:
    page, _asked = open_page(browser, path, width)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.context.close()
    assert overflow == 0


SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
)


@pytest.mark.parametrize("path", PAGES)
def test_text_spacing_of_the_reader_survives(browser: Browser, path: str) -> None:
    page, _asked = open_page(browser, path, 360, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.context.close()
    assert overflow == 0


def test_a_first_public_view_stays_within_its_weight(browser: Browser) -> None:
    page, asked = open_page(browser, "/", 390)
    page.context.close()
    weights = {path: _weight(path) for path in set(asked)}
    assert sum(weights.values()) <= FIRST_VIEW, weights
    assert weights["/static/ui/common.css"] <= 12_000
    assert weights["/"] <= 8_000


def test_vietnamese_text_asks_for_no_third_subset(browser: Browser) -> None:
    page, asked = open_page(browser, "/", 390)
    page.context.close()
    fonts = {path.rsplit("/", 1)[1] for path in asked if path.endswith(".woff2")}
    assert (
        fonts
        == {
            "be-latin-400.woff2",
            "be-latin-600.woff2",
            "be-vietnamese-400.woff2",
            "be-vietnamese-600.woff2",
            "noto-digits-400.woff2",
            "noto-digits-600.woff2",
        }
        & fonts
    )
    assert {"be-latin-400.woff2", "be-vietnamese-400.woff2"} <= fonts


def test_a_jrai_name_is_set_whole_in_noto(browser: Browser) -> None:
    page, asked = open_page(browser, "/components")
    family = page.locator(".noto").first.evaluate("element => getComputedStyle(element).fontFamily")
    page.context.close()
    assert family.startswith('"Noto Highland"')
    assert "/static/ui/fonts/noto-highland-400.woff2" in asked


def test_a_slash_leads_to_the_search_and_a_question_mark_to_the_keys(browser: Browser) -> None:
    page, _asked = open_page(browser, "/components?q=1")
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("iso/9001?")
    assert page.evaluate("document.activeElement.value") == "iso/9001?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.context.close()


def test_rows_can_be_walked_with_the_arrows(browser: Browser) -> None:
    page, _asked = open_page(browser, "/components")
    page.locator("[data-walk] tbody tr").nth(1).focus()
    page.keyboard.press("ArrowDown")
    assert "Chư Păh" in page.evaluate("document.activeElement.textContent")
    page.context.close()


def test_the_error_summary_takes_focus_without_scripts_too(browser: Browser) -> None:
    for scripts in (True, False):
        page, _asked = open_page(browser, "/components", java_script_enabled=scripts)
        page.wait_for_timeout(100)
        assert page.locator(".summary:focus").count() == 1
        page.context.close()


def test_everything_is_there_without_scripts(browser: Browser) -> None:
    page, _asked = open_page(browser, "/components", 360, java_script_enabled=False)
    assert page.locator(".main-tabs a").first.is_visible()
    assert page.locator("#heat-map table").is_visible()
    page.locator("#line-chart summary").click()
    assert page.locator("#line-chart table").is_visible()
    page.context.close()


def test_a_desk_table_becomes_titled_blocks_on_a_phone(browser: Browser) -> None:
    page, _asked = open_page(browser, "/components", 360)
    cell = page.locator("#tables td[data-label]").first
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert "Tiếp nhận" in cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    page.context.close()


def test_a_form_is_sent_once(browser: Browser) -> None:
    page, _asked = open_page(browser, "/components")
    refused = page.evaluate(
        """() => {
            const form = document.querySelector("#fields form"), results = [];
            form.addEventListener("submit", () => 0);
            for (let time = 0; time < 2; time++) {
                const event = new SubmitEvent("submit", { bubbles: true, cancelable: true });
                form.dispatchEvent(event);
                results.push(event.defaultPrevented);
            }
            return results;
        }"""
    )
    page.context.close()
    assert refused == [False, True]


def test_the_whole_page_speaks_english_when_asked() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    said = client.get("/").content.decode()
    assert '<html lang="en">' in said
    assert "Public services" in said
    assert "Need help?" in said


def _weight(path: str) -> int:
    _status, kind, body, _headers = answer(path)
    return len(body) if kind == "font/woff2" else len(gzip.compress(body))
