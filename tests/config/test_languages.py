"""Jrai and Bahnar wait for their reviewers: chosen only when there is something to read, Vietnamese where it lacks."""

import subprocess
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from lienthong.config.languages import SKELETONS, offered

HEADING = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalogue(source: Path, language: str, text: str, app: str = "web/portal") -> Path:
    folder = source / app / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(text, encoding="utf-8")
    subprocess.run(["msgfmt", "-o", folder / "django.mo", folder / "django.po"], check=True)
    return folder.parents[1]


def test_a_skeleton_is_not_offered() -> None:
    assert offered() == [("vi", "Tiếng Việt"), ("en", "English")]


@pytest.mark.parametrize("language", SKELETONS)
@pytest.mark.parametrize("app", ["web/portal", "config"])
def test_the_first_string_offers_a_language_by_its_own_name(tmp_path: Path, language: str, app: str) -> None:
    catalogue(tmp_path, language, HEADING + '\nmsgid "Home"\nmsgstr "Sang"\n', app)
    assert offered(tmp_path)[2:] == [(language, SKELETONS[language])]


def test_a_string_without_its_translation_offers_nothing(tmp_path: Path) -> None:
    catalogue(tmp_path, "jra", HEADING + '\nmsgid "Home"\nmsgstr ""\n')
    assert offered(tmp_path)[2:] == []


@pytest.fixture
def jrai(tmp_path: Path, settings: LazySettings) -> Client:
    """A reader who chose Jrai, of which one string is translated."""
    place = catalogue(tmp_path, "jra", HEADING + '\nmsgid "Skip to the content"\nmsgstr "Nao pơ anăp"\n')
    settings.LOCALE_PATHS = [place]
    settings.LANGUAGES = offered(tmp_path)
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "jra"
    return client


@pytest.mark.django_db
def test_a_page_names_its_language_and_falls_back_to_vietnamese(jrai: Client) -> None:
    answer = jrai.get("/")
    page = answer.content.decode()
    assert answer.headers["Content-Language"] == "jra"
    assert '<html lang="jra">' in page
    assert "Nao pơ anăp" in page
    assert "Trang chủ" in page
    assert 'value="jra" lang="jra" aria-current="true">Jrai</button>' in page


@pytest.mark.django_db
def test_a_language_that_is_not_offered_cannot_be_chosen(client: Client, settings: LazySettings) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "bdq"
    assert client.get("/").headers["Content-Language"] == "vi"
