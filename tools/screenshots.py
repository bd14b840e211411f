"""Pictures of the running system for README: ``var/venv/bin/python -m tools.screenshots http://localhost:8000``."""

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PLAN = "/plans/751-qd-ubnd-2020/"


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    width: int = 1366
    height: int = 900
    user: str = ""


MONITOR, SPECIALIST = "hoangminhanh.snv", "tranquocbao.skhcn"
SHOTS = (
    Shot("home", "/"),
    Shot("home-phone", "/", 390, 844),
    Shot("overview", PLAN, 1366, 1180, MONITOR),
    Shot("overview-phone", PLAN, 390, 844, MONITOR),
    Shot("plan", PLAN + "fields/"),
    Shot("plan-phone", PLAN + "fields/", 390, 844),
    Shot("task", PLAN + "tasks/VI.11/", 1366, 1100, MONITOR),
    Shot("work", "/work/", user=SPECIALIST),
    Shot("work-phone", "/work/", 390, 844, SPECIALIST),
    Shot("months", PLAN + "months/"),
    Shot("sign-in-phone", "/sign-in/", 390, 844),
)


def main(base: str, only: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for shot in SHOTS:
            if not only or shot.name in only:
                take(browser, base, shot)
        browser.close()


def take(browser: Browser, base: str, shot: Shot) -> None:
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, locale="vi-VN")
    if shot.user:
        sign_in(page, base, shot.user)
    page.goto(base + shot.path)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    page.close()


def sign_in(page: Page, base: str, user: str) -> None:
    page.goto(base + "/sign-in/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", password())
    with page.expect_navigation():
        page.keyboard.press("Enter")


@cache
def password() -> str:
    """Of the demonstration's people, who are told of only where the platform is set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
    django.setup()
    from lienthong.config.demo import PASSWORD

    return PASSWORD


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
