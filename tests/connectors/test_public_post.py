"""The public post as a partner: what it is told, what it is believed, and how it may fail."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

from lienthong.connectors.public_post import client, fake
from lienthong.connectors.public_post.errors import Forged, NotConnected, Refused, Silent, Unreadable
from lienthong.connectors.public_post.messages import (
    COLLECT,
    DELIVER,
    DELIVERED,
    ON_ROAD,
    Line,
    Parcel,
    Place,
    read_access,
    sealed,
)

OURS = Place("UBND thành phố Pleiku", "1022", "Một cửa UBND thành phố Pleiku")
THEIRS = Place("Rơ Châm H’Yưn", "0905123456", "Làng Ốp, phường Hoa Lư, Pleiku", "Gia Lai")
ONE = Parcel("000.00.31.H21-211015-0001", DELIVER, OURS, THEIRS, "Kết quả", 75_000)
AT = datetime(2021, 10, 15, 9)  # noqa: DTZ001 -- the post's clock is Viet Nam's
CALLS: list[Callable[[], Any]] = [
    lambda: client.order(ONE),
    lambda: client.cancel(ONE.reference),
    lambda: client.track(0),
    lambda: client.list_day(date(2021, 10, 15)),
]


@pytest.fixture
def post() -> fake.FakePost:
    return fake.FakePost(fake.Memory())


@pytest.fixture(autouse=True)
def _line(post: fake.FakePost, settings: Any) -> Iterator[None]:
    with fake.running(post) as url:
        settings.LIENTHONG_PUBLIC_POST_URL = url
        yield


def test_an_order_is_one_item_however_often_it_is_told(post: fake.FakePost) -> None:
    first, second = client.order(ONE), client.order(ONE)
    assert first == second
    assert (first.item, first.price) == ("VN000000001", 26_000)
    assert first.page == "https://buu-chinh.example/000.00.31.H21-211015-0001/"


def test_what_is_fetched_lacks_nothing_either() -> None:
    assert client.order(Parcel("TG-1", COLLECT, THEIRS, OURS, "Hồ sơ", 0)).item


def test_an_order_without_an_address_is_refused() -> None:
    with pytest.raises(Refused, match="receiverAddress"):
        client.order(Parcel("X", DELIVER, OURS, Place("A", "0905123456", ""), "Kết quả", 0))


def test_what_is_on_the_road_is_not_called_off(post: fake.FakePost) -> None:
    client.order(ONE)
    client.cancel(ONE.reference)
    post.move(ONE.reference, ON_ROAD, AT)
    with pytest.raises(Refused, match="trên đường"):
        client.cancel(ONE.reference)


def test_tracking_goes_on_after_the_last_step(post: fake.FakePost) -> None:
    client.order(ONE)
    post.move(ONE.reference, ON_ROAD, AT)
    post.move(ONE.reference, DELIVERED, AT)
    assert [one.id for one in client.track(0)] == [1, 2]
    (last,) = client.track(1)
    assert (last.reference, last.status, last.collected, last.at) == (
        ONE.reference, DELIVERED, 75_000, "20211015090000",
    )  # fmt: skip
    assert client.track(2) == []
    assert client.list_day(date(2021, 10, 15)) == [Line(ONE.reference, 75_000)]
    assert client.list_day(date(2021, 10, 16)) == []


def test_the_signature_of_a_callback_is_over_what_it_says(post: fake.FakePost) -> None:
    client.order(ONE)
    (body,) = post.move(ONE.reference, DELIVERED, AT)
    words = "1|GIALAI|000.00.31.H21-211015-0001|3|20211015090000|75000"
    expected = hmac.new(b"khoa-thu-nghiem", words.encode(), hashlib.sha256).hexdigest()
    assert json.loads(body)["signature"] == expected
    assert client.read_callback(body).collected == 75_000


@pytest.mark.parametrize(
    "field",
    ["id", "customerCode", "orderNumber", "statusCode", "statusDate", "codCollected", "signature"],
)
def test_a_callback_of_which_one_field_was_changed_is_forged(post: fake.FakePost, field: str) -> None:
    client.order(ONE)
    (body,) = post.move(ONE.reference, DELIVERED, AT)
    with pytest.raises(Forged):
        client.read_callback(json.dumps(json.loads(body) | {field: "9"}).encode())


def test_a_callback_of_another_key_is_forged(post: fake.FakePost) -> None:
    client.order(ONE)
    (forged,) = post.move(ONE.reference, DELIVERED, AT, "forged")
    with pytest.raises(Forged):
        client.read_callback(forged)


@pytest.mark.parametrize(
    ("field", "value"),
    [("statusCode", "7"), ("codCollected", "-5"), ("codCollected", "1.5"), ("id", "x"), ("id", 0)],
)
def test_a_sealed_callback_that_makes_no_sense_is_not_read(field: str, value: object) -> None:
    told = {
        "id": 1, "customerCode": "GIALAI", "orderNumber": "X", "statusCode": "3", "statusDate": "20211015090000",
        "codCollected": 0, field: value,
    }  # fmt: skip
    with pytest.raises(Unreadable):
        client.read_callback(json.dumps(sealed(told, fake.ACCESS.key)).encode())


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"\xff", b" " * 20_001, b"[" * 20_000])
def test_garbage_is_no_callback(body: bytes) -> None:
    with pytest.raises(Unreadable):
        client.read_callback(body)


@pytest.mark.parametrize("fault", ["reset", "garbage", "late"])
@pytest.mark.parametrize("call", CALLS)
def test_no_readable_answer_is_silence(post: fake.FakePost, fault: str, call: Callable[[], Any]) -> None:
    client.order(ONE)
    post.fault = fault
    with pytest.raises(Silent):
        call()


@pytest.mark.parametrize("call", CALLS)
def test_a_refusal_is_told_in_its_words(post: fake.FakePost, call: Callable[[], Any]) -> None:
    post.fault = "refuse"
    with pytest.raises(Refused, match="99: Sai mã khách hàng"):
        call()


def test_one_that_hangs_is_left_after_a_while(post: fake.FakePost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    post.fault = "hang"
    with pytest.raises(Silent, match="Timeout"):
        client.order(ONE)


def test_what_came_late_was_done_all_the_same(post: fake.FakePost) -> None:
    post.fault = "late"
    with pytest.raises(Silent):
        client.order(ONE)
    post.fault = ""
    assert client.order(ONE).item == "VN000000001"


def test_an_answer_larger_than_any_honest_one_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST", 10)
    with pytest.raises(Silent, match="ValueError"):
        client.track(0)


def test_nobody_is_asked_in_production_without_an_address(settings: Any) -> None:
    settings.LIENTHONG_PUBLIC_POST_URL, settings.LIENTHONG_MODE = "", "production"
    assert not client.is_connected()
    with pytest.raises(NotConnected):
        client.order(ONE)


def test_an_address_without_a_key_is_none() -> None:
    with pytest.raises(ValueError, match="customerCode"):
        read_access("https://post.example/x")
