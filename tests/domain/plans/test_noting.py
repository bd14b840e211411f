"""Whom what happened to a duty is told to."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import MONITOR, at
from tests.domain.plans.small import Row, in_force
from tests.domain.plans.test_urging import hired
from tests.faults.drain import drain

from lienthong.config.ground.paths import DATA
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.exchange import read_reference
from lienthong.spine.actor import platform

pytestmark = pytest.mark.django_db
BY, EARLIER = platform("test"), at(12, 1, year=2020)
GIVER, HEIR = "GL-SGTVT", "GL-SXD"


@pytest.fixture(scope="module", autouse=True)
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Officials and head of the heir by role."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        organisations.load_reference(reference=read_reference(DATA / "organisations"), by=BY, at=EARLIER)
        yield {role: hired(HEIR, role) for role in ("reporter", "agency_leader", "auditor")}
        transaction.set_rollback(True)


def test_an_heir_hears_once_of_all_that_it_takes_over(people: dict[str, str]) -> None:
    in_force(Row([GIVER, HEIR]), Row([GIVER], due=date(2021, 12, 1)), Row([HEIR]))
    drain()
    organisations.merge_agencies(codes=[GIVER], into=HEIR, on=date(2021, 7, 1), by=MONITOR, at=at(7, 1))
    drain()
    for role in ("reporter", "agency_leader"):
        told = [row for row in list_notices(people[role]) if row.kind == "plans.handed_over"]
        assert [(row.title, row.address) for row in told] == [
            ("Tiếp nhận 2 nghĩa vụ từ Sở GTVT", "/work/?whose=agency")
        ]
    assert list_notices(people["auditor"]) == []
