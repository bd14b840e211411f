"""The national procedure database as a partner: what it is told, and how it may fail."""

from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.connectors.national_procedures import client, fake
from lienthong.connectors.national_procedures.errors import NotConnected, Refused, Silent
from lienthong.connectors.national_procedures.messages import Message, read_access

ONE = Message("T1-1-PUBLISHED-0", {"MATTHC": "T1", "TENTTHC": "Cấp giấy phép", "TRANGTHAI": "1"})


@pytest.fixture
def database() -> fake.FakeDatabase:
    return fake.FakeDatabase(fake.Memory())


@pytest.fixture(autouse=True)
def _line(database: fake.FakeDatabase, settings: Any) -> Iterator[None]:
    with fake.running(database) as url:
        settings.LIENTHONG_NATIONAL_PROCEDURES_URL = url
        yield


def test_what_is_written_is_listed_and_read_back() -> None:
    client.write(ONE)
    (row,) = client.list_all()
    assert (row.code, row.name, row.state, row.decision) == ("T1", "Cấp giấy phép", "1", "")
    assert client.read("T1") == ONE.body
    assert client.read("T2") == {}


def test_told_twice_by_one_key_it_changes_nothing(database: fake.FakeDatabase) -> None:
    client.write(ONE)
    client.write(Message(ONE.key, ONE.body | {"TENTTHC": "Tên khác"}))
    assert database.shelf.all() == [ONE.body]


@pytest.mark.parametrize("fault", ["reset", "garbage", "late"])
def test_no_readable_answer_is_silence(database: fake.FakeDatabase, fault: str) -> None:
    database.fault = fault
    with pytest.raises(Silent):
        client.write(ONE)


def test_an_answer_larger_than_any_honest_one_is_not_read_to_its_end(
    database: fake.FakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LARGEST", 10)
    with pytest.raises(Silent, match="ValueError"):
        client.list_all()


def test_one_that_hangs_is_left_after_a_while(
    database: fake.FakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.2)
    database.fault = "hang"
    with pytest.raises(Silent, match="Timeout"):
        client.write(ONE)


def test_what_was_done_though_no_answer_came_is_done_once(database: fake.FakeDatabase) -> None:
    """The gateway gives up at the sign-in; then at the writing itself."""
    session = client.list_all
    assert session() == []
    database.fault = "late"
    with pytest.raises(Silent):
        client.write(ONE)
    database.fault = ""
    client.write(ONE)
    client.write(ONE)
    assert len(database.shelf.all()) == 1


def test_a_refusal_says_why(database: fake.FakeDatabase) -> None:
    database.fault = "refuse"
    with pytest.raises(Refused, match="error_code 09: Dữ liệu không hợp lệ"):
        client.write(ONE)
    database.fault = ""
    with pytest.raises(Refused, match="Thiếu mã hoặc tên"):
        client.write(Message("x", {"MATTHC": "T1"}))


def test_a_session_that_is_over_is_taken_anew_once(database: fake.FakeDatabase) -> None:
    database.fault = "over"
    client.write(ONE)
    assert database.calls == ["DongBoTTHC", "DongBoTTHC"]


def test_a_wrong_password_is_refused(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PROCEDURES_URL = settings.LIENTHONG_NATIONAL_PROCEDURES_URL.replace(
        "thu-nghiem", "sai"
    )
    with pytest.raises(Refused, match="02"):
        client.write(ONE)


def test_production_without_an_address_is_not_connected(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PROCEDURES_URL, settings.LIENTHONG_MODE = "", "production"
    assert not client.is_connected()
    with pytest.raises(NotConnected):
        client.list_all()


@pytest.mark.django_db
def test_the_demonstration_has_a_stand_in_that_all_its_processes_share(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PROCEDURES_URL, settings.LIENTHONG_MODE = "", "demo"
    client.write(ONE)
    client.write(ONE)
    assert [row.code for row in client.list_all()] == ["T1"]


def test_an_address_is_read_with_its_marks() -> None:
    access = read_access("https://gia%40lai:m%C3%A3@csdl.example:8443/dvc/?madonvi=GL&dstcode=VN:1")
    assert access.address == "https://csdl.example:8443/dvc"
    assert (access.username, access.password, access.unit, access.target) == ("gia@lai", "mã", "GL", "VN:1")
