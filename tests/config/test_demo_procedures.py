"""The demonstration's procedures: all 75 come in, one of each shape is settled and published by its people."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo, demo_procedures, demo_year
from lienthong.domain.procedures import queries
from lienthong.domain.procedures.queries import Pause, Stage, State
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.factories.province import loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]
BY, NOW = platform("test"), datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
DAY = NOW.date()
PUBLISHED = {"TP01", "TP09", "TP10", "TC05", "TC06", "TC09", "TC21", "DT01", "KT05", "KT06", "TN10", "TN13"}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        demo.load_people(by=BY, at=demo_year.EVE)
        demo_year.load_people(by=BY, at=demo_year.EVE)
        demo_procedures.play(by=BY, until=NOW)
        yield


def test_a_dozen_are_in_force_and_the_rest_wait_as_drafts() -> None:
    rows = queries.find_published(DAY, limit=100).rows
    assert {row.code for row in rows} == PUBLISHED
    answering = 2  # drafts that ministries' decisions demanded
    assert queries.count_waiting(keeper=None) == 75 - len(PUBLISHED) + answering
    assert not queries.find_published(date(2021, 1, 14)).rows


def test_one_of_each_shape_is_among_them() -> None:
    records = {code: queries.get_record(queries.get_published(code, DAY).id) for code in PUBLISHED}
    assert {len(record.steps) for record in records.values()} == {4, 5, 8, 11}
    land = records["TN13"]
    assert [step.unit for step in land.steps if step.unit in ("commune_land_officer", "tax_branch")] == [
        "commune_land_officer",
        "tax_branch",
    ]
    assert [task.pauses for step in land.steps for task in step.tasks if task.pauses] == [Pause.TAX_DUTY]


def test_announced_by_another_person_than_who_submitted() -> None:
    row = queries.get_published("DT01", DAY)
    story = {one.verb: one.name for one in queries.list_happenings(row.procedure)}
    assert row.state is State.PUBLISHED
    assert story["submit"] != story["announce"] == "Phạm Văn Kiểm"


def test_it_is_played_once_and_not_before_its_day() -> None:
    before = queries.list_versions("DT01", drafts=True)
    demo_procedures.play(by=BY, until=NOW)
    assert queries.list_versions("DT01", drafts=True) == before


def test_ministries_decisions_wait_for_whom_they_concern() -> None:
    told = {row.code: (row.stage, row.waits_for, row.due, row.left) for row in queries.list_demands(DAY)}
    assert told == {
        "2.900001": (Stage.TO_DRAFT, "GL-STP", date(2021, 9, 24), -15),
        "2.900002": (Stage.DRAFTING, "GL-SKHCN", date(2021, 10, 18), 1),
        "2.900003": (Stage.TO_DRAFT, "GL-SKHCN", date(2021, 10, 18), 1),
        "TC05": (Stage.CONTROL, "GL-VPUBND", date(2021, 11, 8), 16),
        "TC06": (Stage.TO_ABOLISH, "GL-VPUBND", date(2021, 11, 8), 16),
    }
