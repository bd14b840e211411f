"""The provider of electronic receipts as a partner: what it is asked, what it is believed, and how it may fail."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from lienthong.connectors.e_receipts import client, fake
from lienthong.connectors.e_receipts.errors import NotConnected, Refused, Silent
from lienthong.connectors.e_receipts.messages import Asked, Line, body_of, is_genuine, read_access

ONE = Asked(
    key="LTBL 7",
    does="ISSUE",
    amount=75_000,
    payer="Rơ Châm H’Yưn",
    agency="GL-622",
    agency_name="UBND thành phố Pleiku",
    about="Đăng ký khai sinh (000.00.31.H21-211015-0001)",
    at="20211015090000",
    lines=(Line("Lệ phí", 75_000),),
)


@pytest.fixture
def provider() -> fake.FakeProvider:
    return fake.FakeProvider(fake.Memory())


@pytest.fixture(autouse=True)
def _line(provider: fake.FakeProvider, settings: Any) -> Iterator[None]:
    with fake.running(provider) as url:
        settings.LIENTHONG_E_RECEIPTS_URL = url
        yield


def test_a_receipt_has_number_page_and_code_and_asked_twice_it_is_one(provider: fake.FakeProvider) -> None:
    first = client.ask(ONE)
    assert (first.number, first.page, len(first.lookup)) == ("01BLP0-001 AA-21E 0000001", fake.PAGE, 10)
    assert client.ask(ONE) == first
    assert (provider.said, len(provider.shelf.all())) == (["LTBL 7", "LTBL 7"], 1)
    assert client.paper(first.number).startswith(b"%PDF-")


def test_one_is_replaced_lowered_and_cancelled_by_its_number() -> None:
    first = client.ask(ONE)
    again = client.ask(replace(ONE, key="LTBL 8", does="REPLACE", original=first.number, reason="Sai tên"))
    lower = replace(ONE, key="LTBL 9", does="ADJUST", amount=50_000, original=again.number, reason="Hoàn trả")
    assert client.ask(lower).number == "01BLP0-001 AA-21E 0000003"
    gone = replace(ONE, key="LTBL 10", does="CANCEL", amount=0, original=again.number, reason="Hoàn trả")
    client.ask(gone)
    with pytest.raises(Refused, match="06"):
        client.ask(replace(gone, key="LTBL 11"))
    with pytest.raises(Refused, match="05"):
        client.ask(replace(ONE, key="LTBL 12", does="REPLACE", original="không có"))


@pytest.mark.parametrize("field", ["maDonVi", "khoa", "loai", "soTien", "bienLaiGoc"])
def test_what_was_changed_on_the_way_is_not_genuine(field: str) -> None:
    told = body_of(ONE, fake.ACCESS)
    assert is_genuine(told, fake.ACCESS.key)
    assert not is_genuine(told | {field: "x"}, fake.ACCESS.key)
    assert not is_genuine(told, "another key")


@pytest.mark.parametrize("fault", ["reset", "garbage", "late", "other"])
def test_no_readable_answer_is_silence_and_nothing_is_written_twice(
    provider: fake.FakeProvider, fault: str
) -> None:
    provider.fault = fault
    with pytest.raises(Silent):
        client.ask(ONE)
    provider.fault = ""
    assert client.ask(ONE).number == "01BLP0-001 AA-21E 0000001"


def test_one_that_hangs_is_left_after_a_while(
    provider: fake.FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    provider.fault = "hang"
    with pytest.raises(Silent):
        client.ask(ONE)


def test_a_refusal_says_why(provider: fake.FakeProvider) -> None:
    provider.fault = "refuse"
    with pytest.raises(Refused, match="dải số"):
        client.ask(ONE)


def test_a_paper_that_is_no_pdf_or_too_large_is_silence(
    provider: fake.FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.fault = "garbage"
    with pytest.raises(Silent):
        client.paper("1")
    provider.fault = ""
    monkeypatch.setattr(client, "LARGEST_PAPER", 5)
    with pytest.raises(Silent):
        client.paper("1")


def test_production_without_an_address_asks_nobody(settings: Any) -> None:
    settings.LIENTHONG_E_RECEIPTS_URL, settings.LIENTHONG_MODE = "", "production"
    assert not client.is_connected()
    with pytest.raises(NotConnected):
        client.ask(ONE)
    with pytest.raises(ValueError, match="customer:key"):
        read_access("https://host/path")
