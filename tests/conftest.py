"""A hostile test world: random order, warnings are errors, sockets shut except to this machine."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import deactivate
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker
from pytest_socket import socket_allow_hosts

from lienthong.web.ui.templatetags.steady import Steady
from tests.factories.databases import filled, migrated

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_WORDS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
"""Debian's start script asks for drawing by a graphics card, which a processor that has none would play."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one at a time: Playwright bears no second one in a process, and while it runs its event
    loop forbids other tests to run one of their own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_WORDS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def _steady_is_steady() -> Iterator[None]:
    """What a part kept is laid beside a fresh drawing wherever a test shows it: a word that its author forgot would
    show one role what another may see.
    """
    kept = Steady.render

    def render(part: Steady, context: Context) -> SafeString:
        shown, fresh = kept(part, context), part.nodelist.render(context)
        assert shown == fresh, f"a steady part is not told by all that it shows: {shown}\n{fresh}"
        return shown

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Steady, "render", render)
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A language that one test chose is not the next one's: each begins in Vietnamese, as a new thread does."""
    yield
    deactivate()


@pytest.fixture(autouse=True)
def _empty_queue(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a test that really commits enqueued is not left for the first worker of a later test: the engine's tables
    are not Django's to flush.
    """
    yield
    mark = request.node.get_closest_marker("django_db")
    if (mark and mark.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for table in ("periodic_defers", "jobs", "workers"):
                cursor.execute(f"DELETE FROM procrastinate_{table}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Migrations run once a run, not once a worker."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = filled(migrated)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests that really commit are cleaned by TRUNCATE, which append-only tables refuse: here it may pass."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname)"
            " FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 > 0 AND tgname NOT LIKE '%_stamped'"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
