"""A number for short messages at home: said, proved by the code that came there, told to from then on."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.connectors.shelves import Memory
from lienthong.connectors.sms import fake
from lienthong.domain.parties.queries import get_verified, proved_phone
from lienthong.domain.short_messages.models import Trial
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e import states
from tests.e2e.people import account, signed_in
from tests.factories.province import loaded
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
AT = "/my/telephone/"


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def gateway(settings: Any) -> Iterator[fake.FakeGateway]:
    made = fake.FakeGateway(Memory())
    with fake.running(made) as url:
        settings.LIENTHONG_SMS_URL = url
        yield made


@pytest.fixture
def citizen(province: None) -> Client:
    cache.clear()
    client = signed_in("citizen")
    states.a_verified_citizen(client)
    return client


def words(answer: Any) -> str:
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return re.sub(r"\s+", " ", answer.content.decode())


def code_in(gateway: fake.FakeGateway) -> str:
    """In the newest message."""
    drain()
    *_before, sent = gateway.shelf.all().values()
    found = re.search(r"\d{6}", sent["Content"])
    assert found
    return found[0]


def proved() -> str:
    verified = get_verified(account("citizen"), clock.today())
    assert verified
    return proved_phone(verified.party, clock.today())


def test_a_number_is_said_proved_and_then_told_to(citizen: Client, gateway: fake.FakeGateway) -> None:
    assert "Chưa có số di động nào" in words(citizen.get("/my/data/"))
    assert citizen.post(AT, {"phone": "0905 118 173"}).headers["Location"] == AT
    page = words(citizen.get(AT))
    assert "Mã đang được gửi tới" in page
    assert "0905118173" not in page
    code = code_in(gateway)
    assert proved() == ""
    assert citizen.post(AT, {"code": f" {code[:3]} {code[3:]}"}).headers["Location"] == "/my/data/"
    assert proved() == "0905118173"
    assert "số đã xác nhận là của bạn" in words(citizen.get("/my/data/"))
    assert "không còn giá trị" in words(citizen.post(AT, {"code": code}))


def test_five_wrong_codes_make_the_right_one_worthless(citizen: Client, gateway: fake.FakeGateway) -> None:
    citizen.post(AT, {"phone": "0905118173"})
    code = code_in(gateway)
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        assert "Mã này không đúng" in words(citizen.post(AT, {"code": wrong}))
    assert "không còn giá trị" in words(citizen.post(AT, {"code": code}))
    assert proved() == ""


def test_a_new_code_ends_the_one_before_and_ten_minutes_end_any(
    citizen: Client, gateway: fake.FakeGateway
) -> None:
    citizen.post(AT, {"phone": "0905118173"})
    code = code_in(gateway)
    Trial.objects.update(made_at=clock.now() - timedelta(minutes=11))
    assert "không còn giá trị" in words(citizen.post(AT, {"code": code}))
    citizen.post(AT, {"phone": "0905118173"})
    first = code_in(gateway)
    citizen.post(AT, {"phone": "0905118173"})
    second = code_in(gateway)
    assert first == second or "Mã này không đúng" in words(citizen.post(AT, {"code": first}))
    assert citizen.post(AT, {"code": second}).status_code == 302


@pytest.mark.parametrize("phone", ["", "02693824424", "12"])
def test_what_is_no_mobile_number_gets_a_sentence_and_stays_in_the_box(
    citizen: Client, gateway: fake.FakeGateway, phone: str
) -> None:
    page = words(citizen.post(AT, {"phone": phone}))
    assert 'class="summary"' in page
    assert f'value="{phone}"' in page or not phone
    assert gateway.shelf.all() == {}


def test_where_no_gateway_is_connected_it_says_so(citizen: Client) -> None:
    assert "chưa kết nối cổng nhắn tin" in words(citizen.post(AT, {"phone": "0905118173"}))
    assert not Trial.objects.exists()


def test_a_code_is_kept_encrypted(citizen: Client, gateway: fake.FakeGateway) -> None:
    citizen.post(AT, {"phone": "0905118173"})
    code = code_in(gateway)
    assert code.encode() not in bytes(Trial.objects.get().code)


def test_who_is_not_made_sure_has_no_such_page(province: None) -> None:
    assert signed_in("citizen").get(AT).status_code == 404
    assert signed_in("business").get(AT).status_code == 404
