"""A headless Chromium that drives the pages of a live server."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests.e2e.databases import (
    copy_of,
    demonstration,
    eve_of_the_plan,
    filled,
    opening_morning,
    province_without_plan,
)
from tests.e2e.stage import Stage, stage

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


@pytest.fixture(scope="session")
def _demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with _database(django_db_blocker, "demonstration", demonstration) as name:
        yield name


@pytest.fixture(scope="session")
def _first_day(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with _database(django_db_blocker, "first_day", province_without_plan) as name:
        yield name


@contextmanager
def _database(blocker: DjangoDbBlocker, suffix: str, fill: Callable[[], None]) -> Iterator[str]:
    with blocker.unblock(), filled(suffix, fill) as name, blocker.block():
        yield name


@pytest.fixture
def province(_demonstration: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference province with its plan and the people of the demonstration; a test may change it all."""
    with django_db_blocker.unblock(), copy_of(_demonstration):
        yield


@pytest.fixture
def first_day(_first_day: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The province before any plan, with the people of the demonstration."""
    with django_db_blocker.unblock(), copy_of(_first_day):
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
        _database(django_db_blocker, "eve", eve_of_the_plan) as name,
        django_db_blocker.unblock(),
        copy_of(name),
        stage(chromium, site, settings, tmp_path / "business-time") as standing,
    ):
        yield standing


@pytest.fixture(scope="session")
def _opening_morning(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with _database(django_db_blocker, "morning", opening_morning) as name:
        yield name


@pytest.fixture
def morning(
    chromium: Browser,
    site: LiveServer,
    settings: Settings,
    tmp_path: Path,
    _opening_morning: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stage]:
    """The demonstration at nine on 15/10/2021, and everybody's browser."""
    with (
        django_db_blocker.unblock(),
        copy_of(_opening_morning),
        stage(chromium, site, settings, tmp_path / "business-time") as standing,
    ):
        standing.set_clock("2021-10-15T09:00")
        yield standing
