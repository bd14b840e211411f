"""What the post took on delivery, from the statement to the closed line, as the accountant sees it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.payments import queries
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def head(province: None) -> Client:
    return signed_in("division_head")


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_a_line_is_proposed_looked_through_and_closed(head: Client) -> None:
    line = states.a_line_of_the_post(Client())
    (held,) = queries.list_held("GL-SNV")
    assert "Khớp đúng tiền bưu chính thu hộ của 1 bưu gửi" in words(head.get("/fees/pending/"))
    page = words(head.get(f"/fees/pending/{line}/post/"))
    assert f'name="parcel" value="{held.id}" checked' in page
    assert "khớp đúng dòng này" in page
    sent = {"parcel": [held.id], "reason": ""}
    for _press in range(2):
        assert head.post(f"/fees/pending/{line}/post/", sent).headers["Location"] == "/fees/pending/"
    page = words(head.get("/fees/pending/"))
    assert "Đã xác nhận: 50.000 đồng của 1 bưu gửi." in page
    assert "Dòng này đã được xác nhận" in page
    assert queries.balance("GL-SNV").is_even


def test_what_differs_is_shown_kept_and_closed_with_a_sentence(head: Client) -> None:
    line, second = states.a_line_of_the_post(Client()), states.a_line_of_the_post(Client())
    both = [one.id for one in queries.list_held("GL-SNV")]
    reckoned = words(head.post(f"/fees/pending/{line}/post/", {"parcel": both, "reckon": "1"}))
    assert "thiếu 50.000 đồng" in reckoned
    assert queries.list_remittances("GL-SNV") == []
    refused = words(head.post(f"/fees/pending/{line}/post/", {"parcel": both, "reason": ""}))
    assert "ghi 50.000 đồng, các khoản bạn chọn cộng lại 100.000 đồng" in refused
    head.post(f"/fees/pending/{line}/post/", {"parcel": both, "reason": "Chuyển bù mai"})
    (short,) = queries.list_gaps_of_post("GL-SNV")
    assert "Chuyển bù mai" in words(head.get("/fees/balance/"))
    assert "Chuyển bù mai" in words(head.get(f"/fees/pending/{second}/post/"))
    head.post(f"/fees/pending/{second}/post/", {"earlier": [short.id]})
    assert queries.list_gaps_of_post("GL-SNV") == []
    assert head.get(f"/fees/balance/post/{short.id}/").status_code == 404
    assert "đã được dòng sau bù" in words(head.get("/fees/balance/"))


def test_a_difference_that_stays_is_closed(head: Client) -> None:
    short = states.a_short_remittance(Client())
    page = f"/fees/balance/post/{short}/"
    assert "thiếu 50.000 đồng" in words(head.get(page))
    assert head.post(page, {"reason": "Cước đã trừ"}).headers["Location"] == "/fees/balance/"
    assert "Cước đã trừ" in words(head.get("/fees/balance/"))
    assert signed_in("one_stop_officer").get(page).status_code == 404
