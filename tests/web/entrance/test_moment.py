"""The day that a page is seen from, by its address."""

from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def seen(query: str, path: str = "/") -> tuple[int, str]:
    answer = Client().get(f"{path}?{query}")
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.parametrize(
    "query",
    [
        "as_of=31/02/2021",
        "as_of=hôm qua",
        "known=x",
        "as_of=9999-12-31",
        "known=9999-12-31",
        "as_of=0001-01-01",
        "as_of=2021-10-15T09:00",
    ],
)
def test_what_is_no_day_is_told_by_the_name_of_its_parameter(query: str) -> None:
    status, page = seen(query)
    name, given = query.split("=")
    assert status == 400
    assert f"“{given}” không phải" in page
    assert f"{name}=2021-10-15" in page


@pytest.mark.parametrize(
    "query", ["as_of=1900-01-01", "known=2199-12-31&as_of=31/12/2199", "as_of=", "known="]
)
def test_any_day_that_a_person_may_mean_is_shown(query: str) -> None:
    assert seen(query)[0] == 200


def test_a_page_says_that_it_shows_what_was_known_then() -> None:
    _, page = seen("known=2021-03-31")
    assert "đã được ghi nhận đến hết ngày 31/03/2021" in page
    assert 'href="/"' in page
    assert "ghi nhận đến hết ngày" not in seen("")[1]


def test_what_is_not_there_on_a_day_offers_today() -> None:
    status, page = seen("as_of=2019-01-01", "/plans/khong-co/")
    assert status == 404
    assert 'href="/plans/khong-co/">Xem hôm nay</a>' in page
    assert "Xem hôm nay" not in seen("", "/plans/khong-co/")[1]
