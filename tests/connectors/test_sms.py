"""The gateway of short messages as a partner: what it is asked, what it is believed, and how it may fail."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from lienthong.connectors.shelves import Memory
from lienthong.connectors.sms import client, fake
from lienthong.connectors.sms.errors import NotConnected, Refused, Silent
from lienthong.connectors.sms.messages import Access, Report, Sms, body_of, read_access

ONE = Sms("GL-7-1", "0905118172", "Ho so da co ket qua. Ma ho so 000.00.31.H21-211015-0001.")


@pytest.fixture
def gateway() -> fake.FakeGateway:
    return fake.FakeGateway(Memory())


@pytest.fixture(autouse=True)
def _line(gateway: fake.FakeGateway, settings: Any) -> Iterator[None]:
    with fake.running(gateway) as url:
        settings.LIENTHONG_SMS_URL = url
        yield


def test_a_message_has_a_number_and_told_twice_it_is_one(gateway: fake.FakeGateway) -> None:
    assert client.send(ONE) == client.send(ONE) == "sms-000001"
    (sent,) = gateway.shelf.all().values()
    assert (sent["Phone"], sent["Brandname"], sent["IsUnicode"]) == ("84905118172", "TINHGIALAI", "0")
    assert sent["Content"] == ONE.content


@pytest.mark.parametrize("content", ["", "Hồ sơ", "x" * 161])
def test_what_is_no_single_message_without_marks_never_leaves(
    gateway: fake.FakeGateway, content: str
) -> None:
    with pytest.raises(ValueError, match="content"):
        client.send(replace(ONE, content=content))
    assert gateway.shelf.all() == {}


def test_what_became_of_it_is_asked_by_its_number(gateway: fake.FakeGateway) -> None:
    first, second = client.send(ONE), client.send(replace(ONE, key="GL-8-1"))
    gateway.reports = {second: ("4", "Subscriber absent")}
    assert client.report(first) == (Report.DELIVERED, "")
    assert client.report(second) == (Report.FAILED, "Subscriber absent")
    gateway.reports = {first: ("1", "")}
    assert client.report(first) == (Report.UNKNOWN, "")
    with pytest.raises(Refused, match="RefId"):
        client.report("nobody's")


@pytest.mark.parametrize("fault", ["reset", "garbage", "late", "other"])
def test_a_report_that_cannot_be_read_is_silence(gateway: fake.FakeGateway, fault: str) -> None:
    reference = client.send(ONE)
    gateway.fault = fault
    with pytest.raises(Silent):
        client.report(reference)


def test_the_answer_to_another_message_is_silence(gateway: fake.FakeGateway) -> None:
    gateway.fault = "other"
    with pytest.raises(Silent):
        client.send(ONE)


def test_another_key_is_refused_in_words(settings: Any) -> None:
    settings.LIENTHONG_SMS_URL = settings.LIENTHONG_SMS_URL.replace(fake.ACCESS.key, "another")
    with pytest.raises(Refused, match="Authorize"):
        client.send(ONE)


def test_where_no_address_is_set_nobody_is_told(settings: Any) -> None:
    settings.LIENTHONG_SMS_URL = ""
    assert not client.is_connected()
    with pytest.raises(NotConnected):
        client.send(ONE)


def test_an_address_says_who_we_are_and_under_which_name() -> None:
    assert read_access("https://gl:k%40y@sms.example/api?brand=GIALAI") == Access(
        "https://sms.example/api", "gl", "k@y", "GIALAI"
    )
    for url in ("https://sms.example?brand=X", "https://a:b@sms.example", "a:b"):
        with pytest.raises(ValueError, match="brand=NAME"):
            read_access(url)


def test_a_number_abroad_keeps_its_country() -> None:
    assert body_of(replace(ONE, phone="+85620123456"), fake.ACCESS)["Phone"] == "85620123456"
