from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.plans import actions
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.domain.plans.running import of
from tests.e2e.people import account, signed_in
from tests.factories.city import at_work
from tests.factories.province import loaded
from tests.web.desk.handing import AGENCY, find


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference province, its plan in force, with the people of the demonstration."""
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def as_role(province: None, db: None) -> Callable[[str], Client]:
    """Signs a person of a role in and gives their browser."""
    return signed_in


@pytest.fixture
def specialist(as_role: Callable[[str], Client]) -> Client:
    """The browser of somebody who hands in for Sở Khoa học và Công nghệ."""
    return as_role("specialist")


@pytest.fixture
def duty(province: None, db: None) -> int:
    """The report of quarter III that Sở Khoa học và Công nghệ owes since 30/9, given to its specialist."""
    row = find("VI.11", "1/3")
    actions.assign(obligation=row.id, focal=account("specialist"), by=of(AGENCY), at=clock.now())
    return row.id


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Procedures in force and a few weeks of cases at Pleiku, by people who were there before."""
    with at_work(django_db_blocker):
        yield
