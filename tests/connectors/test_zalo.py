"""Zalo Notification Service as a partner: templates, tokens that work once, reports, and how it may fail."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lienthong.connectors.shelves import Memory
from lienthong.connectors.zalo import client, fake
from lienthong.connectors.zalo.errors import NotConnected, Refused, Silent
from lienthong.connectors.zalo.messages import Report, Zns, read_access

ONE = Zns("GL-7-1", "0905118172", "000.00.31.H21-211015-0001", "Hồ sơ đã có kết quả", "15/10/2021")


@pytest.fixture
def zalo() -> fake.FakeZalo:
    return fake.FakeZalo(Memory())


@pytest.fixture(autouse=True)
def _line(zalo: fake.FakeZalo, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.LIENTHONG_KEYS_DIR = tmp_path
    with fake.running(zalo) as url:
        settings.LIENTHONG_ZALO_URL = url
        yield


def test_a_message_is_a_template_with_three_parameters_and_told_twice_it_is_one(zalo: fake.FakeZalo) -> None:
    assert client.send(ONE) == client.send(ONE) == "zns-000001"
    (sent,) = zalo.shelf.all().values()
    assert sent["asked"] == {
        "phone": "84905118172",
        "template_id": "240101",
        "template_data": {"ma": ONE.code, "tin": "Hồ sơ đã có kết quả", "ngay": "15/10/2021"},
        "tracking_id": "GL-7-1",
    }


def test_tokens_are_exchanged_once_and_kept_where_no_message_takes_them_along(
    zalo: fake.FakeZalo, tmp_path: Path
) -> None:
    client.send(ONE)
    client.send(replace(ONE, key="GL-8-1"))
    assert zalo.exchanges == 1
    (kept,) = (one for one in tmp_path.iterdir() if not one.suffix)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert b"refresh-1" not in kept.read_bytes()


def test_a_token_that_is_worn_before_its_time_is_exchanged(zalo: fake.FakeZalo) -> None:
    client.send(ONE)
    zalo.fault = "worn"
    assert client.send(replace(ONE, key="GL-8-1")) == "zns-000002"
    assert zalo.exchanges == 2


def test_an_exchange_outlives_the_message_that_asked_for_it(zalo: fake.FakeZalo) -> None:
    zalo.fault = "refuse"
    with pytest.raises(Refused, match="-144"):
        client.send(ONE)
    zalo.fault = ""
    client.send(ONE)
    assert zalo.exchanges == 1


@pytest.mark.parametrize("fault", ["late", "garbage"])
def test_an_exchange_whose_answer_was_lost_is_told_in_words_for_a_person_mends_it(
    zalo: fake.FakeZalo, fault: str
) -> None:
    """The token of exchange is spent then: nobody but its owner can begin anew."""
    zalo.token_fault = fault
    with pytest.raises(Silent):
        client.send(ONE)
    zalo.token_fault = ""
    with pytest.raises(Refused, match="Invalid refresh token"):
        client.send(ONE)
    assert zalo.shelf.all() == {}


def test_a_spent_token_of_exchange_is_a_refusal_in_words(zalo: fake.FakeZalo) -> None:
    zalo.exchanges = 3  # somebody else exchanged meanwhile
    with pytest.raises(Refused, match="Invalid refresh token"):
        client.send(ONE)


def test_whom_zalo_does_not_know_is_refused(zalo: fake.FakeZalo) -> None:
    zalo.strangers = {"84905118172"}
    with pytest.raises(Refused, match="-118"):
        client.send(ONE)


@pytest.mark.parametrize("change", [{"sentence": "x" * 31}, {"code": ""}, {"day": "x" * 31}])
def test_what_fits_no_template_never_leaves(zalo: fake.FakeZalo, change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="template_data"):
        client.send(replace(ONE, **change))
    assert zalo.shelf.all() == {}


def test_what_became_of_it_is_asked_by_its_number(zalo: fake.FakeZalo) -> None:
    first, second = client.send(ONE), client.send(replace(ONE, key="GL-8-1"))
    zalo.reports = {second: (-1, "User blocked")}
    assert client.report(first) == (Report.DELIVERED, "")
    assert client.report(second) == (Report.FAILED, "User blocked")
    zalo.reports = {first: (0, "")}
    assert client.report(first) == (Report.UNKNOWN, "")


@pytest.mark.parametrize("fault", ["reset", "garbage", "late", "other"])
def test_a_report_that_cannot_be_read_is_silence(zalo: fake.FakeZalo, fault: str) -> None:
    reference = client.send(ONE)
    zalo.fault = fault
    with pytest.raises(Silent):
        client.report(reference)


def test_where_no_address_is_set_nobody_is_told(settings: Any) -> None:
    settings.LIENTHONG_ZALO_URL = ""
    assert not client.is_connected()
    with pytest.raises(NotConnected):
        client.send(ONE)


def test_an_address_names_template_and_tokens() -> None:
    told = read_access("https://1:s@zns.example?template=9&refresh=r%2F1&tokens=https://oauth.example/")
    assert (told.address, told.template, told.refresh) == ("https://zns.example", "9", "r/1")
    assert told.tokens == "https://oauth.example"
    for url in ("https://1:s@zns.example?template=9", "https://zns.example?template=9&refresh=r"):
        with pytest.raises(ValueError, match="template=ID"):
            read_access(url)
