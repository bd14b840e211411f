"""Papers that somebody at home has fetched: asked for once, on a day when the post comes, called off in time."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.deliveries import actions, errors, queries
from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.exchange import parcel_message
from lienthong.domain.deliveries.queries import Half, Kind, State, Tiding
from lienthong.domain.deliveries.rules.errands import days_from
from lienthong.spine.actor import ANONYMOUS
from tests.domain.cases.running import BEGUN, province
from tests.domain.deliveries.running import RECEIVER, asked, hear, seen, told_to_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture
def calendar() -> None:
    province()


def call_off(key: Any) -> None:
    actions.call_errand_off(key=key, by=ANONYMOUS, at=BEGUN)


def test_the_next_five_working_days_are_offered() -> None:
    """15/10/2021 is a Friday; the next week has no holiday."""
    found = days_from(date(2021, 10, 15), lambda day: day.weekday() < 5)
    assert found == [date(2021, 10, day) for day in (18, 19, 20, 21, 22)]
    assert days_from(date(2021, 10, 15), lambda _day: False) == []


def test_it_is_asked_for_once_and_the_post_hears_what_and_when() -> None:
    key = uuid4()
    row = asked(key)
    assert asked(key) == row
    assert (row.kind, row.state, row.code) == (Kind.PAPERS, State.TO_SEND, f"TG-211015-{key.hex[:8].upper()}")
    message = parcel_message(row, BEGUN)
    assert message.content == "Lấy hồ sơ sáng 18/10/2021: Tờ khai; Bản chính giấy khai sinh"
    assert (message.sender.address, message.cod) == (RECEIVER.address, 0)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"papers": []}, errors.PapersUnchosen),
        ({"day": BEGUN.date()}, errors.DayUnfit),
        ({"day": BEGUN.date() + timedelta(days=90)}, errors.DayUnfit),
        ({"sender": actions.Receiver("A", "123", RECEIVER.address)}, errors.PhoneUnfit),
        ({"sender": actions.Receiver("A", RECEIVER.phone, "x")}, errors.PlaceMissing),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(given: dict[str, Any], refused: type) -> None:
    with pytest.raises(refused):
        asked(**given)
    assert not m.Order.objects.exists()
    assert not m.Errand.objects.exists()


def test_it_is_called_off_until_the_collector_came() -> None:
    key, other = uuid4(), uuid4()
    told_to_post(asked(key)), asked(other)
    for _press in range(2):
        call_off(key)
    assert seen(asked(key)).state is State.CANCELLED
    hear(asked(other), Tiding.ON_ROAD)
    with pytest.raises(errors.TooLateToCallOff):
        call_off(other)
    with pytest.raises(errors.OrderNotFound):
        call_off(uuid4())


def test_it_is_found_by_code_and_telephone_only_together() -> None:
    key = uuid4()
    row = asked(key, half=Half.AFTERNOON)
    assert queries.find_errand(row.code.lower(), "0905123456") == key
    assert queries.find_errand(row.case, "0905 123 456") == key
    for code, phone in ((row.code, "0905123457"), (row.code, ""), ("", "0905123456"), ("TG-1", "0905123456")):
        assert queries.find_errand(code, phone) is None


def test_papers_taken_in_are_noted_once(django_assert_num_queries: Any) -> None:
    key = uuid4()
    asked(key)
    told: dict[str, Any] = {"key": key, "by": ANONYMOUS, "at": BEGUN}
    for number in ("000.00.31.H21-211018-0001", "000.00.31.H21-211018-0002"):
        row = actions.note_case(case=number, **told)
        assert row and row.became == "000.00.31.H21-211018-0001"
    with django_assert_num_queries(1):
        assert actions.note_case(key=uuid4(), case="x", by=ANONYMOUS, at=BEGUN) is None


def test_what_was_asked_for_stays() -> None:
    asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Errand.objects.update(day=BEGUN.date())
