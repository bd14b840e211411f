"""Thirty days before a closed file is owed to the archive, its keeper and the archivist hear of it, once."""

from datetime import date, datetime, timedelta

import pytest

from lienthong.domain.notices.models import Notice
from lienthong.domain.workfiles import jobs
from lienthong.domain.workfiles.rules.keeping import owed_by
from tests.domain.workfiles.cabinet import AT, Cabinet, cabinet

pytestmark = pytest.mark.django_db
LAST = date(2022, 10, 15)  # a year after the work ended
TOLD = LAST - timedelta(days=30)


@pytest.fixture
def snv(db: None) -> Cabinet:
    return cabinet()


def morning(day: date) -> None:
    jobs.tell_of_owed(day, datetime(day.year, day.month, day.day, 7, 15, tzinfo=AT.tzinfo))


def told() -> dict[str, str]:
    return {one.account: one.title for one in Notice.objects.filter(kind="workfiles.owed")}


def test_keeper_and_archivist_are_told_on_that_day_and_on_no_other(snv: Cabinet) -> None:
    for code in ("09.CCHC", "10.CCHC"):
        snv.closed(code=code)
    for day in (TOLD - timedelta(days=1), TOLD + timedelta(days=1), LAST):
        morning(day)
        assert told() == {}
    for _ in range(2):  # a turn that is taken again tells nobody twice
        morning(TOLD)
    assert told() == {
        snv.writer.account: "2 hồ sơ của bạn phải nộp lưu chậm nhất ngày 15/10/2022",
        snv.clerk.account: "2 hồ sơ phải nộp lưu chậm nhất ngày 15/10/2022",
    }
    assert Notice.objects.filter(kind="workfiles.owed").count() == 2


def test_what_is_open_or_was_handed_over_is_not_owed(snv: Cabinet) -> None:
    snv.opened(code="11.CCHC")
    snv.handed()
    morning(TOLD)
    assert told() == {}


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2020, 2, 28), date(2021, 2, 28)),
        (date(2020, 2, 29), date(2021, 2, 28)),
        (date(2020, 3, 1), date(2021, 3, 1)),
        (date(2019, 3, 1), date(2020, 3, 1)),
    ],
)
def test_no_day_of_a_leap_year_is_passed_over(ended: date, last: date) -> None:
    assert owed_by(ended) == last
    assert last - timedelta(days=367) <= ended <= last - timedelta(days=364)
