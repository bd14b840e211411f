"""The list of causes is kept in the console: one added, one ended; what was chosen stays; others find nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from lienthong.spine import clock
from lienthong.spine.causes import queries
from lienthong.spine.causes.queries import About

pytestmark = pytest.mark.django_db
NEW = {"words": "Chờ trích đo thửa đất", "about": ["case"], "basis": "Công văn 12/VP-KSTT"}
TODAY = "15/10/2021"


def offered(about: About = About.CASE, day: date | None = None) -> list[str]:
    return [row.words for row in queries.list_causes(about, day or clock.today())]


def test_the_platform_brings_a_list_and_tells_hindrance_from_oversight() -> None:
    for about in About:
        assert {"Chờ cơ quan phối hợp", "Cơ quan sơ suất, để sót việc"} <= set(offered(about))
        assert offered(about)[-1] == "Nguyên nhân khác"
    assert "Chưa được bố trí kinh phí" not in offered()


def test_an_added_cause_is_offered_from_its_day_on(platform_administrator: Client) -> None:
    answer = platform_administrator.post("/console/causes/new/", NEW | {"since": TODAY}, follow=True)
    assert "Chờ trích đo thửa đất" in answer.content.decode()
    assert "Chờ trích đo thửa đất" in offered()
    assert "Chờ trích đo thửa đất" not in offered(About.DUTY)
    assert "Chờ trích đo thửa đất" not in offered(day=date(2021, 10, 14))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"words": "chờ CƠ QUAN phối hợp"}, "đã có trong danh mục"),
        ({"since": "01/10/2021"}, "Hãy chọn hôm nay hoặc ngày sau"),
        ({"about": []}, "summary"),
        ({"basis": ""}, "summary"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    platform_administrator: Client, wrong: dict[str, object], says: str
) -> None:
    page = platform_administrator.post(
        "/console/causes/new/", NEW | {"since": TODAY} | wrong
    ).content.decode()
    assert says in page


def test_an_ended_cause_is_offered_until_its_last_day_and_named_for_ever(
    platform_administrator: Client,
) -> None:
    row = queries.get_cause("STAFF")
    assert row
    given = {"until": TODAY, "basis": "Công văn 13"}
    platform_administrator.post("/console/causes/STAFF/end/", given)
    assert row.words in offered(day=date(2021, 10, 15))
    assert row.words not in offered(day=date(2021, 10, 16))
    assert queries.name_causes()["STAFF"] == row.words
    again = platform_administrator.post("/console/causes/STAFF/end/", given).content.decode()
    assert "đã thôi dùng" in again


def test_others_find_no_list(as_role: Callable[[str], Client]) -> None:
    for role in ("agency_administrator", "auditor", "division_head"):
        assert as_role(role).get("/console/causes/").status_code == 404


@pytest.mark.parametrize("statement", ["UPDATE causes_cause SET words = 'khác'", "DELETE FROM causes_cause"])
def test_an_added_cause_stays_as_it_was_listed(platform_administrator: Client, statement: str) -> None:
    platform_administrator.post("/console/causes/new/", NEW | {"since": TODAY})
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
