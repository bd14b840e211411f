"""A headless Chromium that drives the pages of a live server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests.e2e.stage import Stage, stage
from tests.factories.city import city
from tests.factories.databases import (
    copy_of,
    demonstration,
    eve_of_the_plan,
    filled,
    opening_morning,
    province_without_plan,
)

# Playwright's own loop runs in this thread; Django takes it for an async view and refuses the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Browser:
    return browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser on the Vietnamese desk; any fault in a script fails the test."""
    context = chromium.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert [fault for fault in faults if "Failed to load resource" not in fault] == []


@pytest.fixture(scope="session")
def site() -> Iterator[LiveServer]:
    """A live server for tests with a database of their own: unlike ``live_server`` it empties no tables."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference province with its plan and the people of the demonstration; a test may change it all."""
    with django_db_blocker.unblock(), copy_of(filled(demonstration)):
        yield


@pytest.fixture
def city_at_work(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration's one-stop on the morning of 15/10/2021; a test may change it all."""
    with django_db_blocker.unblock(), copy_of(filled(city)):
        yield


@pytest.fixture
def first_day(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The province before any plan, with the people of the demonstration."""
    with django_db_blocker.unblock(), copy_of(filled(province_without_plan)):
        yield


@pytest.fixture
def year(
    chromium: Browser,
    site: LiveServer,
    settings: Settings,
    tmp_path: Path,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stage]:
    """The province on the eve of its plan, and everybody's browser; time moves when it is told to."""
    with (
        django_db_blocker.unblock(),
        copy_of(filled(eve_of_the_plan)),
        stage(chromium, site, settings, tmp_path / "business-time") as standing,
    ):
        yield standing


@pytest.fixture
def morning(
    chromium: Browser,
    site: LiveServer,
    settings: Settings,
    tmp_path: Path,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stage]:
    """The demonstration at nine on 15/10/2021, and everybody's browser."""
    with (
        django_db_blocker.unblock(),
        copy_of(filled(opening_morning)),
        stage(chromium, site, settings, tmp_path / "business-time") as standing,
    ):
        standing.set_clock("2021-10-15T09:00")
        yield standing
