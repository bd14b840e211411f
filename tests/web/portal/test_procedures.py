"""Anybody looks procedures up: by words without marks, by field and level; what each says and what was changed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.e2e import states
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
CODE = "X.000002"


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        states.an_amended_procedure(Client())
        yield


@pytest.fixture
def anyone(province: None) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="vi")


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


@pytest.mark.parametrize("asked", ["", "?q=giay+phep+xay+dung", "?q=X.000002", "?level=DISTRICT", "?page=1"])
def test_it_is_found(anyone: Client, asked: str) -> None:
    assert "Cấp giấy phép xây dựng nhà ở riêng lẻ" in words(anyone.get(f"/procedures/{asked}"))


def test_a_slip_shows_what_comes_closest_and_says_so(anyone: Client) -> None:
    told = words(anyone.get("/procedures/?q=cap+giay+fep+xay+dung"))
    assert "Không có thủ tục nào có đủ các từ này. Gần nhất là" in told
    assert CODE in told


@pytest.mark.parametrize(
    "asked", ["?q=qwzx", "?level=COMMUNE", "?q=%00", "?page=99999999", "?page=-1", "?level=x"]
)
def test_nothing_found_or_nonsense_asked_is_answered(anyone: Client, asked: str) -> None:
    assert anyone.get(f"/procedures/{asked}").status_code == 200


def test_the_page_says_days_fee_papers_and_the_law(anyone: Client) -> None:
    told = words(anyone.get(f"/procedures/{CODE}/"))
    for part in (
        "3,5 ngày làm việc", "75.000 đồng", "Ủy ban nhân dân cấp huyện", "2 loại giấy tờ cần có", "1 bản chính",
        "2 bản sao có chứng thực", "Luật Xây dựng 50/2014/QH13 ngày 18/06/2014", "Phòng Quản lý đô thị", "Mẫu số 1",
        "nhiều nhất 2 lần", "Công bố theo Quyết định 12/QĐ-UBND",
    ):  # fmt: skip
        assert part in told, part


def test_an_earlier_day_shows_the_version_of_that_day(anyone: Client) -> None:
    assert "50.000 đồng" in words(anyone.get(f"/procedures/{CODE}/?as_of=2021-06-01"))
    assert anyone.get(f"/procedures/{CODE}/?as_of=2020-06-01").status_code == 404


def test_what_was_changed_is_told(anyone: Client) -> None:
    told = words(anyone.get(f"/procedures/{CODE}/changes/"))
    assert "<del>50.000 đồng</del>" in told
    assert "<ins>75.000 đồng</ins>" in told
    assert anyone.get(f"/procedures/{CODE}/changes/?as_of=2021-06-01").status_code == 404


@pytest.mark.parametrize("code", ["NOBODY", "x" * 200, "..", "%00"])
def test_an_unknown_code_is_not_there(anyone: Client, code: str) -> None:
    assert anyone.get(f"/procedures/{code}/").status_code == 404


@pytest.mark.parametrize(("address", "most"), [("/procedures/", 12), (f"/procedures/{CODE}/", 25)])
def test_pages_ask_a_bounded_number_of_questions(anyone: Client, address: str, most: int) -> None:
    anyone.get(address)
    with CaptureQueriesContext(connection) as asked:
        anyone.get(address)
    assert len(asked) <= most, [one["sql"][:80] for one in asked.captured_queries]
