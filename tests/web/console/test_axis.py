"""A client of the axis is added at the console; its secret is shown this once."""

from typing import Any

import pytest
from django.test import Client

from lienthong.domain.axis import queries

pytestmark = pytest.mark.django_db
NEW = "/console/axis/clients/new/"
GIVEN = {"name": "Chi cục Thuế khu vực", "organ": "000.01.02.H21", "system": "thue-kv"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_secret_that_is_shown_is_its_own(platform_administrator: Client) -> None:
    page = text(platform_administrator.post(NEW, GIVEN))
    assert (queries.secret_of("thue-kv") or "?") in page


def test_pressed_twice_there_is_one_client_and_the_last_page_shows_its_secret(
    platform_administrator: Client,
) -> None:
    platform_administrator.post(NEW, GIVEN)
    page = text(platform_administrator.post(NEW, GIVEN))
    assert (queries.secret_of("thue-kv") or "?") in page
    assert [row.system for row in queries.list_neighbours()].count("thue-kv") == 1


def test_somebody_elses_system_is_not_given_a_new_secret(platform_administrator: Client) -> None:
    platform_administrator.post(NEW, GIVEN)
    secret = queries.secret_of("thue-kv")
    page = text(platform_administrator.post(NEW, GIVEN | {"name": "Kho bạc khu vực"}))
    assert queries.secret_of("thue-kv") == secret
    assert "form" in page and (secret or "?") not in page
