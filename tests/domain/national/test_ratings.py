"""Each month the portal hears how satisfied people were, once, of procedures that it lists."""

from datetime import date

import pytest

from lienthong.connectors.national_portal import client, fake
from lienthong.connectors.national_portal import messages as its
from lienthong.connectors.national_portal.errors import Silent
from lienthong.domain.national import jobs, queries
from lienthong.domain.national import models as m
from lienthong.domain.national.exchange import ratings_of
from lienthong.domain.national.exchange.rating import rating_of
from lienthong.domain.procedures.queries import get_handling
from lienthong.domain.surveys import models as surveys
from lienthong.domain.surveys.queries import MonthTally
from tests.domain.cases.running import CITY, hour, received
from tests.domain.national.running import OFFICIAL, a_minute, city, offered

pytestmark = pytest.mark.django_db
MONTH, AT = date(2021, 10, 1), hour("18/10 10:00")


@pytest.fixture
def listed(portal: fake.FakePortal) -> int:
    version = city()
    offered(portal, version)
    return version


def rate(version: int, levels: list[int]) -> None:
    code = get_handling(version).code
    surveys.Rating.objects.bulk_create(
        surveys.Rating(
            case_id=received(version), agency=CITY, procedure=code, title="T", level=level,
            rated_at=AT, changed_at=AT, until=AT,
        )
        for level in levels
    )  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "shares"),
    [
        ((0, 0, 1, 5, 14), ("70", "25", "5")),
        ((0, 0, 0, 0, 10), ("100", "0", "0")),
        ((1, 1, 1, 4, 5), ("42", "33", "25")),
    ],
)
def test_five_levels_become_three_shares_of_a_hundred(
    levels: tuple[int, ...], shares: tuple[str, ...]
) -> None:
    told = rating_of(MonthTally(CITY, "1.001193", sum(levels), levels), MONTH, OFFICIAL, "UBND")
    assert tuple(told) == its.RATING
    assert (told["NgayTongHop"], told["TongSoNguoiDanhGia"]) == ("10-2021", str(sum(levels)))
    assert tuple(told[f"PhanTramDanhGia{one}"] for one in ("RatHaiLong", "HaiLong", "ChuaHaiLong")) == shares
    assert sum(map(int, shares)) == 100


def test_a_month_is_told_once_when_it_is_over(portal: fake.FakePortal, listed: int) -> None:
    rate(listed, [5] * 7 + [4] * 2 + [1])
    a_minute(hour("31/10 23:00"))
    assert portal.ratings == []
    for _minute in range(2):
        a_minute(hour("01/11 08:00"))
    (told,) = portal.ratings
    assert (told["MaThuTuc"], told["Madonvi"], told["TongSoNguoiDanhGia"]) == (
        get_handling(listed).code,
        OFFICIAL,
        "10",
    )
    assert m.RatedMonth.objects.get(month=MONTH).rows == 1
    assert queries.month_to_rate(hour("02/11 08:00")) is None


def test_few_answers_and_procedures_that_it_does_not_list_are_not_told(listed: int) -> None:
    rate(listed, [5] * 9)
    code = get_handling(listed).code
    assert ratings_of(MONTH, [code]) == []
    rate(listed, [5])
    assert ratings_of(MONTH, []) == []
    assert len(ratings_of(MONTH, [code])) == 1


def test_what_was_not_taken_is_told_the_next_time(portal: fake.FakePortal, listed: int) -> None:
    rate(listed, [5] * 10)
    at = hour("01/11 08:00")
    portal.fault = "garbage"
    with client.line() as line, pytest.raises(Silent):
        jobs.tell_ratings(line, at)
    assert not m.RatedMonth.objects.filter(month=MONTH).exists()
    portal.fault = ""
    for _telling in range(2):
        with client.line() as line:
            jobs.tell_ratings(line, at)
    assert len(portal.ratings) == 1
