"""The payment platform as a partner: what it is told, what it is believed, and how it may fail."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from lienthong.connectors.payment_platform import client, fake
from lienthong.connectors.payment_platform.errors import Forged, NotConnected, Refused, Silent, Unreadable
from lienthong.connectors.payment_platform.messages import (
    CALLBACK_FIELDS,
    Charge,
    Order,
    read_access,
    sealed,
)

ONE = Order(
    reference="LT00000001297",
    amount=75_000,
    about="LT00000001297 000.00.31.H21-211015-0001",
    at="20211015090000",
    agency="GL-622",
    agency_name="UBND thành phố Pleiku",
    case="000.00.31.H21-211015-0001",
    procedure="1.001193",
    title="Đăng ký khai sinh",
    payer="Rơ Châm H’Yưn",
    account="0123456789",
    bank="970436",
    holder="KBNN Pleiku",
    charges=(Charge("2", "Lệ phí", 75_000),),
)
AT = datetime(2021, 10, 15, 9)  # noqa: DTZ001 -- the platform's clock is Viet Nam's


@pytest.fixture
def platform() -> fake.FakePlatform:
    return fake.FakePlatform(fake.Memory())


@pytest.fixture(autouse=True)
def _line(platform: fake.FakePlatform, settings: Any) -> Iterator[None]:
    with fake.running(platform) as url:
        settings.LIENTHONG_PAYMENT_PLATFORM_URL = url
        yield


def test_an_order_gives_the_address_where_the_citizen_pays() -> None:
    assert client.order(ONE) == "https://thanh-toan.example/LT00000001297/"


def test_the_checksum_of_a_callback_is_that_of_the_agreement(platform: fake.FakePlatform) -> None:
    client.order(ONE)
    (body,) = platform.pay(ONE.reference, AT)
    words = (
        "KQ_THANHTOAN|00|GIALAI|LT00000001297|75000|VND|PP0000000001|970436|20211015090000|"
        "LT00000001297 000.00.31.H21-211015-0001|khoa-thu-nghiem"
    )
    assert json.loads(body)["MaXacThuc"] == hashlib.sha256(words.encode()).hexdigest()
    paid = client.read_callback(body)
    assert (paid.reference, paid.amount, paid.transaction, paid.is_done) == (
        "LT00000001297", 75_000, "PP0000000001", True,
    )  # fmt: skip


FIELDS = ("LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang")


@pytest.mark.parametrize("field", [*FIELDS, "ThoiGianGD", "ThongTinGiaoDich", "MaXacThuc"])
def test_a_callback_of_which_one_field_was_changed_is_forged(platform: fake.FakePlatform, field: str) -> None:
    client.order(ONE)
    (body,) = platform.pay(ONE.reference, AT)
    with pytest.raises(Forged):
        client.read_callback(json.dumps(json.loads(body) | {field: "1"}).encode())


def test_a_callback_without_a_checksum_or_of_another_key_is_forged(platform: fake.FakePlatform) -> None:
    client.order(ONE)
    (forged,) = platform.pay(ONE.reference, AT, "forged")
    (body,) = platform.pay(ONE.reference, AT)
    bare = {name: value for name, value in json.loads(body).items() if name != "MaXacThuc"}
    for one in (forged, json.dumps(bare).encode(), json.dumps(bare | {"MaXacThuc": "é"}).encode()):
        with pytest.raises(Forged):
            client.read_callback(one)


@pytest.mark.parametrize(
    ("field", "value"), [("SoTien", "-5"), ("SoTien", "1.5"), ("MaTienTe", "USD"), ("MaGiaoDich", "")]
)
def test_a_sealed_callback_that_makes_no_sense_is_not_read(field: str, value: str) -> None:
    told = dict.fromkeys(CALLBACK_FIELDS, "1") | {"MaDoiTac": "GIALAI", "MaTienTe": "VND", field: value}
    body = json.dumps(sealed(told, CALLBACK_FIELDS, fake.ACCESS.key)).encode()
    with pytest.raises(Unreadable):
        client.read_callback(body)


@pytest.mark.parametrize("fault", ["reset", "garbage", "late"])
def test_no_readable_answer_is_silence(platform: fake.FakePlatform, fault: str) -> None:
    platform.fault = fault
    with pytest.raises(Silent):
        client.order(ONE)


def test_one_that_hangs_is_left_after_a_while(
    platform: fake.FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    platform.fault = "hang"
    with pytest.raises(Silent, match="Timeout"):
        client.order(ONE)


def test_an_answer_larger_than_any_honest_one_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST", 10)
    with pytest.raises(Silent, match="ValueError"):
        client.list_day(date(2021, 10, 15))


def test_a_refusal_says_why(platform: fake.FakePlatform) -> None:
    platform.fault = "refuse"
    with pytest.raises(Refused, match="MaLoi 99: Sai mã xác thực"):
        client.order(ONE)


def test_a_wrong_key_is_refused(settings: Any) -> None:
    settings.LIENTHONG_PAYMENT_PLATFORM_URL = settings.LIENTHONG_PAYMENT_PLATFORM_URL.replace("khoa", "sai")
    with pytest.raises(Refused):
        client.order(ONE)


def test_the_list_of_a_day_holds_what_was_paid_on_it(platform: fake.FakePlatform) -> None:
    client.order(ONE)
    platform.pay(ONE.reference, AT, "silent")
    platform.pay(ONE.reference, AT.replace(day=16), "twice")
    assert [one.transaction for one in client.list_day(date(2021, 10, 15))] == ["PP0000000001"]


@pytest.mark.parametrize("page", ["javascript:alert(1)//", "http://thanh-toan.example/", "//elsewhere/"])
def test_nobody_is_led_to_an_unsafe_address(platform: fake.FakePlatform, page: str) -> None:
    platform.page = page
    with pytest.raises(Silent):
        client.order(ONE)


def test_production_without_an_address_is_not_connected(settings: Any) -> None:
    settings.LIENTHONG_PAYMENT_PLATFORM_URL, settings.LIENTHONG_MODE = "", "production"
    assert not client.is_connected()
    with pytest.raises(NotConnected):
        client.order(ONE)
    with pytest.raises(NotConnected):
        client.read_callback(b"{}")


@pytest.mark.django_db
def test_the_demonstration_has_a_stand_in_that_all_its_processes_share(settings: Any) -> None:
    settings.LIENTHONG_PAYMENT_PLATFORM_URL, settings.LIENTHONG_MODE = "", "demo"
    assert client.order(ONE) == "/pay/try/LT00000001297/"
    first, again = fake.kept().pay(ONE.reference, AT), fake.kept().pay(ONE.reference, AT)
    assert first != again
    assert len(client.list_day(date(2021, 10, 15))) == 2
    with pytest.raises(LookupError):
        fake.kept().pay("LT0", AT)


def test_an_address_is_read_with_its_marks() -> None:
    access = read_access("https://gia%40lai:kh%C3%B3a@tt.example:8443/api/")
    assert (access.address, access.partner, access.key) == ("https://tt.example:8443/api", "gia@lai", "khóa")
