from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import PASSWORD, load_people
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e.people import signed_in
from tests.factories.province import loaded


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference province with the people of the demonstration."""
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def as_role(province: None, db: None) -> Callable[[str], Client]:
    """Signs a person of a role in and gives their browser."""
    return signed_in


@pytest.fixture
def platform_administrator(as_role: Callable[[str], Client]) -> Client:
    return as_role("platform_administrator")


@pytest.fixture
def second_administrator(province: None, db: None) -> Client:
    """The other platform administrator, who decides what the first proposes."""
    client = Client()
    answer = client.post("/sign-in/", {"login": "rahlanngoi", "password": PASSWORD})
    assert answer.status_code == 302
    return client


@pytest.fixture
def agency_administrator(as_role: Callable[[str], Client]) -> Client:
    return as_role("agency_administrator")
